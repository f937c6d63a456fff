using System.Text.Json.Serialization;

namespace Fengtai.MeetingLive.Core;

/// <summary>What a person may do in a street's meetings; granted per street.</summary>
[Flags]
public enum Roles
{
    None = 0,

    /// <summary>居民: joined from a phone.</summary>
    Resident = 1,

    /// <summary>秘书: runs the desk.</summary>
    Secretary = 2,

    /// <summary>主讲人: speaks from the console.</summary>
    Presenter = 4,

    /// <summary>管理员: announces meetings, makes accounts.</summary>
    Administrator = 8,

    /// <summary>承办单位: answers for what it was given.</summary>
    Unit = 16,

    /// <summary>网格员: visits and reports from the phone.</summary>
    GridWorker = 32,

    /// <summary>评估员: scores the meeting and what became of it.</summary>
    Evaluator = 64,

    /// <summary>Every role that an account can be given.</summary>
    Staff = Secretary | Presenter | Administrator | Unit | GridWorker | Evaluator,

    /// <summary>Secretary or presenter: whoever may lead the meeting on.</summary>
    Lead = Secretary | Presenter,
}

/// <summary>What kind of actor gives a command.</summary>
public enum ActorKind
{
    Resident,
    Staff,
    System,
}

/// <summary>Who gives a command, with the roles held in <paramref name="Street"/>. Established at the edge, judged here.</summary>
public sealed record Actor(ActorKind Kind, ActorId Id, Roles Roles, StreetId? Street = null)
{
    /// <summary>责任单位 or 委办局 for which a unit's actor speaks; null: for none.</summary>
    public string? Unit { get; init; }

    /// <summary>网格 of a grid worker; null: none.</summary>
    public string? Grid { get; init; }

    public static Actor Resident(ActorId id) => new(ActorKind.Resident, id, Roles.Resident);

    public static Actor Staff(ActorId id, Roles roles, StreetId street) => new(ActorKind.Staff, id, roles, street);

    /// <summary>The program itself, such as the demo that plays its own secretary.</summary>
    public static Actor System(StreetId street) =>
        new(ActorKind.System, new ActorId("system"), Roles.Administrator | Roles.Secretary | Roles.Presenter, street);
}

/// <summary>渠道: how a question came.</summary>
public enum Channel
{
    /// <summary>现场手机</summary>
    HallPhone,

    /// <summary>现场发言</summary>
    Voice,

    /// <summary>纸条</summary>
    Paper,

    /// <summary>12345热线</summary>
    Hotline,

    /// <summary>信访</summary>
    Petition,

    /// <summary>网格</summary>
    Grid,

    /// <summary>线上意见箱</summary>
    Mailbox,

    /// <summary>走访</summary>
    Visit,
}

/// <summary>人群 of whoever asks, when the person entering a slip knows it.</summary>
public enum Group
{
    Unknown,
    Elderly,
    Disabled,
    Working,
    NewEmployment,
    Other,
}

/// <summary>How somebody was let in; denominators are kept apart by it.</summary>
public enum Entry
{
    /// <summary>By link or code, as in the demo.</summary>
    Open,

    /// <summary>By the code shown in the hall.</summary>
    Hall,

    /// <summary>By a ticket.</summary>
    Ticket,

    /// <summary>Follows from elsewhere.</summary>
    Online,
}

/// <summary>Where a resident's act comes from. It stands in every resident event.</summary>
public sealed record Origin(VenueId Venue, Channel Channel, Entry Entry);

/// <summary>Something that somebody wants to happen. It carries its id, its actor and its time (UTC); Core refuses.</summary>
public abstract record MeetingCommand(CommandId Id, Actor By, DateTimeOffset At)
{
    /// <summary>Whoever holds one of these roles in the meeting's street may give it.</summary>
    public abstract Roles AllowedTo { get; }
}

/// <summary>
/// Marks what the published journal must not show: who, words of residents, scores. Such values are kept beside the event
/// and sealed into it by a salted hash, so they can be erased, but not changed unseen.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PrivateAttribute : Attribute;

/// <summary>
/// Something that happened. <paramref name="At"/> is kept in the journal's own column and therefore not in the body; for
/// residents' acts it is coarse, a whole minute, because the journal is published.
/// </summary>
public abstract record MeetingEvent(CommandId Id, [property: JsonIgnore] DateTimeOffset At);

/// <summary>Something that staff did, by name of the account.</summary>
public abstract record StaffEvent(CommandId Id, ActorId By, DateTimeOffset At) : MeetingEvent(Id, At);

/// <summary>Something that a resident did.</summary>
public abstract record ResidentEvent(CommandId Id, [property: Private] ActorId? By, DateTimeOffset At, Origin From)
    : MeetingEvent(Id, At);
