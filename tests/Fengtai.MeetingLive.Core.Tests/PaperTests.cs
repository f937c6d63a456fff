using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>纸质评价: one counts, another counts again, and only then it counts.</summary>
public sealed class PaperTests : Story
{
    private static readonly Actor second = Actor.Staff(new("second"), Roles.Secretary, Wangzuo);
    private static readonly ImmutableArray<int> Slips = [1, 2, 5, 9, 11];

    private static readonly MeetingEvent[] Rating = [Opened, RoundOpened("overall"), RatedBy(ann, "overall", 5)];

    [Fact]
    public void The_first_count_is_only_a_proposal()
    {
        var meeting = Given(Rating).When(Enter("e1")).Then(Entered("e1"));
        var round = meeting.Rounds[new("overall")];
        Assert.Equal((1, 28, null), (round.All.Total, round.PaperProposed!.Tally.Total, round.Paper));
    }

    [Fact]
    public void Counted_again_by_another_it_is_added_and_marked()
    {
        var meeting = Given([.. Rating, Entered("e1")]).When(Confirm("e1")).Then(Confirmed("e1"));
        var round = meeting.Rounds[new("overall")];
        Assert.Equal([1, 2, 5, 9, 12], round.All.Counts);
        Assert.Equal([0, 0, 0, 0, 1], round.Tally.Counts);
        var shown = ResidentView.Rating(meeting, round);
        Assert.Equal((29, 28, 31), (shown.Total, shown.Paper, shown.Present));
        Assert.Equal(second.Id, round.Paper!.ConfirmedBy);
    }

    [Fact]
    public void The_same_person_does_not_confirm() =>
        Given([.. Rating, Entered("e1")])
            .When(Confirm("e1") with { By = secretary })
            .ThenRefused(Rejection.PaperSamePerson);

    [Fact]
    public void A_second_count_that_differs_does_not_confirm()
    {
        var past = Given([.. Rating, Entered("e1")]);
        past.When(Confirm("e1") with { Counts = [1, 2, 4, 9, 11] }).ThenRefused(Rejection.PaperDiffers);
        past.When(Confirm("e1") with { Present = 31 }).ThenRefused(Rejection.PaperDiffers);
    }

    [Fact]
    public void A_correction_is_a_new_entry_that_replaces_when_it_is_confirmed()
    {
        MeetingEvent[] counted = [.. Rating, Entered("e1"), Confirmed("e1")];
        ImmutableArray<int> better = [1, 2, 4, 9, 11];
        var corrected = Given(counted)
            .When(Enter("e2") with { Counts = better, Reason = "重数后更正" })
            .Then(Entered("e2") with { Counts = better, Reason = "重数后更正" });
        Assert.Equal(29, corrected.Rounds[new("overall")].All.Total);
        var meeting = Given([.. counted, Entered("e2") with { Counts = better, Reason = "重数后更正" }])
            .When(Confirm("e2") with { Counts = better })
            .Then(Confirmed("e2"));
        Assert.Equal(28, meeting.Rounds[new("overall")].All.Total);
        Assert.Equal("重数后更正", meeting.Rounds[new("overall")].Paper!.Reason);
    }

    [Fact]
    public void A_proposal_that_was_replaced_cannot_be_confirmed_any_more()
    {
        Given([.. Rating, Entered("e1"), Entered("e2")]).When(Confirm("e1")).ThenRefused(Rejection.PaperNothingEntered);
        Given(Rating).When(Confirm("e1")).ThenRefused(Rejection.PaperNothingEntered);
        Given([.. Rating, Entered("e1"), Confirmed("e1")])
            .When(Confirm("e1", "again"))
            .ThenRefused(Rejection.PaperNothingEntered);
    }

    [Fact]
    public void Slips_are_counted_from_the_opening_of_the_round_and_after_the_meeting()
    {
        Given(Opened).When(Enter("e1")).ThenRefused(Rejection.PaperNotOpened);
        MeetingEvent[] closed = [.. Rating, RoundClosed("overall", 0, 0, 0, 0, 1), Closed];
        Given(closed).When(Enter("e1")).Then(Entered("e1"));
        Given([.. closed, Entered("e1")]).When(Confirm("e1")).Then(Confirmed("e1"));
    }

