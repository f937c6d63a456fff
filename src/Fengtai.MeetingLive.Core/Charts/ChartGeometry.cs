namespace Fengtai.MeetingLive.Core.Charts;

/// <summary>
/// Data to marks, once for every surface: SVG on screens and phones and the canvas of the PDF draw the same chart.
/// Bars start at zero on a linear scale, names and values stand beside what they name, and no label leaves the box or
/// touches another.
/// </summary>
public static class ChartGeometry
{
    /// <summary>The chart of a slide, or null when it has none: a table, a text, or nothing to show.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value beyond <see cref="Numbers.Most"/>; the import refuses it.</exception>
    public static Chart? Draw(SlideContent content, ChartSize size, ChartWords words)
    {
        return content switch
        {
            FiguresContent { Figures: { IsDefaultOrEmpty: false } } figures => Fit(drawing =>
                FiguresChart.Draw(drawing, figures)
            ),
            BarsContent { Bars: { IsDefaultOrEmpty: false } } bars => Fit(drawing => BarsChart.Draw(drawing, bars)),
            StackedBarsContent { Bars: { IsDefaultOrEmpty: false }, Parts: { IsDefaultOrEmpty: false } } stacked => Fit(
                drawing => StackedChart.Draw(drawing, stacked)
            ),
            LineContent { Points: { IsDefaultOrEmpty: false }, Series: { IsDefaultOrEmpty: false } } line => Fit(
                drawing => LineChart.Draw(drawing, line)
            ),
            ShareContent { Shares: { IsDefaultOrEmpty: false } } share => Fit(drawing =>
                ShareChart.Draw(drawing, share)
            ),
            ProgressContent { Rows: { IsDefaultOrEmpty: false } } progress => Fit(drawing =>
                ProgressChart.Draw(drawing, progress)
            ),
            _ => null,
        };

        Chart Fit(Func<Drawing, Chart> draw) => Drawing.Fit(size, words, draw);
    }

    /// <summary>The value for drawing, refused when no screen could hold it.</summary>
    internal static double Checked(decimal value) =>
        Math.Abs(value) <= Numbers.Most
            ? (double)value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "beyond what a chart can show");
}
