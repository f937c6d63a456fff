using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// Key figures side by side, each over two bars: last year and this year, with the target as a dashed line. Figures of
/// one unit share one scale, for the eye compares them.
/// </summary>
internal static class FiguresChart
{
    private const int Most = 4;
    private const double Rounding = 1e-6;

    private sealed record Column(Figure Figure, List<Row> Rows, double? Target, string? TargetWords, bool Missed);

    /// <summary>As many figures as the room holds; those left out are counted in the note, never squeezed.</summary>
    public static Chart Draw(Drawing drawing, FiguresContent content)
    {
        for (var count = Math.Min(Math.Min(Most, drawing.Most), content.Figures.Length); ; count--)
        {
            var chart = Draw(new Drawing(drawing.Size, drawing.Words), content, count, terse: false);
            if (chart.Height <= drawing.Size.Height + Rounding)
                return chart;
            // One figure with a long name, a long target and a note: the name gives way, on one line and small.
            if (count == 1)
                return Draw(new Drawing(drawing.Size, drawing.Words), content, count, terse: true);
        }
    }

    private static Chart Draw(Drawing drawing, FiguresContent content, int count, bool terse)
    {
        var size = drawing.Size;
        var columns = content.Figures.Take(count).Select(figure => AsColumn(figure, drawing.Words)).ToList();
        var note = BarsChart.Note(drawing.Words, content.Figures.Length - columns.Count, whole: null);
        var across = Across(size, columns.Count);
        var down = (columns.Count + across - 1) / across;
        across = (columns.Count + down - 1) / down;
        var gap = (across > 2 ? 1 : 2.4) * size.Normal;
        var width = (size.Width - (gap * (across - 1))) / across;
        var room = (size.Height - drawing.NoteHeight(note)) / down;

        var bottom = 0.0;
        for (var line = 0; line < down; line++)
        {
            var here = columns.Skip(line * across).Take(across).ToList();
            var top = line == 0 ? 0 : bottom + (1.2 * size.Normal);
            bottom = DrawLine(
                drawing,
                here,
                columns,
                top,
                width,
                width + gap,
                room - (down > 1 ? 1.2 * size.Normal : 0),
                terse
            );
        }

        bottom = drawing.Note(bottom, note);
        return drawing.Finish(
            bottom,
            drawing.Words.Rows(columns.Select(column => Spoken(drawing.Words, column)).Append(note))
        );
    }

    /// <summary>As many columns as keep about ten characters each.</summary>
    private static int Across(ChartSize size, int count)
    {
        for (var across = count; across > 1; across--)
        {
            if ((size.Width - ((across > 2 ? 1 : 2.4) * size.Normal * (across - 1))) / across >= 10 * size.Normal)
                return across;
        }

        return 1;
    }

