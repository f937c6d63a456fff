using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;
using static Fengtai.MeetingLive.Documents.Workbooks.CellForm;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>The meeting's workbook: its sheets and columns, said once for writing and for reading.</summary>
public static class WorkbookLayout
{
    /// <summary>What is explained; it is not read.</summary>
    public const string Explained = "说明";

    /// <summary>Demands of one list; a street has about 6,000.</summary>
    public const int DemandsMost = 20_000;

    private const string IdHelp = "字母或数字，如 1、2、3；本表内不重复。";

    /// <summary>会议: one value a row, its name in A and the value in B.</summary>
    public static readonly WorkbookSheet Meeting = new(
        "会议",
        "会议的基本情况，一行一项，填在“内容”列。",
        new("code", "会议码", 0, "6个大写字母或数字，如 FT2025。公告以后不能改。"),
        new("street", "街镇编号", 0, "系统里的街镇编号，可不填。", Needed: false),
        new("streetName", "街镇名称", 0, "如 王佐镇，最多20个字。"),
        new("title", "会议名称", 0, "如 王佐镇向群众报告工作会，最多40个字。"),
        new("shortTitle", "会议简称", 0, "用在手机上，最多12个字。"),
        new("organiser", "主办单位", 0, "落款单位，如 丰台区王佐镇人民政府。"),
        new("date", "会议日期", 0, "如 2025-08-25。", Form: Date),
        new("place", "会议地点", 0, "最多40个字。"),
        WorkbookColumn.Flag("sample", "有示例数据", "有编的数就填“是”，各处会标出“示例”。"),
        new("entry", "入场方式", 0, "开放：有链接就能进；现场码：扫会场屏幕；票：凭票。不填为开放。", Needed: false)
        {
            Choices = MeetingReading.Entries.Chinese,
        },
        new("scale", "会议层级", 0, "街镇、社区或物业企业。不填为街镇。", Needed: false)
        {
            Choices = MeetingReading.Scales.Chinese,
            Later = true,
        },
        new("heldBy", "报告单位", 0, "社区或物业企业的会填它的名称，最多20个字。", Needed: false) { Later = true },
        new("head", "纪要版头", 0, "不填用会议名称。", Needed: false),
        new("number", "纪要编号", 0, "如 第1期。", Needed: false),
        new("signer", "签发人", 0, "写岗位，如 镇长。", Needed: false),
        new("asOf", "底数截至", 0, "会前诉求底数截至哪天，如 2025-08-20。没有底数不填。", Needed: false, Date),
        new("baselineSource", "底数来源", 0, "如 接诉即办台账。没有底数不填。", Needed: false),
        WorkbookColumn.Flag("baselineSample", "底数为示例", "底数是编的就填“是”。")
    )
    {
        Main = true,
    };

    public static readonly WorkbookSheet Agenda = new(
        "议程",
        "一行一个环节，按先后排。",
        new("id", "编号", 12, IdHelp),
        new("title", "环节", 16, "最多12个字，如 群众提问。"),
        new("hint", "提示", 26, "欢迎页上的一句话，最多20个字，如 当场答，当场记。"),
        new("startsAt", "开始", 10, "如 14:00。", Form: Time),
        new("minutes", "分钟", 8, "1到480的整数。", Form: Whole),
        new("speaker", "主讲", 20, "写岗位，不写姓名，如 镇长。")
    )
    {
        Rows = 12,
        Main = true,
    };

    public static readonly WorkbookSheet Demands = new(
        "诉求清单",
        "会前收集的诉求，一行一件。清单在别处导入时，本表可以空着。",
        new("number", "编号", 16, "原系统的编号，可不填。", Needed: false),
        new("source", "来源", 12, "从哪里来的诉求。")
        {
            Choices = WorkbookDemand.Sources,
            Aliases = ImmutableDictionary.CreateRange(
                StringComparer.Ordinal,
                new KeyValuePair<string, string>[]
                {
                    new("热线", "接诉即办"),
                    new("12345", "接诉即办"),
                    new("12345热线", "接诉即办"),
                    new("市民热线", "接诉即办"),
                    new("信访", "信访件"),
                    new("线上意见箱", "意见箱"),
                    new("入户走访", "走访"),
                    new("网格员", "网格"),
                }
            ),
        },
        new("topic", "一级主题", 16, "“主题”表里有的。") { From = ("主题", "一级主题") },
        new("part", "二级主题", 16, "“主题”表里有的，可不填。", Needed: false) { From = ("主题", "二级主题") },
        new("text", "诉求内容", 60, "最多500个字。", Form: Lines),
        new("date", "日期", 14, "如 2025-06-12。", Form: Date),
        new("list", "清单", 12, "已解决、待推进、需协调之一。")
        {
            Choices = WorkbookDemand.Lists.Chinese,
            Aliases = ImmutableDictionary.CreateRange(
                StringComparer.Ordinal,
                new KeyValuePair<string, string>[]
                {
                    new("已办", "已解决"),
                    new("已办结", "已解决"),
                    new("推进中", "待推进"),
                    new("协调", "需协调"),
                }
            ),
        },
        new("grid", "网格", 14, "如 第7网格，可不填。", Needed: false),
        new("name", "联系人", 12, "可不填；只给承办单位看。", Needed: false),
        new("phone", "联系电话", 16, "可不填；只给承办单位看。", Needed: false),
        new("address", "地址", 30, "可不填；只给承办单位看。", Needed: false)
    )
    {
        Rows = 2_000,
        Main = true,
    };

