using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Breaks a stretch of glyphs into lines and places them. Lengths in points.</summary>
internal sealed class LineBreaker(ImmutableArray<Glyph> glyphs, double width, double firstIndent)
{
    /// <summary>A western word longer than this (an address, a hash) may break anywhere.</summary>
    private const int LongWord = 20;

    /// <summary>Wider gaps, in parts of the size, look worse than a ragged edge.</summary>
    private const double WidestGap = 0.5;

    private readonly bool[] mayBreak = Breaks(glyphs);

    public static ImmutableArray<TextLine> Break(
        ImmutableArray<Glyph> glyphs,
        double width,
        double firstIndent,
        bool justify,
        bool balanced
    )
    {
        if (glyphs.IsEmpty)
            return [TextLine.Empty];
        var breaker = new LineBreaker(glyphs, width, firstIndent);
        var ends = breaker.Ends(width);
        if (balanced)
            ends = breaker.Balance(ends);
        else
            breaker.FeedLastLine(ends);
        return breaker.Lines(ends, justify);
    }

    private static bool[] Breaks(ImmutableArray<Glyph> glyphs)
    {
        var breaks = new bool[glyphs.Length];
        var wordStart = 0;
        for (var index = 1; index <= glyphs.Length; index++)
        {
            var ends = index == glyphs.Length || Kinsoku.MayBreak(glyphs[index - 1].Rune, glyphs[index].Rune);
            if (ends && index < glyphs.Length)
                breaks[index] = true;
            if (!ends && Kinsoku.IsWestern(glyphs[index].Rune) && Kinsoku.IsWestern(glyphs[index - 1].Rune))
                continue;
            if (index - wordStart > LongWord)
            {
                for (var inside = wordStart + 1; inside < index; inside++)
                    breaks[inside] |= !Kinsoku.IsCloser(glyphs[inside].Rune);
            }

            wordStart = index;
        }

        return breaks;
    }

    /// <summary>Where each line ends, filling each in turn up to the given width.</summary>
    private List<int> Ends(double wanted)
    {
        var ends = new List<int>();
        var start = 0;
        while (start < glyphs.Length)
        {
            start = EndOfLine(start, wanted - (start == 0 ? firstIndent : 0));
            ends.Add(start);
        }

        return ends;
    }

    private int EndOfLine(int start, double room)
    {
        var fits = start;
        var squeezed = start;
        var natural = -StartTrim(start);
        var give = 0.0;
        var fitsWidth = 0.0;
        for (var index = start; index < glyphs.Length; index++)
        {
            var glyph = glyphs[index];
            natural += glyph.Advance;
            var end = index + 1;
            if (end == glyphs.Length || mayBreak[end])
            {
                var used = natural - EndTrim(index);
                if (used <= room + 0.01)
                    (fits, fitsWidth) = (end, used);
                else if (used - give <= room)
                    squeezed = end;
            }

            give += glyph.BlankAfter / 2;
            if (natural - give > room + 2 * glyph.Size)
                break;
        }

        // Better to take half the blank of the commas than to leave more than a character's room.
        if (squeezed > fits && (fits == start || room - fitsWidth > glyphs[start].Size))
            return squeezed;
        return fits > start ? fits : ForcedEnd(start, room);
    }

    /// <summary>Nothing that may break fits (a narrow table column): as many glyphs as fit, at least one.</summary>
    private int ForcedEnd(int start, double room)
    {
        var used = -StartTrim(start);
        for (var index = start; index < glyphs.Length; index++)
        {
            used += glyphs[index].Advance;
            if (used > room && index > start)
                return index;
        }

        return glyphs.Length;
    }

    /// <summary>孤字成行: a last line of one lonely character gets its neighbour from the line above.</summary>
    private void FeedLastLine(List<int> ends)
    {
        if (ends.Count < 2)
            return;
        var lastStart = ends[^2];
        var words = glyphs[lastStart..].Count(glyph => !glyph.IsSpace && !Kinsoku.IsCloser(glyph.Rune));
        var lineStart = ends.Count > 2 ? ends[^3] : 0;
        if (words > 1)
            return;
        var earlier = lastStart - 1;
        while (earlier > lineStart && !mayBreak[earlier])
            earlier--;
        // Half a line must stay, or the cure looks worse.
        if (earlier - lineStart > (lastStart - lineStart) / 2)
            ends[^2] = earlier;
    }

    /// <summary>The narrowest lines that do not need one line more.</summary>
    private List<int> Balance(List<int> ends)
    {
        var (low, high) = (width / 3, width);
        for (var step = 0; step < 24; step++)
        {
            var middle = (low + high) / 2;
            if (Ends(middle).Count > ends.Count)
                low = middle;
            else
                high = middle;
        }

        return Ends(high);
    }

    private ImmutableArray<TextLine> Lines(List<int> ends, bool justify)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>(ends.Count);
        var start = 0;
        foreach (var end in ends)
        {
            var room = width - (start == 0 ? firstIndent : 0);
            lines.Add(Place(start, end, room, justify && end < glyphs.Length));
            start = end;
        }

        return lines.MoveToImmutable();
    }

    private TextLine Place(int start, int end, double room, bool justify)
    {
        var line = glyphs[start..end].ToList();
        while (line.Count > 0 && line[^1].IsSpace)
            line.RemoveAt(line.Count - 1);
        while (start > 0 && line.Count > 0 && line[0].IsSpace)
            line.RemoveAt(0);
        if (line.Count == 0)
            return TextLine.Empty;
        if (start > 0)
            line[0] = Shaper.TrimBefore(line[0]);
        var used = line.Sum(glyph => glyph.Advance) - line[^1].BlankAfter;
        var spare = room - used;
        var give = line.Take(line.Count - 1).Sum(glyph => glyph.BlankAfter / 2);
        var shrink = spare < 0 && give > 0 ? Math.Min(1, -spare / give) : 0;
        var gaps = Enumerable.Range(0, line.Count - 1).Count(index => IsGap(line, index));
        var stretch = justify && spare > 0 && gaps > 0 ? spare / gaps : 0;
        if (stretch > WidestGap * line[0].Size)
            stretch = 0;

        var placed = ImmutableArray.CreateBuilder<Placed>(line.Count);
        var x = 0.0;
        for (var index = 0; index < line.Count; index++)
        {
            var glyph = line[index];
            placed.Add(new Placed(glyph, x + glyph.Shift));
            x += glyph.Advance - glyph.BlankAfter / 2 * shrink;
            if (index < line.Count - 1 && IsGap(line, index))
                x += stretch;
        }

        return new TextLine(placed.MoveToImmutable(), x - line[^1].BlankAfter * (1 - shrink / 2));
    }

    /// <summary>Room may grow here: not inside a word, a number, —— or ……, nor before a space.</summary>
    private static bool IsGap(List<Glyph> line, int index)
    {
        var (left, right) = (line[index], line[index + 1]);
        if (right.IsSpace || (left.Rune == right.Rune && left.Rune.Value is '—' or '…'))
            return false;
        return left.IsLoose || right.IsLoose;
    }

    private double StartTrim(int start) => start > 0 ? glyphs[start].BlankBefore : 0;

    private double EndTrim(int last)
    {
        var trim = 0.0;
        while (last >= 0 && glyphs[last].IsSpace)
            trim += glyphs[last--].Advance;
        return last >= 0 ? trim + glyphs[last].BlankAfter : trim;
    }
}
