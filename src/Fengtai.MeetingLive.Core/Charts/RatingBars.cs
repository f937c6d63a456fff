using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>The result of a rating round: one bar a level, the best on top, with counts and their share of all ratings.</summary>
public static class RatingBars
{
    /// <param name="levels">Names and counts, in the order in which they are shown.</param>
    /// <param name="unit">What is counted, such as 人.</param>
    /// <returns>Bars without shares while nobody has rated; null without levels.</returns>
    public static Chart? Draw(
        ImmutableArray<(string Name, int Count)> levels,
        string unit,
        ChartSize size,
        ChartWords words
    )
    {
        if (levels.IsDefaultOrEmpty)
            return null;
        var data = levels.Select(level => new Datum(level.Name, level.Count)).ToImmutableArray();
        // No lens here: 8 people are drawn as 8 people beside 212, and a second scale would flatter.
        return Drawing.Fit(size, words, drawing => BarsChart.Draw(drawing, unit, data, shares: true, lens: false));
    }
}
