using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>吹哨报到: named bureaus are called to a place and a time.</summary>
/// <param name="MeetAt">When they are to be there (UTC).</param>
/// <param name="About">What is to be settled there.</param>
/// <param name="Outcome">商定; null until it is concluded.</param>
public sealed record Whistle(
    WhistleId Id,
    DateTimeOffset MeetAt,
    string Place,
    string About,
    ImmutableArray<BureauCall> Bureaus,
    string? Outcome = null,
    DateTimeOffset? ConcludedAt = null
)
{
    public int ArrivedCount => Bureaus.Count(bureau => bureau.Arrived == true);
}

/// <summary>One bureau that was called.</summary>
/// <param name="Coming">What it answered; null: nothing yet.</param>
/// <param name="Arrived">Null: not recorded yet. Whoever is not recorded when it is concluded is absent.</param>
/// <param name="ArrivedAt">Local time of the street.</param>
public sealed record BureauCall(
    string Bureau,
    bool? Coming = null,
    string? Note = null,
    bool? Arrived = null,
    TimeOnly? ArrivedAt = null
);

/// <param name="Bureaus">委办局, at most <see cref="Whistling.BureausMost"/>, each once.</param>
/// <param name="MeetAt">Not in the past.</param>
public sealed record BlowWhistle(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    ImmutableArray<string> Bureaus,
    DateTimeOffset MeetAt,
    string Place,
    string About
) : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Lead;
}

public sealed record WhistleBlown(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    ImmutableArray<string> Bureaus,
    DateTimeOffset MeetAt,
    string Place,
    string About
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>A bureau says whether it comes; again until it is concluded.</summary>
public sealed record AnswerWhistle(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    string Bureau,
    bool Coming,
    string Note
) : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Unit;
}

public sealed record WhistleAnswered(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    string Bureau,
    bool Coming,
    string Note
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>报到: who was there, recorded by the street.</summary>
public sealed record RecordAttendance(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    string Bureau,
    bool Arrived,
    TimeOnly? ArrivedAt
) : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Lead;
}

public sealed record AttendanceRecorded(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    string Bureau,
    bool Arrived,
    TimeOnly? ArrivedAt
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>What was agreed; a bureau whose arrival was not recorded is absent from now on.</summary>
public sealed record ConcludeWhistle(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    string Outcome
) : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Lead;
}

