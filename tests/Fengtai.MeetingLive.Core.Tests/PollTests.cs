using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

public sealed class PollTests : PollStory
{
    [Fact]
    public void A_poll_that_opens_comes_on_the_screen() =>
        Given(Begun)
            .When(OpenPoll("site"))
            .Then(
                PollOpened("site"),
                Showing(new Scene(SceneKind.Poll, Poll: new PollId("site")), "open-site", secretary)
            );

    [Fact]
    public void Its_shares_speak_of_the_hall_and_of_those_online_apart()
    {
        var online = Hall with { Entry = Entry.Online };
        MeetingEvent[] past =
        [
            .. Begun,
            EnteredBy(ann),
            new Entered(new("enter"), bob.Id, Now, online),
            new Entered(new("enter"), chen.Id, Now, online),
            PollOpened("site"),
            VotedBy(ann, "site", "west"),
            VotedBy(bob, "site", "west"),
        ];
        var meeting = After(past);
        var voters = PollView.Of(meeting, meeting.Polls[new("site")]).Voters;
        Assert.Equal((new Turnout(1, 1), new Turnout(2, 1)), (voters.Hall, voters.Online));
    }

    [Fact]
    public void A_poll_opens_once_and_only_while_the_meeting_runs()
    {
        Given(Begun[0]).When(OpenPoll("site")).ThenRefused(Rejection.MeetingNotRunning);
        Given([.. Begun, Closed]).When(OpenPoll("site")).ThenRefused(Rejection.MeetingClosed);
        Given(Begun).When(OpenPoll("none")).ThenRefused(Rejection.PollUnknown);
        Given([.. Begun, PollOpened("site")]).When(OpenPoll("site", "x")).ThenRefused(Rejection.PollAlreadyOpen);
        Given([.. Begun, PollOpened("site"), PollClosed(Site)])
            .When(OpenPoll("site", "x"))
            .ThenRefused(Rejection.PollClosed);
    }

    [Fact]
    public void A_second_ballot_replaces_the_first()
    {
        var meeting = Given([.. Begun, PollOpened("site"), VotedBy(ann, "site", "west")])
            .When(VoteBy(ann, "site", "yard"))
            .Then(VotedBy(ann, "site", "yard"));
        var tally = meeting.Polls[Site.Id].Tally;
        Assert.Equal(1, tally.Total);
        Assert.Equal([0, 1, 0, 0], tally.Counts);
    }

    [Fact]
    public void The_late_copy_of_a_first_ballot_leaves_the_second()
    {
        var past = Given([.. Begun, PollOpened("site"), VotedBy(ann, "site", "west"), VotedBy(ann, "site", "yard")]);
        past.When(VoteBy(ann, "site", "west")).ThenNothing();
    }

    [Fact]
    public void Several_are_sealed_in_the_ballot_s_order_whatever_was_ticked_first() =>
        Given([.. Begun, PollOpened("places")])
            .When(VoteBy(ann, "places", "c", "a"))
            .Then(VotedBy(ann, "places", "a", "c") with { Id = new("vote-places-c-a") });

    [Fact]
    public void A_ranking_keeps_its_order_and_counts_by_Borda()
    {
        var meeting = Given([.. Begun, PollOpened("order"), VotedBy(bob, "order", "b", "a")])
            .When(VoteBy(ann, "order", "c", "b", "d"))
            .Then(VotedBy(ann, "order", "c", "b", "d"));
        var tally = meeting.Polls[Order.Id].Tally;
        // Four proposals: 3 points for the first, 2, 1; what is not ranked gets none.
        Assert.Equal([2, 3 + 2, 3, 1], tally.Counts);
        Assert.Equal([0, 1, 1, 0], tally.Firsts);
        Assert.Equal(2, tally.Total);
    }

    [Fact]
    public void What_cannot_be_chosen_is_refused_for_its_reason()
    {
        var past = Given([.. Begun, PollOpened("site"), PollOpened("places"), PollOpened("order")]);
        past.When(VoteBy(ann, "site")).ThenRefused(Rejection.BallotEmpty);
        past.When(VoteBy(ann, "site", "moon")).ThenRefused(Rejection.ProposalUnknown);
        past.When(VoteBy(ann, "site", "west", "yard")).ThenRefused(Rejection.TooManyChoices(1));
        past.When(VoteBy(ann, "places", "a", "a")).ThenRefused(Rejection.ChoiceTwice);
        past.When(VoteBy(ann, "places", "a", "b", "c")).ThenRefused(Rejection.TooManyChoices(2));
        past.When(VoteBy(ann, "order", "a", "b", "c", "d")).ThenRefused(Rejection.TooManyChoices(3));
        past.When(VoteBy(ann, "none", "a")).ThenRefused(Rejection.PollUnknown);
    }

