using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>Where a question stands.</summary>
public enum QuestionState
{
    /// <summary>待审核</summary>
    Waiting,

    /// <summary>待上台: public, may be supported.</summary>
    Approved,

    /// <summary>未予展示, with a reason.</summary>
    Refused,

    /// <summary>撤回 by whoever asked.</summary>
    Withdrawn,

    /// <summary>正在台上</summary>
    OnStage,

    /// <summary>现场答复, with the gist.</summary>
    Answered,

    /// <summary>转办: it is a commitment on the timetable.</summary>
    HandedOver,

    /// <summary>并入同样的提问: it is answered there.</summary>
    Merged,
}

/// <summary>Why a question is not shown; the asker sees it and it is counted in public.</summary>
public enum RefusalReason
{
    /// <summary>涉及他人隐私</summary>
    Privacy,

    /// <summary>与会议无关</summary>
    OffTopic,

    /// <summary>广告推销</summary>
    Advertising,

    /// <summary>辱骂或不实指控</summary>
    Abuse,

    /// <summary>内容不完整</summary>
    Incomplete,

    /// <summary>其他，须写明</summary>
    Other,
}

/// <summary>提问 / 诉求, from the moment it is sent to its outcome.</summary>
/// <param name="Number">In order of arrival, from 1.</param>
/// <param name="AskedBy">Null for a slip or a voice in the hall, and after erasure.</param>
/// <param name="Text">Null after erasure.</param>
/// <param name="Receipt">SHA-256 of the receipt code, hex; by it the asker finds the question again.</param>
/// <param name="Supporters">Who supported this very question.</param>
/// <param name="MergedInto">The question it was merged into, which may have been merged itself since.</param>
/// <param name="MergedFrom">The state to which undoing returns.</param>
public sealed record Question(
    QuestionId Id,
    int Number,
    ActorId? AskedBy,
    CommandId AskedAs,
    string Receipt,
    string? Text,
    string? Name,
    string? Topic,
    Group Group,
    Origin From,
    DateTimeOffset AskedAt,
    QuestionState State,
    ImmutableHashSet<ActorId> Supporters,
    RefusalReason? Reason = null,
    string? ReasonNote = null,
    string? Gist = null,
    CommitmentId? Commitment = null,
    DateTimeOffset? ApprovedAt = null,
    DateTimeOffset? StagedAt = null,
    DateTimeOffset? SettledAt = null,
    CommandId? WithdrawnAs = null,
    bool IsErased = false,
    QuestionId? MergedInto = null,
    QuestionState? MergedFrom = null,
    DateTimeOffset? MergedAt = null
)
{
    /// <summary>附议: each person once; whoever asked is not counted. Those who came with merged questions are.</summary>
    public int Supports => Supporters.Count + Joined.Count + JoinedSlips;

    /// <summary>Who came with questions merged into this one and did not support it in person.</summary>
    public ImmutableHashSet<ActorId> Joined { get; init; } = [];

    /// <summary>How many slips and voices were merged into it: people whom no device stands for.</summary>
    public int JoinedSlips { get; init; }

    /// <summary>When who asked and what was erased; null while it is there.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>标签 of the desk, at most <see cref="Labels.Most"/>.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>May be seen by everybody: it was approved and is not erased.</summary>
    public bool IsPublic =>
        Text is not null
        && State
            is QuestionState.Approved
                or QuestionState.OnStage
                or QuestionState.Answered
                or QuestionState.HandedOver;
}

/// <summary>The one question that is being answered, and since when.</summary>
public sealed record Stage(QuestionId Question, DateTimeOffset Since);

/// <summary>A question from a phone, or, by the secretary, from a slip or a voice in the hall.</summary>
/// <param name="Receipt">SHA-256 of the receipt code, hex.</param>
public sealed record Ask(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    Origin From,
    QuestionId Question,
    string Text,
    string? Topic,
    string? Name,
    Group Group,
    string Receipt
) : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident | Roles.Secretary;
}

public sealed record Support(CommandId Id, Actor By, DateTimeOffset At, Origin From, QuestionId Question)
    : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident;
}

public sealed record Withdraw(CommandId Id, Actor By, DateTimeOffset At, Origin From, QuestionId Question)
    : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident;
}

public sealed record Approve(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <param name="Note">Required with <see cref="RefusalReason.Other"/>; the asker reads it.</param>
public sealed record Refuse(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    QuestionId Question,
    RefusalReason Reason,
    string? Note = null
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Undo: an approved or refused question waits again.</summary>
public sealed record Reconsider(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record ChangeTopic(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question, string? Topic)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record PutOnStage(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Lead;
}

/// <summary>现场答复</summary>
public sealed record Answer(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question, string Gist)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>转办，列入时间表</summary>
public sealed record HandOver(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    QuestionId Question,
    CommitmentId Commitment,
    Promise Promise
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Erases who asked and what, as the law allows a person to ask (PIPL art. 47); counts and outcomes stay.</summary>
public sealed record Erase(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Administrator;
}

/// <param name="EnteredBy">The account that typed a slip or a voice; null from a phone.</param>
public sealed record Asked(
    CommandId Id,
    ActorId? By,
    DateTimeOffset At,
    Origin From,
    QuestionId Question,
    [property: Private] string? Text,
    [property: Private] string? Name,
    string? Topic,
    Group Group,
    string Receipt,
    ActorId? EnteredBy
) : ResidentEvent(Id, By, At, From);

public sealed record Supported(CommandId Id, ActorId? By, DateTimeOffset At, Origin From, QuestionId Question)
    : ResidentEvent(Id, By, At, From);

public sealed record Withdrawn(CommandId Id, ActorId? By, DateTimeOffset At, Origin From, QuestionId Question)
    : ResidentEvent(Id, By, At, From);

public sealed record Approved(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question)
    : StaffEvent(Id, By, At);

public sealed record Refused(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    QuestionId Question,
    RefusalReason Reason,
    [property: Private] string? Note
) : StaffEvent(Id, By, At);

public sealed record Reconsidered(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question)
    : StaffEvent(Id, By, At);

public sealed record TopicChanged(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question, string? Topic)
    : StaffEvent(Id, By, At);

public sealed record Staged(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question) : StaffEvent(Id, By, At);

public sealed record Answered(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question, string Gist)
    : StaffEvent(Id, By, At);

public sealed record HandedOver(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question, Commitment Commitment)
    : StaffEvent(Id, By, At);

public sealed record Erased(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question) : StaffEvent(Id, By, At);
