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

    public static PageLayout Layout => LayoutOf(1);

    /// <param name="scale">1 is A4, √2 is A3.</param>
    public static PageLayout LayoutOf(double scale) =>
        new(Width * Points * scale, Height * Points * scale, 0, 0, 0, 0, (_, _) => []);

    /// <summary>A page of a document that is drawn as one piece.</summary>
    /// <param name="scale">As of <see cref="LayoutOf"/>; what is drawn need not know it.</param>
    public static Block Whole(Action<Sheet> draw, double scale = 1) => new WholePage(draw, scale);

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

    private sealed record WholePage(Action<Sheet> Paint, double Scale) : Block
    {
        internal override IEnumerable<Strip> Measure(Measuring measuring) =>
            [new Strip(measuring.PageHeight, (page, _, _) => Draw(page, measuring.Fonts))];

        private void Draw(Page page, FontBook fonts)
        {
            var first = page.Drawings.Count;
            Paint(new Sheet(page, fonts));
            if (Scale.Equals(1.0))
                return;
            for (var index = first; index < page.Drawings.Count; index++)
                page.Drawings[index] = Larger(page.Drawings[index], Scale);
        }

        private static Drawing Larger(Drawing drawing, double by) =>
            drawing switch
            {
                TextDrawing text => text with
                {
                    Size = text.Size * by,
                    X = [.. text.X.Select(x => (float)(x * by))],
                    BaseLine = text.BaseLine * by,
                },
                RectDrawing rect => rect with
                {
                    X = rect.X * by,
                    Y = rect.Y * by,
                    Width = rect.Width * by,
                    Height = rect.Height * by,
                    Thickness = rect.Thickness * by,
                },
                PathDrawing path => path with
                {
                    Points = [.. path.Points.Select(point => new PagePoint(point.X * by, point.Y * by))],
                    Thickness = path.Thickness * by,
                },
                ShapeDrawing shape => shape with
                {
                    X = shape.X * by,
                    Y = shape.Y * by,
                    Scale = shape.Scale * by,
                    Thickness = shape.Thickness * by,
                },
                _ => throw new InvalidOperationException($"No sheet draws a {drawing.GetType().Name}."),
            };
    }
}
