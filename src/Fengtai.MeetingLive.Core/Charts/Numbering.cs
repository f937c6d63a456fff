using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// Puts a number to each point of the lines, where it touches no other number, no dot and no line. Up to six points have
/// their number in any case; of more, one that no place is left for is only spoken.
/// </summary>
internal sealed class Numbering
{
    private readonly double _text;
    private readonly bool _briefly;

    public Numbering(ChartSize size, IReadOnlyCollection<decimal> values)
    {
        _text = size.Small;
        _briefly = values.Any(value => Width(Numbers.Show(value)) > 0.25 * size.Width);
        Widest = values.Select(value => Width(Shown(value))).Append(0).Max();
    }

    /// <summary>The widest number, in the chart's units.</summary>
    public double Widest { get; }

    /// <summary>The number as it is written here.</summary>
    public string Shown(decimal value) => _briefly ? Numbers.Brief(value) : Numbers.Show(value);

    private double Width(string number) => TextWidth.Of(number, _text, bold: true);

    /// <param name="within">No number leaves it: below are the points' names, at the right the lines' names.</param>
    /// <param name="lines">Their points; numbers are placed for as many as there are values.</param>
    public void Place(
        Drawing drawing,
        Box within,
        double dot,
        ImmutableArray<(ImmutableArray<Point> Points, ImmutableArray<decimal> Values, bool First)> lines
    )
    {
        var dots = lines
            .SelectMany(line => line.Points)
            .Select(point => new Box(point.X - dot, point.Y - dot, point.X + dot, point.Y + dot))
            .ToList();
        var taken = new List<Box>();
        foreach (var (points, values, first) in lines)
        {
            // The last point first, then the others: where there are too many numbers, today's stays.
            foreach (var index in Enumerable.Range(0, values.Length).OrderByDescending(index => index))
            {
                var others = lines.Where(line => line.First != first && index < line.Points.Length);
                var upper = others.All(line => line.Points[index].Y >= points[index].Y);
                var places = Places(points, index, Shown(values[index]), dot, upper, first)
                    .Where(label => Inside(label, within))
                    .Where(label => !taken.Exists(box => box.Overlaps(TextWidth.Of(label))))
                    .ToList();
                var label = places.Find(label => !Hits(label, dots, lines.Select(line => line.Points)));
                if (points.Length <= FewPoints)
                    label ??= places.FirstOrDefault();
                if (label is null)
                    continue;
                drawing.Add(label);
                taken.Add(TextWidth.Of(label));
            }
        }
    }

    private const int FewPoints = 6;

    private static bool Hits(Label label, List<Box> dots, IEnumerable<ImmutableArray<Point>> lines)
    {
        var box = TextWidth.Of(label);
        // Figures have no descenders: only their ink must stay clear of a line.
        var ink = box with
        {
            Top = label.Y - (0.76 * label.Size),
            Bottom = label.Y + (0.04 * label.Size),
        };
        return dots.Exists(dot => dot.Overlaps(box)) || lines.Any(line => Crosses(line, ink));
    }

    private static bool Crosses(ImmutableArray<Point> line, Box box)
    {
        for (var index = 1; index < line.Length; index++)
        {
            var (from, to) = (line[index - 1], line[index]);
            if (to.X <= box.Left || from.X >= box.Right)
                continue;
            var slope = (to.Y - from.Y) / (to.X - from.X);
            var left = from.Y + ((Math.Max(from.X, box.Left) - from.X) * slope);
            var right = from.Y + ((Math.Min(to.X, box.Right) - from.X) * slope);
            if (Math.Max(left, right) > box.Top && Math.Min(left, right) < box.Bottom)
                return true;
        }

        return false;
    }

    private static bool Inside(Label label, Box within) =>
        TextWidth.Of(label) is var box
        && box.Top >= within.Top
        && box.Bottom <= within.Bottom
        && box.Left >= within.Left
        && box.Right <= within.Right;

    /// <summary>On the point's free side first, then beside it, then on the other side; never away from its point.</summary>
    private IEnumerable<Label> Places(
        ImmutableArray<Point> line,
        int index,
        string number,
        double dot,
        bool upper,
        bool first
    )
    {
        var at = line[index];
        var ink = first ? Ink.Data : Ink.Soft;
        var (rise, fall) = Slope(line, index, Width(number) / 2);
        var above = new Label(at.X, at.Y - dot - (0.3 * _text) - rise, number, _text, ink, Anchor.Middle, first);
        var below = above with { Y = at.Y + dot + _text + fall };
        var middle = at.Y + (TextWidth.MiddleToBase * _text);
        yield return upper ? above : below;
        yield return above with
        {
            X = at.X + dot + (0.2 * _text),
            Y = middle,
            Anchor = Anchor.Start,
        };
        yield return above with
        {
            X = at.X - dot - (0.2 * _text),
            Y = middle,
            Anchor = Anchor.End,
        };
        yield return upper ? below : above;
    }

    /// <summary>How far a steep line rises and falls beside its point, so that it does not strike the number through.</summary>
    private static (double Rise, double Fall) Slope(ImmutableArray<Point> line, int index, double reach)
    {
        var at = line[index];
        var (rise, fall) = (0.0, 0.0);
        foreach (var other in new[] { index - 1, index + 1 }.Where(near => near >= 0 && near < line.Length))
        {
            var part = Math.Min(1, reach / Math.Abs(line[other].X - at.X));
            rise = Math.Max(rise, (at.Y - line[other].Y) * part);
            fall = Math.Max(fall, (line[other].Y - at.Y) * part);
        }

        // The number's own gap and its empty corners take the first bit.
        return (Math.Max(0, rise - (0.5 * reach * 0.4)), Math.Max(0, fall - (0.5 * reach * 0.4)));
    }
}
