using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>Something that somebody wants to happen to one commitment after the meeting: 会后跟进.</summary>
public abstract record TrackingCommand(CommandId Id, Actor By, DateTimeOffset At, CommitmentId Commitment)
    : MeetingCommand(Id, By, At);

/// <summary>One step on a commitment's way, by whoever answers for it.</summary>
public abstract record TrackingEvent(CommandId Id, ActorId By, DateTimeOffset At, CommitmentId Commitment)
    : StaffEvent(Id, By, At);

/// <summary>The same by the resident who asked; who it was stays beside the journal.</summary>
public abstract record AskerEvent(
    CommandId Id,
    [property: Private] ActorId? By,
    DateTimeOffset At,
    CommitmentId Commitment,
    QuestionId Question
) : MeetingEvent(Id, At);

/// <summary>What a unit says has come of it; somebody else checks it.</summary>
/// <param name="Outcome"><see cref="ReportKind.Done"/> or <see cref="ReportKind.CannotBeDone"/>.</param>
public sealed record Claim(ReportKind Outcome, string Text, ActorId By, DateTimeOffset At);

/// <summary>An event with the journal entry that it is.</summary>
public sealed record TrackStep(long Version, MeetingEvent Event);

/// <summary>What has happened to one commitment since it was made. What it came to stands in <see cref="Commitment"/>.</summary>
public sealed record Track
{
    public static readonly Track Empty = new();

    /// <summary>Every step, the first one first.</summary>
    public ImmutableArray<TrackStep> Steps { get; init; } = [];

    /// <summary>待验收: what waits to be checked.</summary>
    public Claim? Claim { get; init; }

    /// <summary>When it was accepted as settled.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>原时限, once it was moved; null: it stands as it was promised.</summary>
    public DateOnly? FirstDeadline { get; init; }

    /// <summary>How many deadlines had passed when a new one was set.</summary>
    public int Missed { get; init; }

    /// <summary>Why it is late, in the words of the last postponement; null since it was settled or never moved.</summary>
    public string? Delay { get; init; }

    /// <summary>Photos since it was promised, or since it was last taken up again.</summary>
    public int Evidence { get; init; }

    /// <summary>How many times residents have sent it back.</summary>
    public int Reopenings { get; init; }

    public ImmutableHashSet<QuestionId> ReopenedBy { get; init; } = [];

    /// <summary>回访: the latest rating of each asker, for each time that it was settled (0: the first time).</summary>
    public ImmutableDictionary<(QuestionId Question, int Round), int> FollowUps { get; init; } =
        ImmutableDictionary<(QuestionId, int), int>.Empty;

    /// <summary>In order of their calling.</summary>
    public ImmutableArray<Whistle> Whistles { get; init; } = [];

    /// <summary>不归我们管: why the unit has sent it back; null since somebody was named anew.</summary>
    public string? Declined { get; init; }

    /// <summary>The next meeting, to which it was carried over.</summary>
    public string? CarriedTo { get; init; }

    /// <summary>The scores given for the outcome as it stands, level 1 to 5.</summary>
    public Tally FollowUp(int round) =>
        FollowUps
            .Where(given => given.Key.Round == round)
            .Aggregate(default(Tally), (t, g) => t.Replace(null, g.Value));

    internal Track With(Meeting meeting, MeetingEvent e) =>
        this with
        {
            Steps = Steps.Add(new TrackStep(meeting.Version + 1, e)),
        };
}

/// <summary>What concerns every act on a commitment.</summary>
public static class Tracks
{
    /// <summary>A text for the public, in characters.</summary>
    public const int TextMost = 200;

    /// <summary>Photos of one step.</summary>
    public const int PhotosMost = 6;

    public static Track Of(Meeting meeting, CommitmentId id) => meeting.Tracks.GetValueOrDefault(id) ?? Track.Empty;

    public static bool IsSettled(Commitment commitment) =>
        commitment.State is CommitmentState.Done or CommitmentState.CannotBeDone;