    [Fact]
    public void Figures_that_cannot_be_are_refused()
    {
        Given(Rating).When(Enter("e") with { Counts = [1, 2, 3, 4] }).ThenRefused(Rejection.PaperCountsWrong);
        Given(Rating).When(Enter("e") with { Counts = default }).ThenRefused(Rejection.PaperCountsWrong);
        Given(Rating).When(Enter("e") with { Counts = [-1, 0, 0, 0, 0] }).ThenRefused(Rejection.PaperCountsWrong);
        Given(Rating).When(Enter("e") with { Present = 0 }).ThenRefused(Rejection.PaperCountsWrong);
        Given(Rating)
            .When(Enter("e") with { Counts = [int.MaxValue, int.MaxValue, 0, 0, 0] })
            .ThenRefused(Rejection.PaperCountsWrong);
        Given(Rating).When(Enter("e") with { Present = 27 }).ThenRefused(Rejection.PaperMoreThanPresent);
        Given(Rating).When(Enter("e") with { Reason = " " }).ThenRefused(Rejection.PaperReasonMissing);
        Given(Rating).When(Enter("e") with { By = ann }).ThenRefused(Rejection.NotAllowed);
    }

    [Fact]
    public void The_seal_of_a_round_concerns_the_phones_only()
    {
        var without = Closing([.. Rating]);
        Assert.Equal(Canonical.Of(without), Canonical.Of(Closing([.. Rating, Entered("e1"), Confirmed("e1")])));
        Assert.Equal([0, 0, 0, 0, 1], without.Counts);

        static RoundClosed Closing(MeetingEvent[] past) =>
            Assert
                .IsType<Decision.Accepted>(Given(past).When(CloseRound("overall")).Decision)
                .Events.OfType<RoundClosed>()
                .Single();
    }

    [Fact]
    public void Of_whom_a_percentage_speaks_is_said_by_kind()
    {
        var online = new Origin(new("online"), Channel.Mailbox, Entry.Online);
        var plan = Plan with { Venues = [.. Plan.Venues, new Venue(new("online"), "FT2026", "线上", Online: true)] };
        var meeting = After(
            Announced(plan),
            Opened,
            EnteredBy(ann),
            new Entered(new("enter"), bob.Id, Now, online),
            RoundOpened("overall"),
            RatedBy(ann, "overall", 5),
            // Rated through the hall's address after having come in online: still online.
            RatedBy(bob, "overall", 4),
            // Not counted in before: present all the same.
            RatedBy(chen, "overall", 3),
            Entered("e1"),
            Confirmed("e1")
        );
        Assert.Equal(
            new Denominators(new(2, 2), new(1, 1), new(30, 28)),
            Denominators.Of(meeting, meeting.Rounds[new("overall")])
        );
        Assert.Equal(new Denominators(new(2, 0), new(1, 0), new(30, 0)), Denominators.Of(meeting));
    }

    [Fact]
    public void The_minutes_say_how_many_are_on_paper_and_why()
    {
        var round = Assert.Single(Minutes.From(After([.. Rating, Entered("e1"), Confirmed("e1")]), "hash").Rounds);
        Assert.Equal(
            (29, 28, 30, "部分代表不用手机"),
            (round.Tally.Total, round.Paper!.Tally.Total, round.Paper.Present, round.Paper.Reason)
        );
    }

    private static EnterPaper Enter(string id) =>
        new(new(id), secretary, Now, new("overall"), Slips, 30, "部分代表不用手机");

    private static PaperEntered Entered(string id) =>
        new(new(id), secretary.Id, Now, new("overall"), Slips, 30, "部分代表不用手机");

    private static ConfirmPaper Confirm(string entry, string? id = null) =>
        new(new(id ?? $"confirm-{entry}"), second, Now, new("overall"), new(entry), Slips, 30);

    private static PaperConfirmed Confirmed(string entry) =>
        new(new($"confirm-{entry}"), second.Id, Now, new("overall"), new(entry));
}
