using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>One item of what residents see; the broadcaster sends it when its value differs from the one sent before.</summary>
/// <param name="Section">rating, polls, votes, board, supports, timetable, screens, present, stage, scene or phase.</param>
/// <param name="Key">The item's id within its section; null where the section is one value.</param>
public sealed record ViewItem(string Section, string? Key, object? Value);

/// <param name="Rounds">How many rounds the meeting has.</param>
/// <param name="Present">How many were let in or got a slip: the denominator, <paramref name="Of"/> by kind.</param>
/// <param name="Counts">Level 1 first, phones and paper together; null while hidden.</param>
/// <param name="Paper">How many of <paramref name="Total"/> are on paper; null when none are.</param>
public sealed record RatingItem(
    string Title,
    string Note,
    int Number,
    int Rounds,
    int Present,
    bool Open,
    bool Closed,
    bool Shown,
    ImmutableArray<int>? Counts,
    int Total,
    int? Paper,
    Denominators Of
)
{
    /// <summary>work or conduct, where the meeting's rounds do not all judge the same; else null.</summary>
    public string? Subject { get; init; }

    /// <summary>Under which the ratings by phone are sealed, once closed and while shown; a phone checks its own against it.</summary>
    public string? Root { get; init; }
}

/// <param name="State">approved, stage, answered or handed-over.</param>
public sealed record BoardItem(
    string Text,
    string? Topic,
    string State,
    int Number,
    string? Gist,
    DateOnly? Due,
    string? Unit
);

public sealed record MilestoneItem(DateOnly Date, string Text, bool Done);

/// <param name="State">not-started, moving, awaiting-check, done or cannot-be-done.</param>
public sealed record TimetableItem(
    string Title,
    string Lead,
    string Unit,
    string Owner,
    DateOnly Due,
    string State,
    ImmutableArray<MilestoneItem> Milestones,
    string? Question,
    DateTimeOffset? ListedAt
);

public sealed record StageItem(string Question, string Text, string? Topic, DateTimeOffset Since);

/// <param name="Slide">The current slide, also while another scene is shown.</param>
public sealed record SceneItem(string Kind, string? Slide, string? Round, string? Poll = null);

public sealed record PhaseItem(string Phase, string? Item, string? ItemTitle);

/// <summary>What every resident may see of a meeting: nothing about who asked, supported or rated.</summary>
public static class ResidentView
{
    /// <summary>All items, rounds and polls that are only planned left out.</summary>
    public static IEnumerable<ViewItem> Of(Meeting meeting)
    {
        foreach (var round in meeting.Rounds.Values.Where(r => r.State != RoundState.Planned).OrderBy(r => r.Number))
        {
            yield return new ViewItem("rating", round.Id.Value, Rating(meeting, round));
        }

        foreach (var poll in meeting.Polls.Values.Where(p => p.State != RoundState.Planned).OrderBy(p => p.Number))
        {
            yield return new ViewItem("polls", poll.Id.Value, PollView.ItemOf(poll));
            yield return new ViewItem("votes", poll.Id.Value, PollView.VotesOf(meeting, poll));
        }

        foreach (var question in Public(meeting))
        {
            yield return new ViewItem("board", question.Id.Value, Board(meeting, question));
            yield return new ViewItem("supports", question.Id.Value, question.Supports);
        }

        foreach (var commitment in meeting.Timetable.Values)
        {
            yield return new ViewItem("timetable", commitment.Id.Value, Timetable(commitment));
        }

        foreach (var item in VenueItems.Of(meeting))
        {
            yield return item;
        }

        yield return new ViewItem("stage", null, Stage(meeting));
        yield return new ViewItem("scene", null, Scene(meeting));
        yield return new ViewItem("phase", null, PhaseOf(meeting));
    }

    /// <summary>Public questions: most supported first, then in order of arrival.</summary>
    public static IEnumerable<Question> Public(Meeting meeting) =>
        meeting.Questions.Values.Where(q => q.IsPublic).OrderByDescending(q => q.Supports).ThenBy(q => q.Number);

    /// <summary>Commitments: the one listed last first, then by deadline.</summary>
    public static IEnumerable<Commitment> Timetable(Meeting meeting) =>
        meeting
            .Timetable.Values.OrderByDescending(c => c.ListedAt ?? DateTimeOffset.MinValue)
            .ThenBy(c => c.Deadline)
            .ThenBy(c => c.Id.Value, StringComparer.Ordinal);

    public static RatingItem Rating(Meeting meeting, RatingRound round)
    {
        var of = Denominators.Of(meeting, round);
        return new(
            round.Plan.Title,
            round.Plan.Note,
            round.Number,
            meeting.Rounds.Count,
            of.Present,
            round.State == RoundState.Open,
            round.State == RoundState.Closed,
            round.Shown,
            round.Shown ? round.All.Counts : null,
            round.All.Total,
            round.Paper?.Tally.Total,
            of
        )
        {
            Subject = round.Plan.SubjectIn(meeting.Plan) is { } subject ? Kebab(subject) : null,
            Root = round is { State: RoundState.Closed, Shown: true } ? round.Root : null,
        };
    }

    public static TimetableItem Timetable(Commitment c) =>
        new(
            c.Title,
            c.Lead,
            c.Unit,
            c.Owner,
            c.Deadline,
            Kebab(c.State),
            [.. c.Milestones.Select(m => new MilestoneItem(m.Date, m.Text, m.Done))],
            c.Question?.Value,
            c.ListedAt
        );

    /// <summary>A state's name on the wire: <c>HandedOver</c> becomes <c>handed-over</c>.</summary>
    public static string Kebab(Enum state) =>
        string.Concat(
            state
                .ToString()
                .Select(
                    (c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"
                )
        );

    internal static string StateOf(Question q) => q.State == QuestionState.OnStage ? "stage" : Kebab(q.State);

    private static BoardItem Board(Meeting meeting, Question q)
    {
        var commitment = q.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null;
        return new BoardItem(
            Words.Mask(q.Text ?? ""),
            q.Topic,
            StateOf(q),
            q.Number,
            q.Gist is null ? null : Words.Mask(q.Gist),
            commitment?.Deadline,
            commitment?.Unit
        );
    }

    private static StageItem? Stage(Meeting meeting) =>
        meeting.Stage is { } stage && meeting.Questions[stage.Question] is { Text: { } text } q
            ? new StageItem(q.Id.Value, Words.Mask(text), q.Topic, stage.Since)
            : null;

    private static SceneItem Scene(Meeting meeting) =>
        new(Kebab(meeting.Scene.Kind), meeting.Slide?.Value, meeting.Scene.Round?.Value, meeting.Scene.Poll?.Value);

    private static PhaseItem PhaseOf(Meeting meeting) =>
        new(
            Kebab(meeting.Phase),
            meeting.Agenda?.Item.Value,
            meeting.Plan.Agenda.FirstOrDefault(item => item.Id == meeting.Agenda?.Item)?.Title
        );
}