    /// <summary>逾期: the day is over and it is not settled; what waits to be checked was reported in time or not, and is not late any more.</summary>
    public static bool IsOverdue(Commitment commitment, DateOnly today) =>
        commitment.State is CommitmentState.NotStarted or CommitmentState.Moving && commitment.Deadline < today;

    /// <summary>
    /// An item that is late for the second time: the street is to call the bureaus to the place. Once they have met for this
    /// deadline it is not proposed again until a new one is missed.
    /// </summary>
    public static bool ProposesWhistle(Meeting meeting, Commitment commitment, DateOnly today)
    {
        var track = Of(meeting, commitment.Id);
        return IsOverdue(commitment, today)
            && track.Missed > 0
            && track.Whistles.All(whistle =>
                whistle.ConcludedAt is not null && Days.Of(whistle.MeetAt) <= commitment.Deadline
            );
    }

    /// <summary>All questions that were answered by this commitment: the one it was made for, and those merged into it.</summary>
    public static ImmutableArray<Question> Askers(Meeting meeting, Commitment commitment) =>
        commitment.Question is { } id && meeting.Questions.TryGetValue(id, out var question)
            ? [question, .. meeting.MergedByStanding()[id].Where(q => q.State == QuestionState.Merged)]
            : [];

    /// <summary>Null when this may be done to it now, by this actor.</summary>
    internal static Rejection? Barred(Meeting meeting, TrackingCommand command, out Commitment commitment)
    {
        if (!meeting.Timetable.TryGetValue(command.Commitment, out commitment!))
            return Rejection.CommitmentUnknown;
        if (meeting.Phase == Phase.Preparing)
            return Rejection.MeetingNotRunning;
        if (commitment.From is { } origin)
            return Rejection.TrackedElsewhere(origin.Code);
        return Concerns(command.By, commitment) ? null : Rejection.OtherUnit;
    }

    /// <summary>The street's office answers for all, a unit and a grid worker for their own.</summary>
    public static bool Concerns(Actor actor, Commitment commitment) =>
        Concerns(actor, commitment.Unit, commitment.Grid);

    /// <summary>The same of what is known by its unit and its grid alone.</summary>
    public static bool Concerns(Actor actor, string unit, string? grid) =>
        (actor.Roles & (Roles.Secretary | Roles.Administrator | Roles.Presenter)) != Roles.None
        || actor.Roles.HasFlag(Roles.Unit) && actor.Unit == unit
        || actor.Roles.HasFlag(Roles.GridWorker) && actor.Grid is { } own && own == grid;

    /// <summary>Null when it may stand on the public page.</summary>
    internal static Rejection? Check(string field, string text, int most = TextMost)
    {
        if (text.Length == 0)
            return Rejection.FieldMissing(field);
        if (Words.Length(text) > most)
            return Rejection.FieldTooLong(field, most);
        return Words.HasForbidden(text) ? Rejection.TextForbiddenCharacters : null;
    }

    internal static Rejection? Check(ImmutableArray<PhotoHash> photos)
    {
        if (photos.Length > PhotosMost)
            return Rejection.PhotosTooMany(PhotosMost);
        return photos.All(IsHash) && photos.Distinct().Count() == photos.Length ? null : Rejection.PhotoUnknown;
    }

    internal static Meeting Change(Meeting meeting, CommitmentId id, Func<Commitment, Commitment> change) =>
        meeting with
        {
            Timetable = meeting.Timetable.SetItem(id, change(meeting.Timetable[id])),
        };

    internal static Meeting Step(Meeting meeting, CommitmentId id, MeetingEvent e, Func<Track, Track> change) =>
        meeting with
        {
            Tracks = meeting.Tracks.SetItem(id, change(Of(meeting, id)).With(meeting, e)),
        };

    private static bool IsHash(PhotoHash photo) =>
        photo.Value is { Length: 64 } hex && hex.All(char.IsAsciiHexDigitLower);
}
