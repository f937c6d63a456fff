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
    /// For every surface but the desk: mobile numbers (11 digits from 13 to 19) and identity card numbers (18 places, GB 11643)
    /// lose their middle: 138****1234. A mobile number may follow the country's code or a trunk zero.
    /// </summary>
    public static string Mask(string text) =>
        Numbers().Replace(text, match => match.Value[..3] + new string('*', match.Length - 7) + match.Value[^4..]);

    [GeneratedRegex(
        "(?<=(?<![0-9])(0|(00)?86)?)(1[3-9][0-9]{9}|[1-9][0-9]{16}[0-9Xx])(?![0-9])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Numbers();
}
