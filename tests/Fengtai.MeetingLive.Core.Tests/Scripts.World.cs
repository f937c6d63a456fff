namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>The small world in which the scripts are played.</summary>
public static partial class Scripts
{
    private static MeetingPlan Plan(bool showFirst) =>
        new(
            "FT2025",
            Street,
            "王佐镇",
            "报告会",
            "报告会",
            "王佐镇人民政府",
            new DateOnly(2025, 8, 15),
            "社区礼堂",
            Sample: false,
            showFirst,
            [new Venue(Main, "FT2025", "主会场", Online: false), new Venue(new("net"), "FTXS01", "线上", Online: true)],
            [.. Names("part").Select(name => new AgendaItem(new(name), name, "", new TimeOnly(15, 0), 30, ""))],
            new Deck([
                .. Names("s")
                    .Select(name => new Slide(
                        new(name),
                        name,
                        "主题",
                        new TextContent(["一段"]),
                        "2025年",
                        "来源",
                        false,
                        []
                    )),
            ]),
            [
                .. Names("r")
                    .Select((name, index) => new RoundPlan(new(name), name, name, "", RatingSubject.Work, index > 0)),
            ],
            [new Topic("养老服务", [])],
            [],
            [],
            [],
            [],
            [],
            [
                .. Names("p")
                    .Select(
                        (name, index) =>
                            new PollPlan(
                                new(name),
                                name,
                                name,
                                "",
                                (PollKind)index,
                                index + 1,
                                [.. Enumerable.Range(0, 4).Select(i => new Proposal(new($"x{i}"), $"方案{i}", ""))],
                                Live: index > 0,
                                Sample: false
                            )
                    ),
            ]
        )
        {
            // Some worlds have tickets, so that those are reached too.
            Entry = showFirst ? EntryRule.Ticket : EntryRule.Open,
        };

    private static IEnumerable<string> Names(string prefix) => Enumerable.Range(0, 3).Select(i => $"{prefix}{i}");
}
