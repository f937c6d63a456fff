using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// One or two lines from zero. Each point has its number, the line's name stands at its end with the sum; a narrow
/// picture has the names on top. Numbers that would touch others move to the other side of their point.
/// </summary>
internal static class LineChart
{
    private sealed record Named(Series Series, ImmutableArray<Point> Points, Ink Ink, bool First);

    public static Chart Draw(Drawing drawing, LineContent content)
    {
        var size = drawing.Size;
        var series = content.Series.Take(2).ToList();
        var note = BarsChart.Note(drawing.Words, content.Series.Length - series.Count, whole: null);
        var names = series.ConvertAll(one => EndName(drawing.Words, one, content.Unit));
        var wide = drawing.Width >= 30 * size.Normal;
        var text = size.Normal;
        var values = series.SelectMany(one => one.Values.Take(content.Points.Length)).ToList();
        var numbers = new Numbering(size, values);

        var dot = size.Small / 3.2;
        var nameWidth = wide
            ? Math.Min(0.28 * drawing.Width, names.Max(name => TextWidth.Of(name, text, bold: true)))
            : 0;
        // Behind the last points: their numbers and, where there is room, the lines' names.
        var ends = dot + (0.4 * text) + numbers.Widest + (wide ? (0.5 * text) + nameWidth : 0);
        var top = wide ? 0 : Header(drawing, names);
        var height = Math.Min(size.Height - drawing.NoteHeight(note), top + ((wide ? 0.27 : 0.62) * drawing.Width));
        var edge = Math.Max(numbers.Widest, content.Points.Max(point => PointName(drawing, point).Width)) / 2;
        var plot = new Plot(
            Left: edge,
            Right: drawing.Width - Math.Max(edge, ends),
            Top: top + (1.7 * size.Small),
            Bottom: height - (1.7 * size.Small),
            Domain: new(
                values.Select(ChartGeometry.Checked).Append(0).Min(),
                values.Select(ChartGeometry.Checked).Append(0).Max()
            ),
            Count: content.Points.Length
        );

        var lines = series
            .Select((one, index) => new Named(one, plot.Points(one), index == 0 ? Ink.Data : Ink.Quiet, index == 0))
            .ToList();
        drawing.Add(new Line(0, plot.Zero, plot.Right + dot, plot.Zero, Ink.Rule, size.Small / 12));
        foreach (var line in lines.AsEnumerable().Reverse().Where(line => line.Points.Length > 0))
            drawing.Add(new Polyline(line.Points, line.Ink, size.Small / 4.5, dot));
        numbers.Place(
            drawing,
            new Box(0, top, plot.Right + dot, plot.Bottom),
            dot,
            [.. lines.Select(line => (line.Points, plot.ButLast(line.Series), line.First))]
        );
        PointNames(drawing, plot, content.Points, height - (0.6 * size.Small));
        Ends(drawing, plot, numbers, lines, [.. names.Select(name => wide ? name : "")], nameWidth, top);
        var bottom = drawing.Note(height, note);
        return drawing.Finish(
            bottom,
            drawing.Words.Rows(
                series.Select((one, index) => Spoken(drawing.Words, content, one, names[index])).Append(note)
            )
        );
    }

    /// <summary>The sum belongs to counts only; adding percentages up says nothing.</summary>
    private static string EndName(ChartWords words, Series series, string unit) =>
        unit == "%" || series.Values.IsDefaultOrEmpty
            ? series.Name
            : ChartWords.Fill(words.Sum, series.Name, Numbers.Show(series.Values.Sum()) + unit);

    private static double Header(Drawing drawing, List<string> names)
    {
        var text = drawing.Size.Normal;
        for (var index = 0; index < names.Count; index++)
        {
            var middle = (index + 0.5) * TextWidth.Pitch * text;
            var ink = index == 0 ? Ink.Data : Ink.Quiet;
            drawing.Add(new Line(0, middle, 1.2 * text, middle, ink, text / 4.5));
            var shown = TextWidth.Shorten(names[index], text, drawing.Width - (1.6 * text), bold: index == 0);
            drawing.Text(1.6 * text, middle, shown, text, index == 0 ? Ink.Data : Ink.Soft, bold: index == 0);
        }

        return names.Count * TextWidth.Pitch * text;
    }

