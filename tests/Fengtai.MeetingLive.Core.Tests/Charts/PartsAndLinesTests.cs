using Fengtai.MeetingLive.Core.Charts;
using static Fengtai.MeetingLive.Core.Tests.Charts.ChartSamples;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

public sealed class PartsAndLinesTests
{
    [Fact]
    public void Shares_fill_the_width_and_are_as_long_as_their_values()
    {
        var chart = Draw(Opinions);
        var done = Assert.Single(chart.Bars(Ink.Done));
        var open = Assert.Single(chart.Bars(Ink.Hollow));
        Assert.Equal(0, done.X);
        Assert.Equal(chart.Width, open.X + open.Width, 6);
        Assert.Equal(755.0 / 564, done.Width / open.Width, 6);
        Assert.InRange(done.Width + open.Width, 0.99 * chart.Width, chart.Width);
        Assert.True(chart.Says("57.2%") && chart.Says("42.8%") && chart.Says("共收集1,319条"));
    }

    [Fact]
    public void A_share_of_nothing_has_no_bar_and_a_negative_one_no_percentages()
    {
        Assert.Empty(Draw(new ShareContent("条", "共", [new("已办结", 0, true)])).Marks.OfType<Bar>());
        var odd = Draw(new ShareContent("条", "共", [new("已办结", 5, true), new("更正", -2, false)]));
        Assert.DoesNotContain(odd.Labels(), label => label.Text.Contains('%'));
        Assert.True(odd.Says("−2"));
    }

    [Fact]
    public void A_phone_lists_the_shares_with_full_names() =>
        Assert.True(Draw(Opinions, ChartSize.Phone).Says("列入清单，正在推进"));

    [Fact]
    public void Stacked_parts_touch_and_add_up_to_the_value_at_the_end()
    {
        var chart = Draw(ByChannel);
        var parking = chart.Marks.OfType<Bar>().Where(bar => bar.Series is not null).Take(3).ToList();
        Assert.Equal(parking[0].X + parking[0].Width, parking[1].X, 6);
        Assert.Equal(parking[1].X + parking[1].Width, parking[2].X, 6);
        Assert.Equal(parking[0].Width / 120, parking[2].Width / 30, 6);
        Assert.True(chart.Says("196件"));
    }

    [Fact]
    public void The_parts_are_named_once_above_the_first_bar()
    {
        var chart = Draw(ByChannel);
        var name = Assert.Single(chart.Labels(), label => label.Text == "待推进");
        Assert.True(name.Y < chart.Marks.OfType<Bar>().Min(bar => bar.Y));
    }

    [Fact]
    public void Lines_stand_on_zero()
    {
        var chart = Draw(Heating);
        var axis = chart.Marks.OfType<Line>().First(line => line.Ink == Ink.Rule).Y1;
        var points = chart.Marks.OfType<Polyline>().Single(line => line.Ink == Ink.Data).Points;
        Assert.Equal(176.0 / 54, (axis - points[0].Y) / (axis - points[4].Y), 6);
    }

    [Fact]
    public void Each_point_has_its_number_and_each_line_its_sum()
    {
        var chart = Draw(Heating);
        Assert.All(
            Heating.Series.SelectMany(series => series.Values),
            value => Assert.True(chart.Says(Numbers.Show(value)), Numbers.Show(value))
        );
        Assert.True(chart.Says("本季，共816件") && chart.Says("上季，共1,266件"));
    }

    [Fact]
    public void A_number_with_no_place_is_left_to_the_spoken_text()
    {
        var crowded = new LineContent(
            "件",
            [.. Enumerable.Range(1, 12).Select(month => month + "月")],
            [
                new("今年", [320, 280, 150, 90, 60, 40, 35, 50, 44, 120, 210, 260]),
                new("去年", [300, 310, 180, 95, 50, 60, 30, 62, 40, 150, 260, 330]),
            ]
        );
        var chart = Draw(crowded);
        Assert.True(chart.Says("35"));
        Assert.False(chart.Says("30"));
        Assert.Contains("7月 30件", chart.Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void Percentages_are_not_added_up() =>
        Assert.True(Draw(new LineContent("%", ["1月", "2月"], [new("解决率", [90, 92])])).Says("解决率"));

    [Fact]
    public void Progress_compares_how_far_not_how_much()
    {
        var chart = Draw(Promises);
        var full = chart.Bars(Ink.Done).Single().Width;
        Assert.Equal(0.65 * full, chart.Bars(Ink.Data).First().Width, 6);
        Assert.Equal(full, chart.Bars(Ink.Hollow).First().Width, 6);
        Assert.True(chart.Says("65.0%") && chart.Says("260 / 400个"));
    }

    [Fact]
    public void A_target_of_zero_leaves_the_numbers_alone() =>
        Assert.True(Draw(new ProgressContent([new("停车位", 3, 0, "个")])).Says("3 / 0个"));

    [Theory]
    [InlineData(0.04, "<0.1%")]
    [InlineData(99.99, ">99.9%")]
    [InlineData(0, "0.0%")]
    [InlineData(100, "100.0%")]
    public void A_percentage_never_rounds_to_nothing_or_to_all(double part, string shown) =>
        Assert.Equal(shown, Numbers.Percent((decimal)part, 100));
}