    /// <summary>One line of columns, from the top: rule, name, figure, bars, target. Returns the lower edge.</summary>
    private static double DrawLine(
        Drawing drawing,
        List<Column> columns,
        List<Column> all,
        double top,
        double width,
        double pitch,
        double room,
        bool terse
    )
    {
        var size = drawing.Size;
        var thick = size.Small / 9;
        var name =
            !terse && all.TrueForAll(column => TextWidth.Of(column.Figure.Name, size.Large) <= width)
                ? size.Large
                : size.Normal;
        var names = columns.ConvertAll(column => TextWidth.Lines(column.Figure.Name, name, width, most: terse ? 1 : 2));
        var nameHeight = (names.Max(lines => lines.Length) * TextWidth.Pitch * name) + (0.4 * name);

        var targets = columns.ConvertAll(column =>
            TextWidth.Lines(column.TargetWords ?? "", size.Small, width, most: 2)
        );
        var targetHeight = targets.Max(lines => lines.Length) * TextWidth.Pitch * size.Small;
        targetHeight += targetHeight > 0 ? 0.4 * size.Small : 0;
        var rows = all.SelectMany(column => column.Rows).ToList();
        // A narrow column has the names above the bars and needs more height for them.
        var narrow = width < 16 * size.Normal;
        var barRoom = Math.Min((narrow ? 6.5 : 3.6) * size.Normal, (narrow ? 0.45 : 0.35) * room);
        barRoom = Math.Max(barRoom, 2 * Rows.LeastAbove * size.Small);
        var layout =
            rows.Count > 0 ? Rows.Measure(drawing.Size with { Large = size.Normal }, width, barRoom, 2, rows) : null;
        var barHeight =
            layout is not null && columns.Exists(column => column.Rows.Count > 0)
                ? layout.Height(columns.Max(column => column.Rows.Count))
                : 0;

        var figure = Math.Min(size.Figure, (room - thick - nameHeight - barHeight - targetHeight) / 1.1);
        figure = Math.Max(size.Small, all.Min(column => FigureSize(column.Figure, figure, width, size)));
        for (var index = 0; index < columns.Count; index++)
        {
            var (column, x) = (columns[index], index * pitch);
            drawing.Add(new Line(x, top + (thick / 2), x + width, top + (thick / 2), Ink.Rule, thick));
            drawing.Lines(x, top + thick + (nameHeight / 2) + (0.15 * name), names[index], name, Ink.Text);
            BigFigure(drawing, x, top + thick + nameHeight + (0.55 * figure), width, figure, column.Figure);
            if (layout is null || column.Rows.Count == 0)
                continue;
            var barTop = top + thick + nameHeight + (1.1 * figure);
            Bars(drawing, layout, column, DomainOf(column, all), x, barTop, width, targets[index]);
        }

        return top + thick + nameHeight + (1.1 * figure) + barHeight + targetHeight;
    }

    /// <summary>The scale is common to all figures of the same unit.</summary>
    private static Domain DomainOf(Column column, List<Column> all)
    {
        var alike = all.Where(other => other.Figure.Unit == column.Figure.Unit).ToList();
        return Domain.Of(alike.SelectMany(other => other.Rows), [.. alike.Select(other => other.Target ?? 0)]);
    }

    /// <summary>A percent sign is part of the figure and as large; other units stand small behind it.</summary>
    private static (string Large, string Small) Said(Figure figure) =>
        IsPercent(figure) ? (figure.Shown.TrimEnd('%') + "%", "") : (figure.Shown, figure.Unit ?? "");

    private static double Beside(ChartSize size, double figure) => Math.Max(size.Small, 0.38 * figure);

    private static double FigureWidth(Figure figure, double of, ChartSize size)
    {
        var words =
            TextWidth.Of(figure.About ?? "", Beside(size, of)) + TextWidth.Of(Said(figure).Small, Beside(size, of));
        return words + TextWidth.Of(Said(figure).Large, of, bold: true) + (0.12 * of);
    }

    private static double FigureSize(Figure figure, double most, double width, ChartSize size)
    {
        var text = most;
        while (text > size.Small && FigureWidth(figure, text, size) > width)
            text *= 0.95;
        return text;
    }

    private static void BigFigure(Drawing drawing, double x, double middle, double width, double text, Figure figure)
    {
        var baseLine = middle + (TextWidth.MiddleToBase * text);
        var (beside, gap, end) = (Beside(drawing.Size, text), 0.06 * text, x + width);
        foreach (
            var (words, size, bold) in new[]
            {
                (figure.About, beside, false),
                (Said(figure).Large, text, true),
                (Said(figure).Small, beside, false),
            }
        )
        {
            var shown = TextWidth.Shorten(words ?? "", size, end - x, bold);
            if (string.IsNullOrEmpty(words) || TextWidth.Of(shown, size, bold) > end - x)
                continue;
            drawing.Add(new Label(x, baseLine, shown, size, Ink.Data, Bold: bold));
            x += TextWidth.Of(shown, size, bold) + gap;
        }
    }

