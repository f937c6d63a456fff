using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>The columns of a table at their places.</summary>
/// <param name="Edges">Where each column starts, and where the last one ends, in points.</param>
internal sealed record TableFrame(FontBook Fonts, TableStyle Style, double[] Edges)
{
    /// <summary>The rule that opens and closes the table.</summary>
    public void Close(Page page, double x, double y) => Rule(page, x, y, 0, Edges.Length - 1, Style.OuterRule);

    public void Rule(Page page, double x, double y, int from, int to, double thickness) =>
        page.Rule(x + Edges[from], y, x + Edges[to], y, Style.Rules, thickness);

    /// <param name="next">The row below: where a cell goes on in it, no rule is drawn. Null closes the table.</param>
    public TableRow Row(
        ImmutableArray<Cell> cells,
        ParagraphStyle style,
        Func<int, Align> align,
        ImmutableArray<Cell>? next,
        bool ofHead = false
    )
    {
        var set = ImmutableArray.CreateBuilder<SetCell>(cells.Length);
        var column = 0;
        foreach (var cell in cells)
        {
            var end = column + cell.Columns;
            var room = Edges[end] - Edges[column] - 2 * Style.PadX;
            var lines = cell.GoesOn ? [] : Paragraph.Lines(Fonts, cell.Spans, style, room);
            set.Add(new SetCell(column, end, lines, cell.Align ?? align(column)));
            column = end;
        }

        return new TableRow(this, set.MoveToImmutable(), style, Below(next), IsLast: next is null && !ofHead);
    }

    /// <summary>The stretches of the rule below a row, as columns; and whether the row below goes on with a cell.</summary>
    private ImmutableArray<(int From, int To)> Below(ImmutableArray<Cell>? next)
    {
        if (next is null)
            return [(0, Edges.Length - 1)];
        var stretches = ImmutableArray.CreateBuilder<(int From, int To)>();
        var column = 0;
        foreach (var cell in next)
        {
            var end = column + cell.Columns;
            if (!cell.GoesOn && stretches.Count > 0 && stretches[^1].To == column)
                stretches[^1] = (stretches[^1].From, end);
            else if (!cell.GoesOn)
                stretches.Add((column, end));
            column = end;
        }

        return stretches.ToImmutable();
    }
}

/// <summary>A cell with its text set in lines.</summary>
internal sealed record SetCell(int From, int To, ImmutableArray<TextLine> Lines, Align Align);

/// <summary>A row ready to be drawn, whole or in parts.</summary>
internal sealed record TableRow(
    TableFrame Frame,
    ImmutableArray<SetCell> Cells,
    ParagraphStyle Style,
    ImmutableArray<(int From, int To)> RuleBelow,
    bool IsLast
)
{
    private const int FewestLines = 2;

    public int Lines => Math.Max(1, Cells.Max(cell => cell.Lines.Length));

    public double Height => Lines * Style.Pitch + 2 * Frame.Style.PadY;

    private bool GoesOn => RuleBelow.Sum(stretch => stretch.To - stretch.From) < Frame.Edges.Length - 1;

    public Strip Whole() =>
        new(
            Height,
            (page, x, y) =>
            {
                Dividers(page, x, y, Height);
                foreach (var cell in Cells)
                    Draw(page, x, y + (Height - cell.Lines.Length * Style.Pitch) / 2, cell, cell.Lines);
                Below(page, x, y + Height);
            }
        )
        {
            KeepWithNext = GoesOn,
        };

    /// <summary>Line by line from the top, so that a page may end between two of them.</summary>
    public IEnumerable<Strip> Parted()
    {
        for (var number = 0; number < Lines; number++)
        {
            var line = number;
            var above = line == 0 ? Frame.Style.PadY : 0;
            var last = line == Lines - 1;
            var height = above + Style.Pitch + (last ? Frame.Style.PadY : 0);
            yield return new Strip(
                height,
                (page, x, y) =>
                {
                    Dividers(page, x, y, height);
                    foreach (var cell in Cells.Where(cell => line < cell.Lines.Length))
                        Draw(page, x, y + above, cell, cell.Lines.AsSpan(line, 1));
                    if (last)
                        Below(page, x, y + height);
                }
            )
            {
                KeepWithNext = last ? GoesOn : line + 1 < FewestLines || Lines - line - 1 < FewestLines,
            };
        }
    }

    private void Dividers(Page page, double x, double y, double height)
    {
        foreach (var cell in Cells.Where(cell => cell.From > 0))
        {
            var edge = x + Frame.Edges[cell.From];
            page.Rule(edge, y, edge, y + height, Frame.Style.Rules, Frame.Style.Hairline);
        }
    }

    private void Below(Page page, double x, double y)
    {
        foreach (var (from, to) in RuleBelow)
            Frame.Rule(page, x, y, from, to, IsLast ? Frame.Style.OuterRule : Frame.Style.Hairline);
    }

    private void Draw(Page page, double x, double top, SetCell cell, ReadOnlySpan<TextLine> lines)
    {
        var left = x + Frame.Edges[cell.From] + Frame.Style.PadX;
        var room = Frame.Edges[cell.To] - Frame.Edges[cell.From] - 2 * Frame.Style.PadX;
        foreach (var line in lines)
        {
            page.Text(line, left + Paragraph.Offset(cell.Align, room, line.Width), top + Paragraph.BaseLine(Style));
            top += Style.Pitch;
        }
    }

    private void Draw(Page page, double x, double top, SetCell cell, ImmutableArray<TextLine> lines) =>
        Draw(page, x, top, cell, lines.AsSpan());
}
