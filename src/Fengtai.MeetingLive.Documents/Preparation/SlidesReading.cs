using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>成绩单. What a slide may hold is limited to what can be read from 20 metres.</summary>
public static class SlidesReading
{
    /// <summary>The kinds of slides as they are called; what the words stand for is the name in JSON.</summary>
    public static readonly Choices<string> Kinds = new(
        ("figures", "关键数字", "figures"),
        ("bars", "条形", "bars"),
        ("stacked", "分段条形", "stacked"),
        ("line", "折线", "line"),
        ("share", "占比", "share"),
        ("progress", "进度", "progress"),
        ("table", "表格", "table"),
        ("text", "文字", "text"),
        ("photos", "前后照片", "photos")
    );

    public const int SlidesMost = SlideLimits.Slides;

    private static readonly Dictionary<string, Func<Field, SlideContent>> Readers = new(StringComparer.Ordinal)
    {
        ["figures"] = json => new FiguresContent(json["figures"].Items(1, SlideLimits.Figures, Figure)),
        ["bars"] = json => new BarsContent(
            Unit(json),
            json["bars"].Items(1, SlideLimits.Bars, Datum),
            json["showShares"].Flag()
        ),
        ["stacked"] = Stacked,
        ["line"] = Line,
        ["share"] = json => new ShareContent(
            Unit(json),
            json["totalName"].Text(SlideLimits.Name),
            json["shares"].Items(2, SlideLimits.Bars, Share)
        ),
        ["progress"] = json => new ProgressContent(json["rows"].Items(1, SlideLimits.Rows, Progress)),
        ["table"] = Table,
        ["text"] = json => new TextContent(json["paragraphs"].Texts(1, SlideLimits.Paragraphs, SlideLimits.Paragraph)),
    };

    /// <param name="picture">
    /// Finds the picture that a field names; null when there is none, and then the mistake is noted.
    /// </param>
    public static Deck Read(Field? deck, Func<Field, PictureSize?> picture)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var slides = deck?.Object(json =>
            json["slides"].Items(0, SlidesMost, slide => Slide(slide, picture, seen)).ToList()
        );
        return slides is null ? Deck.Empty : new Deck([.. slides]);
    }

    private static Slide Slide(Field json, Func<Field, PictureSize?> picture, HashSet<string> seen) =>
        new Slide(
            new SlideId(json["id"].Id(seen)),
            json["title"].Text(SlideLimits.Title),
            json["topic"].Text(SlideLimits.Topic),
            json["content"].Object(content => Content(content, picture)) ?? new TextContent([]),
            json["period"].Text(SlideLimits.Period),
            json["source"].Text(SlideLimits.Source),
            json["sample"].Flag(),
            json["facts"]
                .Items(
                    0,
                    SlideLimits.Facts,
                    fact => new Fact(
                        fact["figure"].Text(SlideLimits.FactFigure),
                        fact["words"].Text(SlideLimits.FactWords)
                    )
                )
        );

    private static SlideContent Content(Field json, Func<Field, PictureSize?> picture) =>
        json["kind"].Choice(Kinds) switch
        {
            "photos" => new PhotosContent(
                json["place"].Text(SlideLimits.Place),
                Photo(json["before"], picture),
                Photo(json["after"], picture)
            ),
            var kind => Readers[kind](json),
        };

    private static Photo Photo(Field json, Func<Field, PictureSize?> picture) =>
        json.Object(photo => OnePhoto(photo, picture)) ?? new Photo(default, 0, 0, "", null, "");

    private static Photo OnePhoto(Field json, Func<Field, PictureSize?> picture)
    {
        var found = picture(json["file"]);
        var drawn = json["drawn"].Flag();
        // A picture without a day would pass for proof.
        if (drawn == json["takenOn"].IsThere)
            json["takenOn"].Spot.Fault(ValueCode.PhotoTakenOrDrawn);
        return new Photo(
            found?.Hash ?? default,
            found?.Width ?? 0,
            found?.Height ?? 0,
            json["caption"].Text(SlideLimits.Caption),
            json["takenOn"].IsThere ? json["takenOn"].Date() : null,
            json["alt"].Text(SlideLimits.Alt)
        );
    }

    private static string Unit(Field json) => json["unit"].Text(SlideLimits.Unit);

    private static Figure Figure(Field json)
    {
        var figure = new Figure(
            json["name"].Text(SlideLimits.FigureName),
            json["shown"].Text(SlideLimits.FigureShown),
            json["unit"].OptionalText(SlideLimits.Unit),
            json["about"].OptionalText(SlideLimits.FigureAbout),
            json["value"].OptionalNumber(),
            json["lastYear"].OptionalNumber(),
            json["target"].OptionalNumber(),
            json["targetIsCeiling"].Flag(),
            json["targetSample"].Flag(),
            json["valueShown"].OptionalText(SlideLimits.FigureShown)
        );
        // Last year or a target without this year's value has nothing to stand beside.
        if (figure.Value is null && (figure.LastYear ?? figure.Target) is not null)
            json["value"].Spot.Fault(ValueCode.Required);
        return figure;
    }

    private static Datum Datum(Field json) => new(json["name"].Text(SlideLimits.Name), json["value"].Number());

    private static Share Share(Field json) =>
        new(json["name"].Text(SlideLimits.LongName), json["value"].Number(), json["finished"].Flag());

    private static Progress Progress(Field json) =>
        new(
            json["name"].Text(SlideLimits.LongName),
            json["done"].Number(),
            json["target"].Number(least: 0.01m),
            Unit(json)
        );

    private static StackedBarsContent Stacked(Field json)
    {
        var parts = json["parts"].Texts(2, SlideLimits.Bars, SlideLimits.Name);
        return new StackedBarsContent(
            Unit(json),
            parts,
            json["bars"]
                .Items(
                    1,
                    SlideLimits.Bars,
                    bar => new StackedBar(
                        bar["name"].Text(SlideLimits.Name),
                        AsManyAs(bar["values"], parts.Length, "parts")
                    )
                )
        );
    }

    private static LineContent Line(Field json)
    {
        var points = json["points"].Texts(2, SlideLimits.Points, SlideLimits.PointName);
        return new LineContent(
            Unit(json),
            points,
            json["series"]
                .Items(
                    1,
                    SlideLimits.Lines,
                    series => new Series(
                        series["name"].Text(SlideLimits.Name),
                        AsManyAs(series["values"], points.Length, "points")
                    )
                )
        );
    }

    private static TableContent Table(Field json)
    {
        var head = json["head"].Texts(2, SlideLimits.Columns, SlideLimits.Name);
        var rows = json["rows"].Items(1, SlideLimits.Rows);
        return new TableContent(
            head,
            [
                .. rows.Select(row =>
                {
                    var cells = row.Texts(1, int.MaxValue, SlideLimits.Cell);
                    Compare(row, cells.Length, head.Length, "head");
                    return cells;
                }),
            ]
        );
    }

    private static ImmutableArray<decimal> AsManyAs(Field list, int expected, string what)
    {
        var values = list.Items(1, int.MaxValue).Select(value => value.Number()).ToImmutableArray();
        Compare(list, values.Length, expected, what);
        return values;
    }

    private static void Compare(Field list, int found, int expected, string what)
    {
        if (list.IsThere && found != expected)
            list.Spot.Fault(ValueCode.AsManyAs, what, $"{expected}", $"{found}");
    }
}

/// <summary>A picture that is kept: its hash, and its size in pixels.</summary>
public readonly record struct PictureSize(PhotoHash Hash, int Width, int Height);