    public static readonly WorkbookSheet Plans = new(
        "回应预案",
        "一个主题一行，只给会务台和主讲台看。",
        new("topic", "一级主题", 16, "“主题”表里有的。") { From = ("主题", "一级主题") },
        new("part", "二级主题", 16, "整个一级主题共用一份时不填。", Needed: false) { From = ("主题", "二级主题") },
        new("maySay", "可以说", 36, "事实和口径，最多120个字。", Form: Lines),
        new("mayPromise", "可以承诺", 36, "最多120个字。", Form: Lines),
        new("mayNotPromise", "不能承诺", 36, "最多120个字。", Form: Lines),
        new("title", "事项", 24, "答应以后列入时间表的事项，最多60个字。"),
        Lead,
        Unit,
        Owner,
        new("deadline", "默认时限", 14, "不早于会议日期，如 2025-10-31；也可填会后第几天，如 30。", Form: Date),
        Milestones,
        new("standard", "服务标准", 24, "如 24小时内上门。", Needed: false),
        new("resolved", "已解决件数", 12, "同类诉求的件数；六格都不填就没有。", Needed: false, Whole),
        new("resolvedAbout", "已解决说明", 18, "最多30个字。", Needed: false),
        new("inProgress", "待推进件数", 12, "同类诉求的件数。", Needed: false, Whole),
        new("inProgressAbout", "待推进说明", 18, "最多30个字。", Needed: false),
        new("needsCoordination", "需协调件数", 12, "同类诉求的件数。", Needed: false, Whole),
        new("needsCoordinationAbout", "需协调说明", 18, "最多30个字。", Needed: false)
    )
    {
        Rows = PlansReading.PlansMost,
        Main = true,
    };

    public static readonly WorkbookSheet Units = new(
        "责任单位",
        "三列互不相干，各自往下填。别的表里只能用这里有的。",
        new("units", "责任单位", 24, "最多30个字，不重复。"),
        new("leads", "牵头领导", 24, "写岗位，如 副镇长（分管）。"),
        new("owners", "责任人", 24, "写岗位，如 消防专员。")
    )
    {
        Rows = 100,
        Main = true,
        Lists = true,
    };

    public static readonly WorkbookSheet Attending = new(
        "出席",
        "纪要开头的名单，一行一位或一个单位。会后还能改。",
        new("who", "姓名或职务", 36, "最多60个字。"),
        new("kind", "类别", 12, "出席、请假、列席或分送。") { Choices = ["出席", "请假", "列席", "分送"] }
    )
    {
        Rows = 200,
        Main = true,
    };

    public static readonly WorkbookSheet Venues = new(
        "会场",
        "一行一个会场，其中一个用会议码。",
        new("id", "编号", 12, IdHelp),
        new("code", "会场码", 12, "6个大写字母或数字，不重复。"),
        new("name", "名称", 30, "最多20个字，如 主会场。"),
        WorkbookColumn.Flag("online", "线上", "线上会场填“是”。")
    )
    {
        Rows = 20,
    };

    public static readonly WorkbookSheet Rounds = new(
        "评价轮次",
        "一行一轮满意度测评。",
        new("id", "编号", 12, IdHelp),
        new("title", "问题", 44, "最多40个字，如 您对今天的整场会议满意吗？"),
        new("shortTitle", "简称", 16, "最多12个字。"),
        new("note", "说明", 44, "最多60个字。"),
        new("subject", "评价什么", 14, "工作成效或干部作风。") { Choices = MeetingReading.Subjects.Chinese },
        WorkbookColumn.Flag("live", "边评边公布", "填“是”，评的时候就显示结果；否则结束后公布。")
    )
    {
        Rows = 12,
    };

