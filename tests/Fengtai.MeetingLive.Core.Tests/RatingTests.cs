using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

public sealed class RatingTests : Story
{
    private static readonly Scene OverallScene = new(SceneKind.Rating, Round: new RoundId("overall"));

    [Fact]
    public void A_round_that_opens_comes_on_the_screen() =>
        Given(Opened)
            .When(OpenRound("overall"))
            .Then(RoundOpened("overall"), Showing(OverallScene, "open-overall", secretary));

    [Fact]
    public void A_round_opens_only_while_the_meeting_runs()
    {
        Given().When(OpenRound("overall")).ThenRefused(Rejection.MeetingNotRunning);
        Given(Opened, Closed).When(OpenRound("overall")).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void A_round_opens_once()
    {
        Given(Opened, RoundOpened("overall")).When(OpenRound("overall", "x")).ThenRefused(Rejection.RoundAlreadyOpen);
        Given(Opened, RoundOpened("overall"), RoundClosed("overall"))
            .When(OpenRound("overall", "x"))
            .ThenRefused(Rejection.RoundClosed);
    }

    [Fact]
    public void A_second_rating_replaces_the_first()
    {
        var meeting = Given(Opened, RoundOpened("overall"), RatedBy(ann, "overall", 2))
            .When(RateBy(ann, "overall", 5))
            .Then(RatedBy(ann, "overall", 5));
        Assert.Equal(new Tally(0, 0, 0, 0, 1), meeting.Rounds[new("overall")].Tally);
    }

    [Fact]
    public void The_late_copy_of_a_first_rating_leaves_the_second()
    {
        var past = Given(Opened, RoundOpened("overall"), RatedBy(ann, "overall", 2), RatedBy(ann, "overall", 5));
        var outcome = past.When(RateBy(ann, "overall", 2));
        outcome.ThenNothing();
        Assert.Equal(new Decision.Repeated(4), outcome.Decision);
    }

    [Fact]
    public void Two_residents_may_use_the_same_id() =>
        Given(Opened, RoundOpened("overall"), RatedBy(ann, "overall", 4))
            .When(RateBy(bob, "overall", 4))
            .Then(RatedBy(bob, "overall", 4));

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    [InlineData(-1)]
    public void A_score_is_one_to_five(int score) =>
        Given(Opened, RoundOpened("overall"))
            .When(RateBy(ann, "overall", score))
            .ThenRefused(Rejection.ScoreOutOfRange);

    [Fact]
    public void Only_an_open_round_takes_ratings()
    {
        Given(Opened).When(RateBy(ann, "overall", 5)).ThenRefused(Rejection.RoundNotOpen);
        Given(Opened, RoundOpened("overall"), RoundClosed("overall"))
            .When(RateBy(ann, "overall", 5))
            .ThenRefused(Rejection.RoundNotOpen);
        Given(Opened, RoundOpened("overall")).When(RateBy(ann, "none", 5)).ThenRefused(Rejection.RoundUnknown);
        Given(Opened, RoundOpened("overall"), Closed)
            .When(RateBy(ann, "overall", 5))
            .ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void Closing_journals_the_root_and_the_counts_of_the_latest_ratings()
    {
        RoundClosed expected = RoundClosed("overall", 0, 1, 0, 0, 1) with
        {
            Root = Seals.Root([RatedBy(ann, "overall", 5).Commitment, RatedBy(bob, "overall", 2).Commitment]),
        };
        Given(
                Opened,
                RoundOpened("overall"),
                RatedBy(ann, "overall", 1),
                RatedBy(bob, "overall", 2),
                RatedBy(ann, "overall", 5)
            )
            .When(CloseRound("overall"))
            .Then(expected);
    }

    [Fact]
    public void Closing_a_hidden_round_shows_it() =>
        Given(Opened, RoundOpened("conduct"))
            .When(CloseRound("conduct"))
            .Then(RoundClosed("conduct"), RoundShown("conduct", true) with { Id = new("close-conduct") });

    [Fact]
    public void Only_an_open_round_can_be_closed()
    {
        Given(Opened).When(CloseRound("overall")).ThenRefused(Rejection.RoundNotOpen);
        Given(Opened).When(CloseRound("none")).ThenRefused(Rejection.RoundUnknown);
        Given(Opened, RoundOpened("overall"), RoundClosed("overall"))
            .When(CloseRound("overall", "x"))
            .ThenRefused(Rejection.RoundNotOpen);
        Given().When(CloseRound("overall")).ThenRefused(Rejection.MeetingNotRunning);
    }

    [Fact]
    public void A_round_is_hidden_and_shown_again()
    {
        Given(Opened).When(ShowRound("overall", false)).Then(RoundShown("overall", false));
        Given(Opened, Closed).When(ShowRound("conduct", true)).Then(RoundShown("conduct", true));
        Given(Opened).When(ShowRound("overall", true)).ThenNothing();
        Given(Opened).When(ShowRound("none", true)).ThenRefused(Rejection.RoundUnknown);
    }

    [Fact]
    public void The_screen_means_the_open_round_then_the_one_closed_last_then_the_first()
    {
        Assert.Equal("overall", After(Opened).RoundToShow?.Id.Value);
        Assert.Equal("conduct", After(Opened, RoundOpened("conduct"), RoundClosed("conduct")).RoundToShow?.Id.Value);
        Assert.Equal(
            "overall",
            After(Opened, RoundOpened("conduct"), RoundClosed("conduct"), RoundOpened("overall")).RoundToShow?.Id.Value
        );
    }

    [Fact]
    public void Satisfied_is_four_and_five()
    {
        var tally = new Tally(1, 2, 3, 4, 5);
        Assert.Equal((15, 9), (tally.Total, tally.Satisfied));
        Assert.Equal([1, 2, 3, 4, 5], tally.Counts);
    }

    [Fact]
    public void What_a_round_judges_is_told_where_the_rounds_do_not_all_judge_the_same()
    {
        var meeting = After(Opened, RoundOpened("conduct"));
        var round = meeting.Rounds[new("conduct")];
        Assert.Equal("conduct", ResidentView.Rating(meeting, round).Subject);
        Assert.Equal(RatingSubject.Conduct, Assert.Single(Minutes.From(meeting, "").Rounds).Subject);

        var alike = meeting.Plan with
        {
            Rounds = [.. meeting.Plan.Rounds.Select(plan => plan with { Subject = RatingSubject.Conduct })],
        };
        Assert.Null(round.Plan.SubjectIn(alike));
    }
}
