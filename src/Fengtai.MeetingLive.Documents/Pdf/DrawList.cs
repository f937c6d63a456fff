using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>One thing on a page, in points from its upper left corner. Recorded first, so that the total of
/// pages and the characters of each face are known before anything is written.</summary>
internal abstract record Drawing;

internal sealed record TextDrawing(
    FontFile Font,
    double Size,
    Colour Colour,
    ImmutableArray<Rune> Runes,
    ImmutableArray<float> X,
    double BaseLine
) : Drawing;

internal sealed record RectDrawing(
    double X,
    double Y,
    double Width,
    double Height,
    Colour? Fill,
    Colour? Edge,
    double Thickness
) : Drawing;

internal sealed record PathDrawing(
    ImmutableArray<PagePoint> Points,
    Colour Colour,
    double Thickness,
    bool Dashed = false
) : Drawing;

internal sealed record DotDrawing(PagePoint Center, double Radius, Colour Colour) : Drawing;

/// <summary>An outline in the path language of SVG, in its own units from its upper left corner.</summary>
/// <param name="Scale">Points for one of its units.</param>
/// <param name="Turned">Turned by 90° clockwise about its upper left corner.</param>
internal sealed record ShapeDrawing(
    string Outline,
    double X,
    double Y,
    double Scale,
    Colour? Fill,
    Colour? Edge = null,
    double Thickness = 0,
    bool Turned = false
) : Drawing;

/// <summary>An encoded picture (JPEG, PNG), which goes into the file as it is.</summary>
internal sealed record PictureDrawing(byte[] Encoded, double X, double Y, double Width, double Height) : Drawing;

/// <summary>A place that the outline names; nothing is seen of it.</summary>
internal sealed record BookmarkDrawing(int Level, string Title, double X, double Y) : Drawing;

[StructLayout(LayoutKind.Auto)]
internal readonly record struct PagePoint(double X, double Y);

/// <summary>The draw list of one page.</summary>
internal sealed class Page
{
    public List<Drawing> Drawings { get; } = [];

    /// <summary>Puts a line of text on a base line; neighbours of one face, size and colour go out together.</summary>
    public void Text(TextLine line, double x, double baseLine)
    {
        for (var start = 0; start < line.Glyphs.Length; )
        {
            var first = line.Glyphs[start].Glyph;
            var end = start + 1;
            while (end < line.Glyphs.Length && SameRun(first, line.Glyphs[end].Glyph))
                end++;
            var run = line.Glyphs[start..end];
            Drawings.Add(
                new TextDrawing(
                    first.Font,
                    first.Size,
                    first.Colour,
                    [.. run.Select(placed => placed.Glyph.Rune)],
                    [.. run.Select(placed => (float)(x + placed.X))],
                    baseLine
                )
            );
            start = end;
        }
    }

    public void Rule(
        double x1,
        double y1,
        double x2,
        double y2,
        Colour colour,
        double thickness,
        bool dashed = false
    ) => Drawings.Add(new PathDrawing([new PagePoint(x1, y1), new PagePoint(x2, y2)], colour, thickness, dashed));

    private static bool SameRun(Glyph left, Glyph right) =>
        ReferenceEquals(left.Font, right.Font) && left.Size.Equals(right.Size) && left.Colour == right.Colour;
}