    public static readonly WorkbookSheet Polls = new(
        "意向征集",
        "一行一个方案。同一项征集从第二个方案起，“征集编号”到“有示例数据”留空。没有征集就空着。",
        new("id", "征集编号", 12, IdHelp),
        new("title", "名称", 18, "最多12个字，如 养老驿站选址。"),
        new("question", "问题", 34, "最多30个字。"),
        new("note", "用途", 24, "最多24个字，如 结果供选址参考。", Needed: false),
        new("kind", "方式", 10, "单选、多选或排序。") { Choices = MeetingReading.PollKinds.Chinese },
        new("most", "最多选几项", 12, "单选不填；多选和排序填整数。", Needed: false, Whole),
        WorkbookColumn.Flag("live", "边选边公布", "填“是”，选的时候就显示结果。"),
        WorkbookColumn.Flag("sample", "有示例数据", "方案是编的就填“是”。"),
        new("proposal", "方案编号", 12, IdHelp),
        new("name", "方案", 20, "最多12个字。"),
        new("detail", "方案说明", 30, "最多20个字。", Needed: false)
    )
    {
        Rows = 72,
    };

    public static readonly WorkbookSheet Topics = new(
        "主题",
        "一行一个二级主题；没有二级主题的，一级主题占一行。两级里没有同名的。",
        new("topic", "一级主题", 18, "最多12个字。接着上一行的可以留空。"),
        new("part", "二级主题", 18, "最多12个字。", Needed: false)
    )
    {
        Rows = 200,
    };

    public static readonly WorkbookSheet Commitments = new(
        "承办事项",
        "以前答应、带到这场会上的事项，一行一件。没有就空着。",
        new("id", "编号", 16, IdHelp),
        new("title", "事项", 36, "最多60个字。"),
        Lead,
        Unit,
        Owner,
        new("deadline", "办结时限", 14, "不早于会议日期。", Form: Date),
        new("state", "状态", 12, "未启动、推进中、待验收、已办结或无法办结。")
        {
            Choices = CommitmentsReading.States.Chinese,
        },
        Milestones,
        WorkbookColumn.Flag("sample", "有示例数据", "是编的就填“是”，不是填“否”。", needed: true)
    )
    {
        Rows = 100,
    };

    public static readonly WorkbookSheet Contacts = new(
        "联系方式",
        "在手机、回执和公开页上公布，一行一个。",
        new("name", "名称", 30, "最多30个字，如 24小时值班电话。"),
        new("reach", "联系方式", 40, "最多40个字。")
    )
    {
        Rows = 10,
    };

    public static readonly WorkbookSheet Baseline = new(
        "诉求底数",
        "会前清单按主题的件数，截至日期和来源写在“会议”表。开会前按清单自动数时可以空着。",
        new("topic", "主题", 18, "最多12个字，不重复。"),
        new("resolved", "已解决", 12, "整数。", Form: Whole),
        new("inProgress", "待推进", 12, "整数。", Form: Whole),
        new("needsCoordination", "需协调", 12, "整数。", Form: Whole)
    );

    public static readonly WorkbookSheet WordLists = new(
        "用词",
        "两列互不相干，各自往下填，都可以空着。",
        new("labels", "标签", 18, "会务台给提问贴的标签，最多8个字。", Needed: false),
        new("heldWords", "敏感词", 24, "含有这些词的提问先等会务台看，最多20个字。", Needed: false)
    )
    {
        Rows = 500,
        Lists = true,
    };

    /// <summary>In the order of the tabs: the seven that every office knows, then what they refer to.</summary>
    public static ImmutableArray<WorkbookSheet> All { get; } =
    [
        Meeting,
        Agenda,
        SlideSheets.Slides,
        Demands,
        Plans,
        Units,
        Attending,
        SlideSheets.Data,
        Venues,
        Rounds,
        Polls,
        Topics,
        Commitments,
        Contacts,
        Baseline,
        WordLists,
    ];

    public static WorkbookSheet? Find(string name) => All.FirstOrDefault(sheet => sheet.Name == name);

    private static WorkbookColumn Lead =>
        new("lead", "牵头领导", 18, "“责任单位”表里有的。") { From = ("责任单位", "牵头领导") };

    private static WorkbookColumn Unit =>
        new("unit", "责任单位", 18, "“责任单位”表里有的。") { From = ("责任单位", "责任单位") };

    private static WorkbookColumn Owner =>
        new("owner", "责任人", 18, "“责任单位”表里有的。") { From = ("责任单位", "责任人") };

    private static WorkbookColumn Milestones =>
        new(
            "milestones",
            "推进节点",
            36,
            "一行一个，写在同一格里（Alt+Enter换行），如 2025-10-10 与首批单位签约；完成的写 2025-08-20 已完成 查完一半管段。",
            Needed: false,
            Lines
        );
}
