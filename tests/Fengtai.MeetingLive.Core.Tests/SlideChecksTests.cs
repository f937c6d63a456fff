namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>The rules of a slide, and of who checked a response plan.</summary>
public sealed class SlideChecksTests : Story
{
    private static readonly Slide Good = new(
        new("police"),
        "治安警情少了一半多",
        "平安建设",
        new BarsContent("件", [new("上半年", 2500), new("去年", 5820)]),
        "2025年上半年",
        "王佐镇成绩单",
        false,
        []
    );

    [Fact]
    public void A_finding_with_period_and_source_passes() =>
        Assert.All(SlideChecks.Of(Good), check => Assert.Equal(CheckState.Good, check.State));

    [Fact]
    public void What_is_missing_is_named()
    {
        Assert.Null(SlideChecks.Lack(Good));
        Assert.Equal("title", SlideChecks.Lack(Good with { Title = "" }));
        Assert.Equal("period", SlideChecks.Lack(Good with { Period = "" }));
        Assert.Equal("source", SlideChecks.Lack(Good with { Source = "" }));
        Assert.Equal("content", SlideChecks.Lack(Good with { Content = new TextContent([]) }));
    }

    [Fact]
    public void A_heading_is_no_finding_and_a_long_title_is_pointed_out()
    {
        Assert.Equal(CheckState.Doubtful, Check(Good with { Title = "治安警情" }, "no-finding").State);
        Assert.Equal(CheckState.Good, Check(Good with { Title = "少了57%" }, "finding").State);
        Assert.Equal(CheckState.Doubtful, Check(Good with { Title = new string('长', 30) }, "title-long").State);
        Assert.Equal(CheckState.Missing, Check(Good with { Title = new string('长', 41) }, "title-too-long").State);
    }

    [Fact]
    public void A_figure_in_the_title_that_stands_nowhere_on_the_slide_is_pointed_out()
    {
        Assert.Equal(["66"], SlideChecks.Unfounded(Good with { Title = "少了66%，从5,820件到2500件" }));
        Assert.Empty(SlideChecks.Unfounded(Good with { Title = "少了66%", Facts = [new("−66%", "同比")] }));
        var rate = Good with { Content = new FiguresContent([new("解决率", "86.2%", Value: 86.2m)]) };
        Assert.Empty(SlideChecks.Unfounded(rate with { Title = "每100件，解决86件，还有近14件" }));
    }

    [Fact]
    public void A_plan_that_says_something_else_is_unchecked_again()
    {
        var plan = new ResponsePlan(
            "供暖",
            null,
            "事实",
            "承诺",
            "不承诺",
            "标题",
            "镇长",
            "城管办",
            "科长",
            new(2025, 10, 1),
            [new(new(2025, 9, 1), "开工")],
            null
        )
        {
            CheckedBy = "秘书",
            CheckedOn = new(2025, 8, 1),
        };

        Assert.NotNull(
            PlanChecks
                .Settle([plan], [plan with { Milestones = [new(new(2025, 9, 1), "开工")], Like = null }])[0]
                .CheckedOn
        );
        var changed = Assert.Single(PlanChecks.Settle([plan], [plan with { MayPromise = "更多" }]));
        Assert.Null(changed.CheckedOn);
        Assert.Null(changed.CheckedBy);
        var anew = plan with { MayPromise = "更多", CheckedOn = new(2025, 8, 2) };
        Assert.Equal(anew, Assert.Single(PlanChecks.Settle([plan], [anew])));
    }

    private static SlideCheck Check(Slide slide, string code) =>
        SlideChecks.Of(slide).Single(check => check.Code == code);
}
