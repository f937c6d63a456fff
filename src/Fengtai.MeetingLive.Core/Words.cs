using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Core;

/// <summary>What free text may hold, wherever it is typed.</summary>
public static partial class Words
{
    /// <summary>A question has at most this many characters (Unicode code points).</summary>
    public const int QuestionMost = 500;

    /// <summary>A name that a resident may leave.</summary>
    public const int NameMost = 20;

    /// <summary>Line ends made one kind, outer blanks removed. Nothing else is changed behind the writer's back.</summary>
    public static string Tidy(string? text) => (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    /// <summary>Length as a person counts it: code points, not UTF-16 units.</summary>
    public static int Length(string text) => text.EnumerateRunes().Count();

    /// <summary>
    /// Control characters other than a line end, and characters that turn the reading direction (UAX #9 embeddings,
    /// overrides and isolates), with which a text could show something else than it says.
    /// </summary>
    public static bool HasForbidden(string text) =>
        text.EnumerateRunes()
            .Any(rune => Rune.IsControl(rune) && rune.Value != '\n' || IsBidi(rune.Value) || rune.Value == 0xFFFD);

    private static bool IsBidi(int c) =>
        c is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>
    /// For comparing only: compatibility forms made one (Unicode NFKC, so that full and half width are the same), lower
    /// case, letters and figures without blanks and punctuation.
    /// </summary>
    public static string Plain(string text)
    {
        // A lone surrogate has no normal form; such text never passes Check, but comparing must not throw.
        var sound = string.Concat(text.EnumerateRunes().Where(Rune.IsLetterOrDigit));
        return string.Concat(
            sound.Normalize(NormalizationForm.FormKC).ToLowerInvariant().EnumerateRunes().Where(Rune.IsLetterOrDigit)
        );
    }

    /// <summary>Null when <paramref name="text"/> may stand as a question.</summary>
    public static Rejection? Check(string text, int most = QuestionMost)
    {
        if (text.Length == 0)
            return Rejection.TextEmpty;
        if (Length(text) > most)
            return Rejection.TextTooLong(most);
        return HasForbidden(text) ? Rejection.TextForbiddenCharacters : null;
    }

    /// <summary>
    /// What is kept of a free text that a person typed: tidied, and with its numbers masked. A phone number in a question or
    /// an answer serves nobody there, and what is never kept can be in no journal, file or backup.
    /// </summary>
    public static string Kept(string? text) => Mask(Tidy(text));

    /// <summary>
    /// Mobile numbers (11 digits from 13 to 19) and identity card numbers (18 places, GB 11643) lose their middle:
    /// 138****1234. A mobile number may follow the country's code or a trunk zero, may be typed in full width, and in groups
    /// (138 1234 5678, 138-1234-5678) or digit by digit. Twice is the same as once.
    /// </summary>
    public static string Mask(string text) => Numbers().Replace(text, match => Starred(match.Value));

    /// <summary>The first three figures and the last four stay, and whatever stands between figures.</summary>
    private static string Starred(string number)
    {
        var figures = number.Count(char.IsLetterOrDigit);
        var seen = 0;
        return string.Concat(
            number.Select(c => !char.IsLetterOrDigit(c) || ++seen <= 3 || seen > figures - 4 ? c : '*')
        );
    }

    private const string D = "[0-9０-９]";

    /// <summary>What people put between the groups of a number, and what is not seen at all. No line end, no comma: lists.</summary>
    private const string S =
        @"[ \t\u00A0\u2000-\u200D\u202F\u2060\u3000\uFEFF\u00AD\-\u2010-\u2015\u2212－.．·•・_)）]";

    /// <summary>As it is, or in groups of 3, 4 and 4; then other groups, with dashes only, since blanks part amounts too.</summary>
    private const string Mobile =
        $"[1１][3-9３-９]{D}{S}{{0,3}}{D}{{4}}{S}{{0,3}}{D}{{4}}"
        + $"|[1１][3-9３-９]{D}(-{D}{{3}}-{D}{{5}}|{D}-{D}{{4}}-{D}{{3}}|{D}-{D}{{3}}-{D}{{4}})"
        + $"|[1１]{S}{{1,3}}[3-9３-９]({S}{{1,3}}{D}){{9}}";

    private const string Identity = $"[1-9１-９]{D}{{5}}{S}{{0,3}}{D}{{8}}{S}{{0,3}}{D}{{3}}[0-9０-９XxＸｘ]";

    [GeneratedRegex(
        $"(?<=(?<!{D})([0０]|([0０]{{2}})?[8８][6６])?)({Mobile}|{Identity})(?!{D})",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Numbers();
}
