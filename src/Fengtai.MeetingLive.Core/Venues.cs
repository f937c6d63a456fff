using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>回到同一画面: this venue's screens show again what all show.</summary>
public sealed record ShowSame(CommandId Id, Actor By, DateTimeOffset At, VenueId Venue) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Lead;
}

/// <summary>One venue's screens show something of their own; with no scene they show again what all show.</summary>
public sealed record VenueSceneShown(CommandId Id, ActorId By, DateTimeOffset At, VenueId Venue, Scene? Scene)
    : StaffEvent(Id, By, At);

/// <summary>One scene for all screens, and beside it what single venues were sent.</summary>
internal static class VenueScenes
{
    /// <summary>The scene for all, or for one venue; refused when the plan has no such venue.</summary>
    public static Decision Show(Meeting meeting, MeetingCommand command, Scene scene, VenueId? venue)
    {
        if (venue is not { } one)
            return new SceneShown(command.Id, command.By.Id, command.At, scene);
        return meeting.Plan.Venue(one) is null
            ? Rejection.VenueUnknown
            : new VenueSceneShown(command.Id, command.By.Id, command.At, one, scene);
    }

    public static Decision Decide(Meeting meeting, ShowSame same)
    {
        if (meeting.Plan.Venue(same.Venue) is null)
            return Rejection.VenueUnknown;
        return meeting.VenueScenes.ContainsKey(same.Venue)
            ? new VenueSceneShown(same.Id, same.By.Id, same.At, same.Venue, null)
            : new Decision.Repeated(meeting.Version);
    }

    public static Meeting Apply(Meeting meeting, VenueSceneShown e) =>
        meeting with
        {
            VenueScenes = e.Scene is { } scene
                ? meeting.VenueScenes.SetItem(e.Venue, scene)
                : meeting.VenueScenes.Remove(e.Venue),
        };
}

/// <summary>One line of a breakdown by venue.</summary>
/// <param name="Venue">Null: online in a meeting whose plan names no online venue.</param>
/// <param name="Name">Null together with <paramref name="Venue"/>; the words are found at the edge.</param>
/// <param name="Present">Devices counted there.</param>
/// <param name="Questions">Questions asked from there, slips included, those withdrawn or refused too.</param>
/// <param name="Tally">Of the round that was broken down; nothing where none was.</param>
public sealed record VenueFigures(VenueId? Venue, string? Name, bool Online, int Present, int Questions, Tally Tally)
{
    /// <summary>
    /// The whole meeting in the plan's order, one online line last where there is any; every device, question and rating
    /// stands in exactly one line. Whoever was let in as online counts as online, whichever venue's code led there.
    /// </summary>
    public static ImmutableArray<VenueFigures> Of(Meeting meeting, RatingRound? round = null)
    {
        var present = Count(meeting, meeting.Present.Values);
        var questions = Count(meeting, meeting.Questions.Values.Select(question => question.From));
        var tallies = (round?.Latest.Values ?? [])
            .AggregateBy(
                rating => Place(meeting, rating.From),
                default(Tally),
                (tally, rating) => tally.Replace(null, rating.Score)
            )
            .ToDictionary();
        var lines = meeting
            .Plan.Venues.OrderBy(venue => venue.Online)
            .Select(venue => ((VenueId?)venue.Id, (string?)venue.Name, venue.Online))
            .ToList();
        (VenueId?, string?, bool) nowhere = (null, null, true);
        if (present.ContainsKey(default) || questions.ContainsKey(default) || tallies.ContainsKey(default))
            lines.Add(nowhere);
        return
        [
            .. lines.Select(line => new VenueFigures(
                line.Item1,
                line.Item2,
                line.Item3,
                present.GetValueOrDefault(line.Item1 ?? default),
                questions.GetValueOrDefault(line.Item1 ?? default),
                tallies.GetValueOrDefault(line.Item1 ?? default)
            )),
        ];
    }

    private static Dictionary<VenueId, int> Count(Meeting meeting, IEnumerable<Origin> origins) =>
        origins.CountBy(origin => Place(meeting, origin)).ToDictionary();

    /// <summary>The venue whose line counts this; the empty id where the plan has none for it.</summary>
    private static VenueId Place(Meeting meeting, Origin from)
    {
        var venue = meeting.Plan.Venue(from.Venue);
        if (venue is not null && (venue.Online || from.Entry != Entry.Online))
            return venue.Id;
        foreach (var other in meeting.Plan.Venues)
        {
            if (other.Online)
                return other.Id;
        }

        return default;
    }
}
