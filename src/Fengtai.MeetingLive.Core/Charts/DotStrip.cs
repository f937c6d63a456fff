namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// Percentages as dots on a strip, all streets on one scale. Dots may start above zero, bars never do; the head of the
/// column then shows both ends.
/// </summary>
/// <param name="Least">Percentage at the left end: the tens below the least one, and never above 90.</param>
public sealed record DotStrip(int Least)
{
    public const int Most = 100;

    /// <summary>Left and right of the strip, so that a dot at its end is whole; in units of its width.</summary>
    public const double Margin = 4;

    /// <summary>On which all these fit.</summary>
    public static DotStrip For(IEnumerable<Ratio> ratios) =>
        new(Math.Min(90, (int)Math.Floor((ratios.Min(r => r.Percent) ?? 0) / 10) * 10));

    /// <summary>Where a percentage stands on a strip that is <paramref name="width"/> wide.</summary>
    public double X(decimal percent, double width) =>
        Math.Round(Margin + (width - (2 * Margin)) * (double)((percent - Least) / (Most - Least)), 1);
}
