using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>questions.csv: what the demo asks; a real meeting's pack has none.</summary>
internal static class QuestionsFile
{
    public const string Name = "questions.csv";

    /// <summary>As many residents can be made up at most; each supports a question once.</summary>
    private const int SupportsMost = 500;

    private static readonly ImmutableArray<PackColumn> Columns =
    [
        new("id", "编号"),
        new("text", "提问"),
        new("channel", "渠道"),
        new("topic", "主题"),
        new("group", "人群"),
        new("supports", "附议"),
        new("state", "状态"),
        new("gist", "答复要点"),
        new("reason", "不予展示理由"),
    ];

    private static readonly Dictionary<string, Channel> Channels = new(StringComparer.Ordinal)
    {
        ["现场手机"] = Channel.HallPhone,
        ["现场发言"] = Channel.Voice,
        ["纸条"] = Channel.Paper,
        ["12345热线"] = Channel.Hotline,
        ["信访"] = Channel.Petition,
        ["网格"] = Channel.Grid,
        ["线上意见箱"] = Channel.Mailbox,
        ["走访"] = Channel.Visit,
    };

    private static readonly Dictionary<string, Group> Groups = new(StringComparer.Ordinal)
    {
        ["未知"] = Group.Unknown,
        ["老年人"] = Group.Elderly,
        ["残疾人"] = Group.Disabled,
        ["上班族"] = Group.Working,
        ["新就业群体"] = Group.NewEmployment,
        ["其他"] = Group.Other,
    };

    private static readonly Dictionary<string, PackQuestionState> States = new(StringComparer.Ordinal)
    {
        ["待审"] = PackQuestionState.Waiting,
        ["待上台"] = PackQuestionState.Approved,
        ["台上"] = PackQuestionState.Stage,
        ["已答复"] = PackQuestionState.Answered,
        ["已转办"] = PackQuestionState.HandedOver,
    };

    private static readonly Dictionary<string, RefusalReason> Reasons = new(StringComparer.Ordinal)
    {
        ["涉及他人隐私"] = RefusalReason.Privacy,
        ["与会议无关"] = RefusalReason.OffTopic,
        ["广告推销"] = RefusalReason.Advertising,
        ["辱骂或不实指控"] = RefusalReason.Abuse,
        ["内容不完整"] = RefusalReason.Incomplete,
    };

    public static ImmutableArray<PackQuestion> Read(
        string folder,
        MeetingPlan? meeting,
        ImmutableArray<ResponsePlan> plans,
        PackFaults faults
    )
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var onStage = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. PackTable
                .Read(folder, Name, Columns, faults)
                .Select(row =>
                {
                    var question = Question(row, meeting, plans);
                    row.At("id").Once(seen, question.Id.Value);
                    if (question.State == PackQuestionState.Stage && !onStage.Add("stage"))
                        row.At("state").Fault(PackCode.StageTwice);
                    return question;
                }),
        ];
    }

    private static PackQuestion Question(PackRow row, MeetingPlan? meeting, ImmutableArray<ResponsePlan> plans)
    {
        var topic = Optional(row, "topic", 12);
        var question = new PackQuestion(
            new QuestionId(row.At("id").Id(row["id"])),
            row.Text("text", Core.Words.QuestionMost),
            row.Choice("channel", Channels),
            topic,
            row.Choice("group", Groups),
            row.Whole("supports", SupportsMost),
            row.Choice("state", States),
            Optional(row, "gist", 500),
            row["reason"].Length == 0 ? null : row.Choice("reason", Reasons),
            topic is null ? null : PlanFor(topic, plans)
        );
        if (meeting is not null && topic is not null)
        {
            var known = meeting.Topics.SelectMany(t => t.Parts.Prepend(t.Name));
            row.At("topic").Known(known, topic, PackCode.TopicUnknown);
        }

        Check(row, question);
        return question;
    }

    private static void Check(PackRow row, PackQuestion question)
    {
        if (question is { State: PackQuestionState.Waiting, Supports: > 0 })
            row.At("supports").Fault(PackCode.SupportsWaiting);
        if (question is { Reason: not null, State: not PackQuestionState.Waiting })
            row.At("reason").Fault(PackCode.ReasonOnlyWaiting);
        var hasEnd = question.State switch
        {
            PackQuestionState.Answered => question.Gist is not null,
            PackQuestionState.HandedOver => question.Plan is not null,
            _ => question.Reason is not null || question.Gist is not null || question.Plan is not null,
        };
        if (!hasEnd)
            row.At("gist").Fault(PackCode.NoEnd);
    }

    /// <summary>The plan of exactly this topic or part; failing that, the first of the topic that it belongs to.</summary>
    private static ResponsePlan? PlanFor(string topic, ImmutableArray<ResponsePlan> plans) =>
        plans.FirstOrDefault(plan => (plan.Part ?? plan.Topic) == topic)
        ?? plans.FirstOrDefault(plan => plan.Topic == topic);

    private static string? Optional(PackRow row, string column, int most)
    {
        var text = row.Text(column, most, required: false);
        return text.Length == 0 ? null : text;
    }
}
