using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Minutes as a real meeting gives them: published figures, made-up questions, no real person.</summary>
internal static class SampleMinutes
{
    public static readonly DateTimeOffset Created = new(2025, 8, 25, 18, 30, 0, TimeSpan.FromHours(8));

    private static readonly ImmutableArray<(string Topic, string Question, string Gist)> Asked =
    [
        (
            "停车管理",
            "小区夜间停车位不足，晚上七点以后回家要绕三圈，能不能把附近单位的车位夜间开放给居民？",
            "辖区3家单位同意错峰共享，共提供夜间车位126个，收费标准由议事协商会确定，2025年10月31日前开放。"
        ),
        (
            "养老服务",
            "养老驿站只供午餐，独居老人的晚饭怎么办？",
            "10个助餐点中有4个具备晚餐条件，9月30日前先行供应；其余6个由中央厨房配送，按“先试点、后推开”办理。"
        ),
        (
            "供暖",
            "去年供暖季家里最低只有16℃，反映了5次没有彻底解决，今年能不能提前把管网查一遍？",
            "已会同供热单位排查二次管网8.6公里，更换阀门214个；11月10日前完成打压试水，不达标的住户按规定退费。"
        ),
        (
            "平安建设",
            "电动自行车在楼道充电，说了很多次也没人管。联系电话138****1234。",
            "新增充电口320个，每栋楼下50米内可充；楼道充电由网格员每日巡查，发现一起、劝阻一起，拒不改正的移交消防部门。"
        ),
        (
            "道路交通",
            "村口公交站没有路灯，孩子晚上放学不安全。",
            "已与区城市管理委现场踏勘（编号FT-2025-0817），安装太阳能路灯12盏，11月30日前亮灯。"
        ),
    ];

    private static readonly ImmutableArray<string> Things =
    [
        "夜间错峰共享停车位",
        "助餐点增加晚餐",
        "供暖前完成管网排查",
        "市政供水通达10万余居民，入户水表同步更换，不另收费",
        "楼道充电口排查",
    ];

