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
    int Present,
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

    /// <param name="hash">The head of the journal at this meeting's version.</param>
    public static Minutes From(Meeting meeting, string hash) =>
        new(
            MeetingHead.Of(meeting),
            meeting.Plan.Organiser,
            meeting.OpenedAt,
            meeting.ClosedAt,
            meeting.Present.Count,
            meeting.Plan.Deck.Slides,
            [
                .. meeting
                    .Questions.Values.Where(q => q.State is not (QuestionState.Refused or QuestionState.Withdrawn))
                    .OrderBy(q => q.Number)
                    .Select(q => MinutesQuestion.Of(meeting, q)),
            ],
            ClosingFigures.Of(meeting),
            [.. meeting.Timetable.Values.OrderBy(c => c.Deadline).ThenBy(c => c.Id.Value, StringComparer.Ordinal)],
            [
                .. meeting
                    .Rounds.Values.Where(r => r.State != RoundState.Planned)
                    .OrderBy(r => r.Number)
                    .Select(r => new MinutesRound(
                        r.Number,
                        r.Plan.Title,
                        r.State == RoundState.Closed,
                        r.Tally,
                        Math.Max(meeting.Present.Count, r.Tally.Total),
                        r.Root
                    )),
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
        };
}

/// <summary>A question with its outcome; <paramref name="Text"/> is null after erasure, numbers in it are masked.</summary>
public sealed record MinutesQuestion(
    int Number,
    string? Text,
    string? Topic,
    Channel Channel,
    int Supports,
    QuestionState State,
    string? Gist,
    Commitment? Commitment
)
{
    public static MinutesQuestion Of(Meeting meeting, Question q) =>
        new(
            q.Number,
            q.Text is null ? null : Words.Mask(q.Text),
            q.Topic,
            q.From.Channel,
            q.Supports,
            q.State,
            q.Gist is null ? null : Words.Mask(q.Gist),
            q.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null
        );
}

/// <param name="Of">How many were let in: the denominator.</param>
public sealed record MinutesRound(int Number, string Title, bool Closed, Tally Tally, int Of, string? Root);
