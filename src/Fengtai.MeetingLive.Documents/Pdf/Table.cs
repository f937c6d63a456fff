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

/// <summary>A table. Its head stands again on every page; a row stays whole unless it is taller than a page.</summary>
public sealed record Table(
    ImmutableArray<Column> Columns,
    ImmutableArray<ImmutableArray<string>> Rows,
    TableStyle Style
) : Block
{
    /// <summary>What fitted columns may take of the width when others share the rest.</summary>
    private const double MostFitted = 0.72;

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        if (Rows.Any(row => row.Length != Columns.Length))
            throw new InvalidOperationException("A row of the table has not one cell for each column.");
        var edges = Edges(measuring.Fonts, measuring.Width);
        var width = edges[^1];
        var head = Head(measuring.Fonts, edges);
        yield return head;

        for (var index = 0; index < Rows.Length; index++)
        {
            var cells = Cells(measuring.Fonts, Rows[index], Style.Cell, edges);
            var bottom = index == Rows.Length - 1 ? Style.OuterRule : Style.Hairline;
            foreach (var strip in Row(cells, edges, measuring.PageHeight - head.Height, bottom))
            {
                yield return strip with
                {
                    Head = [head],
                    Foot = (page, x, y) => page.Rule(x, y, x + width, y, Style.Rules, Style.OuterRule),
                };
            }
        }
    }

    private Strip Head(FontBook fonts, double[] edges)
    {
        var cells = Cells(fonts, Columns.Select(column => column.Head), Style.Head, edges);
        var height = Height(cells, Style.Head);
        return new Strip(
            height,
            (page, x, y) =>
            {
                page.Rule(x, y, x + edges[^1], y, Style.Rules, Style.OuterRule);
                DrawCells(page, x, y, height, cells, Style.Head, edges, _ => Align.Center);
                page.Rule(x, y + height, x + edges[^1], y + height, Style.Rules, Style.Hairline);
            }
        )
        {
            KeepWithNext = true,
        };
    }

    private IEnumerable<Strip> Row(ImmutableArray<TextLine>[] cells, double[] edges, double room, double bottom)
    {
        var height = Height(cells, Style.Cell);
        if (height <= room)
        {
            yield return Slice(cells, edges, height, bottom);
            yield break;
        }

        // Cut into pieces of one page at most; a piece has the same lines of every cell.
        var perPiece = Math.Max(1, (int)((room - 2 * Style.PadY) / Style.Cell.Pitch));
        var lines = cells.Max(cell => cell.Length);
        for (var from = 0; from < lines; from += perPiece)
        {
            var piece = cells.Select(cell => cell.Skip(from).Take(perPiece).ToImmutableArray()).ToArray();
            yield return Slice(piece, edges, Height(piece, Style.Cell), bottom);
        }
    }

    private Strip Slice(ImmutableArray<TextLine>[] cells, double[] edges, double height, double bottom) =>
        new(
            height,
            (page, x, y) =>
            {
                DrawCells(page, x, y, height, cells, Style.Cell, edges, column => Columns[column].Align);
                page.Rule(x, y + height, x + edges[^1], y + height, Style.Rules, bottom);
            }
        );

    /// <summary>Where each column starts, and where the last one ends.</summary>
    private double[] Edges(FontBook fonts, double width)
    {
        var fitted = Columns.Select((column, index) => column.Share > 0 ? 0 : Fit(fonts, index)).ToArray();
        var shares = Columns.Sum(column => column.Share);
        var most = shares > 0 ? width * MostFitted : width;
        var whole = fitted.Where((_, index) => Columns[index].Whole).Sum();
        fitted =
            whole < most
                ? [.. Narrow(fitted, index => Columns[index].Whole, most)]
                : [.. fitted.Select(one => one * Math.Min(1, most / fitted.Sum()))];
        if (shares <= 0)
            fitted = [.. fitted.Select(one => one * width / fitted.Sum())];
        var rest = width - fitted.Sum();
        var edges = new double[Columns.Length + 1];
        for (var index = 0; index < Columns.Length; index++)
        {
            var share = shares > 0 ? rest * Columns[index].Share / shares : 0;
            edges[index + 1] = edges[index] + fitted[index] + share;
        }

        return edges;
    }

    /// <summary>When there is not room for all, the widest give first, and whole columns not at all.</summary>
    private static IEnumerable<double> Narrow(double[] fitted, Func<int, bool> isWhole, double room)
    {
        var left = room - fitted.Where((_, index) => isWhole(index)).Sum();
        var giving = fitted.Where((one, index) => one > 0 && !isWhole(index)).Order().ToArray();
        var cap = double.MaxValue;
        if (giving.Sum() > left)
        {
            for (var index = 0; index < giving.Length; index++)
            {
                cap = left / (giving.Length - index);
                if (giving[index] > cap)
                    break;
                left -= giving[index];
            }
        }

        return fitted.Select((one, index) => isWhole(index) ? one : Math.Min(one, cap));
    }

    private double Fit(FontBook fonts, int column)
    {
        var cells = Rows.Select(row => Widest(fonts, row[column], Style.Cell)).DefaultIfEmpty(0).Max();
        // A hundredth of a point more, or rounding would break what just fits.
        return Math.Max(cells, Widest(fonts, Columns[column].Head, Style.Head)) + 2 * Style.PadX + 0.01;
    }

    private static double Widest(FontBook fonts, string text, ParagraphStyle style) =>
        Paragraph.Lines(fonts, [new Span(text)], style, double.MaxValue).Max(line => line.Width);

    private ImmutableArray<TextLine>[] Cells(
        FontBook fonts,
        IEnumerable<string> texts,
        ParagraphStyle style,
        double[] edges
    ) =>
        [
            .. texts.Select(
                (text, index) =>
                    Paragraph.Lines(fonts, [new Span(text)], style, edges[index + 1] - edges[index] - 2 * Style.PadX)
            ),
        ];

    private double Height(ImmutableArray<TextLine>[] cells, ParagraphStyle style) =>
        Math.Max(1, cells.Max(cell => cell.Length)) * style.Pitch + 2 * Style.PadY;

    private void DrawCells(
        Page page,
        double x,
        double y,
        double height,
        ImmutableArray<TextLine>[] cells,
        ParagraphStyle style,
        double[] edges,
        Func<int, Align> align
    )
    {
        for (var column = 0; column < cells.Length; column++)
        {
            var room = edges[column + 1] - edges[column] - 2 * Style.PadX;
            var top = y + (height - cells[column].Length * style.Pitch) / 2;
            foreach (var line in cells[column])
            {
                var offset = Paragraph.Offset(align(column), room, line.Width);
                page.Text(line, x + edges[column] + Style.PadX + offset, top + Paragraph.BaseLine(style));
                top += style.Pitch;
            }

            if (column > 0)
                page.Rule(x + edges[column], y, x + edges[column], y + height, Style.Rules, Style.Hairline);
        }
    }
}
