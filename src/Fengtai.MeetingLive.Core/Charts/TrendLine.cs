using System.Collections.Immutable;
using System.Globalization;

namespace Fengtai.MeetingLive.Core.Charts;

/// <param name="Day">Of the meeting, or the first of the month.</param>
public readonly record struct TrendPoint(DateOnly Day, Ratio Ratio);

/// <summary>How a rate went from meeting to meeting. The scale is 0 to 100, the distance between points is time.</summary>
/// <param name="Points">The oldest first; days of which nothing can be said are not among them.</param>
public sealed record TrendLine(ImmutableArray<TrendPoint> Points)
{
    /// <summary>Left, right, above and below the line, so that a dot at its end is whole.</summary>
    public const double Margin = 4;

    /// <summary>One point is no trend.</summary>
    public bool IsTrend => Points.Length > 1;

    /// <summary>Meetings of one day, or of one month, are one point: their parts and wholes are summed.</summary>
    public static TrendLine Of(IEnumerable<TrendPoint> held, bool byMonth) =>
        new([
            .. held.GroupBy(p => byMonth ? new DateOnly(p.Day.Year, p.Day.Month, 1) : p.Day, p => p.Ratio)
                .Select(day => new TrendPoint(day.Key, day.Aggregate((one, other) => one + other)))
                .Where(p => p.Ratio.Of > 0)
                .OrderBy(p => p.Day),
        ]);

    /// <summary>Where each point stands in a box of this size; a single one stands in the middle.</summary>
    public IEnumerable<(double X, double Y)> At(double width, double height)
    {
        if (Points.IsEmpty)
            yield break;
        var (first, last) = (Points[0].Day.DayNumber, Points[^1].Day.DayNumber);
        foreach (var point in Points)
        {
            var along = last == first ? 0.5 : 1.0 * (point.Day.DayNumber - first) / (last - first);
            var up = (double)(point.Ratio.Percent!.Value / 100);
            yield return (
                Math.Round(Margin + along * (width - 2 * Margin), 1),
                Math.Round(height - Margin - up * (height - 2 * Margin), 1)
            );
        }
    }

    /// <summary>The line as an SVG path.</summary>
    public string Path(double width, double height) =>
        string.Concat(
            At(width, height)
                .Select((p, n) => string.Create(CultureInfo.InvariantCulture, $"{(n == 0 ? 'M' : 'L')}{p.X} {p.Y}"))
        );
}
