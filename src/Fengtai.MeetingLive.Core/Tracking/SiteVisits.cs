using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>实地看: somebody went to the place; who, when, what was found, with a photo.</summary>
/// <param name="Who">By office, such as 副镇长（分管城建）和第7网格员; names of persons have no place on a public page.</param>
/// <param name="SeenAt">Not in the future.</param>
/// <param name="Photos">At least one.</param>
public sealed record RecordSiteVisit(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    string Who,
    DateTimeOffset SeenAt,
    string Place,
    string Finding,
    ImmutableArray<PhotoHash> Photos
) : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Lead | Roles.Unit | Roles.GridWorker;
}

public sealed record SiteVisited(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    string Who,
    DateTimeOffset SeenAt,
    string Place,
    string Finding,
    ImmutableArray<PhotoHash> Photos
) : TrackingEvent(Id, By, At, Commitment);

internal static class SiteVisits
{
    public const int WhoMost = 60;
    public const int PlaceMost = 40;

    public static Decision Decide(Meeting meeting, RecordSiteVisit visit)
    {
        if (Tracks.Barred(meeting, visit, out var commitment) is { } barred)
            return barred;
        var (who, place, finding) = (Words.Kept(visit.Who), Words.Kept(visit.Place), Words.Kept(visit.Finding));
        var unfit =
            Tracks.Check("who", who, WhoMost)
            ?? Tracks.Check("place", place, PlaceMost)
            ?? Tracks.Check("finding", finding)
            ?? Tracks.Check(visit.Photos);
        if (unfit is not null)
            return unfit;
        if (visit.Photos.IsEmpty)
            return Rejection.EvidenceMissing;
        if (visit.SeenAt > visit.At)
            return Rejection.TimeAhead;
        if (Days.Of(visit.SeenAt) < meeting.Plan.Date.AddYears(-1))
            return Rejection.TimeLongPast;
        return new SiteVisited(
            visit.Id,
            visit.By.Id,
            visit.At,
            commitment.Id,
            who,
            visit.SeenAt.ToUniversalTime(),
            place,
            finding,
            visit.Photos
        );
    }

    public static Meeting Apply(Meeting meeting, SiteVisited e) =>
        Tracks.Step(meeting, e.Commitment, e, track => track with { Evidence = track.Evidence + e.Photos.Length });
}
