namespace Fengtai.MeetingLive.Core;

/// <summary>A typed id; written as its plain string in the journal and in frames.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    string Value { get; }

    static abstract TSelf From(string value);
}

/// <summary>One meeting: a GUID without dashes, made when the meeting is announced.</summary>
public readonly record struct MeetingId(string Value) : IId<MeetingId>
{
    public static MeetingId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>街镇: who organises. It stands on every meeting and on every role that is granted.</summary>
public readonly record struct StreetId(string Value) : IId<StreetId>
{
    public static StreetId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>Where people sit: 主会场, 分会场, 线上.</summary>
public readonly record struct VenueId(string Value) : IId<VenueId>
{
    public static VenueId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>
/// Who acts, as the journal knows it: for a resident a pseudonym of the device that is made for this one meeting, for
/// staff the account.
/// </summary>
public readonly record struct ActorId(string Value) : IId<ActorId>
{
    public static ActorId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>The id that the sender gave to a command; unique per actor, so that a repeat is harmless.</summary>
public readonly record struct CommandId(string Value) : IId<CommandId>
{
    public static CommandId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One question of a meeting.</summary>
public readonly record struct QuestionId(string Value) : IId<QuestionId>
{
    public static QuestionId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One rating round, as the pack names it (<c>overall</c>).</summary>
public readonly record struct RoundId(string Value) : IId<RoundId>
{
    public static RoundId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One poll, as the pack names it.</summary>
public readonly record struct PollId(string Value) : IId<PollId>
{
    public static PollId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One proposal on a poll's ballot.</summary>
public readonly record struct ProposalId(string Value) : IId<ProposalId>
{
    public static ProposalId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One commitment on the timetable.</summary>
public readonly record struct CommitmentId(string Value) : IId<CommitmentId>
{
    public static CommitmentId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One call of bureaus to a place.</summary>
public readonly record struct WhistleId(string Value) : IId<WhistleId>
{
    public static WhistleId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>One part of the agenda.</summary>
public readonly record struct AgendaItemId(string Value) : IId<AgendaItemId>
{
    public static AgendaItemId From(string value) => new(value);

    public override string ToString() => Value;
}

/// <summary>SHA-256 of a kept picture's bytes, 64 lower-case hex digits: its address and its proof.</summary>
public readonly record struct PhotoHash(string Value) : IId<PhotoHash>
{
    public static PhotoHash From(string value) => new(value);

    public override string ToString() => Value;
}
