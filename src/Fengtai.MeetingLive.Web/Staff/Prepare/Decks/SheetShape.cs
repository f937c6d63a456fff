using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

internal enum CellKind
{
    Text,
    Number,

    /// <summary>是 or nothing.</summary>
    Flag,
}

/// <param name="Code">Names the column's words.</param>
/// <param name="Most">The most characters of a text.</param>
internal sealed record SheetColumn(string Code, CellKind Kind, int Most = 0);

/// <summary>What the grid beneath a slide looks like, by kind.</summary>
/// <param name="Rows">The most rows, without a heading of one's own.</param>
/// <param name="OwnHead">The first row names the columns and is the street's own.</param>
internal sealed record SheetShape(ImmutableArray<SheetColumn> Columns, int Rows, bool OwnHead = false)
{
    /// <summary>In the order in which they are offered.</summary>
    public static readonly ImmutableArray<string> Kinds =
    [
        "figures",
        "bars",
        "stacked",
        "line",
        "share",
        "progress",
        "table",
        "photos",
        "text",
    ];

    /// <summary>The kinds whose figures have one unit.</summary>
    public static bool HasUnit(string kind) => kind is "bars" or "stacked" or "line" or "share";

    public int AllRows => Rows + (OwnHead ? 1 : 0);

    public static SheetShape Of(string kind) =>
        kind switch
        {
            "figures" => new(
                [
                    new("name", CellKind.Text, SlideLimits.FigureName),
                    new("shown", CellKind.Text, SlideLimits.FigureShown),
                    new("unit", CellKind.Text, SlideLimits.Unit),
                    new("value", CellKind.Number),
                    new("last-year", CellKind.Number),
                    new("target", CellKind.Number),
                    new("ceiling", CellKind.Flag),
                    new("about", CellKind.Text, SlideLimits.FigureAbout),
                    new("value-shown", CellKind.Text, SlideLimits.FigureShown),
                    new("target-sample", CellKind.Flag),
                ],
                SlideLimits.Figures
            ),
            "bars" => new(
                [new("name", CellKind.Text, SlideLimits.Name), new("number", CellKind.Number)],
                SlideLimits.Bars
            ),
            "stacked" => new(
                [new("name", CellKind.Text, SlideLimits.Name), .. Parts(SlideLimits.Bars, "part")],
                SlideLimits.Bars,
                OwnHead: true
            ),
            "line" => new(
                [new("point", CellKind.Text, SlideLimits.PointName), .. Parts(SlideLimits.Lines, "series")],
                SlideLimits.Points,
                OwnHead: true
            ),
            "share" => new(
                [
                    new("name", CellKind.Text, SlideLimits.LongName),
                    new("number", CellKind.Number),
                    new("finished", CellKind.Flag),
                ],
                SlideLimits.Bars
            ),
            "progress" => new(
                [
                    new("name", CellKind.Text, SlideLimits.LongName),
                    new("done", CellKind.Number),
                    new("target", CellKind.Number),
                    new("unit", CellKind.Text, SlideLimits.Unit),
                ],
                SlideLimits.Rows
            ),
            "table" => new(
                [
                    .. Enumerable
                        .Range(0, SlideLimits.Columns)
                        .Select(_ => new SheetColumn("cell", CellKind.Text, SlideLimits.Cell)),
                ],
                SlideLimits.Rows,
                OwnHead: true
            ),
            "text" => new([new("paragraph", CellKind.Text, SlideLimits.Paragraph)], SlideLimits.Paragraphs),
            _ => new([], 0),
        };

    /// <summary>Cells with nothing in them.</summary>
    public string[][] Blank() =>
        [.. Enumerable.Range(0, AllRows).Select(_ => Enumerable.Repeat("", Columns.Length).ToArray())];

    private static IEnumerable<SheetColumn> Parts(int count, string code) =>
        Enumerable.Range(0, count).Select(_ => new SheetColumn(code, CellKind.Number));
}
