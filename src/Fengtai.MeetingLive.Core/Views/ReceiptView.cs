using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>What the holder of a receipt sees: of a question every step, of a rating or a ballot only that it counts.</summary>
public abstract record ReceiptView
{
    private ReceiptView() { }

    /// <summary>Whom to reach about it.</summary>
    public ImmutableArray<Contact> Contacts { get; private init; } = [];

    /// <param name="Text">Null when it was erased.</param>
    /// <param name="ErasedAt">When, at the person's own request.</param>
    /// <param name="Steps">What has happened, then what is still to come, in order.</param>
    public sealed record OfQuestion(
        MeetingHead Head,
        string? Text,
        string? Topic,
        int Supports,
        string State,
        PublicCommitment? Commitment,
        ImmutableArray<ReceiptStep> Steps,
        DateTimeOffset? ErasedAt = null
    ) : ReceiptView
    {
        /// <summary>What the asker may say about the outcome. Null: nothing is said to be done yet.</summary>
        public FollowUpOffer? FollowUp { get; init; }

        /// <summary>How many days the promise is late; 0: it is not.</summary>
        public int DaysLate { get; init; }
    }

    /// <param name="Replaced">A later rating of the same device took its place.</param>
    public sealed record OfRating(MeetingHead Head, string Round, bool Open, bool Replaced) : ReceiptView;

    /// <param name="Replaced">A later ballot of the same device took its place.</param>
    public sealed record OfBallot(MeetingHead Head, string Poll, bool Open, bool Replaced) : ReceiptView;

    /// <summary>What was asked when somebody of the street visited, before the meeting.</summary>
    /// <param name="Text">Numbers in it are masked.</param>
    /// <param name="Day">Of the visit.</param>
    /// <param name="Listed">It stands on the street's list; otherwise it waits to be put there.</param>
    /// <param name="ErasedOn">The day on which the words were erased; null: they are there.</param>
    public sealed record OfVisit(
        string Street,
        string Text,
        string? Topic,
        DateOnly Day,
        bool Listed,
        DateOnly? ErasedOn = null
    ) : ReceiptView;

    /// <param name="today">The street's own day: by it the time for rating is over.</param>
    public static ReceiptView Of(Meeting meeting, Question question, DateOnly today)
    {
        var stands = meeting.Standing(question.Id);
        var commitment = stands.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null;
        return new OfQuestion(
            MeetingHead.Of(meeting),
            question.Text is null ? null : Words.Mask(question.Text),
            question.Topic,
            stands.Supports,
            ResidentView.StateOf(question),
            commitment is null
                ? null
                : PublicCommitment.Of(commitment) with
                {
                    Track = PublicTrack.Of(meeting, commitment),
                },
            [.. StepsOf(meeting, question, stands, commitment)],
            question.ErasedAt
        )
        {
            Contacts = meeting.Plan.Contacts,
            FollowUp = commitment is null ? null : FollowUpOffer.Of(meeting, commitment, question.Id, today),
            DaysLate =
                commitment is not null && Tracks.IsOverdue(commitment, today)
                    ? today.DayNumber - commitment.Deadline.DayNumber
                    : 0,
        };
    }

    /// <summary>The score is not shown: a receipt may be looked up by somebody else over one's shoulder.</summary>
    public static ReceiptView Of(Meeting meeting, RatingRound round, string receipt) =>
        new OfRating(
            MeetingHead.Of(meeting),
            round.Plan.Title,
            round.State == RoundState.Open,
            round.Latest.Values.All(rating => rating.Receipt != receipt)
        )
        {
            Contacts = meeting.Plan.Contacts,
        };

    public static ReceiptView Of(Meeting meeting, Poll poll, string receipt) =>
        new OfBallot(
            MeetingHead.Of(meeting),
            poll.Plan.Question,
            poll.State == RoundState.Open,
            poll.Latest.Values.All(ballot => ballot.Receipt != receipt)
        )
        {
            Contacts = meeting.Plan.Contacts,
        };