    [Fact]
    public void Only_an_open_poll_takes_ballots()
    {
        Given(Begun).When(VoteBy(ann, "site", "west")).ThenRefused(Rejection.PollNotOpen);
        Given([.. Begun, PollOpened("site"), PollClosed(Site)])
            .When(VoteBy(ann, "site", "west"))
            .ThenRefused(Rejection.PollNotOpen);
        Given([.. Begun, PollOpened("site"), Closed])
            .When(VoteBy(ann, "site", "west"))
            .ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void Closing_journals_the_root_and_the_count_of_the_latest_ballots()
    {
        var expected = PollClosed(Site, total: 2) with
        {
            Counts = [0, 1, 1, 0],
            Root = Seals.Root([VotedBy(ann, "site", "yard").Commitment, VotedBy(bob, "site", "shop").Commitment]),
        };
        Given([
                .. Begun,
                PollOpened("site"),
                VotedBy(ann, "site", "west"),
                VotedBy(bob, "site", "shop"),
                VotedBy(ann, "site", "yard"),
            ])
            .When(ClosePoll("site"))
            .Then(expected);
        Given(Begun).When(ClosePoll("site")).ThenRefused(Rejection.PollNotOpen);
        Given(Begun).When(ClosePoll("none")).ThenRefused(Rejection.PollUnknown);
    }

    [Fact]
    public void Closing_a_hidden_poll_shows_it() =>
        Given([.. Begun, PollOpened("places")])
            .When(ClosePoll("places"))
            .Then(PollClosed(Places), PollShown("places", true) with { Id = new("close-places") });

    [Fact]
    public void Closing_the_meeting_closes_the_polls_that_are_open()
    {
        var meeting = Given([.. Begun, PollOpened("site"), PollOpened("order")])
            .When(Close())
            .Then(
                PollClosed(Site) with
                {
                    Id = new("close"),
                },
                PollClosed(Order) with
                {
                    Id = new("close"),
                },
                Closed,
                Showing(new Scene(SceneKind.Closing), "close", secretary)
            );
        Assert.Equal(RoundState.Planned, meeting.Polls[Places.Id].State);
    }

    [Fact]
    public void A_poll_is_hidden_and_shown_again()
    {
        Given(Begun).When(ShowPoll("site", false)).Then(PollShown("site", false));
        Given([.. Begun, Closed]).When(ShowPoll("places", true)).Then(PollShown("places", true));
        Given(Begun).When(ShowPoll("site", true)).ThenNothing();
        Given(Begun).When(ShowPoll("none", true)).ThenRefused(Rejection.PollUnknown);
    }

    [Fact]
    public void A_proposal_is_marked_after_closing_also_when_the_meeting_is_over_and_may_be_corrected()
    {
        MeetingEvent[] ended = [.. Begun, PollOpened("site"), PollClosed(Site), Closed];
        var meeting = Given(ended)
            .When(Mark("site", "yard", true, " 离集市近。 "))
            .Then(Marked("site", "yard", true, "离集市近。"));
        var mark = meeting.Polls[Site.Id].Marks[new("yard")];
        Assert.Equal((true, "离集市近。"), (mark.Adopted, mark.Reason));

        Given([.. ended, Marked("site", "yard", true, "离集市近。")])
            .When(Mark("site", "yard", false, "产权未清。"))
            .Then(Marked("site", "yard", false, "产权未清。"));
        Given([.. ended, Marked("site", "yard", true, "离集市近。")])
            .When(Mark("site", "yard", true, "离集市近。") with { Id = new("again") })
            .ThenNothing();
    }

    [Fact]
    public void A_mark_needs_a_closed_poll_a_proposal_on_its_ballot_and_a_reason()
    {
        var past = Given([.. Begun, PollOpened("site"), PollClosed(Site), PollOpened("order")]);
        past.When(Mark("order", "a", true, "可行")).ThenRefused(Rejection.PollNotClosed);
        past.When(Mark("none", "a", true, "可行")).ThenRefused(Rejection.PollUnknown);
        past.When(Mark("site", "moon", true, "可行")).ThenRefused(Rejection.ProposalUnknown);
        past.When(Mark("site", "yard", true, "  ")).ThenRefused(Rejection.MarkReasonEmpty);
        past.When(Mark("site", "yard", true, new string('长', 61))).ThenRefused(Rejection.TextTooLong(60));
        past.When(Mark("site", "yard", true, "\u202e倒")).ThenRefused(Rejection.TextForbiddenCharacters);
        past.When(Mark("site", "yard", true, "可行") with { By = presenter }).ThenRefused(Rejection.NotAllowed);
    }

    [Fact]
    public void A_meeting_announced_before_there_were_polls_has_none()
    {
        Assert.Empty(After(Announced(Plan with { Polls = null })).Polls);
        Given(Opened).When(Show(SceneKind.Poll)).ThenRefused(Rejection.PollUnknown);
    }

    [Fact]
    public void The_screen_means_the_open_poll_then_the_one_closed_last_then_the_first()
    {
        Assert.Equal("site", After(Begun).PollToShow?.Id.Value);
        MeetingEvent[] closed = [.. Begun, PollOpened("places"), PollClosed(Places)];
        Assert.Equal("places", After(closed).PollToShow?.Id.Value);
        Assert.Equal("site", After([.. closed, PollOpened("site")]).PollToShow?.Id.Value);
        Given(closed)
            .When(Show(SceneKind.Poll))
            .Then(Showing(new Scene(SceneKind.Poll, Poll: Places.Id), "scene-Poll"));
    }

    [Fact]
    public void The_ballot_s_order_holds_while_it_is_open_and_the_most_come_first_once_it_is_closed()
    {
        MeetingEvent[] open = [.. Begun, EnteredBy(ann), PollOpened("site"), VotedBy(ann, "site", "shop")];
        string[] Order(Meeting m) => [.. PollView.Of(m, m.Polls[Site.Id]).Rows.Select(r => r.Proposal.Id)];
        Assert.Equal(["west", "yard", "shop", "hall"], Order(After(open)));
        Assert.Equal(["shop", "west", "yard", "hall"], Order(After([.. open, PollClosed(Site)])));
    }

    [Fact]
    public void A_ranking_numbers_the_places_once_it_is_closed_and_equals_share_theirs()
    {
        MeetingEvent[] open =
        [
            .. Begun,
            PollOpened("order"),
            VotedBy(ann, "order", "b", "a"),
            VotedBy(bob, "order", "a", "b"),
        ];
        int?[] Numbers(Meeting m)
        {
            var view = PollView.Of(m, m.Polls[Order.Id]);
            return [.. view.Rows.Select(view.NumberOf)];
        }

        Assert.Equal([null, null, null, null], Numbers(After(open)));
        Assert.Equal([1, 1, 3, 3], Numbers(After([.. open, PollClosed(Order)])));
    }

    [Fact]
    public void Figures_that_are_hidden_reach_no_public_view()
    {
        var meeting = After([.. Begun, PollOpened("places"), VotedBy(ann, "places", "b")]);
        var votes = Assert.IsType<VotesItem>(
            ResidentView.Of(meeting).Single(i => i is { Section: "votes", Key: "places" }).Value
        );
        Assert.Equal((1, null, null), (votes.Total, votes.Counts, votes.Firsts));
        var screen = ScreenView.Of(meeting, new Scene(SceneKind.Poll, Poll: Places.Id)).Poll!;
        Assert.All(screen.Rows, row => Assert.Null(row.Count));
        Assert.Empty(PublicView.Of(meeting).Polls);
        Assert.Null(LiveView.Of(meeting).Poll!.Votes.Counts);
        Assert.Equal([0, 1, 0], Minutes.From(meeting, "h").Polls.Single().Votes.Counts!.Value);
    }

    [Fact]
    public void One_sees_one_s_own_ballot()
    {
        var meeting = After([.. Begun, PollOpened("order"), VotedBy(ann, "order", "c", "a")]);
        var mine = Assert.Single(MineView.Of(meeting, ann.Id).Votes);
        Assert.Equal("order", mine.Poll);
        Assert.Equal(["c", "a"], mine.Choices);
        Assert.Empty(MineView.Of(meeting, bob.Id).Votes);
    }
}
