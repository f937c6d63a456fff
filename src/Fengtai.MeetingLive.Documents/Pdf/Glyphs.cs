using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>One character ready to be placed. Lengths in points.</summary>
/// <param name="Shift">Moves the ink to the left, where blank before it was taken away.</param>
/// <param name="BlankBefore">Blank of an opening sign that may go at a line's start.</param>
/// <param name="BlankAfter">Blank of a closing sign that may go at a line's end.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Glyph(
    Rune Rune,
    FontFile Font,
    double Size,
    Colour Colour,
    double Advance,
    double Shift,
    double BlankBefore,
    double BlankAfter
)
{
    public bool IsSpace => Rune.Value == ' ';

    /// <summary>Extra room may come after it when a line is justified.</summary>
    public bool IsLoose => IsSpace || Kinsoku.IsWide(Rune);
}

/// <summary>A glyph at its place in a line, in points from the line's start.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Placed(Glyph Glyph, double X);

/// <summary>A finished line.</summary>
internal sealed record TextLine(ImmutableArray<Placed> Glyphs, double Width)
{
    public static readonly TextLine Empty = new([], 0);
}

/// <summary>Turns characters into glyphs with their widths.</summary>
internal static class Shaper
{
    /// <summary>The stretches of a paragraph, cut at its line ends.</summary>
    public static ImmutableArray<ImmutableArray<Glyph>> Shape(FontBook fonts, IEnumerable<Span> spans, TextStyle style)
    {
        var lines = ImmutableArray.CreateBuilder<ImmutableArray<Glyph>>();
        var line = new List<Glyph>();
        foreach (var span in spans)
        {
            var face = span.Face ?? style.Face;
            var spanStyle = style with
            {
                Face = span.Bold ? FontBook.Bold(face) : face,
                Colour = span.Colour ?? style.Colour,
            };
            foreach (var rune in Shown(fonts, face, span.Text))
            {
                if (Kinsoku.EndsLine(rune))
                {
                    lines.Add(Squeeze(line));
                    line.Clear();
                }
                else if (!Kinsoku.IsInvisible(rune))
                {
                    line.Add(One(fonts, rune, spanStyle));
                }
            }
        }

        lines.Add(Squeeze(line));
        return lines.ToImmutable();
    }

    /// <summary>
    /// The characters to set. What a reader sees as one sign is put together (e and its accent), and is one □ where a
    /// part of it has no shape (a family of emoji).
    /// </summary>
    private static IEnumerable<Rune> Shown(FontBook fonts, Face face, string text)
    {
        var elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            Rune[] runes =
            [
                .. elements
                    .GetTextElement()
                    .EnumerateRunes()
                    .Select(rune => rune.Value is '\t' or 0xA0 ? new Rune(' ') : rune),
            ];
            if (runes.Length > 1)
                runes = [.. string.Concat(runes).Normalize().EnumerateRunes()];
            var known = runes.All(rune => Kinsoku.IsInvisible(rune) || Kinsoku.EndsLine(rune) || fonts.Has(face, rune));
            foreach (var rune in known ? runes : [FontBook.Missing])
                yield return rune;
        }
    }

    /// <summary>It has a shape, or needs none.</summary>
    public static bool IsShown(FontBook fonts, Face face, Rune rune) =>
        Kinsoku.IsInvisible(rune) || Kinsoku.EndsLine(rune) || rune.Value is '\t' or 0xA0 || fonts.Has(face, rune);

    private static Glyph One(FontBook fonts, Rune wanted, TextStyle style)
    {
        var (font, rune) = fonts.Find(style.Face, wanted);
        var metrics = font.Of(rune);
        var tracking = Kinsoku.IsWide(rune) ? style.Tracking : 0;
        // Only signs set in a full em with their ink in one half have blank to give; WenKai's “ is narrow already.
        var full = metrics.Advance > 0.9;
        var before = full && Kinsoku.IsOpener(rune) ? Math.Clamp(metrics.InkLeft, 0, 0.5) : 0;
        var after =
            full && Kinsoku.IsCloser(rune) ? Math.Clamp(metrics.Advance - Math.Max(metrics.InkRight, 0.5), 0, 0.5) : 0;
        return new Glyph(
            rune,
            font,
            style.Size,
            style.Colour,
            metrics.Advance * style.Size + tracking,
            0,
            before * style.Size,
            after * style.Size
        );
    }

    /// <summary>标点挤压 (CLREQ 3.1.6): between two signs in a row, one blank half is enough.</summary>
    private static ImmutableArray<Glyph> Squeeze(List<Glyph> glyphs)
    {
        for (var index = 1; index < glyphs.Count; index++)
        {
            var (left, right) = (glyphs[index - 1], glyphs[index]);
            var sign = Kinsoku.IsCloser(right.Rune) || Kinsoku.IsOpener(right.Rune);
            if (left.BlankAfter > 0 && sign)
                glyphs[index - 1] = left with { Advance = left.Advance - left.BlankAfter, BlankAfter = 0 };
            else if (right.BlankBefore > 0 && Kinsoku.IsOpener(left.Rune))
                glyphs[index] = TrimBefore(right);
        }

        return [.. glyphs];
    }

    public static Glyph TrimBefore(Glyph glyph) =>
        glyph with
        {
            Advance = glyph.Advance - glyph.BlankBefore,
            Shift = glyph.Shift - glyph.BlankBefore,
            BlankBefore = 0,
        };
}
