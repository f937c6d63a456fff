using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>并入: two questions that say the same are answered once, and everybody behind them counts once.</summary>
public sealed class MergingTests : Story
{
    private static readonly Actor dan = Actor.Resident(new("dan"));

    /// <summary>ann asked p and bob asked q; chen supports both, dan only q.</summary>
    private static readonly MeetingEvent[] Two =
    [
        Opened,
        AskedBy(ann, "p", "停车位太少"),
        AskedBy(bob, "q", "晚上没地方停车"),
        Approved("p"),
        Approved("q"),
        SupportedBy(chen, "p"),
        SupportedBy(chen, "q"),
        SupportedBy(dan, "q"),
    ];

    [Fact]
    public void Supporters_are_united_and_whoever_asked_counts_as_one()
    {
        var meeting = Given(Two).When(Merge("q", "p")).Then(Merged("q", "p"));
        // chen, dan and bob.
        Assert.Equal(3, meeting.Questions[new("p")].Supports);
        Assert.Equal("p", Assert.Single(ResidentView.Public(meeting)).Id.Value);
        Assert.Equal(QuestionState.Merged, meeting.Questions[new("q")].State);
    }

    [Fact]
    public void Whoever_asked_both_counts_for_neither()
    {
        var meeting = After(AskedBy(ann, "p"), AskedBy(ann, "q"), Approved("p"), Merged("q", "p"));
        Assert.Equal(0, meeting.Questions[new("p")].Supports);
    }

    [Fact]
    public void A_slip_counts_as_the_person_who_handed_it_in()
    {
        var meeting = After(AskedBy(ann, "p"), Approved("p"), SlipAsked("q"), Merged("q", "p"));
        Assert.Equal(1, meeting.Questions[new("p")].Supports);
    }

    [Fact]
    public void A_late_support_for_the_merged_one_counts_where_it_is_answered()
    {
        var eve = Actor.Resident(new("eve"));
        var meeting = Given([.. Two, Merged("q", "p")])
            .When(SupportBy(eve, "q"))
            .Then(SupportedBy(eve, "p") with { Id = new("support-q") });
        Assert.Equal(4, meeting.Questions[new("p")].Supports);
        Given([.. Two, Merged("q", "p")]).When(SupportBy(dan, "q", "late")).ThenNothing();
        Given([.. Two, Merged("q", "p")]).When(SupportBy(ann, "q")).ThenRefused(Rejection.QuestionOwn);
        Given([.. Two, Merged("q", "p")]).When(SupportBy(bob, "q")).ThenRefused(Rejection.QuestionOwn);
        Given([.. Two, Merged("q", "p"), Answered("p")])
            .When(SupportBy(eve, "q"))
            .ThenRefused(Rejection.QuestionSettled);
    }

    [Fact]
    public void Who_came_along_and_supports_in_person_still_counts_once()
    {
        var meeting = Given([.. Two, Merged("q", "p")]).When(SupportBy(dan, "p")).Then(SupportedBy(dan, "p"));
        Assert.Equal(3, meeting.Questions[new("p")].Supports);
        // And stays when the merging is undone.
        Assert.Equal(2, meeting.Apply(Unmerged("q")).Questions[new("p")].Supports);
    }

    [Fact]
    public void Undoing_gives_back_what_was()
    {
        var before = After(Two);
        var meeting = Given([.. Two, Merged("q", "p")]).When(Unmerge("q")).Then(Unmerged("q"));
        Assert.Equal(Canonical.Of(before.Questions), Canonical.Of(meeting.Questions));
    }

