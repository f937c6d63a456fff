using Fengtai.MeetingLive.Core.Charts;
using static Fengtai.MeetingLive.Core.Tests.Charts.ChartSamples;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

public sealed class BarChartTests
{
    private static readonly BarsContent Plain = new("件", [new("停车", 200), new("供暖", 100), new("养老", 50)]);

    [Fact]
    public void Bars_begin_at_one_zero_and_are_as_long_as_their_values()
    {
        var bars = Draw(Plain).Bars(Ink.Data).ToList();
        Assert.Single(bars.Select(bar => bar.X).Distinct());
        Assert.Equal(bars[0].Width, bars[1].Width * 2, 6);
        Assert.Equal(bars[0].Width, bars[2].Width * 4, 6);
    }

    [Fact]
    public void A_zero_has_no_length_but_its_number()
    {
        var chart = Draw(new BarsContent("件", [new("停车", 7), new("供暖", 0)]));
        Assert.Equal(0, chart.Bars(Ink.Data).Last().Width);
        Assert.True(chart.Says("0件"));
    }

    [Fact]
    public void Only_zeros_are_drawn_too() =>
        Assert.All(
            Draw(new BarsContent("件", [new("停车", 0), new("供暖", 0)])).Bars(Ink.Data),
            bar => Assert.Equal(0, bar.Width)
        );

    [Fact]
    public void A_negative_bar_ends_where_the_positive_begins_and_its_minus_is_a_minus()
    {
        var chart = Draw(new BarsContent("%", [new("停车", 30), new("供暖", -12)]));
        var bars = chart.Bars(Ink.Data).ToList();
        Assert.Equal(bars[0].X, bars[1].X + bars[1].Width, 6);
        Assert.True(chart.Says("−12%"));
    }

    [Fact]
    public void Small_bars_keep_the_scale_and_are_repeated_in_a_lens_that_says_its_factor()
    {
        var chart = Draw(Demands);
        var bars = chart.Bars(Ink.Data).ToList();
        Assert.Equal(5, bars.Count);
        Assert.Equal(bars[0].Width * 66 / 5820, bars[1].Width, 6);
        var factor = bars[3].Width / bars[1].Width;
        Assert.True(factor > 10);
        Assert.Equal(factor, bars[4].Width / bars[2].Width, 6);
        Assert.True(chart.Says($"放大{Math.Round(factor)}倍"));
        Assert.Single(chart.Marks.OfType<Bar>(), bar => bar.Ink == Ink.Sunk);
    }

    [Fact]
    public void There_is_no_lens_on_a_phone_or_for_bars_that_compare_well()
    {
        Assert.DoesNotContain(Draw(Demands, ChartSize.Phone).Marks.OfType<Bar>(), bar => bar.Ink == Ink.Sunk);
        Assert.DoesNotContain(Draw(Plain).Marks.OfType<Bar>(), bar => bar.Ink == Ink.Sunk);
    }

    [Fact]
    public void A_percentage_never_stands_without_its_denominator()
    {
        var chart = Draw(Demands);
        Assert.True(chart.Says("97.9%"));
        Assert.True(chart.Says("占比以5,947件为分母"));
        Assert.Contains("5,947件", chart.Spoken, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_more_than_six_is_said_and_not_hidden() =>
        Assert.True(
            Draw(new BarsContent("件", [.. Enumerable.Range(1, 9).Select(n => new Datum("第" + n, n))]))
                .Says("另有3项未画出")
        );

    [Fact]
    public void Rows_that_have_no_room_are_said_and_not_squeezed()
    {
        var low = ChartSize.Hall with { Height = 200 };
        var chart = Draw(new BarsContent("件", [.. Enumerable.Range(1, 6).Select(n => new Datum("第" + n, n))]), low);
        var drawn = chart.Bars(Ink.Data).Count();
        Assert.InRange(drawn, 1, 5);
        Assert.True(chart.Says($"另有{6 - drawn}项未画出"));
        Assert.True(chart.Height <= 200);
    }

    [Fact]
    public void A_long_name_takes_two_lines_before_it_is_shortened()
    {
        var chart = Draw(
            new BarsContent("件", [new("既有多层住宅加装电梯与上下水管线同步改造工程", 9), new("供暖", 8)])
        );
        Assert.Contains(chart.Labels(), label => label.Text.StartsWith("既有", StringComparison.Ordinal));
        Assert.Contains(chart.Labels(), label => label.Text.EndsWith("工程", StringComparison.Ordinal));
    }

    [Fact]
    public void A_huge_value_is_shown_in_full_where_there_is_room_and_never_cut()
    {
        var huge = new BarsContent("件", [new("停车", 999_999_999_999_999m), new("供暖", 3)]);
        Assert.True(Draw(huge).Says("999,999,999,999,999件"));
        Assert.DoesNotContain(Draw(huge, ChartSize.Phone).Labels(), label => label.Text.Contains('…'));
    }

    [Fact]
    public void A_value_beyond_reason_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw(new BarsContent("件", [new("停车", 1e16m)])));

    [Fact]
    public void What_is_not_a_chart_or_has_no_data_is_none()
    {
        Assert.Null(ChartGeometry.Draw(new TextContent(["一段话"]), ChartSize.Hall, ChartSamples.Words));
        Assert.Null(
            ChartGeometry.Draw(
                new TableContent(
                    ["事项"],
                    [
                        ["供暖"],
                    ]
                ),
                ChartSize.Hall,
                ChartSamples.Words
            )
        );
        Assert.Null(ChartGeometry.Draw(new BarsContent("件", []), ChartSize.Hall, ChartSamples.Words));
        Assert.Null(RatingBars.Draw([], "人", ChartSize.Hall, ChartSamples.Words));
    }

    [Fact]
    public void Rating_bars_show_counts_with_their_share_of_all_ratings()
    {
        var chart = RatingBars.Draw(Levels, "人", ChartSize.Hall, ChartSamples.Words)!;
        var bars = chart.Bars(Ink.Data).ToList();
        Assert.Equal([212m, 168m, 61m, 19m, 8m], bars.Select(bar => bar.Value!.Value));
        Assert.Equal(bars[0].Width * 8 / 212, bars[4].Width, 6);
        Assert.True(chart.Says("45.3%") && chart.Says("212人") && chart.Says("占比以468人为分母"));
    }

    [Fact]
    public void Before_the_first_rating_there_are_names_and_zeros_and_no_percentages()
    {
        var chart = RatingBars.Draw(
            [.. Levels.Select(level => (level.Name, 0))],
            "人",
            ChartSize.Hall,
            ChartSamples.Words
        )!;
        Assert.Equal(5, chart.Labels().Count(label => label.Text == "0人"));
        Assert.DoesNotContain(chart.Labels(), label => label.Text.Contains('%'));
    }
}
