using System.Text;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>禁则: where a line of Chinese may break (CLREQ 3.1; GB/T 15834-2011, 5.1).</summary>
internal static class Kinsoku
{
    private const string Closers = "、。，．；：？！）】》〉」』〕］｝〗’”…—～·％‰℃°々ー)]},.;:?!%>»";
    private const string Openers = "（【《〈「『〔［｛〖‘“([{<«￥¥$＄№＃#";

    /// <summary>Stay with their figure: 10月 and 31日 are read as one.</summary>
    private const string DateUnits = "年月日时分";

    /// <summary>May not start a line.</summary>
    public static bool IsCloser(Rune rune) =>
        rune.IsBmp && Closers.Contains((char)rune.Value, StringComparison.Ordinal);

    /// <summary>May not end a line.</summary>
    public static bool IsOpener(Rune rune) =>
        rune.IsBmp && Openers.Contains((char)rune.Value, StringComparison.Ordinal);

    /// <summary>Part of a western word or number, which stays whole.</summary>
    public static bool IsWestern(Rune rune) =>
        rune.Value is (> 0x20 and < 0x250) or (>= 0x370 and < 0x400) or 0x2212 or 0x2013;

    /// <summary>Full-width: gaps beside it may grow when a line is justified.</summary>
    public static bool IsWide(Rune rune) => !IsWestern(rune) && rune.Value is not (' ' or 0xA0);

    /// <summary>A break between the two is allowed.</summary>
    public static bool MayBreak(Rune before, Rune after)
    {
        if (after.Value == ' ' || IsOpener(before) || IsCloser(after) || before.Value == 0xA0 || after.Value == 0xA0)
            return false;
        if (before.Value == ' ')
            return true;
        if (Rune.IsDigit(before) && after.IsBmp && DateUnits.Contains((char)after.Value, StringComparison.Ordinal))
            return false;
        // —— and …… are one sign; IsCloser(after) has kept them together already.
        return !(IsWestern(before) && IsWestern(after));
    }

    /// <summary>
    /// Has no shape of its own, so nothing is lost: joiners, variation selectors, byte order mark, controls, tags, and
    /// the marks that turn the direction of text, which would let a question reorder what stands beside it.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        rune.Value
            is (>= 0x00 and < 0x20 and not '\t')
                or (>= 0x7F and <= 0x9F)
                or 0xAD
                or 0x61C
                or 0x180E
                or (>= 0x200B and <= 0x200F)
                or (>= 0x202A and <= 0x202E)
                or (>= 0x2060 and <= 0x206F)
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFEFF
                or (>= 0xFFF9 and <= 0xFFFB)
                or (>= 0xE0000 and <= 0xE007F)
                or (>= 0xE0100 and <= 0xE01EF);

    /// <summary>Ends a line: \n, and what other systems write for it.</summary>
    public static bool EndsLine(Rune rune) => rune.Value is '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029;
}
