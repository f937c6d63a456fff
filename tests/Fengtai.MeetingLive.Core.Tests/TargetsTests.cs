namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>A missed target does not vanish without a mark, whichever way it is taken away.</summary>
public sealed class TargetsTests : Story
{
    private static readonly Figure Missed = new("诉求解决率", "86.2", "%", Value: 86.2m, LastYear: 84.9m, Target: 90m);
    private static readonly Slide Rates = Of("rates", new FiguresContent([Missed]));
    private static readonly Deck Shown = new([Rates]);

    [Fact]
    public void A_target_that_is_met_may_go_one_that_is_missed_may_not()
    {
        var met = new Deck([Rates with { Content = new FiguresContent([Missed with { Value = 91m }]) }]);
        Assert.Empty(Targets.Hidden(met, With(Missed with { Value = 91m, Target = null })));

        var hidden = Assert.Single(Targets.Hidden(Shown, With(Missed with { Target = null })));

        Assert.Equal(("诉求解决率", WithheldKind.Target), (hidden.Name, hidden.Kind));
    }

    [Fact]
    public void A_ceiling_is_missed_from_above()
    {
        var calls = Missed with { Value = 66m, Target = 60m, TargetIsCeiling = true };
        Assert.True(Assert.Single(Targets.On(Rates with { Content = new FiguresContent([calls]) })).Missed);
        Assert.Equal(6m, Targets.On(Rates with { Content = new FiguresContent([calls]) })[0].Gap);
        Assert.Single(Targets.Hidden(With(calls), With(calls with { Target = 70m })));
        Assert.Empty(Targets.Hidden(With(calls), With(calls with { Target = 50m })));
    }

    [Fact]
    public void An_easier_target_is_a_hidden_one_and_so_is_a_value_that_was_taken_away()
    {
        Assert.Single(Targets.Hidden(Shown, With(Missed with { Target = 86m })));
        Assert.Single(Targets.Hidden(Shown, With(Missed with { Value = null, LastYear = null })));
        Assert.Single(Targets.Hidden(Shown, With(Missed with { TargetIsCeiling = true })));
    }

    [Fact]
    public void A_better_value_a_harder_target_and_another_name_hide_nothing()
    {
        Assert.Empty(Targets.Hidden(Shown, With(Missed with { Value = 92m })));
        Assert.Empty(Targets.Hidden(Shown, With(Missed with { Target = 95m })));
        Assert.Empty(Targets.Hidden(Shown, With(Missed with { Name = "解决率" })));
    }

    [Fact]
    public void The_figure_the_kind_and_the_whole_slide_are_held_alike()
    {
        var gone = Assert.Single(Targets.Hidden(Shown, With()));
        Assert.Equal(WithheldKind.Figure, gone.Kind);
        Assert.Single(Targets.Hidden(Shown, new Deck([Of("rates", new TextContent(["一切都好。"]))])));
        Assert.Null(Assert.Single(Targets.Hidden(Shown, Deck.Empty)).Name);
    }

    [Fact]
    public void A_row_of_progress_has_a_target_too()
    {
        var rows = new Deck([
            Of("works", new ProgressContent([new("加装电梯", 12, 20, "部"), new("停车位", 300, 300, "个")])),
        ]);
        Assert.Empty(
            Targets.Hidden(rows, new Deck([Of("works", new ProgressContent([new("加装电梯", 12, 20, "部")]))]))
        );
        var hidden = Targets.Hidden(
            rows,
            new Deck([Of("works", new ProgressContent([new("停车位", 300, 300, "个")]))])
        );
        Assert.Equal("加装电梯", Assert.Single(hidden).Name);
    }

    [Fact]
    public void With_its_reason_it_may_go_and_without_one_it_may_not()
    {
        var without = With(Missed with { Target = null });
        Assert.Empty(Targets.Hidden(Shown, Marked(without, "统计口径调整")));
        Assert.Single(Targets.Hidden(Shown, Marked(without, " ")));
        var out_ = Deck.Empty with { Withheld = [new(new("rates"), "标题", ["诉求解决率"], "改为书面报告")] };
        Assert.Empty(Targets.Hidden(Shown, out_));
    }

    [Fact]
    public void A_mark_stays_until_the_target_is_shown_again()
    {
        var marked = Marked(With(Missed with { Target = null }), "统计口径调整");
        Assert.Single(Targets.Hidden(marked, With(Missed with { Target = null })));
        Assert.Single(Targets.Hidden(marked, With()));
        Assert.Single(Targets.Hidden(marked, Deck.Empty));
        Assert.Empty(Targets.Hidden(marked, Shown));
    }

