using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>A column of a table.</summary>
/// <param name="Share">Share of the width that the fitted columns leave; 0 is a column as wide as its widest cell.</param>
/// <param name="Align">Of the cells; heads are always centred.</param>
/// <param name="Whole">A fitted column of dates or figures, which is not narrowed while others can be.</param>
public sealed record Column(string Head, double Share = 0, Align Align = Align.Start, bool Whole = false);

/// <summary>How a table looks. Lengths in points.</summary>
public sealed record TableStyle(ParagraphStyle Cell, ParagraphStyle Head)
{
    public double PadX { get; init; } = 4;
    public double PadY { get; init; } = 5;
    public double Hairline { get; init; } = 0.5;
    public double OuterRule { get; init; } = 1;
    public Colour Rules { get; init; } = Colour.Black;
}

/// <summary>
/// A table. Its head stands again on every page. A row stays whole unless it is taller than a third of a page; then it
/// may be parted between its lines. Rows that a cell joins stay together.
/// </summary>
public sealed record Table(ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Cell>> Rows, TableStyle Style)
    : Block
{
    /// <summary>A taller row would leave too much of the page before it empty.</summary>
    private const double TallestWhole = 1 / 3.0;

    public Table(ImmutableArray<Column> columns, ImmutableArray<ImmutableArray<string>> rows, TableStyle style)
        : this(columns, [.. rows.Select(row => row.Select(text => new Cell(text)).ToImmutableArray())], style) { }

    /// <summary>A head above the columns' own; an empty cell of it belongs to the head below. None by default.</summary>
    public ImmutableArray<Cell> Upper { get; init; } = [];

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        if (Rows.Append(Upper).Any(row => row.Length > 0 && row.Sum(cell => cell.Columns) != Columns.Length))
            throw new InvalidOperationException("A row of the table has not one cell for each column.");
        var frame = new TableFrame(measuring.Fonts, Style, TableWidths.Edges(this, measuring));
        var heads = Heads(frame);
        foreach (var head in heads)
            yield return head;

        var room = measuring.PageHeight - heads.Sum(head => head.Height);
        for (var index = 0; index < Rows.Length; index++)
        {
            var next = index + 1 < Rows.Length ? Rows[index + 1] : (ImmutableArray<Cell>?)null;
            var row = frame.Row(Rows[index], Style.Cell, column => Columns[column].Align, next);
            var tall = row.Height > room * TallestWhole && row.Lines > 3;
            foreach (var strip in tall ? row.Parted() : [row.Whole()])
                yield return strip with
                {
                    Head = heads,
                    Foot = frame.Close,
                };
        }
    }

    private ImmutableArray<Strip> Heads(TableFrame frame)
    {
        var names = Columns.Select(column => new Cell(column.Head)).ToImmutableArray();
        var rows = Upper.IsEmpty ? [names] : new[] { Upper, names };
        return
        [
            .. rows.Select(
                (row, index) =>
                {
                    var next = index + 1 < rows.Length ? Joined(row) : (ImmutableArray<Cell>?)null;
                    var strip = frame.Row(row, Style.Head, _ => Align.Center, next, ofHead: true).Whole();
                    return strip with
                    {
                        KeepWithNext = true,
                        Draw = (page, x, y) =>
                        {
                            if (index == 0)
                                frame.Close(page, x, y);
                            strip.Draw(page, x, y);
                        },
                    };
                }
            ),
        ];
    }

    /// <summary>Below an empty cell of the upper head no rule is drawn.</summary>
    private static ImmutableArray<Cell> Joined(ImmutableArray<Cell> upper) =>
        [
            .. upper.SelectMany(cell =>
                Enumerable.Repeat(
                    cell.Spans.All(span => span.Text.Length == 0) ? Cell.Above : new Cell(""),
                    cell.Columns
                )
            ),
        ];
}
