using System.Globalization;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>A day as a hurried hand types it: 2025-10-31, 2025年10月31日, 20251031, 10.31, 10月31日, 30天.</summary>
public static partial class TypedDate
{
    /// <summary>Null when it names no day. Without a year it is the next such day from <paramref name="from"/> on.</summary>
    public static DateOnly? Read(string? text, DateOnly from)
    {
        var plain = (text ?? "")
            .Normalize(System.Text.NormalizationForm.FormKC)
            .Replace(" ", "", StringComparison.Ordinal);
        if (Days().Match(plain) is { Success: true } days)
            return from.AddDays(int.Parse(days.Groups["n"].ValueSpan, CultureInfo.InvariantCulture));
        var match = Day().Match(plain);
        if (!match.Success)
            match = Compact().Match(plain);
        if (!match.Success)
            return null;
        var month = int.Parse(match.Groups["m"].ValueSpan, CultureInfo.InvariantCulture);
        var day = int.Parse(match.Groups["d"].ValueSpan, CultureInfo.InvariantCulture);
        if (match.Groups["y"] is { Success: true } year)
            return Make(int.Parse(year.ValueSpan, CultureInfo.InvariantCulture), month, day);
        var here = Make(from.Year, month, day);
        return here < from ? Make(from.Year + 1, month, day) : here;
    }

    /// <summary>2025年10月31日</summary>
    public static string Long(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>10月31日, with the year when it is another than <paramref name="from"/>'s.</summary>
    public static string Short(DateOnly day, DateOnly from) =>
        day.Year == from.Year ? day.ToString("M月d日", CultureInfo.InvariantCulture) : Long(day);

    private static DateOnly? Make(int year, int month, int day) =>
        year is >= 2000 and <= 2100 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    [GeneratedRegex(
        "^((?<y>[0-9]{4})[-/.年])?(?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})[日号]?$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Day();

    [GeneratedRegex(
        "^(?<y>[0-9]{4})?(?<m>[0-9]{2})(?<d>[0-9]{2})$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Compact();

    [GeneratedRegex("^(?<n>[0-9]{1,3})天后?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Days();
}