    [Fact]
    public void A_slide_that_was_taken_out_and_comes_back_brings_its_target_along()
    {
        var taken = Deck.Empty with { Withheld = [new(new("rates"), "标题", ["诉求解决率"], "改为书面报告")] };
        Assert.Empty(Targets.Hidden(taken, Shown));
        Assert.Single(Targets.Hidden(taken, With(Missed with { Target = null })));
        Assert.Single(Targets.Hidden(taken, Deck.Empty));
    }

    [Fact]
    public void What_replaces_a_deck_and_knows_no_marks_keeps_those_that_are_due()
    {
        var marked = Marked(With(Missed with { Target = null }), "统计口径调整");
        var carried = Targets.Carry(marked, With(Missed with { Target = null }));
        Assert.Equal("统计口径调整", Assert.Single(carried.Slides[0].Withheld!.Value).Reason);
        Assert.Null(Targets.Carry(marked, Shown).Slides[0].Withheld);
        Assert.Empty(Targets.Hidden(marked, Targets.Carry(marked, With(Missed with { Target = null }))));
    }

    [Fact]
    public void Once_announced_a_missed_target_is_kept_in_the_journal_or_leaves_its_mark()
    {
        var before = Plan with { Deck = Shown };
        var hidden = Plan with { Deck = With(Missed with { Target = null }) };
        Given(Revised(before))
            .When(Revise(hidden, expected: 2) with { Id = new("hide") })
            .ThenRefused(Rejection.TargetHidden(new(new("rates"), Rates.Title, "诉求解决率", WithheldKind.Target)));

        var marked = Plan with { Deck = Marked(hidden.Deck, "统计口径调整") };
        var decision = Given(Revised(before)).When(Revise(marked, expected: 2) with { Id = new("mark") });
        Assert.Equal(
            "统计口径调整",
            decision.Then(Revised(marked) with { Id = new("mark") }).Plan.Deck.Slides[0].Withheld!.Value[0].Reason
        );
    }

    [Fact]
    public void What_residents_will_see_says_of_when_and_whence() =>
        Given()
            .When(Revise(Plan with { Deck = new Deck([Rates with { Period = "" }]) }))
            .ThenRefused(Rejection.SlideIncomplete(Rates with { Period = "" }));

    [Fact]
    public void Whoever_opens_brings_the_lists_figures_up_to_date_and_nothing_else()
    {
        var following = Rates with
        {
            Id = new("list"),
            Content = new BarsContent("件", [new("停车", 3)]),
            Follows = Follow.Topics,
        };
        var before = Plan with { Deck = new Deck([Rates, following]) };
        var later = following with { Content = new BarsContent("件", [new("停车", 5)]), Period = "截至今天" };
        var refreshed = before with { Deck = new Deck([Rates, later]) };
        var by = Revise(refreshed, expected: 2) with { Id = new("refresh"), By = presenter, Refresh = true };

        Given(Revised(before)).When(by with { Refresh = false }).ThenRefused(Rejection.NotAllowed);
        Given(Revised(before))
            .When(by with { Plan = before with { Deck = new Deck([Rates with { Title = "另一个标题" }, later]) } })
            .ThenRefused(Rejection.NotAllowed);
        Given(Revised(before))
            .When(by with { Plan = refreshed with { Place = "别处" } })
            .ThenRefused(Rejection.NotAllowed);
        Given(Revised(before))
            .When(by with { Plan = before with { Deck = new Deck([later]) } })
            .ThenRefused(Rejection.NotAllowed);
        var meeting = Given(Revised(before))
            .When(by)
            .Then(new Revised(new("refresh"), presenter.Id, Now, refreshed, []));
        Assert.Equal(later, meeting.Plan.Deck.Slides[1]);
    }

    private static Slide Of(string id, SlideContent content) =>
        new(new(id), "每100件诉求，还有近14件没解决", "接诉即办", content, "2025年上半年", "接诉即办台账", false, []);

    private static Deck With(params Figure[] figures) => new([Of("rates", new FiguresContent([.. figures]))]);

    private static Deck Marked(Deck deck, string reason) =>
        deck with
        {
            Slides = [deck.Slides[0] with { Withheld = [new("诉求解决率", WithheldKind.Target, reason)] }],
        };
}
