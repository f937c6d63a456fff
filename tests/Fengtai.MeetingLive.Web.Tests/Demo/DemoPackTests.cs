using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Tests.Demo;

/// <summary>What the demo's own pack promises to show.</summary>
public sealed class DemoPackTests
{
    [Fact]
    public void The_demo_shows_every_kind_of_slide_each_with_its_source_and_three_facts()
    {
        var slides = DemoPlayTests.DemoPack().Plan.Deck.Slides;
        var kinds = typeof(SlideContent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(SlideContent)));

        Assert.Empty(kinds.Except(slides.Select(slide => slide.Content.GetType())));
        // The surfaces write 来源 before it; a source that says it too would read 来源：来源：.
        Assert.All(slides, slide => Assert.DoesNotContain("来源", slide.Source, StringComparison.Ordinal));
        Assert.All(slides, slide => Assert.Equal(3, slide.Facts.Length));
    }

    [Fact]
    public void Made_up_figures_say_so_on_their_source()
    {
        Assert.All(
            DemoPlayTests.DemoPack().Plan.Deck.Slides,
            slide => Assert.Equal(slide.Sample, slide.Source.Contains("演示数据", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void The_rounds_stand_in_order_and_the_whole_meeting_is_shown_live() =>
        Assert.Equal(
            [("half-year", false), ("meals", false), ("answers", false), ("overall", true)],
            DemoPlayTests.DemoPack().Plan.Rounds.Select(round => (round.Id.Value, round.Live))
        );

    [Fact]
    public void The_baseline_says_what_its_slides_say()
    {
        var plan = DemoPlayTests.DemoPack().Plan;
        var bars = Assert
            .IsType<StackedBarsContent>(plan.Deck.Slides.Single(s => s.Id.Value == "outcomes").Content)
            .Bars;
        var total = Assert.IsType<BarsContent>(plan.Deck.Slides.Single(s => s.Id.Value == "demands").Content);

        Assert.All(
            bars,
            bar =>
            {
                var row = plan.Baseline!.Rows.Single(row => row.Topic == bar.Name);
                Assert.Equal(bar.Values, (decimal[])[row.Resolved, row.InProgress, row.NeedsCoordination]);
            }
        );
        Assert.Equal(
            total.Bars.Select(bar => (bar.Name, bar.Value)),
            plan.Baseline!.Rows.Select(row => (row.Topic, (decimal)row.Total))
        );
    }

    [Fact]
    public void The_minutes_have_somebody_who_was_there() =>
        Assert.Contains("镇长", DemoPlayTests.DemoPack().Plan.Minutes!.Attending);
}
