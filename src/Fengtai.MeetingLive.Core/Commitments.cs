using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core;

/// <summary>Where a commitment stands: 未启动, 推进中, 待验收, 已办结, 无法办结.</summary>
public enum CommitmentState
{
    NotStarted,
    Moving,
    AwaitingCheck,
    Done,
    CannotBeDone,
}

/// <summary>推进节点: a step on the way, with its day.</summary>
public sealed record Milestone(DateOnly Date, string Text, bool Done = false);

/// <summary>承办事项: what was promised, who leads, which unit, who, by when.</summary>
public sealed record Commitment(
    CommitmentId Id,
    string Title,
    string Lead,
    string Unit,
    string Owner,
    DateOnly Deadline,
    ImmutableArray<Milestone> Milestones,
    CommitmentState State,
    QuestionId? Question = null,
    DateTimeOffset? ListedAt = null,
    bool Sample = false
)
{
    /// <summary>网格 in which it lies. Null: none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Grid { get; init; }

    /// <summary>主题, of the question that it was made for. Null: none was named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Topic { get; init; }

    /// <summary>Carried over from an earlier meeting, where it is tracked. Null: this meeting's own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EarlierPromise? From { get; init; }
}

/// <summary>What the secretary records when a question is handed over.</summary>
public sealed record Promise(
    string Title,
    string Lead,
    string Unit,
    string Owner,
    DateOnly Deadline,
    ImmutableArray<Milestone> Milestones
)
{
    public const int TitleMost = 60;
    public const int FieldMost = 30;

    /// <summary>Null when it names what, who and when, and every step lies before the deadline.</summary>
    public Rejection? Check(DateOnly notBefore)
    {
        foreach (var (field, text, most) in Fields)
        {
            if (text.Length == 0)
                return Rejection.FieldMissing(field);
            if (Words.Length(text) > most)
                return Rejection.FieldTooLong(field, most);
            if (Words.HasForbidden(text))
                return Rejection.TextForbiddenCharacters;
        }

        if (Deadline < notBefore)
            return Rejection.DeadlinePast;
        foreach (var milestone in Milestones)
        {
            if (milestone.Text.Length == 0)
                return Rejection.MilestoneEmpty;
            if (Words.Length(milestone.Text) > TitleMost)
                return Rejection.FieldTooLong("milestone", TitleMost);
            if (Words.HasForbidden(milestone.Text))
                return Rejection.TextForbiddenCharacters;
            if (milestone.Date > Deadline)
                return Rejection.MilestoneAfterDeadline;
        }

        return null;
    }

    public Promise Tidied() =>
        new(
            Words.Kept(Title),
            Words.Kept(Lead),
            Words.Kept(Unit),
            Words.Kept(Owner),
            Deadline,
            [.. Milestones.Select(m => m with { Text = Words.Kept(m.Text) }).OrderBy(m => m.Date)]
        );

    private IEnumerable<(string Field, string Text, int Most)> Fields =>
        [
            ("title", Title, TitleMost),
            ("lead", Lead, FieldMost),
            ("unit", Unit, FieldMost),
            ("owner", Owner, FieldMost),
        ];
}
