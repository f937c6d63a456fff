using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Fengtai.MeetingLive.Core;

/// <summary>What is fixed when a meeting is announced; made from a pack (Demo/README.md) or, later, from a workbook.</summary>
/// <param name="Code">The join code of the main venue, six characters.</param>
/// <param name="ShortTitle">For a phone's head and a tablet's bar, such as 王佐镇报告会.</param>
/// <param name="Organiser">Who signs the minutes, such as 丰台区王佐镇人民政府.</param>
/// <param name="Sample">True when some of it is made up; every surface then says 示例.</param>
/// <param name="Polls">意向征集; null in meetings that were announced before there were any.</param>
/// <param name="ShowFirst">Questions are shown before they are approved (load tests); otherwise 先审后显.</param>
public sealed record MeetingPlan(
    string Code,
    StreetId Street,
    string StreetName,
    string Title,
    string ShortTitle,
    string Organiser,
    DateOnly Date,
    string Place,
    bool Sample,
    bool ShowFirst,
    ImmutableArray<Venue> Venues,
    ImmutableArray<AgendaItem> Agenda,
    Deck Deck,
    ImmutableArray<RoundPlan> Rounds,
    ImmutableArray<Topic> Topics,
    ImmutableArray<string> Leads,
    ImmutableArray<string> Units,
    ImmutableArray<string> Owners,
    ImmutableArray<Commitment> Commitments,
    ImmutableArray<Contact> Contacts,
    ImmutableArray<PollPlan>? Polls = null
)
{
    /// <summary>Left out of the journal where entry is open, as in meetings announced before there was a choice.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public EntryRule Entry { get; init; }

    /// <summary>Left out of the journal for a street's own meeting, as in those announced before there were others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public MeetingScale Scale { get; init; }

    /// <summary>Which 社区 or 物业企业 reports; null where the street itself does.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HeldBy { get; init; }

    /// <summary>Asked for every device at every push, so a loop that allocates nothing.</summary>
    public Venue? Venue(VenueId id)
    {
        foreach (var venue in Venues)
        {
            if (venue.Id == id)
                return venue;
        }

        return null;
    }

    /// <summary>标签 that the desk offers; others may be typed. Null: none.</summary>
    public ImmutableArray<string>? Labels { get; init; }

    /// <summary>What the minutes begin with until the secretary settles it. Null: nothing is known before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MinutesForm? Minutes { get; init; }

    /// <summary>会前诉求底数. Null: none was counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DemandBaseline? Baseline { get; init; }
}

/// <summary>Who reports to the residents. Each scale is counted by itself: a smaller meeting is no part of a street's.</summary>
public enum MeetingScale
{
    /// <summary>街镇</summary>
    Street,

    /// <summary>社区, as in 楼门院落 meetings.</summary>
    Community,

    /// <summary>物业企业</summary>
    Property,
}

/// <summary>The 诉求清单 as it stood before the meeting, counted by topic.</summary>
/// <param name="Source">Such as 接诉即办台账.</param>
/// <param name="Sample">True when the figures are made up.</param>
public sealed record DemandBaseline(DateOnly AsOf, string Source, bool Sample, ImmutableArray<BaselineRow> Rows);

/// <summary>已解决, 待推进, 需协调 of one topic.</summary>
public sealed record BaselineRow(string Topic, int Resolved, int InProgress, int NeedsCoordination)
{
    public int Total => Resolved + InProgress + NeedsCoordination;
}

/// <summary>主会场, 分会场 or 线上, with its own join code.</summary>
public sealed record Venue(VenueId Id, string Code, string Name, bool Online);

/// <summary>A topic and its sub-topics (养老服务 → 助餐, 助浴).</summary>
public sealed record Topic(string Name, ImmutableArray<string> Parts);

/// <summary>A way to reach the officials, published on every surface for residents.</summary>
public sealed record Contact(string Name, string Reach);

/// <summary>
/// 回应预案: what may be said and promised on a topic. For the console and the desk only; never on a public surface.
/// </summary>
/// <param name="Deadline">The default 办结时限.</param>
/// <param name="Standard">服务标准 that the answer is held to, such as 24小时内上门.</param>
/// <param name="Like">同类诉求: how many such demands are on the list before the meeting, by state.</param>
public sealed record ResponsePlan(
    string Topic,
    string? Part,
    string MaySay,
    string MayPromise,
    string MayNotPromise,
    string Title,
    string Lead,
    string Unit,
    string Owner,
    DateOnly Deadline,
    ImmutableArray<Milestone> Milestones,
    LikeDemands? Like,
    string? Standard = null
)
{
    /// <summary>Who checked what it says, by name. Null: nobody did since it was last changed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CheckedBy { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateOnly? CheckedOn { get; init; }
}

/// <summary>Counts of like demands on the 诉求清单, with what each kind is about.</summary>
public sealed record LikeDemands(
    int Resolved,
    string ResolvedAbout,
    int InProgress,
    string InProgressAbout,
    int NeedsCoordination,
    string NeedsCoordinationAbout
)
{
    public int Total => Resolved + InProgress + NeedsCoordination;
}

/// <summary>The meeting is put on the calendar with all that is prepared for it.</summary>
public sealed record Announce(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    MeetingPlan Plan,
    ImmutableArray<ResponsePlan> ResponsePlans
) : MeetingCommand(Id, By, At)
{
    /// <summary>敏感词: a question that holds one waits to be read. Null: none.</summary>
    public ImmutableArray<string>? HeldWords { get; init; }

    public override Roles AllowedTo => Roles.Administrator | Roles.Secretary;
}

/// <summary>Announced. The response plans and held words are staff's own and are kept beside the journal.</summary>
public sealed record Announced(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    MeetingPlan Plan,
    [property: Private] ImmutableArray<ResponsePlan> ResponsePlans
) : StaffEvent(Id, By, At)
{
    [Private]
    public ImmutableArray<string>? HeldWords { get; init; }
}
