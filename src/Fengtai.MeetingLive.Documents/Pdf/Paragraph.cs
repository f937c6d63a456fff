using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Running text.</summary>
public sealed record Paragraph(ImmutableArray<Span> Spans, ParagraphStyle Style) : Block
{
    public Paragraph(string text, ParagraphStyle style)
        : this([new Span(text)], style) { }

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var width = measuring.Width - Style.Left - Style.Right;
        var lines = Lines(measuring.Fonts, Spans, Style, width);
        if (Style.Before > 0)
            yield return Strip.Space(Style.Before);
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            var indent = index == 0 ? Style.FirstIndent : 0;
            var x = Style.Left + indent + Offset(Style.Align, width, line.Width);
            var after = index + 1;
            var last = after == lines.Length;
            yield return new Strip(Style.Pitch, (page, left, top) => page.Text(line, left + x, top + BaseLine(Style)))
            {
                Gives = true,
                KeepWithNext = last
                    ? Style.KeepWithNext
                    : Style.KeepWithNext || after < Style.Orphans || lines.Length - after < Style.Widows,
            };
        }

        if (Style.After > 0)
            yield return Strip.Space(Style.After) with
            {
                KeepWithNext = Style.KeepWithNext,
            };
    }

    internal static ImmutableArray<TextLine> Lines(
        FontBook fonts,
        IEnumerable<Span> spans,
        ParagraphStyle style,
        double width
    )
    {
        var indent = style.FirstIndent;
        return
        [
            .. Shaper
                .Shape(fonts, spans, style.Text)
                .SelectMany(
                    (glyphs, index) =>
                        LineBreaker.Break(
                            glyphs,
                            width,
                            index == 0 ? indent : 0,
                            style.Align == Align.Justify,
                            style.Balanced
                        )
                ),
        ];
    }

    /// <summary>From a line's top to its base line: the em box in the middle, its base line 0.88 em down.</summary>
    internal static double BaseLine(ParagraphStyle style) =>
        (style.Pitch - style.Text.Size) / 2 + 0.88 * style.Text.Size;

    internal static double Offset(Align align, double room, double width) =>
        align switch
        {
            Align.Center => (room - width) / 2,
            Align.End => room - width,
            _ => 0,
        };
}
