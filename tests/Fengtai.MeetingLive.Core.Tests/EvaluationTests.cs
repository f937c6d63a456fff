using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>第三方评估: a panel with invitation, three dimensions, weights that are set before the scores.</summary>
public sealed class EvaluationTests : Story
{
    private static readonly EvaluatorSeat Scholar = new("高校学者1", EvaluatorKind.Scholar);
    private static readonly EvaluatorSeat Press = new("区融媒体中心", EvaluatorKind.Media);
    private static readonly MeetingEvent[] Held = [Opened, Closed];
    private static readonly MeetingEvent[] Seated = [.. Held, Arranged([Scholar, Press], 40, 40, 20)];

    [Fact]
    public void A_panel_is_named_when_the_meeting_is_over()
    {
        Given(Opened).When(Arrange([Scholar], 40, 40, 20)).ThenRefused(Rejection.MeetingNotClosed);
        Given(Held).When(Arrange([Scholar, Press], 40, 40, 20)).Then(Arranged([Scholar, Press], 40, 40, 20));
        Given(Held).When(Arrange([], 40, 40, 20)).ThenRefused(Rejection.EvaluationNoSeats);
        Given(Held).When(Arrange([Scholar, Scholar], 40, 40, 20)).ThenRefused(Rejection.EvaluationSeatTwice);
    }

    [Theory]
    [InlineData(40, 40, 19)]
    [InlineData(120, -10, -10)]
    public void Weights_make_a_hundred(int a, int b, int c) =>
        Given(Held).When(Arrange([Scholar], a, b, c)).ThenRefused(Rejection.EvaluationWeightsWrong);

    [Fact]
    public void Only_who_is_seated_scores_and_the_latest_counts()
    {
        Given(Seated).When(Score("路人", 80, 80, 80)).ThenRefused(Rejection.EvaluationNotSeated);
        Given(Seated).When(Score("高校学者1", 80, 101, 80)).ThenRefused(Rejection.EvaluationScoreWrong);
        var meeting = Given([.. Seated, Scored("高校学者1", 10, 10, 10)])
            .When(Score("高校学者1", 80, 70, 60))
            .Then(Scored("高校学者1", 80, 70, 60));
        meeting = meeting.Apply(Scored("区融媒体中心", 60, 75, 61));
        var panel = EvaluationView.Of(meeting).Panel!;
        Assert.Equal([70.0m, 72.5m, 60.5m], panel.Means!.Value);
        // 0.4 x 70 + 0.4 x 72.5 + 0.2 x 60.5
        Assert.Equal(69.1m, panel.Weighed);
        Assert.Equal((2, 2), (panel.Given, panel.Seats));
    }

    [Fact]
    public void Weights_are_not_fitted_to_scores_that_are_known()
    {
        MeetingEvent[] begun = [.. Seated, Scored("高校学者1", 90, 10, 10)];
        Given(begun).When(Arrange([Scholar, Press], 100, 0, 0)).ThenRefused(Rejection.EvaluationBegun);
        Given(begun).When(Arrange([Press], 40, 40, 20)).ThenRefused(Rejection.EvaluationBegun);
        var more = new EvaluatorSeat("人大代表2", EvaluatorKind.Deputy);
        var meeting = Given(begun)
            .When(Arrange([Scholar, Press, more], 40, 40, 20))
            .Then(Arranged([Scholar, Press, more], 40, 40, 20));
        Assert.Equal((1, 3), (EvaluationView.Of(meeting).Panel!.Given, EvaluationView.Of(meeting).Panel!.Seats));
    }

    [Fact]
    public void Closed_is_closed()
    {
        Given(Seated).When(Shut()).ThenRefused(Rejection.EvaluationNothingGiven);
        MeetingEvent[] shut =
        [
            .. Seated,
            Scored("高校学者1", 90, 80, 70),
            new EvaluationClosed(new("shut"), secretary.Id, Now),
        ];
        Given(shut).When(Score("区融媒体中心", 1, 1, 1)).ThenRefused(Rejection.EvaluationClosed);
        Given(shut).When(Arrange([Scholar], 40, 40, 20)).ThenRefused(Rejection.EvaluationClosed);
    }

    [Fact]
    public void The_three_scores_stand_side_by_side_with_their_denominators()
    {
        MeetingEvent[] rated =
        [
            Opened,
            RoundOpened("overall"),
            RatedBy(ann, "overall", 5),
            RatedBy(bob, "overall", 2),
            new RoundClosed(new("close-overall"), secretary.Id, Now, new("overall"), Seals.Root([]), [0, 1, 0, 0, 1]),
            Closed,
        ];
        var view = EvaluationView.Of(After(rated));
        Assert.Equal([0, 1, 0, 0, 1], view.OnSite!.Counts);
        Assert.Equal(2, view.OnSite.Of.Rated);
        Assert.Null(view.FollowUp);
        Assert.Null(view.Panel);
    }

    private static ArrangeEvaluation Arrange(ImmutableArray<EvaluatorSeat> seats, params ImmutableArray<int> weights) =>
        new(new($"panel-{seats.Length}-{weights[0]}"), secretary, Now, seats, weights);

    private static EvaluationArranged Arranged(
        ImmutableArray<EvaluatorSeat> seats,
        params ImmutableArray<int> weights
    ) => new(new($"panel-{seats.Length}-{weights[0]}"), secretary.Id, Now, seats, weights);

    private static Evaluate Score(string seat, params ImmutableArray<int> scores) =>
        new(
            new($"score-{scores[0]}"),
            Actor.Staff(new($"link:{seat}"), Roles.Evaluator, Wangzuo) with
            {
                Unit = seat,
            },
            Now,
            [.. scores.Select(score => new DimensionScore(score, "看过现场"))]
        );

    private static Evaluated Scored(string seat, params ImmutableArray<int> scores) =>
        new(new($"score-{scores[0]}"), new($"link:{seat}"), Now, seat, scores, ["看过现场", "看过现场", "看过现场"]);

    private static CloseEvaluation Shut() => new(new("shut"), secretary, Now);
}
