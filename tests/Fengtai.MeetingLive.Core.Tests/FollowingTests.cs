namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>A slide that follows the demand list shows its counts, and nothing else of it changes.</summary>
public sealed class FollowingTests
{
    private static readonly FollowWords Words = new(
        "件",
        "诉求",
        "已解决",
        "待推进",
        "需协调",
        "诉求",
        "{0}月",
        "截至{0}年{1}月{2}日，共{3}件"
    );

    private static readonly ListFigures Counts = new(
        new DateOnly(2025, 8, 24),
        Sample: false,
        [new("12345", 40), new("网格", 9), new("信访", 0)],
        [
            new("停车管理", "错峰停车", 8, 5, 2),
            new("停车管理", null, 3, 1, 1),
            new("供暖", null, 9, 1, 0),
            new("养老服务", "助餐", 4, 4, 4),
            new("道路交通", null, 2, 1, 0),
            new("教育", null, 1, 1, 0),
            new("医疗", null, 1, 0, 0),
            new("噪声", null, 0, 1, 0),
        ],
        [new(new(2025, 7, 1), 21), new(new(2025, 6, 1), 14), new(new(2025, 8, 1), 14)]
    );

    private static readonly Slide Written = new(
        new("list"),
        "停车最多",
        "诉求清单",
        new TextContent([]),
        "",
        "接诉即办台账",
        false,
        []
    );

    [Fact]
    public void By_topic_it_shows_the_six_most_frequent_with_their_parts_counted_in()
    {
        var bars = Assert.IsType<BarsContent>(Filled(Follow.Topics).Content);
        Assert.Equal(["停车管理", "养老服务", "供暖", "道路交通", "教育", "医疗"], bars.Bars.Select(bar => bar.Name));
        Assert.Equal([20m, 12m, 10m, 3m, 2m, 1m], bars.Bars.Select(bar => bar.Value));
    }

    [Fact]
    public void By_state_source_and_month()
    {
        var share = Assert.IsType<ShareContent>(Filled(Follow.States).Content);
        Assert.Equal([(28m, true), (14m, false), (7m, false)], share.Shares.Select(s => (s.Value, s.Finished)));
        Assert.Equal(
            ["12345", "网格"],
            Assert.IsType<BarsContent>(Filled(Follow.Sources).Content).Bars.Select(bar => bar.Name)
        );
        var line = Assert.IsType<LineContent>(Filled(Follow.Months).Content);
        Assert.Equal(["6月", "7月", "8月"], line.Points);
        Assert.Equal([14m, 21m, 14m], line.Series[0].Values);
    }

    [Fact]
    public void The_period_says_as_of_when_and_of_how_many_and_what_was_written_stays()
    {
        var filled = Filled(Follow.Topics);
        Assert.Equal("截至2025年8月24日，共49件", filled.Period);
        Assert.Equal((Written.Title, Written.Topic, Written.Source), (filled.Title, filled.Topic, filled.Source));
        Assert.True(
            Following.Fill(Written with { Follows = Follow.Topics }, Counts with { Sample = true }, Words).Sample
        );
    }

    [Fact]
    public void What_is_up_to_date_and_what_follows_nothing_stays_the_same_object()
    {
        var deck = new Deck([Written, Filled(Follow.Topics), Filled(Follow.States), Filled(Follow.Months)]);
        Assert.Same(deck, Following.Fill(deck, Counts, Words));
        var later = Following.Fill(deck, Counts with { AsOf = new(2025, 8, 25) }, Words);
        Assert.NotSame(deck, later);
        Assert.Same(Written, later.Slides[0]);
    }

    [Fact]
    public void An_empty_list_leaves_a_slide_as_it_is()
    {
        var nothing = new ListFigures(new(2025, 8, 24), false, [], [], []);
        foreach (var follow in Enum.GetValues<Follow>())
        {
            var slide = Filled(follow);
            Assert.Same(slide, Following.Fill(slide, nothing, Words));
        }
    }

    [Fact]
    public void A_topic_is_counted_with_its_parts_and_a_part_by_itself()
    {
        Assert.Equal(49, Counts.Total);
        Assert.Equal((20, 15), (Counts.Of("停车管理", null), Counts.Of("停车管理", "错峰停车")));
    }

    private static Slide Filled(Follow follow) => Following.Fill(Written with { Follows = follow }, Counts, Words);
}
