using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>Made-up meetings in all their shapes, each within the limits; the same seed makes the same one.</summary>
internal sealed class GeneratedContent(int seed)
{
    private static readonly string[] Signs =
    [
        "停车",
        "供暖",
        " 空 格 ",
        "=SUM(A1)",
        "+1",
        "@x",
        "−57%",
        "74",
        "1-2",
        "2025-08-25",
        "14:00",
        "TRUE",
        "#N/A",
        "_x0041_",
        "<b>&\"'",
        "𠮷镕",
        "一\n二",
        "😀",
        "'引号",
        "0012",
        "1e5",
    ];

    private readonly Random random = new(seed);
    private int counter;

    public WorkbookContent Make()
    {
        var topics = Many(1, 8, () => new Topic(Name(12), Many(0, 4, () => Name(12))));
        var (leads, units, owners) = (Names(1, 5, 30), Names(1, 9, 30), Names(1, 7, 30));
        var date = new DateOnly(2025, 8, 1).AddDays(random.Next(300));
        var codes = Many(1, 4, Code);
        var scale = (MeetingScale)random.Next(3);
        var plan = new MeetingPlan(
            codes[0],
            new StreetId("street-" + random.Next(99)),
            Text(20),
            Text(40),
            Text(12),
            Text(40),
            date,
            Text(40),
            Yes(),
            ShowFirst: false,
            [.. codes.Select(code => new Venue(new(Id()), code, Text(20), Yes()))],
            Many(
                1,
                12,
                () =>
                    new AgendaItem(
                        new(Id()),
                        Text(12),
                        Text(20),
                        new TimeOnly(random.Next(24), random.Next(60)),
                        random.Next(1, 481),
                        Text(20)
                    )
            ),
            new Deck(Many(0, 9, Slide)),
            Many(
                1,
                5,
                () => new RoundPlan(new(Id()), Text(40), Text(12), Text(60), (RatingSubject)random.Next(2), Yes())
            ),
            topics,
            leads,
            units,
            owners,
            Many(0, 6, () => Commitment(date, leads, units, owners)),
            Many(1, 5, () => new Contact(Text(30), Text(40))),
            Many(0, 3, Poll)
        )
        {
            Scale = scale,
            HeldBy = scale == MeetingScale.Street ? null : Text(20),
            Entry = (EntryRule)random.Next(3),
            Labels = Yes() ? Names(1, 9, 8) : null,
            Minutes = Yes() ? Form() : null,
            Baseline = Yes() ? Baseline() : null,
        };
        var places = topics
            .SelectMany(topic =>
                topic.Parts.Select(string? (part) => part).Prepend(null).Select(part => (topic.Name, part))
            )
            .OrderBy(_ => random.Next())
            .Take(random.Next(6))
            .ToArray();
        return new WorkbookContent(
            plan,
            [.. places.Select(place => Plan(place.Name, place.part, date, leads, units, owners))],
            Yes() ? Names(1, 9, 20) : []
        )
        {
            Demands = Many(0, 5, () => topics[random.Next(topics.Length)]).Select(Demand).ToImmutableArray(),
        };
    }

    private WorkbookDemand Demand(Topic topic, int index) =>
        new(
            index + 2,
            Yes() ? Name(40) : null,
            WorkbookDemand.Sources[random.Next(WorkbookDemand.Sources.Length)],
            topic.Name,
            topic.Parts.IsEmpty || Yes() ? null : topic.Parts[0],
            Text(500),
            Day(),
            (DemandStanding)random.Next(3),
            Maybe(30),
            Maybe(20),
            Maybe(30),
            Maybe(60)
        );

    private ResponsePlan Plan(
        string topic,
        string? part,
        DateOnly date,
        ImmutableArray<string> leads,
        ImmutableArray<string> units,
        ImmutableArray<string> owners
    )
    {
        var deadline = date.AddDays(random.Next(200));
        return new ResponsePlan(
            topic,
            part,
            Text(120),
            Text(120),
            Text(120),
            Text(60),
            leads[0],
            units[random.Next(units.Length)],
            owners[0],
            deadline,
            Many(0, 8, () => new Milestone(deadline.AddDays(-random.Next(50)), Line(60))),
            Yes() ? new LikeDemands(random.Next(99), Text(30), 0, Text(30), random.Next(9), Text(30)) : null,
            Maybe(120)
        );
    }

