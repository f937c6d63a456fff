using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>What a screen says of its own venue; only where there is more than one.</summary>
/// <param name="Present">Counted here; beside it <paramref name="PresentInAll"/>, the whole meeting.</param>
/// <param name="Venues">Every venue with the shown round's ratings, for the line under the bars.</param>
public sealed record VenueOnScreen(
    string Name,
    bool Online,
    int Present,
    int PresentInAll,
    ImmutableArray<VenueFigures> Venues
)
{
    public static VenueOnScreen? Of(Meeting meeting, VenueId venue, RatingRound? round)
    {
        if (meeting.Plan.Venues.Length < 2 || meeting.Plan.Venue(venue) is not { } here)
            return null;
        var all = VenueFigures.Of(meeting, round);
        return new VenueOnScreen(
            here.Name,
            here.Online,
            all.First(line => line.Venue == venue).Present,
            meeting.Present.Count,
            all
        );
    }
}

/// <summary>What screens of several venues are told: who shows something of its own, and how many are where.</summary>
internal static class VenueItems
{
    /// <summary>Nothing where there is one venue: then the scene and the rounds say it all.</summary>
    public static IEnumerable<ViewItem> Of(Meeting meeting)
    {
        if (meeting.Plan.Venues.Length < 2)
            yield break;
        foreach (var (venue, scene) in meeting.VenueScenes)
        {
            yield return new ViewItem(
                "screens",
                venue.Value,
                new SceneItem(ResidentView.Kebab(scene.Kind), scene.Slide?.Value, scene.Round?.Value)
            );
        }

        foreach (var line in VenueFigures.Of(meeting))
        {
            yield return new ViewItem("present", line.Venue?.Value ?? "", line.Present);
        }
    }
}
