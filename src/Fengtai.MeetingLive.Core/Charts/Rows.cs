using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>A piece of a bar, in the data's unit.</summary>
internal sealed record Segment(double From, double To, Ink Ink, string Series, decimal Value);

/// <summary>
/// A name, a bar, a value. <paramref name="Brief"/> is written where <paramref name="Value"/> has no room,
/// <paramref name="Aside"/> explains the value, such as its share, and <paramref name="BriefAside"/> is its short form.
/// </summary>
internal sealed record Row(
    string Name,
    ImmutableArray<Segment> Segments,
    string Value,
    string Brief,
    string? Aside = null,
    bool Bold = true,
    string? BriefAside = null
);

/// <summary>The values a plot spans; always holds zero, for bars start there.</summary>
internal sealed record Domain(double Min, double Max)
{
    public static Domain Of(IEnumerable<Row> rows, params IEnumerable<double> others)
    {
        var ends = rows.SelectMany(row => row.Segments)
            .SelectMany(segment => new[] { segment.From, segment.To })
            .Concat(others)
            .Append(0)
            .ToList();
        return new(ends.Min(), ends.Max());
    }
}

/// <summary>Where one row came to lie.</summary>
internal readonly record struct Placed(double BarTop, double BarBottom, double LabelsRight);

/// <summary>
/// How rows share a width: names at the left of the bars, or above them where the column is narrow. Measured over all
/// the rows that stand together, so that they share sizes and scale.
/// </summary>
internal sealed record Rows(
    bool NamesBeside,
    bool Briefly,
    double Size,
    double AsideSize,
    double NameWidth,
    double ValueWidth,
    double PlotLeft,
    double PlotWidth,
    double RowHeight,
    int NameLines
)
{
    private double Gap => Gaps * Size;

    /// <summary>Between a bar and the next name above its own bar; narrower where the room is.</summary>
    private double GapBelow =>
        Math.Clamp(RowHeight - (((NameLines * TextWidth.Pitch) + 1.6) * Size), 0.3 * Size, 0.7 * Size);

    private const double Gaps = 0.55;

    public double Height(int count) => count * RowHeight;

    public double Scale(Domain domain) => domain.Max > domain.Min ? PlotWidth / (domain.Max - domain.Min) : 0;

    /// <summary>Where zero lies, from the column's left edge.</summary>
    public double Zero(Domain domain) => PlotLeft - (domain.Min * Scale(domain));

    /// <param name="rows">All rows that share the layout, in one column or in several of the same width.</param>
    /// <param name="room">The height for <paramref name="count"/> rows, those of one column.</param>
    public static Rows Measure(ChartSize size, double width, double room, int count, IReadOnlyList<Row> rows) =>
        Beside(size, width, room / count, rows, briefly: false)
        ?? (room / count < LeastAbove * size.Small ? Beside(size, width, room / count, rows, briefly: true) : null)
        ?? Above(size, width, room / count, rows);

    /// <summary>A row with its name above needs this many times the least text.</summary>
    internal const double LeastAbove = 2.7;

    private static Rows? Beside(ChartSize size, double width, double room, IReadOnlyList<Row> rows, bool briefly)
    {
        (double Text, double Aside)[] sizes =
        [
            (size.Large, size.Normal),
            (size.Normal, size.Small),
            (size.Small, size.Small),
        ];
        foreach (var (text, aside) in sizes)
        {
            var last = text == size.Small;
            var names = rows.Max(row => TextWidth.Of(row.Name, text));
            var values = rows.Max(row => ValueAndAside(row, text, aside, briefly));
            var name = Math.Min(names, 0.3 * width);
            var plot = width - name - values - (2 * Gaps * text);
            var height = Math.Min(Math.Max(room, last ? 1.15 * text : 0), 2.6 * text);
            // A narrow column writes a long name above its bar rather than in two short lines beside it.
            if (names > name && width < 24 * size.Normal && !briefly && room >= LeastAbove * size.Small)
                continue;
            if (plot < (last ? (briefly ? 0.2 : 0.3) : 0.4) * width || (names > name && !last) || height < 1.1 * text)
                continue;
            var lines = Math.Clamp((int)(height / (TextWidth.Pitch * text)), 1, 2);
            return new(true, briefly, text, aside, name, values, name + (Gaps * text), plot, height, lines);
        }

        return null;
    }

    private static Rows Above(ChartSize size, double width, double room, IReadOnlyList<Row> rows)
    {
        var lines = rows.Any(row => TextWidth.Of(row.Name, size.Normal) > NameRoom(row, size.Normal, width)) ? 2 : 1;
        var text = room >= ((lines * TextWidth.Pitch) + 2.3) * size.Normal ? size.Normal : size.Small;
        lines = Math.Clamp((int)(((room / text) - 1.4) / TextWidth.Pitch), 1, lines);
        var briefly = rows.Any(row => TextWidth.Of(row.Value, text, bold: true) > 0.75 * width);
        var values = Math.Min(
            rows.Max(row => TextWidth.Of(briefly ? row.Brief : row.Value, text, bold: true)),
            0.8 * width
        );
        var height = Math.Max(LeastAbove * text, Math.Min(room, ((lines * TextWidth.Pitch) + 2.3) * text));
        var plot = width - values - (Gaps * text);
        return new(false, briefly, text, size.Small, width, values, 0, plot, height, lines);
    }

    private static string? AsideOf(Row row, bool briefly) => briefly ? row.BriefAside ?? row.Aside : row.Aside;

    private static double ValueAndAside(Row row, double text, double aside, bool briefly) =>
        TextWidth.Of(briefly ? row.Brief : row.Value, text, row.Bold)
        + (AsideOf(row, briefly) is { } words ? (Gaps * text) + TextWidth.Of(words, aside) : 0);

    private static double NameRoom(Row row, double text, double width) =>
        width - (AsideAbove(row, text, width) is { } aside ? TextWidth.Of(aside, text) + text : 0);

    private static string? AsideAbove(Row row, double text, double width) =>
        row.Aside is { } aside && TextWidth.Of(aside, text) > 0.6 * width ? row.BriefAside ?? aside : row.Aside;

    /// <summary>Draws the rows of one column whose upper left corner is (x, y).</summary>
    /// <param name="target">A value whose line the labels must leave free.</param>
    public ImmutableArray<Placed> Draw(
        Drawing drawing,
        double x,
        double y,
        double width,
        IReadOnlyList<Row> rows,
        Domain domain,
        double? target = null
    )
    {
        var scale = Scale(domain);
        var zero = x + Zero(domain);
        var placed = ImmutableArray.CreateBuilder<Placed>(rows.Count);
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            var top = y + (index * RowHeight);
            var (barTop, barBottom) = NamesBeside
                ? (top + (0.13 * RowHeight), top + (0.87 * RowHeight))
                : (top + (NameLines * TextWidth.Pitch * Size), top + RowHeight - GapBelow);
            var middle = (barTop + barBottom) / 2;
            Name(drawing, x, NamesBeside ? middle : top + (NameLines * TextWidth.Pitch * Size / 2), width, row);
            foreach (var segment in row.Segments)
                drawing.Add(AsBar(segment, zero, scale, barTop, barBottom));
            var end = zero + (row.Segments.Select(segment => segment.To).Append(0).Max() * scale);
            var right = Value(drawing, end + Gap, middle, row, zero + (target * scale));
            placed.Add(new(barTop, barBottom, right));
        }

        if (domain.Min < 0 && rows.Count > 0)
            drawing.Add(
                new Line(zero, placed[0].BarTop, zero, placed[^1].BarBottom, Ink.Rule, drawing.Size.Small / 12)
            );
        return placed.MoveToImmutable();
    }

    private static Bar AsBar(Segment segment, double zero, double scale, double top, double bottom)
    {
        var (low, high) = (Math.Min(segment.From, segment.To), Math.Max(segment.From, segment.To));
        return new(
            zero + (low * scale),
            top,
            (high - low) * scale,
            bottom - top,
            segment.Ink,
            segment.Series,
            segment.Value
        );
    }

    private void Name(Drawing drawing, double x, double middle, double width, Row row)
    {
        var room = NamesBeside ? NameWidth : NameRoom(row, AsideSize, width);
        drawing.Lines(x, middle, TextWidth.Lines(row.Name, Size, room, NameLines), Size, Ink.Text);
        if (!NamesBeside && AsideAbove(row, AsideSize, width) is { } aside)
            drawing.Text(x + width, middle, aside, AsideSize, Ink.Soft, Anchor.End);
    }

    private double Value(Drawing drawing, double start, double middle, Row row, double? target)
    {
        var text = TextWidth.Shorten(Briefly ? row.Brief : row.Value, Size, ValueWidth, row.Bold);
        var width = TextWidth.Of(text, Size, row.Bold);
        // A label on the target's line could not be read, so it moves behind it; the plot keeps that room free.
        if (target is { } line && line > start - (Gap / 2) && line < start + width + (Gap / 2))
            start = line + (0.6 * Gap);
        drawing.Text(start, middle, text, Size, Ink.Text, bold: row.Bold);
        if (!NamesBeside || AsideOf(row, Briefly) is not { } aside)
            return start + width;
        // On the value's base line, not centred: it is smaller.
        var baseLine = middle + (TextWidth.MiddleToBase * Size);
        var label = new Label(start + width + Gap, baseLine, aside, AsideSize, Ink.Soft);
        drawing.Add(label);
        return TextWidth.Of(label).Right;
    }
}
