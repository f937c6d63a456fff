using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>An upright box in the chart's units.</summary>
public readonly record struct Box(double Left, double Top, double Right, double Bottom)
{
    public bool Overlaps(Box other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}

/// <summary>
/// How much room text takes, without a font: the same on every surface, and generous enough for each of the families
/// we name, so that nothing is clipped. A CJK character is one em.
/// </summary>
public static class TextWidth
{
    private const double Ascent = 0.88;
    private const double Descent = 0.2;

    /// <summary>From one base line to the next, in em.</summary>
    internal const double Pitch = 1.25;

    /// <summary>From the middle of a text's box down to its base line, in em.</summary>
    internal const double MiddleToBase = (Ascent - Descent) / 2;

    public static double Of(string text, double size, bool bold = false)
    {
        var em = 0.0;
        bool? wasWide = null;
        foreach (var rune in text.EnumerateRunes())
        {
            var wide = IsWide(rune);
            // Browsers set an eighth of an em between Han characters and figures (text-autospace).
            if (wasWide is { } was && was != wide)
                em += 0.125;
            em += wide ? 1 : Narrow(rune) * (bold ? 1.06 : 1);
            wasWide = wide;
        }

        return em * size;
    }

    /// <summary>The box of a label, with ascenders and descenders.</summary>
    public static Box Of(Label label)
    {
        var width = Of(label.Text, label.Size, label.Bold);
        var left = label.Anchor switch
        {
            Anchor.Start => label.X,
            Anchor.Middle => label.X - (width / 2),
            _ => label.X - width,
        };
        return new(left, label.Y - (Ascent * label.Size), left + width, label.Y + (Descent * label.Size));
    }

    /// <summary>At most <paramref name="most"/> lines; what still does not fit ends in "…".</summary>
    internal static ImmutableArray<string> Lines(string text, double size, double width, int most, bool bold = false)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var rest = text.Trim();
        while (rest.Length > 0)
        {
            if (Of(rest, size, bold) <= width)
            {
                lines.Add(rest);
                break;
            }

            if (lines.Count == most - 1)
            {
                lines.Add(Shorten(rest, size, width, bold));
                break;
            }

            var at = ClauseEnd(rest, size, width, bold) ?? BreakAt(rest, size, width, bold);
            lines.Add(rest[..at].TrimEnd());
            rest = rest[at..].TrimStart();
        }

        return lines.DrainToImmutable();
    }

    /// <summary>One line, ending in "…" when it is too long.</summary>
    internal static string Shorten(string text, double size, double width, bool bold = false)
    {
        if (Of(text, size, bold) <= width)
            return text;
        var fits = Fitting(text, size, width - Of("…", size, bold) - (0.125 * size), bold);
        return text[..fits].TrimEnd() + "…";
    }

    private static int Fitting(string text, double size, double width, bool bold)
    {
        var end = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (Of(text[..(end + rune.Utf16SequenceLength)], size, bold) > width)
                break;
            end += rune.Utf16SequenceLength;
        }

        return end;
    }

    /// <summary>After its punctuation, when what follows fits on one line: Chinese breaks there first.</summary>
    private static int? ClauseEnd(string text, double size, double width, bool bold)
    {
        for (var at = Fitting(text, size, width, bold); at > 1; at--)
        {
            var ends =
                IsWide(new Rune(text[at - 1] is var c && char.IsSurrogate(c) ? ' ' : c)) && char.IsPunctuation(c);
            if (ends && MayBreak(text, at) && Of(text[at..].Trim(), size, bold) <= width)
                return at;
        }

        return null;
    }

    /// <summary>Where a line may end: not inside a word or number, and not before punctuation that closes (禁则).</summary>
    private static int BreakAt(string text, double size, double width, bool bold)
    {
        var most = Math.Max(Fitting(text, size, width, bold), char.IsHighSurrogate(text[0]) ? 2 : 1);
        for (var at = most; at > 0; at--)
        {
            if (MayBreak(text, at))
                return at;
        }

        return most;
    }

    private static bool MayBreak(string text, int at)
    {
        if (char.IsLowSurrogate(text[at]))
            return false;
        var next = Rune.GetRuneAt(text, at);
        var closes =
            Rune.GetUnicodeCategory(next)
            is UnicodeCategory.OtherPunctuation
                or UnicodeCategory.ClosePunctuation
                or UnicodeCategory.FinalQuotePunctuation;
        var insideWord = IsAsciiWord(text[at - 1]) && IsAsciiWord(text[at]);
        return !closes && !insideWord;
    }

    private static bool IsAsciiWord(char c) => c is > ' ' and < (char)127;

    private static bool IsWide(Rune rune) => rune.Value >= 0x2E80 || rune.Value is 0x2014 or 0x2026 or 0x201C or 0x201D;

    private static double Narrow(Rune rune) =>
        rune.Value switch
        {
            >= '0' and <= '9' or 0x2212 or '+' or '<' or '>' => 0.57,
            ',' or '.' or ':' or ';' or '\'' or '!' or 'i' or 'l' or 'j' or 'I' or '|' => 0.32,
            ' ' => 0.26,
            '/' or '(' or ')' or '-' or 't' or 'f' or 'r' => 0.42,
            '%' or '@' or 'm' or 'w' or 'M' or 'W' => 0.95,
            >= 'A' and <= 'Z' => 0.74,
            >= 'a' and <= 'z' => 0.6,
            < 127 => 0.6,
            _ => 1,
        };
}