    /// <param name="question">Whose receipt it is.</param>
    /// <param name="q">The same, or the question that it was merged into: from then on its steps are that one's.</param>
    private static IEnumerable<ReceiptStep> StepsOf(
        Meeting meeting,
        Question question,
        Question q,
        Commitment? commitment
    )
    {
        yield return new ReceiptStep("asked", question.AskedAt);
        if (question.ApprovedAt is { } approved)
            yield return new ReceiptStep("approved", approved);
        if (question.Id != q.Id)
            yield return new ReceiptStep("merged", question.MergedAt, Number: q.Number);
        var joined = meeting.MergedInto(question.Id).ToArray();
        if (joined.Length > 0)
            yield return new ReceiptStep("joined", joined.Max(other => other.MergedAt), Number: joined.Length);
        if (q.StagedAt is { } staged)
            yield return new ReceiptStep("staged", staged);
        switch (q.State)
        {
            case QuestionState.Waiting:
                yield return new ReceiptStep("waiting", null);
                break;
            case QuestionState.Approved or QuestionState.OnStage:
                yield return new ReceiptStep("to-answer", null);
                break;
            case QuestionState.Refused:
                yield return new ReceiptStep(
                    "refused",
                    q.SettledAt,
                    Reason: q.Reason,
                    Text: question.Id == q.Id ? q.ReasonNote : null
                );
                break;
            case QuestionState.Withdrawn:
                yield return new ReceiptStep("withdrawn", q.SettledAt);
                break;
            case QuestionState.Answered:
                yield return new ReceiptStep("answered", q.SettledAt, Text: q.Gist is null ? null : Words.Mask(q.Gist));
                break;
            case QuestionState.HandedOver:
                yield return new ReceiptStep("handed-over", q.SettledAt);
                break;
        }

        if (commitment is null)
            yield break;
        var track = PublicTrack.Of(meeting, commitment);
        var reached = commitment
            .Milestones.Where(m => m.Done)
            .Select(m => new ReceiptStep("milestone", null, m.Date, Text: Words.Mask(m.Text)));
        var done = track.Steps.Select(step => new ReceiptStep($"track.{step.Kind}", step.At, Step: step));
        foreach (var step in reached.Concat(done).OrderBy(step => step.Day ?? Days.Of(step.At!.Value)))
            yield return step;
        if (Tracks.IsSettled(commitment))
        {
            // Settled before it was tracked here, such as one that the plan lists as done.
            if (track.SettledOn is null)
                yield return new ReceiptStep(
                    $"commitment.{ResidentView.Kebab(commitment.State)}",
                    null,
                    commitment.Deadline
                );
            yield break;
        }

        foreach (var milestone in commitment.Milestones.Where(m => !m.Done))
            yield return new ReceiptStep(
                "milestone",
                null,
                milestone.Date,
                Text: Words.Mask(milestone.Text),
                ToCome: true
            );
        yield return new ReceiptStep(
            $"commitment.{ResidentView.Kebab(commitment.State)}",
            null,
            commitment.Deadline,
            ToCome: true
        );
    }
}

/// <summary>回访: what the holder of a question's receipt may do about its outcome.</summary>
/// <param name="Until">The last day for it.</param>
/// <param name="Score">The own latest rating of it as it stands, 1 to 5; null: none yet.</param>
/// <param name="Over">That day is past.</param>
/// <param name="Reopened">This receipt has sent it back before and cannot again.</param>
/// <param name="AnswerBy">The day by which it would be answered if it were sent back today.</param>
public sealed record FollowUpOffer(DateOnly Until, int? Score, bool Over, bool Reopened, DateOnly AnswerBy)
{
    internal static FollowUpOffer? Of(Meeting meeting, Commitment commitment, QuestionId question, DateOnly today)
    {
        var track = Tracks.Of(meeting, commitment.Id);
        return FollowUps.Until(meeting, commitment) is { } until
            ? new FollowUpOffer(
                until,
                FollowUps.ScoreOf(track, question),
                today > until,
                track.ReopenedBy.Contains(question),
                FollowUps.AnswerBy(commitment, today)
            )
            : null;
    }
}

/// <summary>One step on a question's way.</summary>
/// <param name="Kind">
/// asked, waiting, approved, merged, joined, refused, withdrawn, staged, to-answer, answered, handed-over, milestone,
/// commitment.* or track.* as in <see cref="PublicStep"/>.
/// </param>
/// <param name="At">When it happened: a resident's act by the minute.</param>
/// <param name="Day">The planned day of a milestone or deadline.</param>
/// <param name="Number">The question it was merged into, or how many joined it.</param>
/// <param name="Step">What was done about the commitment.</param>
public sealed record ReceiptStep(
    string Kind,
    DateTimeOffset? At,
    DateOnly? Day = null,
    RefusalReason? Reason = null,
    string? Text = null,
    bool ToCome = false,
    int? Number = null,
    PublicStep? Step = null
);