    private static void Bars(
        Drawing drawing,
        Rows layout,
        Column column,
        Domain domain,
        double x,
        double top,
        double width,
        ImmutableArray<string> target
    )
    {
        var size = drawing.Size;
        var placed = layout.Draw(drawing, x, top, width, column.Rows, domain, column.Target);
        if (column.Target is not { } value)
            return;
        var at = x + layout.Zero(domain) + (value * layout.Scale(domain));
        var ink = column.Missed ? Ink.Late : Ink.Text;
        // Where the names stand above the bars the line keeps to this year's bar, or it would strike a name through.
        var (from, to) = (placed[layout.NamesBeside ? 0 : ^1].BarTop, placed[^1].BarBottom + (0.3 * size.Small));
        var clearing = size.Small / 3.4;
        // Dark on dark is no line: inside this year's bar it runs in a light strip.
        if (column.Figure.Value is { } now && Math.Abs((double)now) > Math.Abs(value) && now > 0 == value > 0)
            drawing.Add(new Line(at, placed[^1].BarTop, at, placed[^1].BarBottom, Ink.OnData, clearing));
        drawing.Add(new Line(at, from, at, to, ink, size.Small / 9, Dashed: true));

        var text = size.Small;
        var wide = target.Max(line => TextWidth.Of(line, text, column.Missed));
        var left = Math.Clamp(at - (wide / 2), x, Math.Max(x, x + width - wide));
        var middle = to + (0.1 * text) + (target.Length * TextWidth.Pitch * text / 2);
        drawing.Lines(left, middle, target, text, column.Missed ? Ink.Late : Ink.Soft);
    }

    private static Column AsColumn(Figure figure, ChartWords words)
    {
        // A target is shown even where nothing is known of last year: it must not hide behind that.
        if (figure is not { Value: { } now } || (figure.LastYear ?? figure.Target) is null)
            return new(figure, [], null, null, false);
        var rows = new List<Row>();
        if (figure.LastYear is { } last)
            rows.Add(BarOf(words.LastYear, last, Numbers.Show(last) + Sign(figure), Ink.Quiet, bold: false));
        rows.Add(
            BarOf(words.ThisYear, now, figure.ValueShown ?? (Numbers.Show(now) + Sign(figure)), Ink.Data, bold: true)
        );
        if (figure.Target is not { } target)
            return new(figure, rows, null, null, false);
        var gap = figure.TargetIsCeiling ? now - target : target - now;
        var targetWords = words.Clauses(
            ChartWords.Fill(
                figure.TargetIsCeiling ? words.TargetBelow : words.Target,
                Numbers.Show(target) + Sign(figure)
            ),
            gap > 0 ? ChartWords.Fill(figure.TargetIsCeiling ? words.Over : words.Short, Gap(figure, gap, words)) : null
        );
        var shown = figure.TargetSample ? ChartWords.Fill(words.Sample, targetWords) : targetWords;
        return new(figure, rows, ChartGeometry.Checked(target), shown, gap > 0);
    }

    /// <summary>A percent sign stays with its number; other units stand once, beside the key figure.</summary>
    private static string Sign(Figure figure) => IsPercent(figure) ? "%" : "";

    private static bool IsPercent(Figure figure) => figure.Unit == "%";

    private static string Gap(Figure figure, decimal gap, ChartWords words) =>
        IsPercent(figure) ? ChartWords.Fill(words.Points, Numbers.Show(gap)) : Numbers.Show(gap) + figure.Unit;

    private static Row BarOf(string name, decimal value, string shown, Ink ink, bool bold) =>
        new(name, [new(0, ChartGeometry.Checked(value), ink, name, value)], shown, Numbers.Brief(value), Bold: bold);

    private static string Spoken(ChartWords words, Column column) =>
        words.Clauses([
            column.Figure.Name + " " + column.Figure.About + Said(column.Figure).Large + Said(column.Figure).Small,
            .. column.Rows.Select(row => row.Name + " " + row.Value),
            column.TargetWords,
        ]);
}
