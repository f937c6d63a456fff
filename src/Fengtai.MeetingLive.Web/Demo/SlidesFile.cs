using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>slides.json: 成绩单. What a slide may hold is limited to what can be read from 20 metres.</summary>
internal static class SlidesFile
{
    public const string Name = "slides.json";

    private const int FiguresMost = 4;
    private const int BarsMost = 6;
    private const int RowsMost = 5;
    private const int LinesMost = 2;

    private static readonly Dictionary<string, Func<PackJson, SlideContent>> Kinds = new(StringComparer.Ordinal)
    {
        ["figures"] = json => new FiguresContent(json["figures"].Items(1, FiguresMost, Figure)),
        ["bars"] = json => new BarsContent(
            Unit(json),
            json["bars"].Items(1, BarsMost, Datum),
            json["showShares"].Flag()
        ),
        ["stacked"] = Stacked,
        ["line"] = Line,
        ["share"] = json => new ShareContent(
            Unit(json),
            json["totalName"].Text(12),
            json["shares"].Items(2, BarsMost, Share)
        ),
        ["progress"] = json => new ProgressContent(json["rows"].Items(1, RowsMost, Progress)),
        ["table"] = Table,
        ["text"] = json => new TextContent(json["paragraphs"].Texts(1, 4, 80)),
    };

    public static Deck Read(string folder, PackPhotos photos, PackFaults faults)
    {
        var kinds = new Dictionary<string, Func<PackJson, SlideContent>>(Kinds, StringComparer.Ordinal)
        {
            ["photos"] = photos.Content,
        };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var slides = PackJson
            .Open(folder, Name, faults)
            ?.Object(json => json["slides"].Items(0, 60, slide => Slide(slide, kinds, seen)).ToList());
        return slides is null ? Deck.Empty : new Deck([.. slides]);
    }

    private static Slide Slide(
        PackJson json,
        Dictionary<string, Func<PackJson, SlideContent>> kinds,
        HashSet<string> seen
    ) =>
        new Slide(
            new SlideId(json["id"].Id(seen)),
            json["title"].Text(40),
            json["topic"].Text(12),
            json["content"].Object(content => content["kind"].Choice(kinds)(content)) ?? new TextContent([]),
            json["period"].Text(60),
            json["source"].Text(60),
            json["sample"].Flag(),
            json["facts"].Items(0, 3, fact => new Fact(fact["figure"].Text(12), fact["words"].Text(40)))
        );

    private static string Unit(PackJson json) => json["unit"].Text(8);

    private static Figure Figure(PackJson json)
    {
        var figure = new Figure(
            json["name"].Text(20),
            json["shown"].Text(12),
            json["unit"].OptionalText(8),
            json["about"].OptionalText(4),
            json["value"].OptionalNumber(),
            json["lastYear"].OptionalNumber(),
            json["target"].OptionalNumber(),
            json["targetIsCeiling"].Flag(),
            json["targetSample"].Flag(),
            json["valueShown"].OptionalText(12)
        );
        // Last year or a target without this year's value has nothing to stand beside.
        if (figure.Value is null && (figure.LastYear ?? figure.Target) is not null)
            json["value"].Spot.Fault(PackCode.Required);
        return figure;
    }

    private static Datum Datum(PackJson json) => new(json["name"].Text(12), json["value"].Number());

    private static Share Share(PackJson json) =>
        new(json["name"].Text(16), json["value"].Number(), json["finished"].Flag());

    private static Progress Progress(PackJson json) =>
        new(json["name"].Text(16), json["done"].Number(), json["target"].Number(least: 0.01m), Unit(json));

    private static StackedBarsContent Stacked(PackJson json)
    {
        var parts = json["parts"].Texts(2, BarsMost, 12);
        return new StackedBarsContent(
            Unit(json),
            parts,
            json["bars"]
                .Items(
                    1,
                    BarsMost,
                    bar => new StackedBar(bar["name"].Text(12), AsManyAs(bar["values"], parts.Length, "parts"))
                )
        );
    }

    private static LineContent Line(PackJson json)
    {
        var points = json["points"].Texts(2, 12, 8);
        return new LineContent(
            Unit(json),
            points,
            json["series"]
                .Items(
                    1,
                    LinesMost,
                    series => new Series(series["name"].Text(12), AsManyAs(series["values"], points.Length, "points"))
                )
        );
    }

    private static TableContent Table(PackJson json)
    {
        var head = json["head"].Texts(2, 6, 12);
        var rows = json["rows"].Items(1, RowsMost);
        return new TableContent(
            head,
            [
                .. rows.Select(row =>
                {
                    var cells = row.Texts(1, int.MaxValue, 20);
                    Compare(row, cells.Length, head.Length, "head");
                    return cells;
                }),
            ]
        );
    }

    private static ImmutableArray<decimal> AsManyAs(PackJson list, int expected, string what)
    {
        var values = list.Items(1, int.MaxValue).Select(value => value.Number()).ToImmutableArray();
        Compare(list, values.Length, expected, what);
        return values;
    }

    private static void Compare(PackJson list, int found, int expected, string what)
    {
        if (list.IsThere && found != expected)
            list.Spot.Fault(PackCode.AsManyAs, what, $"{expected}", $"{found}");
    }
}