    public static Minutes Make()
    {
        var commitments = Enumerable.Range(1, 60).Select(Commitment).ToImmutableArray();
        var rounds = ImmutableArray.Create(
            new MinutesRound(
                1,
                "对上半年工作成效是否满意",
                Closed: true,
                new Tally(8, 19, 61, 168, 212),
                Of,
                Root: Hash,
                new MinutesPaper(new Tally(1, 2, 5, 9, 11), 30, "部分老年代表不用手机")
            )
            {
                ByVenue =
                [
                    new VenueFigures(new VenueId("main"), "主会场", false, 300, 40, new Tally(4, 10, 30, 90, 120)),
                    new VenueFigures(new VenueId("sub"), "佃起村分会场", false, 152, 12, new Tally(2, 4, 16, 45, 50)),
                    new VenueFigures(null, null, true, 128, 9, new Tally(1, 3, 10, 24, 31)),
                ],
            },
            new MinutesRound(2, "对干部作风是否满意", Closed: true, new Tally(3, 12, 70, 190, 170), Of, Root: null)
        );
        return new Minutes(
            new MeetingHead(
                "WZ0825",
                "王佐镇",
                "王佐镇2025年上半年向群众报告工作会",
                "王佐镇报告会",
                new DateOnly(2025, 8, 25),
                "镇文化活动中心",
                Sample: true,
                Phase.Closed
            ),
            "丰台区王佐镇人民政府",
            new DateTimeOffset(2025, 8, 25, 6, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(2025, 8, 25, 8, 20, 0, TimeSpan.Zero),
            Of,
            Slides(),
            [.. Enumerable.Range(1, 35).Select(number => Question(number, commitments))],
            new ClosingFigures(
                41,
                21,
                12,
                2,
                3,
                2,
                1,
                [new(RefusalReason.Privacy, 2), new(RefusalReason.OffTopic, 1)],
                [],
                60,
                Of
            ),
            commitments,
            rounds,
            1482,
            Hash,
            Final: true
        )
        {
            Polls = [Site(), Order()],
            Step = MinutesStep.Sealed,
            Form = Form,
            Refused =
            [
                new(37, "物业管理", Channel.HallPhone, RefusalReason.Privacy),
                new(39, null, Channel.Paper, RefusalReason.Privacy),
                new(40, "停车管理", Channel.HallPhone, RefusalReason.OffTopic),
            ],
            Baseline = Baseline,
            Amended = 2,
            DeckSha256 = Deck,
            Address = "https://bao.example.gov.cn/p/WZ0825",
        };
    }

    /// <summary>Offices, not names: no person is meant.</summary>
    public static readonly MinutesForm Form = new()
    {
        Number = "第3期",
        Attending =
        [
            "镇长",
            "分管副镇长",
            "城市管理办主任",
            "民生保障办主任",
            "平安建设办主任",
            "各村、社区书记",
            "居民代表452人",
        ],
        Excused = ["综合保障办主任"],
        Listening = ["区城市管理委工作人员", "供热单位负责人"],
        Signer = "镇长",
        SentTo = ["区委社会工作部", "区城市管理委", "镇各科室", "各村、社区"],
    };

    public static readonly DemandBaseline Baseline = new(
        new DateOnly(2025, 7, 31),
        "接诉即办台账",
        Sample: true,
        [new("停车管理", 52, 41, 12), new("物业管理", 38, 22, 9), new("供暖", 30, 11, 8), new("养老服务", 28, 18, 6)]
    );

    private static PollView Site() =>
        Poll(
            "新的养老驿站，建在哪儿好？",
            "one",
            1,
            [
                ("原供销社旧院", 167, true, "离集市近，旧房改造。"),
                ("文化中心西侧", 122, false, "需新建，今年没有用地。"),
            ]
        );

    private static PollView Order() =>
        Poll(
            "夜间共享车位，先做哪几件？",
            "ranking",
            2,
            [
                ("单位车位夜间开放", 533, null, null),
                ("背街小巷重新划线", 421, null, null),
                ("小区道闸联网", 209, null, null),
            ]
        );

    private static PollView Poll(
        string question,
        string kind,
        int most,
        ImmutableArray<(string Name, int Count, bool? Adopted, string? Reason)> rows
    )
    {
        ImmutableArray<ProposalItem> proposals =
        [
            .. rows.Select((row, i) => new ProposalItem($"p{i}", row.Name, "", row.Adopted, row.Reason)),
        ];
        ImmutableArray<int> counts = [.. rows.Select(row => row.Count)];
        var ranking = kind == "ranking";
        return new PollView(
            new PollItem("", question, "", kind, most, ranking ? 2 : 1, false, true, true, Sample: true, proposals),
            new VotesItem(388, 610, counts, ranking ? [140, 100, 60] : null),
            [.. proposals.Select((p, i) => new PollRow(i + 1, p, counts[i], ranking ? 140 - 40 * i : null))],
            rows.Length - 1,
            Root: ranking ? null : Hash
        );
    }

    private static readonly Denominators Of = new(new(452, 371), new(128, 69), new(30, 28));

    public const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    public const string Deck = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

    private static MinutesQuestion Question(int number, ImmutableArray<Commitment> commitments)
    {
        var (topic, question, gist) = Asked[number % Asked.Length];
        return number switch
        {
            34 => new(number, null, null, Channel.Mailbox, 0, QuestionState.Answered, "已当面说明。", null, []),
            35 => new(number, question, topic, Channel.Voice, 0, QuestionState.Approved, null, null, []),
            _ when number % 3 == 0 => new(
                number,
                question,
                topic,
                Channel.Paper,
                number * 3,
                QuestionState.HandedOver,
                null,
                commitments[number],
                number == 3 ? [36] : []
            ),
            _ => new(number, question, topic, Channel.HallPhone, number * 2, QuestionState.Answered, gist, null, []),
        };
    }

    private static Commitment Commitment(int number) =>
        new(
            CommitmentId.From($"c{number}"),
            Things[number % Things.Length],
            "副镇长（分管）",
            "城市管理办",
            // Rare characters of names; no person is meant.
            number == 2
                ? "甲堃、乙镕、丙䶮、丁𠮷"
                : "停车专员",
            new DateOnly(2025, 9 + number % 4, 1 + number % 28),
            number % 10 == 0 ? [new Milestone(new DateOnly(2025, 9, 10), "现场踏勘")] : [],
            CommitmentState.NotStarted
        );

    private static ImmutableArray<Slide> Slides() =>
        [
            Slide(
                "tourism",
                "游客来了74万人次",
                "文旅发展",
                new FiguresContent([
                    new("接待游客", "74万", "人次", Value: 74, LastYear: 61),
                    new("旅游收入", "1亿", "元", "近", Value: 9800, LastYear: 8200),
                ])
            ),
            Slide(
                "demands",
                "停车和物业占了诉求的一半以上",
                "接诉即办",
                new BarsContent(
                    "件",
                    [new("停车管理", 412), new("物业管理", 388), new("供暖", 260), new("环境卫生", 231)],
                    ShowShares: true
                )
            ),
            Slide(
                "security",
                "治安警情少了一半多",
                "平安建设",
                new LineContent(
                    "起",
                    ["1月", "2月", "3月", "4月", "5月", "6月"],
                    [new("2025年", [60, 52, 48, 41, 36, 30]), new("2024年", [98, 95, 101, 96, 90, 88])]
                )
            ),
            Slide(
                "progress",
                "养老驿站建成3家",
                "养老服务",
                new ProgressContent([new("养老驿站", 3, 4, "家"), new("助餐点", 10, 10, "个")])
            ),
            Slide(
                "list",
                "会前诉求五成以上已解决",
                "诉求清单",
                new ShareContent(
                    "件",
                    "诉求",
                    [
                        new("已解决", 148, Finished: true),
                        new("待推进", 92, Finished: false),
                        new("需协调", 35, Finished: false),
                    ]
                )
            ),
            Slide(
                "works",
                "老旧小区改造按季度推进",
                "老旧小区改造",
                new TableContent(
                    ["项目", "计划", "完成"],
                    [
                        ["加装电梯（部）", "12", "7"],
                        ["上下水改造（户）", "1,280", "960"],
                        ["外墙保温（万平方米）", "4.6", "3.1"],
                    ]
                )
            ),
            Slide(
                "case",
                "一条断头路通了",
                "道路交通",
                new TextContent([
                    "断头路长1.2公里，2023年起居民反映37次。镇里“吹哨”，区城市管理委、交通支队到场，6月30日通车。",
                ])
            ),
        ];

    private static Slide Slide(string id, string title, string topic, SlideContent content) =>
        new(
            new SlideId(id),
            title,
            topic,
            content,
            "统计期：2025年上半年",
            "镇政府工作报告，2025年7月15日",
            Sample: true,
            []
        );
}
