using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core;

/// <summary>The minutes' printable model: every figure comes from the journal up to <paramref name="Version"/>.</summary>
/// <param name="Hash">The journal's head at that version, hex; printed so that anyone can check.</param>
/// <param name="Final">False while the meeting still runs: the document says 草稿.</param>
public sealed record Minutes(
    MeetingHead Head,
    string Organiser,
    DateTimeOffset? OpenedAt,
    DateTimeOffset? ClosedAt,
    Denominators Present,
    ImmutableArray<Slide> Report,
    ImmutableArray<MinutesQuestion> Questions,
    ClosingFigures Figures,
    ImmutableArray<Commitment> Commitments,
    ImmutableArray<MinutesRound> Rounds,
    long Version,
    string Hash,
    bool Final
)
{
    /// <summary>Polls that were opened, with their figures also while these are hidden.</summary>
    public ImmutableArray<PollView> Polls { get; init; } = [];

    /// <summary>As settled, with the plan's and the meeting's own where nothing was.</summary>
    public MinutesForm Form { get; init; } = new();

    public MinutesStep Step { get; init; }

    /// <summary>未予展示: by number and reason; what they said is nobody's to print.</summary>
    public ImmutableArray<MinutesRefusal> Refused { get; init; } = [];

    public DemandBaseline? Baseline { get; init; }

    /// <summary>Slides about missed targets that were taken out before the meeting.</summary>
    public ImmutableArray<WithheldSlide> Withheld { get; init; } = [];

    /// <summary>How many wordings were amended in the review; their first wording stays in the journal.</summary>
    public int Amended { get; init; }

    /// <summary>Hash of the deck that the opening froze, hex. Null: none was taken.</summary>
    public string? DeckSha256 { get; init; }

    /// <summary>Where anyone can check: printed as text and QR. Null: none is known.</summary>
    public string? Address { get; init; }

    /// <summary>As it is to be kept: no longer a draft, and with the address that is printed in it.</summary>
    public Minutes Seal(string? address) => this with { Step = MinutesStep.Sealed, Address = address };

    /// <param name="hash">The head of the journal at this meeting's version.</param>
    public static Minutes From(Meeting meeting, string hash)
    {
        var merged = meeting.MergedByStanding();
        var draft = meeting.Draft;
        return new(
            MeetingHead.Of(meeting),
            meeting.Plan.Organiser,
            meeting.OpenedAt,
            meeting.ClosedAt,
            Denominators.Of(meeting),
            meeting.Plan.Deck.Slides,
            [
                .. meeting
                    .Questions.Values.Where(q =>
                        q.State is not (QuestionState.Refused or QuestionState.Withdrawn or QuestionState.Merged)
                    )
                    .OrderBy(q => q.Number)
                    .Select(q => MinutesQuestion.Of(meeting, q, merged[q.Id])),
            ],
            ClosingFigures.Of(meeting),
            [
                .. (meeting.Promised ?? meeting.Timetable)
                    .Values.OrderBy(c => c.Deadline)
                    .ThenBy(c => c.Id.Value, StringComparer.Ordinal)
                    .Select(c => MinutesQuestion.Worded(draft, c)),
            ],
            [
                .. meeting
                    .Rounds.Values.Where(r => r.State != RoundState.Planned)
                    .OrderBy(r => r.Number)
                    .Select(r => new MinutesRound(
                        r.Number,
                        r.Plan.Title,
                        r.State == RoundState.Closed,
                        r.All,
                        Denominators.Of(meeting, r),
                        r.Root,
                        r.Paper is { } paper ? new MinutesPaper(paper.Tally, paper.Present, paper.Reason) : null
                    )
                    {
                        Subject = r.Plan.SubjectIn(meeting.Plan),
                        ByVenue = VenueFigures.Of(meeting, r),
                    }),
            ],
            meeting.Version,
            hash,
            meeting.Phase == Phase.Closed
        )
        {
            Polls =
            [
                .. meeting
                    .Polls.Values.Where(p => p.State != RoundState.Planned)
                    .OrderBy(p => p.Number)
                    .Select(p => PollView.Of(meeting, p, shown: true)),
            ],
            Form = draft.Form ?? meeting.Plan.Minutes ?? new(),
            Step = draft.Step,
            DeckSha256 = meeting.DeckSha256,
            Refused =
            [
                .. meeting
                    .Questions.Values.Where(q => q is { State: QuestionState.Refused, Reason: not null })
                    .OrderBy(q => q.Number)
                    .Select(q => new MinutesRefusal(q.Number, q.Topic, q.From.Channel, q.Reason!.Value)),
            ],
            Baseline = meeting.Plan.Baseline,
            Withheld = meeting.Plan.Deck.Withheld ?? [],
            Amended = draft.Amendments.Count,
        };
    }
}

/// <summary>A question that was not shown, without its words.</summary>
public sealed record MinutesRefusal(int Number, string? Topic, Channel Channel, RefusalReason Reason);

/// <summary>A question with its outcome.</summary>
/// <param name="Text">Numbers in it are masked; null after erasure, and while nobody has read whether it may be public.</param>
/// <param name="Joined">Numbers of the questions that were merged into it.</param>
public sealed record MinutesQuestion(
    int Number,
    string? Text,
    string? Topic,
    Channel Channel,
    int Supports,
    QuestionState State,
    string? Gist,
    Commitment? Commitment,
    ImmutableArray<int> Joined
)
{
    /// <summary>Where it was asked, by the venue's name.</summary>
    public string? Venue { get; init; }

    public static MinutesQuestion Of(Meeting meeting, Question q, IEnumerable<Question> merged) =>
        new(
            q.Number,
            q.Text is null || q.State == QuestionState.Waiting ? null : Words.Mask(q.Text),
            q.Topic,
            q.From.Channel,
            q.Supports,
            q.State,
            q.Gist is null ? null : Words.Mask(meeting.Draft.Wording(WordingOf.Answer, q.Id.Value, q.Gist)),
            q.Commitment is { } id && (meeting.Promised ?? meeting.Timetable).TryGetValue(id, out var promised)
                ? Worded(meeting.Draft, promised)
                : null,
            [.. merged.Select(other => other.Number)]
        )
        {
            Venue = meeting.Plan.Venue(q.From.Venue)?.Name,
        };

    internal static Commitment Worded(MinutesDraft draft, Commitment commitment) =>
        commitment with
        {
            Title = draft.Wording(WordingOf.Commitment, commitment.Id.Value, commitment.Title),
        };
}

/// <param name="Tally">Phones and paper together.</param>
/// <param name="Root">Merkle root over the phones' ratings only.</param>
public sealed record MinutesRound(
    int Number,
    string Title,
    bool Closed,
    Tally Tally,
    Denominators Of,
    string? Root,
    MinutesPaper? Paper = null
)
{
    /// <summary>Where the meeting's rounds do not all judge the same.</summary>
    public RatingSubject? Subject { get; init; }

    /// <summary>Phones by venue, in the plan's order.</summary>
    public ImmutableArray<VenueFigures> ByVenue { get; init; } = [];
}

/// <summary>纸质评价, counted by two people, with the reason that they gave.</summary>
public sealed record MinutesPaper(Tally Tally, int Present, string Reason);
