using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// The scale stays linear and unbroken; bars too small to compare are drawn once more, thinner, in a panel beside them
/// that says 放大N倍. It needs at least two small bars at the end and a wide picture; otherwise nothing is added.
/// </summary>
internal static class Lens
{
    /// <summary>Below this part of the longest bar two bars cannot be told apart from the back of the hall.</summary>
    private const double TooSmall = 0.05;

    public static void Draw(
        Drawing drawing,
        Rows layout,
        double scale,
        IReadOnlyList<Row> rows,
        ImmutableArray<Placed> placed
    )
    {
        var from = FirstSmall(rows);
        if (!layout.NamesBeside || from < 0)
            return;
        var (small, beside) = (rows.Skip(from).ToList(), placed.Skip(from).ToList());
        var text = drawing.Size.Normal;
        var left = beside.Max(place => place.LabelsRight) + (3.2 * text);
        var (top, bottom) = (beside[0].BarTop, beside[^1].BarBottom);
        var padding = 0.75 * text;
        var rowHeight = (bottom - top - (1.6 * text) - (padding / 2)) / small.Count;

        var names = small.Max(row => TextWidth.Of(row.Name, text));
        var values = small.Max(row => TextWidth.Of(row.Value, text, bold: true));
        var inner = drawing.Width - left - (2 * padding);
        var plot = inner - names - values - (1.2 * text);
        if (rowHeight < 1.1 * text || plot < 5 * text)
            return;
        var longest = small.Max(row => row.Segments[0].To);
        var factor = Leading(plot / (longest * scale));
        if (factor < 2)
            return;

        Bracket(drawing, left, top, bottom, text);
        drawing.Add(new Bar(left, top, drawing.Width - left, bottom - top, Ink.Sunk));
        Head(drawing, left + padding, top + (0.4 * padding) + (0.8 * text), inner, factor);
        for (var index = 0; index < small.Count; index++)
        {
            var row = small[index];
            var middle = top + (1.6 * text) + ((index + 0.5) * rowHeight) + (padding / 8);
            var start = left + padding + names + (0.6 * text);
            var width = row.Segments[0].To * scale * factor;
            drawing.Text(left + padding, middle, row.Name, text, Ink.Text);
            var thick = Math.Min(0.62 * rowHeight, 1.1 * text);
            drawing.Add(new Bar(start, middle - (thick / 2), width, thick, Ink.Data, row.Name, row.Segments[0].Value));
            drawing.Text(start + width + (0.6 * text), middle, row.Value, text, Ink.Text, bold: true);
        }
    }

    /// <summary>Where the small ones at the end begin, or −1 when there are not at least two, or others are small too.</summary>
    private static int FirstSmall(IReadOnlyList<Row> rows)
    {
        var values = rows.Select(row => row.Segments[0].To).ToList();
        var limit = values.Max() * TooSmall;
        var from = values.FindIndex(value => value < limit);
        var usable =
            from > 0
            && rows.Count - from >= 2
            && values.TrueForAll(value => value >= 0)
            && values.Skip(from).All(value => value < limit)
            && values.Skip(from).Any(value => value > 0);
        return usable ? from : -1;
    }

    /// <summary>Down to one significant digit, so that the factor is a word: 43.7 is 40.</summary>
    private static double Leading(double factor)
    {
        if (factor < 1)
            return 0;
        var power = Math.Pow(10, Math.Floor(Math.Log10(factor)));
        return Math.Floor(factor / power) * power;
    }

    private static void Head(Drawing drawing, double x, double middle, double room, double factor)
    {
        var text = drawing.Size.Normal;
        var words = ChartWords.Fill(drawing.Words.Lens, Numbers.Show((decimal)factor));
        var width = TextWidth.Of(words, text, bold: true);
        drawing.Text(x, middle, TextWidth.Shorten(words, text, room, bold: true), text, Ink.Text, bold: true);
        var note = drawing.Words.LensNote;
        if (width + (0.5 * text) + TextWidth.Of(note, text) <= room)
            drawing.Text(x + width + (0.5 * text), middle, note, text, Ink.Soft);
    }

    private static void Bracket(Drawing drawing, double panel, double top, double bottom, double text)
    {
        var thick = drawing.Size.Small / 12;
        var (x, middle) = (panel - (1.8 * text), (top + bottom) / 2);
        drawing.Add(new Line(x - (0.5 * text), top, x, top, Ink.Rule, thick));
        drawing.Add(new Line(x, top, x, bottom, Ink.Rule, thick));
        drawing.Add(new Line(x - (0.5 * text), bottom, x, bottom, Ink.Rule, thick));
        drawing.Add(new Line(x, middle, panel, middle, Ink.Rule, thick));
    }
}
