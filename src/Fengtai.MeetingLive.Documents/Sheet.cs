using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// A page on which everything has its place: posters and tickets. Lengths are CSS pixels (1/96 inch) from the upper left
/// corner; A4 is 794 × 1123. Nothing printed is under <see cref="Least"/>.
/// </summary>
internal sealed class Sheet(Page page, FontBook fonts)
{
    public const double Width = 794;
    public const double Height = 1123;

    /// <summary>Smaller than this (11.25 pt) older people cannot read it on paper.</summary>
    public const double Least = 15;

    public static readonly Colour Ink = Colour.Black;
    public static readonly Colour Soft = new(0x4A5260);
    public static readonly Colour Edge = new(0x857F72);
    public static readonly Colour Hairline = new(0xDED6C8);
    public static readonly Colour Vermilion = new(0xB3261E);

    private const double Points = 0.75;

    public static TextStyle Style(Face face, double size, Colour? colour = null) =>
        new(face, size * Points, colour ?? Ink);

    public static PageLayout Layout => new(Width * Points, Height * Points, 0, 0, 0, 0, (_, _) => []);

    /// <summary>A page of a document that is drawn as one piece.</summary>
    public static Block Whole(Action<Sheet> draw) => new WholePage(draw);

    public ImmutableArray<TextLine> Lines(string text, TextStyle style, double width, bool balanced = false) =>
        Paragraph.Lines(
            fonts,
            [new Span(text)],
            new ParagraphStyle(style, 0) { Align = Align.Start, Balanced = balanced },
            width * Points
        );

    public double WidthOf(string text, TextStyle style) =>
        Lines(text, style, double.MaxValue).Max(line => line.Width) / Points;

    /// <summary>Writes lines below each other and returns where the next thing may begin.</summary>
    public double Put(
        ImmutableArray<TextLine> lines,
        TextStyle style,
        double x,
        double top,
        double pitch,
        double width = 0,
        Align align = Align.Start
    )
    {
        var size = style.Size / Points;
        foreach (var line in lines)
        {
            var shift = Paragraph.Offset(align, width * Points, line.Width);
            page.Text(line, x * Points + shift, (top + (pitch - size) / 2 + 0.88 * size) * Points);
            top += pitch;
        }

        return top;
    }

    /// <summary>One line on a base line; returns where it ends.</summary>
    public double PutOn(string text, TextStyle style, double x, double baseLine, Align align = Align.Start)
    {
        var line = Lines(text, style, double.MaxValue)[0];
        var start = x * Points + Paragraph.Offset(align, 0, line.Width);
        page.Text(line, start, baseLine * Points);
        return (start + line.Width) / Points;
    }

    /// <summary>The word 示例 in its frame; returns where it ends.</summary>
    public double Sample(double x, double baseLine, double size)
    {
        var style = Style(Face.Hei, size, Soft);
        var end = PutOn("示例", style, x + size * 0.4, baseLine);
        Box(x, baseLine - size * 1.05, end + size * 0.4 - x, size * 1.4, edge: Soft);
        return end + size * 0.4;
    }

    public void Rule(
        double x1,
        double y1,
        double x2,
        double y2,
        Colour colour,
        double thickness,
        bool dashed = false
    ) => page.Rule(x1 * Points, y1 * Points, x2 * Points, y2 * Points, colour, thickness * Points, dashed);

    public void Box(double x, double y, double width, double height, Colour? fill = null, Colour? edge = null) =>
        page.Drawings.Add(new RectDrawing(x * Points, y * Points, width * Points, height * Points, fill, edge, Points));

    /// <param name="scale">Pixels for one unit of the outline.</param>
    public void Shape(
        string outline,
        double x,
        double y,
        double scale,
        Colour? fill,
        Colour? edge = null,
        double thickness = 0,
        bool turned = false
    ) =>
        page.Drawings.Add(
            new ShapeDrawing(outline, x * Points, y * Points, scale * Points, fill, edge, thickness * Points, turned)
        );

    /// <param name="side">With the quiet zone.</param>
    public void Qr(string text, double x, double y, double side)
    {
        var qr = QrOutline.Of(text);
        Shape(qr.Path, x, y, side / qr.Size, Ink);
    }

    private sealed record WholePage(Action<Sheet> Paint) : Block
    {
        internal override IEnumerable<Strip> Measure(Measuring measuring) =>
            [new Strip(measuring.PageHeight, (page, _, _) => Paint(new Sheet(page, measuring.Fonts)))];
    }
}