    [Fact]
    public void Nothing_is_undone_once_there_is_an_outcome()
    {
        Given([.. Two, Merged("q", "p"), Answered("p")]).When(Unmerge("q")).ThenRefused(Rejection.QuestionSettled);
        Given([.. Two, Merged("q", "p"), HandedOver("p")]).When(Unmerge("q")).ThenRefused(Rejection.QuestionSettled);
        Given(Two).When(Unmerge("q")).ThenRefused(Rejection.NotMerged);
        Given([.. Two, Merged("q", "p"), Closed]).When(Unmerge("q")).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void What_cannot_be_merged_says_why()
    {
        Given(Two).When(Merge("q", "q")).ThenRefused(Rejection.MergeItself);
        Given(Two).When(Merge("q", "x")).ThenRefused(Rejection.QuestionUnknown);
        Given([.. Two, Merged("q", "p")]).When(Merge("p", "q")).ThenRefused(Rejection.MergeRing);
        Given([.. Two, Merged("q", "p")]).When(Merge("q", "p", "again")).ThenRefused(Rejection.MergedAlready);
        foreach (
            var gone in new MeetingEvent[]
            {
                Refused("p"),
                WithdrawnBy(ann, "p"),
                Answered("p"),
                HandedOver("p"),
                Erased("p"),
            }
        )
            Given([.. Two, gone]).When(Merge("q", "p")).ThenRefused(Rejection.MergeTargetClosed);
        Given([.. Two, Staged("q")]).When(Merge("q", "p")).ThenRefused(Rejection.QuestionOnStage);
        Given([.. Two, Refused("q")]).When(Merge("q", "p")).ThenRefused(Rejection.QuestionSettled);
        Given([.. Two, Reconsidered("p")]).When(Merge("q", "p")).ThenRefused(Rejection.MergeTargetWaiting);
        Given([.. Two, Closed]).When(Merge("q", "p")).ThenRefused(Rejection.MeetingClosed);
        Given(Two).When(Merge("q", "p") with { By = ann }).ThenRefused(Rejection.NotAllowed);
    }

    [Fact]
    public void A_merged_question_is_not_decided_by_itself()
    {
        var past = Given([.. Two, Merged("q", "p")]);
        past.When(WithdrawBy(bob, "q")).ThenRefused(Rejection.QuestionMerged(1));
        past.When(Approve("q") with { Id = new("x") }).ThenRefused(Rejection.QuestionNotWaiting);
        past.When(Refuse("q")).ThenRefused(Rejection.QuestionNotWaiting);
        past.When(PutOnStage("q")).ThenRefused(Rejection.QuestionNotApproved);
        past.When(Answer("q")).ThenRefused(Rejection.QuestionNotApproved);
    }

    [Fact]
    public void Merged_into_a_merged_one_it_follows_to_the_one_that_stands()
    {
        var meeting = Given([.. Two, Merged("q", "p"), AskedBy(dan, "r")]).When(Merge("r", "q")).Then(Merged("r", "p"));
        Assert.Equal("p", meeting.Standing(new("r")).Id.Value);
        // Merged further, both move on together, and undoing the last step leaves the first.
        MeetingEvent[] chain = [.. Two, AskedBy(dan, "r"), Approved("r"), Merged("q", "p"), Merged("p", "r")];
        Assert.Equal(3, After(chain).Questions[new("r")].Supports);
        var undone = After([.. chain, Unmerged("p")]);
        Assert.Equal((0, 3), (undone.Questions[new("r")].Supports, undone.Questions[new("p")].Supports));
    }

    [Fact]
    public void When_the_first_asker_withdraws_the_others_ask_on()
    {
        var meeting = Given([.. Two, Merged("q", "p")]).When(WithdrawBy(ann, "p")).Then(WithdrawnBy(ann, "p"));
        Assert.Equal((QuestionState.Approved, 2), (State(meeting, "q"), meeting.Questions[new("q")].Supports));
        Assert.Equal(QuestionState.Approved, State(After([.. Two, Merged("q", "p"), Erased("p")]), "q"));
    }

    [Fact]
    public void An_erased_asker_is_no_longer_counted_and_a_replay_agrees()
    {
        var live = After([.. Two, Merged("q", "p"), Erased("q")]);
        var replayed = After([
            .. Two.Select(e => e is Asked { Question.Value: "q" } asked ? asked with { By = null, Text = null } : e),
            Merged("q", "p"),
            Erased("q"),
        ]);
        Assert.Equal(2, live.Questions[new("p")].Supports);
        Assert.Equal(Canonical.Of(live), Canonical.Of(replayed));
    }

    [Fact]
    public void Both_askers_see_it()
    {
        var meeting = After([.. Two, Merged("q", "p"), Staged("p"), HandedOver("p")]);
        var merged = Assert.Single(MineView.Of(meeting, bob.Id).Questions);
        Assert.Equal(
            ("merged", new MergedTarget(1, "handed-over"), LiftPromise.Deadline, "城管办", 3),
            (merged.State, merged.Into, merged.Due, merged.Unit, merged.Supports)
        );
        Assert.Equal(1, Assert.Single(MineView.Of(meeting, ann.Id).Questions).Joined);
        Assert.Equal(["p", "q"], MineView.Of(meeting, chen.Id).Supported);
        Assert.Contains("p", MineView.Of(meeting, bob.Id).Supported);
    }

    [Fact]
    public void The_note_of_a_refusal_stays_with_whoever_it_was_written_to()
    {
        var meeting = After([.. Two, Merged("q", "p"), Refused("p", RefusalReason.Other, "写给安的话")]);
        var merged = Assert.Single(MineView.Of(meeting, bob.Id).Questions);
        Assert.Equal(("other", null), (merged.Reason, merged.ReasonNote));
    }

    [Fact]
    public void A_receipt_follows_the_question_to_its_outcome()
    {
        var meeting = After([.. Two, Merged("q", "p"), Staged("p"), Answered("p")]);
        var merged = Assert.IsType<ReceiptView.OfQuestion>(
            ReceiptView.Of(meeting, meeting.Questions[new("q")], new(2025, 8, 15))
        );
        Assert.Equal(["asked", "approved", "merged", "staged", "answered"], merged.Steps.Select(s => s.Kind));
        Assert.Equal(1, merged.Steps[2].Number);
        var stands = Assert.IsType<ReceiptView.OfQuestion>(
            ReceiptView.Of(meeting, meeting.Questions[new("p")], new(2025, 8, 15))
        );
        Assert.Equal(["asked", "approved", "joined", "staged", "answered"], stands.Steps.Select(s => s.Kind));
    }

    [Fact]
    public void The_ledger_names_what_was_merged_and_counts_it_apart()
    {
        var meeting = After([.. Two, Merged("q", "p"), Answered("p")]);
        var minutes = Minutes.From(meeting, "hash");
        Assert.Equal([2], Assert.Single(minutes.Questions).Joined);
        Assert.Equal((2, 1, 1), (minutes.Figures.Questions, minutes.Figures.Answered, minutes.Figures.MergedCount));
        var view = PublicView.Of(meeting);
        Assert.Equal((2, 1, 1), (view.Asked.Total, view.Asked.Merged, Assert.Single(view.Questions).Joined));
    }

    private static QuestionState State(Meeting meeting, string question) => meeting.Questions[new(question)].State;
}
