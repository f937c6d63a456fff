using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>三率: of what each is a part, and that none can be made better by putting off.</summary>
public sealed class RatesTests : Story
{
    private static readonly DateOnly Today = new(2025, 10, 15);

    [Theory]
    [InlineData(CommitmentState.Done, 30, 30, 1, 1)]
    [InlineData(CommitmentState.Done, 1, 1, 1, 1)]
    [InlineData(CommitmentState.CannotBeDone, 30, 30, 0, 1)]
    [InlineData(CommitmentState.Moving, 30, 30, 0, 0)]
    [InlineData(CommitmentState.Moving, 15, 15, 0, 0)]
    [InlineData(CommitmentState.Moving, 14, 14, 0, 1)]
    [InlineData(CommitmentState.AwaitingCheck, 14, 14, 0, 1)]
    public void Solved_is_what_is_done_of_all_whose_time_is_up(
        CommitmentState state,
        int due,
        int firstDue,
        int part,
        int of
    ) => Assert.Equal(new Ratio(part, of), ThreeRates.Resolution(Promise(state, due, firstDue), Today));

    [Fact]
    public void A_deadline_that_was_put_off_counts_from_the_day_that_was_promised_first()
    {
        var postponed = Promise(CommitmentState.Moving, due: 30, firstDue: 1);

        Assert.False(postponed.IsOverdue(Today));
        Assert.Equal(new Ratio(0, 1), ThreeRates.Resolution(postponed, Today));
    }

    [Theory]
    [InlineData(CommitmentState.Moving, 14, true)]
    [InlineData(CommitmentState.NotStarted, 14, true)]
    [InlineData(CommitmentState.Moving, 15, false)]
    [InlineData(CommitmentState.AwaitingCheck, 14, false)]
    [InlineData(CommitmentState.Done, 14, false)]
    public void Overdue_is_what_the_board_calls_so(CommitmentState state, int due, bool overdue) =>
        Assert.Equal(overdue, Promise(state, due, due).IsOverdue(Today));

    [Fact]
    public void Satisfied_is_a_part_of_those_who_answered()
    {
        var asked = new PromiseStanding(CommitmentState.Done, Today, Today, FollowedUp: 5, FollowedUpSatisfied: 3);

        Assert.Equal(new Ratio(3, 5), ThreeRates.Satisfaction(asked));
    }

    [Fact]
    public void Many_streets_are_the_sum_of_their_parts_and_not_the_mean_of_their_percentages()
    {
        var large = new ThreeRates(new Ratio(90, 100), default, default);
        var small = new ThreeRates(new Ratio(0, 1), default, default);

        Assert.Equal(new Ratio(90, 101), (large + small).Responded);
        Assert.Equal("89.1%", (large + small).Responded.Shown);
    }

    [Fact]
    public void Of_nothing_there_is_no_percentage()
    {
        Assert.Null(default(Ratio).Percent);
        Assert.Null(default(Ratio).Shown);
    }

    [Fact]
    public void Response_counts_every_outcome_merged_ones_with_theirs_and_leaves_out_what_was_withdrawn()
    {
        MeetingEvent[] asked =
        [
            Opened,
            AskedBy(ann, "answered"),
            AskedBy(bob, "same"),
            AskedBy(ann, "refused"),
            AskedBy(bob, "open"),
            AskedBy(ann, "gone"),
            Approved("answered"),
            Approved("same"),
            Merged("same", "answered"),
            Refused("refused"),
            WithdrawnBy(ann, "gone"),
            Staged("answered"),
            Answered("answered"),
        ];

        var outcomes = AskedOutcomes.Of(After(asked));

        Assert.Equal(new AskedOutcomes(Asked: 4, Answered: 2, HandedOver: 0, Refused: 1), outcomes);
        Assert.Equal(new Ratio(3, 4), ThreeRates.Response(outcomes));
    }

    [Fact]
    public void Dots_share_a_scale_that_begins_at_the_tens_below_the_least()
    {
        var strip = DotStrip.For([new Ratio(83, 100), new Ratio(95, 100), default]);

        Assert.Equal(80, strip.Least);
        Assert.Equal((4, 40, 76), (strip.X(80, 80), strip.X(90, 80), strip.X(100, 80)));
        Assert.Equal(0, DotStrip.For([default]).Least);
        Assert.Equal(90, DotStrip.For([new Ratio(1, 1)]).Least);
    }

    private static PromiseStanding Promise(CommitmentState state, int due, int firstDue) =>
        new(state, new DateOnly(2025, 10, due), new DateOnly(2025, 10, firstDue), 0, 0);
}
