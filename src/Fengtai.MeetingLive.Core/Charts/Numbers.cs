using System.Globalization;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>Numbers as the house writes them: thousands separated, minus U+2212, percentages with one decimal.</summary>
public static class Numbers
{
    /// <summary>Beyond it a value is a mistake in the data: no street has a thousand billion of anything.</summary>
    public const decimal Most = 1_000_000_000_000_000m;

    /// <summary>Up to two decimals, four below one: 5,820, −3.8, 0.005.</summary>
    public static string Show(decimal value) =>
        Minus(value.ToString(Math.Abs(value) < 1 ? "0.####" : "#,##0.##", CultureInfo.InvariantCulture));

    /// <summary>A part of a whole. What is not nothing never reads 0.0 %, what is not all never reads 100.0 %.</summary>
    public static string Percent(decimal part, decimal whole)
    {
        var percent = part * 100 / whole;
        if (percent is > 0 and < 0.1m)
            return "<0.1%";
        if (percent is > 99.9m and < 100)
            return ">99.9%";
        return Minus(percent.ToString("#,##0.0", CultureInfo.InvariantCulture)) + "%";
    }

    /// <summary>Three significant digits, for the rare number that has no room: 1.23E+14. Never a number cut off.</summary>
    internal static string Brief(decimal value) => Minus(value.ToString("0.##E+0", CultureInfo.InvariantCulture));

    private static string Minus(string number) => number.Replace('-', '\u2212');
}
