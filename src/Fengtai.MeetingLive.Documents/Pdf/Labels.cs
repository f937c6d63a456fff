using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>A label with what belongs to it, such as 出席 and the names.</summary>
public sealed record Labelled(string Label, string Value);

/// <summary>Labels with their values in one or more columns; a value of several lines hangs beside its label.</summary>
/// <param name="LabelFace">Such as 黑体 for 出席 in the minutes (GB/T 9704-2012, 10.3).</param>
/// <param name="Columns">How many stand beside each other, filled row by row.</param>
/// <param name="LabelGap">Points between label and value; by default half a character.</param>
public sealed record Labels(
    ImmutableArray<Labelled> Items,
    ParagraphStyle Style,
    Face LabelFace,
    int Columns = 1,
    double? LabelGap = null
) : Block
{
    private const double Gutter = 12;

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var width = (measuring.Width - Style.Left - Style.Right - Gutter * (Columns - 1)) / Columns;
        var labels = Items.Select(item => Lines(measuring, new Span(item.Label, Face: LabelFace), width)).ToArray();
        var indent = labels.Max(label => label.Max(line => line.Width)) + (LabelGap ?? Style.Text.Size / 2);
        var values = Items.Select(item => Lines(measuring, new Span(item.Value), width - indent)).ToArray();
        foreach (var row in Enumerable.Range(0, Items.Length).Chunk(Columns))
        {
            var lines = row.Max(index => Math.Max(labels[index].Length, values[index].Length));
            for (var number = 0; number < lines; number++)
            {
                var line = number;
                yield return new Strip(
                    Style.Pitch,
                    (page, x, y) =>
                    {
                        for (var place = 0; place < row.Length; place++)
                        {
                            var left = x + Style.Left + place * (width + Gutter);
                            Draw(page, labels[row[place]], line, left, y);
                            Draw(page, values[row[place]], line, left + indent, y);
                        }
                    }
                )
                {
                    Gives = true,
                    KeepWithNext = Style.KeepWithNext || number + 1 < Math.Min(lines, 2),
                };
            }
        }

        if (Style.After > 0)
            yield return Strip.Space(Style.After);
    }

    private ImmutableArray<TextLine> Lines(Measuring measuring, Span span, double width) =>
        Paragraph.Lines(measuring.Fonts, [span], Style with { FirstIndent = 0 }, width);

    private void Draw(Page page, ImmutableArray<TextLine> lines, int line, double x, double y)
    {
        if (line < lines.Length)
            page.Text(lines[line], x, y + Paragraph.BaseLine(Style));
    }
}
