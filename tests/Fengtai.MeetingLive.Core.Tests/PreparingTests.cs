namespace Fengtai.MeetingLive.Core.Tests;

public sealed class PreparingTests : Story
{
    private static readonly MeetingPlan Elsewhen = Plan with { Place = "文化中心", Date = new DateOnly(2025, 9, 1) };

    private static readonly DemandBaseline Counted = new(
        new DateOnly(2025, 8, 24),
        "接诉即办台账",
        Sample: false,
        [new BaselineRow("养老服务", 8, 3, 1)]
    );

    [Fact]
    public void Until_the_opening_what_was_announced_may_be_changed()
    {
        var meeting = Given().When(Revise(Elsewhen)).Then(Revised(Elsewhen));
        Assert.Equal("文化中心", meeting.Plan.Place);
        Assert.Equal(Phase.Preparing, meeting.Phase);
        Assert.Equal(2, meeting.PlanVersion);
    }

    [Fact]
    public void An_open_meeting_is_not_changed_any_more()
    {
        Given(Opened).When(Revise(Elsewhen)).ThenRefused(Rejection.MeetingAlreadyOpen);
        Given(Opened, Closed).When(Revise(Elsewhen)).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void Who_did_not_see_the_latest_change_is_told_and_overwrites_nothing() =>
        Given(Revised(Elsewhen))
            .When(Revise(Plan) with { Id = new("other") })
            .ThenRefused(Rejection.PlanChangedMeanwhile);

    [Fact]
    public void Questions_that_came_meanwhile_are_no_change_of_the_plan()
    {
        var asked = Given(EnteredBy(ann)).When(Revise(Elsewhen)).Then(Revised(Elsewhen));
        Assert.Equal(3, asked.PlanVersion);
    }

    [Fact]
    public void Printed_codes_stay_and_the_street_stays()
    {
        Given().When(Revise(Plan with { Code = "OTHER1" })).ThenRefused(Rejection.PlanCodesFixed);
        Given().When(Revise(Plan with { Venues = [] })).ThenRefused(Rejection.PlanCodesFixed);
        Given()
            .When(Revise(Plan with { Venues = [.. Plan.Venues.Select(v => v with { Code = "X" + v.Code })] }))
            .ThenRefused(Rejection.PlanCodesFixed);
        Given().When(Revise(Plan with { Street = Elsewhere })).ThenRefused(Rejection.OtherStreet);
    }

    [Fact]
    public void A_venue_may_be_added()
    {
        var more = Plan with { Venues = Plan.Venues.Add(new(new("hall-2"), "FTFH02", "分会场", Online: false)) };
        Assert.NotNull(Given().When(Revise(more)).Then(Revised(more)).Plan.Venue(new("hall-2")));
    }

    [Fact]
    public void Rounds_polls_and_what_was_promised_before_are_as_the_plan_now_has_them()
    {
        var carried = HandedOver("q", "old").Commitment with { Question = null };
        var fewer = Plan with { Rounds = Plan.Rounds[..1], Polls = [], Commitments = [carried] };
        var meeting = Given().When(Revise(fewer)).Then(Revised(fewer));
        Assert.Equal(Plan.Rounds[0].Id, Assert.Single(meeting.Rounds).Key);
        Assert.Empty(meeting.Polls);
        Assert.Equal(carried, Assert.Single(meeting.Timetable).Value);
    }

    [Fact]
    public void A_screen_that_showed_what_is_gone_welcomes_again()
    {
        var round = new Scene(SceneKind.Rating, Round: Plan.Rounds[^1].Id);
        var fewer = Plan with { Rounds = Plan.Rounds[..1] };
        var meeting = Given(Showing(round, "try")).When(Revise(fewer, expected: 1)).Then(Revised(fewer));
        Assert.Equal(new Scene(SceneKind.Welcome), meeting.Scene);
    }

    [Fact]
    public void A_screen_that_shows_what_is_still_there_goes_on()
    {
        var round = new Scene(SceneKind.Rating, Round: Plan.Rounds[0].Id);
        var meeting = Given(Showing(round, "try")).When(Revise(Elsewhen)).Then(Revised(Elsewhen));
        Assert.Equal(round, meeting.Scene);
    }

    [Fact]
    public void The_opening_freezes_the_list_and_the_deck()
    {
        var frozen = new Frozen(Counted, "5ea1", Plan: 1);
        var meeting = Given()
            .When(Open() with { Frozen = frozen })
            .Then(new MeetingOpened(new("open"), presenter.Id, Now) { Frozen = frozen });
        Assert.Equal(Counted, meeting.Plan.Baseline);
        Assert.Equal("5ea1", meeting.DeckSha256);
    }

    [Fact]
    public void A_deck_that_was_changed_while_it_was_hashed_is_not_opened_under_that_hash() =>
        Given(Revised(Elsewhen))
            .When(Open() with { Frozen = new Frozen(null, "5ea1", Plan: 1) })
            .ThenRefused(Rejection.PlanChangedMeanwhile);

    [Fact]
    public void Where_no_list_is_kept_the_announced_figures_stay()
    {
        var announced = Plan with { Baseline = Counted };
        var frozen = new Frozen(null, "5ea1", Plan: 2);
        var meeting = Given(Revised(announced))
            .When(Open() with { Frozen = frozen })
            .Then(new MeetingOpened(new("open"), presenter.Id, Now) { Frozen = frozen });
        Assert.Equal(Counted, meeting.Plan.Baseline);
    }
}