public sealed record WhistleConcluded(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    WhistleId Whistle,
    string Outcome
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>The rules of calling bureaus to the place.</summary>
public static class Whistling
{
    public const int BureausMost = 8;
    private const int PlaceMost = SiteVisits.PlaceMost;

    internal static Decision Decide(Meeting meeting, BlowWhistle blow)
    {
        if (Tracks.Barred(meeting, blow, out var commitment) is { } barred)
            return barred;
        if (Tracks.IsSettled(commitment))
            return Rejection.CommitmentSettled;
        if (Tracks.Of(meeting, commitment.Id).Whistles.Any(w => w.ConcludedAt is null))
            return Rejection.WhistleUnderWay;
        if (meeting.Tracks.Values.Any(track => track.Whistles.Any(w => w.Id == blow.Whistle)))
            return Rejection.WhistleIdTaken;
        ImmutableArray<string> bureaus =
        [
            .. blow.Bureaus.Select(Words.Kept).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal),
        ];
        if (bureaus.IsEmpty)
            return Rejection.FieldMissing("bureaus");
        if (bureaus.Length > BureausMost)
            return Rejection.BureausTooMany(BureausMost);
        var (place, about) = (Words.Kept(blow.Place), Words.Kept(blow.About));
        var unfit =
            bureaus.Select(name => Tracks.Check("bureaus", name, Promise.FieldMost)).FirstOrDefault(r => r is not null)
            ?? Tracks.Check("place", place, PlaceMost)
            ?? Tracks.Check("about", about);
        if (unfit is not null)
            return unfit;
        if (blow.MeetAt < blow.At)
            return Rejection.TimePast;
        return new WhistleBlown(
            blow.Id,
            blow.By.Id,
            blow.At,
            commitment.Id,
            blow.Whistle,
            bureaus,
            blow.MeetAt.ToUniversalTime(),
            place,
            about
        );
    }

    internal static Decision Decide(Meeting meeting, AnswerWhistle answer)
    {
        if (Called(meeting, answer, answer.Whistle, answer.Bureau, ofOwnUnit: true) is { } barred)
            return barred;
        var note = Words.Kept(answer.Note);
        if (note.Length == 0 ? !answer.Coming : false)
            return Rejection.FieldMissing("reason");
        if (note.Length > 0 && Tracks.Check("note", note) is { } unfit)
            return unfit;
        return new WhistleAnswered(
            answer.Id,
            answer.By.Id,
            answer.At,
            answer.Commitment,
            answer.Whistle,
            answer.Bureau,
            answer.Coming,
            note
        );
    }

    internal static Decision Decide(Meeting meeting, RecordAttendance record)
    {
        if (Called(meeting, record, record.Whistle, record.Bureau) is { } barred)
            return barred;
        return new AttendanceRecorded(
            record.Id,
            record.By.Id,
            record.At,
            record.Commitment,
            record.Whistle,
            record.Bureau,
            record.Arrived,
            record.Arrived ? record.ArrivedAt : null
        );
    }

    internal static Decision Decide(Meeting meeting, ConcludeWhistle conclude)
    {
        if (Called(meeting, conclude, conclude.Whistle, bureau: null) is { } barred)
            return barred;
        var outcome = Words.Kept(conclude.Outcome);
        return Tracks.Check("outcome", outcome) is { } unfit
            ? unfit
            : new WhistleConcluded(
                conclude.Id,
                conclude.By.Id,
                conclude.At,
                conclude.Commitment,
                conclude.Whistle,
                outcome
            );
    }

    internal static Meeting Apply(Meeting meeting, WhistleBlown e) =>
        Tracks.Step(
            meeting,
            e.Commitment,
            e,
            track =>
                track with
                {
                    Whistles = track.Whistles.Add(
                        new Whistle(
                            e.Whistle,
                            e.MeetAt,
                            e.Place,
                            e.About,
                            [.. e.Bureaus.Select(b => new BureauCall(b))]
                        )
                    ),
                }
        );

    internal static Meeting Apply(Meeting meeting, WhistleAnswered e) =>
        Change(meeting, e, e.Whistle, w => Change(w, e.Bureau, b => b with { Coming = e.Coming, Note = e.Note }));

    internal static Meeting Apply(Meeting meeting, AttendanceRecorded e) =>
        Change(
            meeting,
            e,
            e.Whistle,
            w => Change(w, e.Bureau, b => b with { Arrived = e.Arrived, ArrivedAt = e.ArrivedAt })
        );

    internal static Meeting Apply(Meeting meeting, WhistleConcluded e) =>
        Change(
            meeting,
            e,
            e.Whistle,
            w =>
                w with
                {
                    Outcome = e.Outcome,
                    ConcludedAt = e.At,
                    Bureaus = [.. w.Bureaus.Select(b => b with { Arrived = b.Arrived ?? false })],
                }
        );

    /// <summary>Null when this bureau was called by this whistle, which is not over.</summary>
    private static Rejection? Called(
        Meeting meeting,
        TrackingCommand command,
        WhistleId id,
        string? bureau,
        bool ofOwnUnit = false
    )
    {
        // A bureau that is called is seldom the unit that answers for the item: it speaks for itself.
        var speaks = ofOwnUnit && command.By.Roles == Roles.Unit;
        if (Tracks.Barred(meeting, command, out _) is { } barred && !(speaks && barred == Rejection.OtherUnit))
            return barred;
        if (speaks && command.By.Unit != bureau)
            return Rejection.OtherUnit;
        if (Tracks.Of(meeting, command.Commitment).Whistles.FirstOrDefault(w => w.Id == id) is not { } whistle)
            return Rejection.WhistleUnknown;
        if (whistle.ConcludedAt is not null)
            return Rejection.WhistleOver;
        return bureau is null || whistle.Bureaus.Any(b => b.Bureau == bureau) ? null : Rejection.BureauNotCalled;
    }

    private static Meeting Change(Meeting meeting, TrackingEvent e, WhistleId id, Func<Whistle, Whistle> change) =>
        Tracks.Step(
            meeting,
            e.Commitment,
            e,
            track => track with { Whistles = [.. track.Whistles.Select(w => w.Id == id ? change(w) : w)] }
        );

    private static Whistle Change(Whistle whistle, string bureau, Func<BureauCall, BureauCall> change) =>
        whistle with
        {
            Bureaus = [.. whistle.Bureaus.Select(b => b.Bureau == bureau ? change(b) : b)],
        };
}
