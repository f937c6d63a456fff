using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>Bars whose parts add up on one scale; the parts are named above the first bar, the sum stands at each end.</summary>
internal static class StackedChart
{
    public static Chart Draw(Drawing drawing, StackedBarsContent content)
    {
        var words = drawing.Words;
        var parts = content.Parts.Take(Drawing.Readable).ToImmutableArray();
        var rows = content.Bars.Take(drawing.Most).Select(bar => AsRow(bar, parts, content.Unit)).ToList();
        var more = content.Bars.Length - rows.Count + content.Parts.Length - parts.Length;
        var note = BarsChart.Note(words, more, whole: null);

        var size = drawing.Size;
        var band = 2 * size.Small;
        var room = size.Height - drawing.NoteHeight(note);
        var layout = Rows.Measure(size, drawing.Width, room - band, rows.Count, rows);
        var named = parts.Sum(part => TextWidth.Of(part, size.Small) + size.Small) - size.Small;
        var direct = layout.NamesBeside && named <= drawing.Width;
        if (!direct)
        {
            band = Key.Flow(drawing, [.. parts.Select((part, index) => (part, InkOf(index)))]);
            layout = Rows.Measure(size, drawing.Width, room - band, rows.Count, rows);
        }

        var domain = Domain.Of(rows);
        var placed = layout.Draw(drawing, 0, band, drawing.Width, rows, domain);
        if (direct)
            Names(drawing, layout, domain, parts, rows[0], placed[0].BarTop);
        for (var index = 0; index < rows.Count; index++)
            Values(drawing, layout, domain, rows[index], placed[index]);
        var bottom = drawing.Note(band + layout.Height(rows.Count), note);
        return drawing.Finish(bottom, words.Rows(rows.Select(row => Spoken(words, row, content.Unit)).Append(note)));
    }

    private static Row AsRow(StackedBar bar, ImmutableArray<string> parts, string unit)
    {
        var segments = ImmutableArray.CreateBuilder<Segment>();
        var (from, sum) = (0.0, 0m);
        foreach (var (value, index) in bar.Values.Take(parts.Length).Select((value, index) => (value, index)))
        {
            // A part below zero has no length in a stack; its number still counts and is spoken.
            var to = from + Math.Max(0, ChartGeometry.Checked(value));
            segments.Add(new(from, to, InkOf(index), parts[index], value));
            (from, sum) = (to, sum + value);
        }

        return new(bar.Name, segments.DrainToImmutable(), Numbers.Show(sum) + unit, Numbers.Brief(sum) + unit);
    }

    private static Ink InkOf(int part) => Key.Parts[part % Key.Parts.Length];

    private static void Names(
        Drawing drawing,
        Rows layout,
        Domain domain,
        ImmutableArray<string> parts,
        Row first,
        double barTop
    )
    {
        var text = drawing.Size.Small;
        var (zero, scale) = (layout.Zero(domain), layout.Scale(domain));
        var bars = parts.Select((_, index) => PartOf(first, index, zero, scale)).ToList();
        var widths = parts.Select(part => TextWidth.Of(part, text)).ToList();
        var lefts = Key.Spread([.. bars.Select(bar => bar.X)], widths, text, drawing.Width);
        for (var index = 0; index < parts.Length; index++)
        {
            drawing.Text(lefts[index], 0.6 * text, parts[index], text, Ink.Text);
            Key.Leader(drawing, lefts[index], 1.3 * text, barTop, bars[index]);
        }
    }

    private static Bar PartOf(Row row, int index, double zero, double scale)
    {
        if (index >= row.Segments.Length)
            return new(zero + (row.Segments.Select(s => s.To).Append(0).Max() * scale), 0, 0, 0, InkOf(index));
        var segment = row.Segments[index];
        return new(zero + (segment.From * scale), 0, (segment.To - segment.From) * scale, 0, segment.Ink);
    }

    /// <summary>Each part's number inside it where it has room, and a hairline between parts.</summary>
    private static void Values(Drawing drawing, Rows layout, Domain domain, Row row, Placed placed)
    {
        var text = drawing.Size.Small;
        var (zero, scale) = (layout.Zero(domain), layout.Scale(domain));
        foreach (var segment in row.Segments)
        {
            var (left, right) = (zero + (segment.From * scale), zero + (segment.To * scale));
            if (segment.From > 0 && right > left)
            {
                drawing.Add(new Line(left, placed.BarTop, left, placed.BarBottom, Ink.OnData, text / 10));
            }

            var shown = Numbers.Show(segment.Value);
            var fits = TextWidth.Of(shown, text, bold: true) + (0.1 * text) <= right - left;
            if (!fits || placed.BarBottom - placed.BarTop < 1.1 * text)
                continue;
            var ink = segment.Ink == Ink.Hollow ? Ink.Text : Ink.OnData;
            var middle = (placed.BarTop + placed.BarBottom) / 2;
            drawing.Text((left + right) / 2, middle, shown, text, ink, Anchor.Middle, bold: true);
        }
    }

    private static string Spoken(ChartWords words, Row row, string unit) =>
        words.Clauses([
            row.Name + " " + row.Value,
            .. row.Segments.Select(segment => segment.Series + " " + Numbers.Show(segment.Value) + unit),
        ]);
}
