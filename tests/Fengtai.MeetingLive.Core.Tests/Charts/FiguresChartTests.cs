using Fengtai.MeetingLive.Core.Charts;
using static Fengtai.MeetingLive.Core.Tests.Charts.ChartSamples;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

public sealed class FiguresChartTests
{
    [Fact]
    public void This_year_and_last_year_share_a_scale_across_figures()
    {
        var chart = Draw(Security);
        var last = chart.Bars(Ink.Quiet).ToList();
        var now = chart.Bars(Ink.Data).ToList();
        Assert.Equal(last[0].Width, last[1].Width, 6);
        Assert.Equal(last[0].Width * 0.43, now[0].Width, 6);
        Assert.Equal(last[0].Width * 0.5, now[1].Width, 6);
    }

    [Fact]
    public void The_target_is_a_dashed_line_at_its_value_with_its_number()
    {
        var chart = Draw(Security);
        var lines = chart.Marks.OfType<Line>().Where(line => line.Dashed).ToList();
        var last = chart.Bars(Ink.Quiet).ToList();
        Assert.Equal(last[0].X + (last[0].Width * 0.6), lines[0].X1, 6);
        Assert.Equal(last[1].X + (last[1].Width * 0.8), lines[1].X1, 6);
        Assert.All(lines, line => Assert.Equal(line.X1, line.X2));
        Assert.True(chart.Says("目标60以下（示例）"));
    }

    [Fact]
    public void A_miss_is_said_in_vermilion_with_its_gap_in_points()
    {
        var chart = Draw(BelowTarget);
        var label = Assert.Single(chart.Labels(), label => label.Ink == Ink.Late);
        Assert.Equal("目标90%，还差3.8个百分点", label.Text);
        Assert.Contains(chart.Marks.OfType<Line>(), line => line is { Dashed: true, Ink: Ink.Late });
    }

    [Fact]
    public void A_ceiling_that_is_exceeded_is_a_miss_too()
    {
        var chart = Draw(
            new FiguresContent([new("逾期", "12", "件", Value: 12, LastYear: 9, Target: 8, TargetIsCeiling: true)])
        );
        Assert.True(chart.Says("目标8以下，超出4件"));
    }

    [Fact]
    public void A_target_that_is_met_is_not_vermilion() =>
        Assert.DoesNotContain(Draw(Security).Labels(), label => label.Ink == Ink.Late);

    [Fact]
    public void Values_keep_clear_of_the_target_line()
    {
        var chart = Draw(BelowTarget);
        var line = chart.Marks.OfType<Line>().Single(line => line.Dashed);
        Assert.All(
            chart.Labels().Where(label => label.Text is "84.9%" or "86.2%" && label.Size < 100),
            label => Assert.True(TextWidth.Of(label).Left > line.X1 || TextWidth.Of(label).Right < line.X1)
        );
    }

    [Fact]
    public void A_figure_is_shown_as_it_is_said()
    {
        var chart = Draw(Security);
        Assert.True(chart.Says("−57%") && chart.Says("近") && chart.Says("约50"));
        Assert.Contains("近−50%", chart.Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_last_year_there_are_no_bars() =>
        Assert.Empty(Draw(new FiguresContent([new("旅游接待", "74万", "人次")])).Marks.OfType<Bar>());
}
