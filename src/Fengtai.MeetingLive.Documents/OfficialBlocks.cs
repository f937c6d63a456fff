using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>One line with a text at either end; of a long one the other stands beside the last line.</summary>
internal sealed record EndsOfLine(string Start, string End, ParagraphStyle Style) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var start = new Paragraph(Start, Style with { Align = Align.Start }).Measure(measuring).ToArray();
        var end = new Paragraph(End, Style with { Align = Align.End }).Measure(measuring).ToArray();
        for (var index = 0; index < Math.Max(start.Length, end.Length); index++)
        {
            var left = index < start.Length ? start[index] : null;
            var endIndex = index - Math.Max(0, start.Length - end.Length);
            var right = endIndex >= 0 && endIndex < end.Length ? end[endIndex] : null;
            yield return new Strip(
                Style.Pitch,
                (page, x, y) =>
                {
                    left?.Draw(page, x, y);
                    right?.Draw(page, x, y);
                }
            )
            {
                KeepWithNext = true,
            };
        }
    }
}

/// <summary>Issuer and date at the right, as GB/T 9704-2012, 7.3.5.2, places them for a document without a seal.</summary>
/// <param name="Character">Width of a character, in points.</param>
internal sealed record SignedBy(string Issuer, string Date, ParagraphStyle Style, double Character) : Block
{
    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var room = measuring.Width - 2 * Character;
        var issuer = Paragraph.Lines(measuring.Fonts, [new Span(Issuer)], Style, room - 2 * Character);
        var date = Paragraph.Lines(measuring.Fonts, [new Span(Date)], Style, room)[0];
        var widest = issuer.Max(line => line.Width);
        // The issuer ends two characters in, unless the date, two characters further right, would pass that edge.
        var left = Math.Min(room - widest, room - date.Width - 2 * Character);
        foreach (var line in issuer)
            yield return Line(line, left);
        yield return Line(date, left + 2 * Character);
    }

    private Strip Line(TextLine line, double left) =>
        new(Style.Pitch, (page, x, y) => page.Text(line, x + left, y + Paragraph.BaseLine(Style))) { Gives = true };
}

/// <summary>A QR code of 26 mm with words beside it.</summary>
internal sealed record QrBlock(string Address, string Words, ParagraphStyle Style) : Block
{
    private const double Gap = 12;
    private static readonly double Side = Length.Mm(26);

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var code = QrOutline.Of(Address);
        var lines = Paragraph.Lines(measuring.Fonts, [new Span(Words)], Style, measuring.Width - Side - Gap);
        var height = Math.Max(Side, lines.Length * Style.Pitch);
        yield return new Strip(
            height,
            (page, x, y) =>
            {
                page.Drawings.Add(new ShapeDrawing(code.Path, x, y, Side / code.Size, Colour.Black));
                var top = y + (height - lines.Length * Style.Pitch) / 2;
                for (var line = 0; line < lines.Length; line++)
                    page.Text(lines[line], x + Side + Gap, top + line * Style.Pitch + Paragraph.BaseLine(Style));
            }
        );
    }
}