    /// <summary>Last number and name behind each line's end, moved apart where the lines end close together.</summary>
    private static void Ends(
        Drawing drawing,
        Plot plot,
        Numbering numbers,
        List<Named> lines,
        ImmutableArray<string> names,
        double nameWidth,
        double top
    )
    {
        var text = drawing.Size.Normal;
        var number = drawing.Size.Small;
        var ends = lines
            .Select((line, index) => (Line: line, Name: names[index]))
            .Where(end => end.Line.Points.Length > 0)
            .OrderBy(end => end.Line.Points[^1].Y)
            .ToList();
        var pitch = 1.12 * text;
        var tops = Key.Spread(
            [.. ends.Select(end => end.Line.Points[^1].Y - (pitch / 2) - top)],
            [.. ends.Select(_ => pitch)],
            gap: 0,
            room: plot.Bottom + (0.45 * number) - top
        );
        var x = plot.Right + (number / 3.2) + (0.4 * text);
        for (var index = 0; index < ends.Count; index++)
        {
            var (line, name) = ends[index];
            var ink = line.First ? Ink.Data : Ink.Soft;
            var baseLine = top + tops[index] + (pitch / 2) + (TextWidth.MiddleToBase * text);
            if (line.Points.Length == plot.Count)
            {
                var last = numbers.Shown(line.Series.Values[plot.Count - 1]);
                drawing.Add(new Label(x, baseLine, last, number, ink, Bold: line.First));
            }

            var shown = TextWidth.Shorten(name, text, nameWidth, line.First);
            if (shown.Length > 0)
                drawing.Add(new Label(x + numbers.Widest + (0.5 * text), baseLine, shown, text, ink, Bold: line.First));
        }
    }

    private static (string Text, double Width) PointName(Drawing drawing, string name)
    {
        var shown = TextWidth.Shorten(name, drawing.Size.Small, drawing.Width / 4);
        return (shown, TextWidth.Of(shown, drawing.Size.Small));
    }

    /// <summary>Every name, or every second or third, so that none touches; the last always.</summary>
    private static void PointNames(Drawing drawing, Plot plot, ImmutableArray<string> points, double middle)
    {
        var text = drawing.Size.Small;
        var names = points.Select(point => PointName(drawing, point)).ToList();
        var need = names.Max(name => name.Width) + (0.4 * text);
        var every = plot.Step > 0 ? Math.Max(1, (int)Math.Ceiling(need / plot.Step)) : 1;
        for (var index = points.Length - 1; index >= 0; index -= every)
            drawing.Text(plot.X(index), middle, names[index].Text, text, Ink.Soft, Anchor.Middle);
    }

    private static string Spoken(ChartWords words, LineContent content, Series series, string name) =>
        words.Clauses([
            name,
            .. series.Values.Zip(content.Points, (value, point) => point + " " + Numbers.Show(value) + content.Unit),
        ]);

    private sealed record Plot(double Left, double Right, double Top, double Bottom, Domain Domain, int Count)
    {
        public double Step => Count > 1 ? (Right - Left) / (Count - 1) : 0;

        public double Zero => Y(0);

        public double X(int index) => Count > 1 ? Left + (index * Step) : Right;

        public ImmutableArray<Point> Points(Series series) =>
            [.. series.Values.Take(Count).Select((value, index) => new Point(X(index), Y((double)value)))];

        /// <summary>The values whose numbers stand at their points; the last one stands behind the line's end.</summary>
        public ImmutableArray<decimal> ButLast(Series series) =>
            [.. series.Values.Take(Count).Take(Math.Max(0, Count - 1))];

        private double Y(double value) =>
            Domain.Max > Domain.Min
                ? Bottom - ((value - Domain.Min) / (Domain.Max - Domain.Min) * (Bottom - Top))
                : Bottom;
    }
}
