using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>An act of whoever holds a question's receipt; that alone proves who asked.</summary>
/// <param name="Receipt">SHA-256 of the receipt code, hex.</param>
public abstract record AskerCommand(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question, string Receipt)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Resident;
}

/// <summary>回访: the asker says whether it was really solved; the latest counts.</summary>
/// <param name="Score">1 to 5.</param>
public sealed record RateOutcome(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    QuestionId Question,
    string Receipt,
    int Score
) : AskerCommand(Id, By, At, Question, Receipt);

/// <param name="Round">0: as it was settled first; 1: after it was sent back once; and so on.</param>
public sealed record OutcomeRated(
    CommandId Id,
    ActorId? By,
    DateTimeOffset At,
    CommitmentId Commitment,
    QuestionId Question,
    int Round,
    [property: Private] int Score
) : AskerEvent(Id, By, At, Commitment, Question);

/// <summary>要求重新办理: each asker may once, and says what is not solved.</summary>
public sealed record Reopen(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question, string Receipt, string Text)
    : AskerCommand(Id, By, At, Question, Receipt);

/// <param name="Text">For whoever handles it; not public, and gone with the question when that is erased.</param>
/// <param name="Due">The day by which the asker is answered.</param>
public sealed record Reopened(
    CommandId Id,
    ActorId? By,
    DateTimeOffset At,
    CommitmentId Commitment,
    QuestionId Question,
    [property: Private] string? Text,
    DateOnly Due
) : AskerEvent(Id, By, At, Commitment, Question);

/// <summary>The rules of asking back.</summary>
public static class FollowUps
{
    /// <summary>Days after the settling within which the asker may rate and send back.</summary>
    public const int OpenDays = 14;

    /// <summary>Working days within which whoever sent it back is answered.</summary>
    public const int AnswerWorkdays = 5;

    /// <summary>The last day on which the outcome may be rated; null while nothing is said to be done.</summary>
    public static DateOnly? Until(Meeting meeting, Commitment commitment) =>
        Tracks.Of(meeting, commitment.Id) switch
        {
            { Claim.At: var at } => Days.Of(at).AddDays(OpenDays),
            { SettledAt: { } at } when Tracks.IsSettled(commitment) => Days.Of(at).AddDays(OpenDays),
            _ => null,
        };

    /// <summary>
    /// The day by which whoever sends it back on this day is answered: the promised one, or in so many working days when that
    /// is nearer or past.
    /// </summary>
    public static DateOnly AnswerBy(Commitment commitment, DateOnly day) =>
        Days.Workdays(day, AnswerWorkdays) is var answered && commitment.Deadline > answered
            ? commitment.Deadline
            : answered;

    /// <summary>The question's own latest rating of the outcome as it stands; null: none.</summary>
    public static int? ScoreOf(Track track, QuestionId question) =>
        track.FollowUps.TryGetValue((question, track.Reopenings), out var score) ? score : null;

    internal static Decision Decide(Meeting meeting, RateOutcome rate)
    {
        if (Barred(meeting, rate, out var commitment) is { } barred)
            return barred;
        if (rate.Score is < 1 or > 5)
            return Rejection.ScoreOutOfRange;
        var track = Tracks.Of(meeting, commitment.Id);
        if (ScoreOf(track, rate.Question) == rate.Score)
            return new Decision.Repeated(meeting.Version);
        return new OutcomeRated(
            rate.Id,
            rate.By.Id,
            rate.At,
            commitment.Id,
            rate.Question,
            track.Reopenings,
            rate.Score
        );
    }

    internal static Decision Decide(Meeting meeting, Reopen reopen)
    {
        // First: whoever has used it is told so, also while it is worked on again.
        if (Standing(meeting, reopen) is { } used && Tracks.Of(meeting, used.Id).ReopenedBy.Contains(reopen.Question))
            return Rejection.ReopenedAlready;
        if (Barred(meeting, reopen, out var commitment) is { } barred)
            return barred;
        var text = Words.Kept(reopen.Text);
        if (Tracks.Check("unsolved", text) is { } unfit)
            return unfit;
        return new Reopened(
            reopen.Id,
            reopen.By.Id,
            reopen.At,
            commitment.Id,
            reopen.Question,
            text,
            AnswerBy(commitment, Days.Of(reopen.At))
        );
    }

    internal static Meeting Apply(Meeting meeting, OutcomeRated e) =>
        Tracks.Step(
            meeting,
            e.Commitment,
            e,
            track => track with { FollowUps = track.FollowUps.SetItem((e.Question, e.Round), e.Score) }
        );

    internal static Meeting Apply(Meeting meeting, Reopened e) =>
        Tracks.Step(
            Tracks.Change(meeting, e.Commitment, c => c with { State = CommitmentState.Moving, Deadline = e.Due }),
            e.Commitment,
            e,
            track =>
                track with
                {
                    FirstDeadline = track.FirstDeadline ?? meeting.Timetable[e.Commitment].Deadline,
                    Reopenings = track.Reopenings + 1,
                    ReopenedBy = track.ReopenedBy.Add(e.Question),
                    Evidence = 0,
                    Claim = null,
                    SettledAt = null,
                }
        );

    /// <summary>Somebody sent it back in words that are still kept.</summary>
    internal static bool HasWordsOf(Meeting meeting, QuestionId question) => WordsOf(meeting, question).Any();

    /// <summary>The words of whoever sent it back go with the question; that it was sent back stays.</summary>
    internal static Meeting Forget(Meeting meeting, QuestionId question)
    {
        foreach (var (id, step) in WordsOf(meeting, question).ToArray())
        {
            var said = (Reopened)step.Event;
            var track = meeting.Tracks[id];
            meeting = meeting with
            {
                Tracks = meeting.Tracks.SetItem(
                    id,
                    track with
                    {
                        Steps = track.Steps.Replace(step, step with { Event = said with { By = null, Text = null } }),
                    }
                ),
                Seen = meeting.Seen.Remove((said.By!.Value, said.Id)),
            };
        }

        return meeting;
    }

    private static IEnumerable<(CommitmentId, TrackStep)> WordsOf(Meeting meeting, QuestionId question) =>
        meeting
            .Tracks.SelectMany(pair => pair.Value.Steps.Select(step => (pair.Key, step)))
            .Where(at => at.step.Event is Reopened r && r.Question == question && r.By is not null);

    private static Rejection? Barred(Meeting meeting, AskerCommand command, out Commitment commitment)
    {
        commitment = null!;
        if (Standing(meeting, command) is not { } found)
            return Rejection.QuestionUnknown;
        commitment = found;
        if (Until(meeting, commitment) is not { } until)
            return Rejection.OutcomeNotYet;
        return Days.Of(command.At) > until ? Rejection.FollowUpOver : null;
    }

    /// <summary>The commitment in which the question is answered; null when the receipt is not this question's.</summary>
    private static Commitment? Standing(Meeting meeting, AskerCommand command) =>
        meeting.Questions.TryGetValue(command.Question, out var question)
        && question.Receipt == command.Receipt
        && meeting.Standing(question.Id).Commitment is { } id
            ? meeting.Timetable.GetValueOrDefault(id)
            : null;
}