    private Commitment Commitment(
        DateOnly date,
        ImmutableArray<string> leads,
        ImmutableArray<string> units,
        ImmutableArray<string> owners
    )
    {
        var deadline = date.AddDays(random.Next(200));
        return new Commitment(
            new(Id()),
            Text(60),
            leads[^1],
            units[^1],
            owners[^1],
            deadline,
            Many(0, 5, () => new Milestone(deadline.AddDays(-random.Next(50)), Line(60), Yes())),
            (CommitmentState)random.Next(5),
            Sample: Yes()
        );
    }

    private PollPlan Poll()
    {
        var kind = (PollKind)random.Next(3);
        var proposals = Many(2, 6, () => new Proposal(new(Id()), Text(12), Yes() ? Text(20) : ""));
        return new PollPlan(
            new(Id()),
            Text(12),
            Text(30),
            Yes() ? Text(24) : "",
            kind,
            kind == PollKind.One ? 1 : random.Next(1, proposals.Length + 1),
            proposals,
            Yes(),
            Yes()
        );
    }

    private MinutesForm Form() =>
        new()
        {
            Head = Text(60),
            Number = Maybe(60),
            Signer = Maybe(60),
            Attending = Names(0, 9, 60),
            Excused = Names(0, 3, 60),
            Listening = Names(0, 3, 60),
            SentTo = Names(0, 3, 60),
        };

    private DemandBaseline Baseline() =>
        new(Day(), Text(40), Yes(), Many(1, 9, () => new BaselineRow(Name(12), random.Next(999), 0, random.Next(9))));

    private Slide Slide() =>
        new(
            new(Id()),
            Text(40),
            Text(12),
            Content(),
            Text(60),
            Text(60),
            Yes(),
            Many(0, 3, () => new Fact(Text(12), Text(40)))
        );

    private SlideContent Content()
    {
        var parts = Many(2, 6, () => Text(12));
        switch (random.Next(8))
        {
            case 0:
                return new FiguresContent(Many(1, 4, Figure));
            case 1:
                return new BarsContent(Text(8), Many(1, 6, () => new Datum(Text(12), Amount())), Yes());
            case 2:
                return new StackedBarsContent(
                    Text(8),
                    parts,
                    Many(1, 6, () => new StackedBar(Text(12), [.. parts.Select(_ => Amount())]))
                );
            case 3:
                var points = Many(2, 12, () => Text(8));
                return new LineContent(
                    Text(8),
                    points,
                    Many(1, 2, () => new Series(Text(12), [.. points.Select(_ => Amount())]))
                );
            case 4:
                return new ShareContent(Text(8), Text(12), Many(2, 6, () => new Share(Text(16), Amount(), Yes())));
            case 5:
                return new ProgressContent(
                    Many(1, 5, () => new Progress(Text(16), Amount(), Math.Max(Amount(), 0.01m), Text(8)))
                );
            case 6:
                return new TableContent(parts, Many(1, 5, () => parts.Select(_ => Text(20)).ToImmutableArray()));
            default:
                return new TextContent(Many(1, 4, () => Text(80)));
        }
    }

    private Figure Figure()
    {
        decimal? value = Yes() ? Amount() : null;
        return new Figure(
            Text(20),
            Text(12),
            Maybe(8),
            Maybe(4),
            value,
            value is not null && Yes() ? Amount() : null,
            value is not null && Yes() ? Amount() : null,
            Yes(),
            Yes(),
            Maybe(12)
        );
    }

    private decimal Amount() => random.Next(4) == 0 ? random.Next(1_000_000) / 100m : random.Next(1_000_000);

    private DateOnly Day() => new DateOnly(2024, 1, 1).AddDays(random.Next(900));

    private bool Yes() => random.Next(2) == 0;

    private string Id() => $"i{++counter}";

    private string Code() => $"C{++counter:00000}";

    private string? Maybe(int most) => Yes() ? Text(most) : null;

    private ImmutableArray<string> Names(int least, int most, int length) => Many(least, most, () => Name(length));

    /// <summary>Stands only once.</summary>
    private string Name(int most) => Cut($"{++counter}{Signs[random.Next(Signs.Length)]}", most);

    private string Line(int most) => Cut(Text(most).Replace('\n', ' ').TrimStart('已'), most);

    private string Text(int most)
    {
        var text = Signs[random.Next(Signs.Length)];
        while (random.Next(3) > 0 && text.Length < most)
            text += Signs[random.Next(Signs.Length)];
        return Cut(text, most);
    }

    /// <summary>As typed words are kept: without outer blanks, and by whole characters.</summary>
    private static string Cut(string text, int most) =>
        string.Concat(text.Trim().EnumerateRunes().Take(most)).Trim() is { Length: > 0 } cut ? cut : "字";

    private ImmutableArray<T> Many<T>(int least, int most, Func<T> make) =>
        [.. Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => make())];
}
