using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>A small meeting with something in every sheet.</summary>
internal static class SampleContent
{
    public static readonly DateOnly Day = new(2025, 7, 10);

    public static WorkbookContent Make() =>
        new(
            new MeetingPlan(
                "FT2025",
                new StreetId("fengtai"),
                "丰台街道",
                "丰台街道向群众报告工作会",
                "丰台报告会",
                "丰台街道办事处",
                Day,
                "文化中心",
                Sample: true,
                ShowFirst: false,
                [new Venue(new("main"), "FT2025", "主会场", false)],
                [new AgendaItem(new("1"), "成绩单", "上半年做了什么", new TimeOnly(14, 0), 30, "主任")],
                new Deck([
                    new Slide(
                        new("1"),
                        "停车诉求最多",
                        "诉求",
                        new BarsContent("件", [new Datum("停车", 31), new Datum("供暖", 18)], ShowShares: true),
                        "截至7月1日",
                        "接诉即办台账，演示数据",
                        Sample: true,
                        [new Fact("31件", "停车")]
                    ),
                    new Slide(
                        new("2"),
                        "供暖诉求少了",
                        "供暖",
                        new LineContent("件", ["11月", "12月"], [new Series("本季", [132, 251])]),
                        "本季",
                        "演示数据",
                        Sample: true,
                        []
                    ),
                ]),
                [new RoundPlan(new("overall"), "您满意吗？", "整场", "可以改选", RatingSubject.Work, Live: true)],
                [new Topic("停车管理", ["错峰停车", "共享车位"]), new Topic("供暖", [])],
                ["主任"],
                ["城市管理办", "平安建设办"],
                ["专员"],
                [
                    new Commitment(
                        new("c1"),
                        "补装路灯",
                        "主任",
                        "城市管理办",
                        "专员",
                        Day.AddDays(60),
                        [new Milestone(Day.AddDays(30), "装好", Done: true)],
                        CommitmentState.Moving
                    ),
                ],
                [new Contact("值班电话", "010-00000000")],
                [
                    new PollPlan(
                        new("p1"),
                        "选址",
                        "建在哪儿？",
                        "",
                        PollKind.One,
                        1,
                        [new Proposal(new("a"), "东边", ""), new Proposal(new("b"), "西边", "")],
                        Live: true,
                        Sample: true
                    ),
                ]
            )
            {
                Labels = ["要核实"],
                Minutes = new MinutesForm { Attending = ["主任", "社区书记"], SentTo = ["区委社会工作部"] },
                Baseline = new DemandBaseline(
                    Day.AddDays(-9),
                    "接诉即办台账",
                    true,
                    [new BaselineRow("停车管理", 14, 10, 7)]
                ),
            },
            [
                new ResponsePlan(
                    "停车管理",
                    "错峰停车",
                    "已经谈了三家",
                    "9月底前再开两处",
                    "不说免费",
                    "错峰停车",
                    "主任",
                    "城市管理办",
                    "专员",
                    Day.AddDays(80),
                    [new Milestone(Day.AddDays(30), "签约")],
                    Like: null
                ),
            ],
            ["某某"]
        )
        {
            Demands =
            [
                Demand(2, "停车管理", "错峰停车", "旁边单位夜里空着，能不能停"),
                Demand(3, "供暖", null, "去冬室温只有16度"),
            ],
        };

    private static WorkbookDemand Demand(int row, string topic, string? part, string text) =>
        new(
            row,
            null,
            "接诉即办",
            topic,
            part,
            text,
            new DateOnly(2025, 6, 12),
            DemandStanding.InProgress,
            null,
            null,
            null,
            null
        );
}
