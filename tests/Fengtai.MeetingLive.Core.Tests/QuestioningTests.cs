namespace Fengtai.MeetingLive.Core.Tests;

public sealed class QuestioningTests : Story
{
    private static readonly Scene QuestionScene = new(SceneKind.Question);

    [Fact]
    public void A_question_waits_and_is_numbered_in_order_of_arrival()
    {
        var meeting = Given(AskedBy(bob, "p")).When(AskBy(ann, "q")).Then(AskedBy(ann, "q"));
        var question = meeting.Questions[new("q")];
        Assert.Equal((2, QuestionState.Waiting, ann.Id), (question.Number, question.State, question.AskedBy));
    }

    [Fact]
    public void Before_the_opening_residents_may_ask_and_after_the_closing_not()
    {
        Given().When(AskBy(ann, "q")).Then(AskedBy(ann, "q"));
        Given(Opened, Closed).When(AskBy(ann, "q")).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void A_slip_is_entered_by_the_secretary_and_asked_by_nobody()
    {
        var ask = AskBy(secretary, "q") with { From = Slip, Group = Group.Elderly };
        var meeting = Given().When(ask).Then(SlipAsked("q") with { Group = Group.Elderly });
        Assert.Null(Only(meeting).AskedBy);
        Assert.Contains((secretary.Id, ask.Id), meeting.Seen.Keys);
    }

    [Fact]
    public void Text_and_name_are_tidied_and_an_empty_name_is_none()
    {
        var ask = AskBy(ann, "q", "  一行\r\n二行 \n") with { Name = " 王女士 " };
        Given().When(ask).Then(AskedBy(ann, "q", "一行\n二行") with { Name = "王女士" });
        Given().When(ask with { Name = "  " }).Then(AskedBy(ann, "q", "一行\n二行"));
    }

    [Fact]
    public void Numbers_of_phones_are_masked_before_anything_is_kept()
    {
        var ask = AskBy(ann, "q", "请打138-1234-5678，谢谢") with { Name = "王女士13812345678" };
        Given().When(ask).Then(AskedBy(ann, "q", "请打138-****-5678，谢谢") with { Name = "王女士138****5678" });
    }

    [Fact]
    public void A_question_says_something_that_may_be_said()
    {
        Given().When(AskBy(ann, "q", " \n ")).ThenRefused(Rejection.TextEmpty);
        Given().When(AskBy(ann, "q", new string('问', 501))).ThenRefused(Rejection.TextTooLong(500));
        Given().When(AskBy(ann, "q", "a\u202Eb")).ThenRefused(Rejection.TextForbiddenCharacters);
        Given().When(AskBy(ann, "q") with { Name = new string('王', 21) }).ThenRefused(Rejection.NameTooLong);
        Given().When(AskBy(ann, "q") with { Name = "王\u0007" }).ThenRefused(Rejection.TextForbiddenCharacters);
    }

    [Fact]
    public void A_topic_is_one_of_the_plan_or_a_part_of_one()
    {
        Given().When(AskBy(ann, "q", topic: "养老服务")).Then(AskedBy(ann, "q", topic: "养老服务"));
        Given().When(AskBy(ann, "q", topic: "停车")).Then(AskedBy(ann, "q", topic: "停车"));
        Given().When(AskBy(ann, "q", topic: "别的")).ThenRefused(Rejection.TopicUnknown);
        Given(AskedBy(ann, "q")).When(ChangeTopic("q", "别的")).ThenRefused(Rejection.TopicUnknown);
    }

    [Fact]
    public void A_question_with_an_id_that_is_taken_is_refused() =>
        Given(AskedBy(ann, "q")).When(AskBy(bob, "q") with { Id = new("x") }).ThenRefused(Rejection.QuestionIdTaken);

    [Fact]
    public void In_a_load_test_questions_are_shown_before_approval() =>
        Given(Announced(Plan with { ShowFirst = true }))
            .When(AskBy(ann, "q"))
            .Then(AskedBy(ann, "q"), Approved("q") with { Id = new("ask-q"), By = new("system") });

    [Fact]
    public void A_supporter_counts_once()
    {
        var meeting = Given(AskedBy(ann, "q"), Approved("q"), SupportedBy(chen, "q"))
            .When(SupportBy(bob, "q"))
            .Then(SupportedBy(bob, "q"));
        Assert.Equal(2, Only(meeting).Supports);
        Given(AskedBy(ann, "q"), Approved("q"), SupportedBy(bob, "q"))
            .When(SupportBy(bob, "q", "another-id"))
            .ThenNothing();
    }

    [Fact]
    public void Whoever_asked_does_not_support_it() =>
        Given(AskedBy(ann, "q"), Approved("q")).When(SupportBy(ann, "q")).ThenRefused(Rejection.QuestionOwn);

    [Fact]
    public void What_is_not_public_answers_like_what_does_not_exist()
    {
        Past[] hidden =
        [
            Given(),
            Given(AskedBy(ann, "q")),
            Given(AskedBy(ann, "q"), Refused("q")),
            Given(AskedBy(ann, "q"), WithdrawnBy(ann, "q")),
            Given(AskedBy(ann, "q"), Approved("q"), Erased("q")),
        ];
        foreach (var past in hidden)
        {
            past.When(SupportBy(bob, "q")).ThenRefused(Rejection.QuestionUnknown);
            past.When(WithdrawBy(bob, "q")).ThenRefused(Rejection.QuestionUnknown);
        }
    }

    [Fact]
    public void A_question_on_stage_may_be_supported_and_a_settled_one_not()
    {
        MeetingEvent[] staged = [Opened, AskedBy(ann, "q"), Approved("q"), Staged("q")];
        Given(staged).When(SupportBy(bob, "q")).Then(SupportedBy(bob, "q"));
        Given([.. staged, Answered("q")]).When(SupportBy(bob, "q")).ThenRefused(Rejection.QuestionSettled);
        Given([.. staged, HandedOver("q")]).When(SupportBy(bob, "q")).ThenRefused(Rejection.QuestionSettled);
    }

    [Fact]
    public void Whoever_asked_may_withdraw_until_it_comes_on_stage()
    {
        var meeting = Given(AskedBy(ann, "q")).When(WithdrawBy(ann, "q")).Then(WithdrawnBy(ann, "q"));
        Assert.Equal(QuestionState.Withdrawn, Only(meeting).State);
        Given(AskedBy(ann, "q"), Approved("q")).When(WithdrawBy(ann, "q")).Then(WithdrawnBy(ann, "q"));
        Given(AskedBy(ann, "q"), WithdrawnBy(ann, "q")).When(WithdrawBy(ann, "q", "x")).ThenNothing();
        Given(AskedBy(ann, "q"), Refused("q")).When(WithdrawBy(ann, "q")).ThenRefused(Rejection.QuestionSettled);
        Given(Opened, AskedBy(ann, "q"), Approved("q"), Staged("q"))
            .When(WithdrawBy(ann, "q"))
            .ThenRefused(Rejection.QuestionOnStage);
        Given(AskedBy(ann, "q"), Approved("q")).When(WithdrawBy(bob, "q")).ThenRefused(Rejection.QuestionNotYours);
    }

    [Fact]
    public void A_slip_cannot_be_withdrawn_from_a_phone() =>
        Given(SlipAsked("q"), Approved("q")).When(WithdrawBy(ann, "q")).ThenRefused(Rejection.QuestionNotYours);

    [Fact]
    public void The_secretary_approves_what_waits()
    {
        Assert.True(Only(Given(AskedBy(ann, "q")).When(Approve("q")).Then(Approved("q"))).IsPublic);
        Given(AskedBy(ann, "q"), Refused("q")).When(Approve("q")).ThenRefused(Rejection.QuestionNotWaiting);
        Given(AskedBy(ann, "q"), WithdrawnBy(ann, "q")).When(Approve("q")).ThenRefused(Rejection.QuestionNotWaiting);
    }

    [Fact]
    public void A_question_is_refused_with_a_reason()
    {
        var meeting = Given(AskedBy(ann, "q"), Approved("q"))
            .When(Refuse("q", RefusalReason.Privacy))
            .Then(Refused("q", RefusalReason.Privacy));
        Assert.Equal((QuestionState.Refused, RefusalReason.Privacy), (Only(meeting).State, Only(meeting).Reason));
        Given(AskedBy(ann, "q"), WithdrawnBy(ann, "q")).When(Refuse("q")).ThenRefused(Rejection.QuestionNotWaiting);
    }

    [Fact]
    public void Another_reason_needs_a_note()
    {
        Given(AskedBy(ann, "q")).When(Refuse("q", RefusalReason.Other)).ThenRefused(Rejection.RefusalNeedsNote);
        Given(AskedBy(ann, "q")).When(Refuse("q", RefusalReason.Other, " ")).ThenRefused(Rejection.RefusalNeedsNote);
        Given(AskedBy(ann, "q"))
            .When(Refuse("q", RefusalReason.Other, " 已答复 "))
            .Then(Refused("q", RefusalReason.Other, "已答复"));
        Given(AskedBy(ann, "q")).When(Refuse("q", note: "a\u202Eb")).ThenRefused(Rejection.TextForbiddenCharacters);
    }

    [Fact]
    public void A_decision_is_taken_back()
    {
        foreach (var decided in new MeetingEvent[] { Approved("q"), Refused("q", RefusalReason.Other, "已答复") })
        {
            var meeting = Given(AskedBy(ann, "q"), decided).When(Reconsider("q")).Then(Reconsidered("q"));
            Assert.Equal(Canonical.Of(Only(After(AskedBy(ann, "q")))), Canonical.Of(Only(meeting)));
        }

        Given(AskedBy(ann, "q"), WithdrawnBy(ann, "q")).When(Reconsider("q")).ThenRefused(Rejection.QuestionSettled);
    }

    [Fact]
    public void A_topic_is_changed_and_taken_away()
    {
        Given(AskedBy(ann, "q")).When(ChangeTopic("q", "助浴")).Then(TopicChanged("q", "助浴"));
        Given(AskedBy(ann, "q", topic: "助浴")).When(ChangeTopic("q", null)).Then(TopicChanged("q", null));
        Given(AskedBy(ann, "q", topic: "助浴")).When(ChangeTopic("q", "助浴")).ThenNothing();
    }

    [Fact]
    public void One_question_at_a_time_comes_on_stage_and_on_the_screen()
    {
        MeetingEvent[] past = [Opened, AskedBy(ann, "q"), AskedBy(bob, "p"), Approved("q"), Approved("p")];
        var meeting = Given(past).When(PutOnStage("q")).Then(Staged("q"), Showing(QuestionScene, "stage-q"));
        Assert.Equal(new Stage(new("q"), Now), meeting.Stage);
        Given([.. past, Staged("q")]).When(PutOnStage("p")).ThenRefused(Rejection.StageOccupied);
        Given([.. past, Staged("q")]).When(PutOnStage("q", "x")).ThenNothing();
    }

    [Fact]
    public void Only_an_approved_question_comes_on_stage()
    {
        Given(Opened, AskedBy(ann, "q")).When(PutOnStage("q")).ThenRefused(Rejection.QuestionNotApproved);
        Given(Opened, AskedBy(ann, "q"), Refused("q")).When(PutOnStage("q")).ThenRefused(Rejection.QuestionNotApproved);
        Given(Opened, AskedBy(ann, "q"), Approved("q"), Erased("q"))
            .When(PutOnStage("q"))
            .ThenRefused(Rejection.QuestionNotApproved);
        Given(AskedBy(ann, "q"), Approved("q")).When(PutOnStage("q")).ThenRefused(Rejection.MeetingNotRunning);
    }

    [Fact]
    public void An_answer_frees_the_stage()
    {
        var meeting = Given(Opened, AskedBy(ann, "q"), Approved("q"), Staged("q"))
            .When(Answer("q", " 下月开工。 "))
            .Then(Answered("q"));
        Assert.Null(meeting.Stage);
        Assert.Equal((QuestionState.Answered, "下月开工。"), (Only(meeting).State, Only(meeting).Gist));
    }

    [Fact]
    public void An_answer_in_writing_leaves_the_stage_to_the_other()
    {
        MeetingEvent[] past = [Opened, AskedBy(ann, "q"), AskedBy(bob, "p"), Approved("q"), Approved("p"), Staged("q")];
        Assert.Equal("q", Given(past).When(Answer("p")).Then(Answered("p")).Stage?.Question.Value);
    }

    [Fact]
    public void An_answer_says_something_about_an_approved_question()
    {
        MeetingEvent[] staged = [Opened, AskedBy(ann, "q"), Approved("q"), Staged("q")];
        Given(staged).When(Answer("q", " ")).ThenRefused(Rejection.GistEmpty);
        Given(staged).When(Answer("q", new string('答', 501))).ThenRefused(Rejection.TextTooLong(500));
        Given(staged).When(Answer("q", "a\u2066b")).ThenRefused(Rejection.TextForbiddenCharacters);
        Given(Opened, AskedBy(ann, "q")).When(Answer("q")).ThenRefused(Rejection.QuestionNotApproved);
        Given(AskedBy(ann, "q"), Approved("q")).When(Answer("q")).ThenRefused(Rejection.MeetingNotRunning);
    }

    [Fact]
    public void Erasing_forgets_who_and_what_and_keeps_the_counts()
    {
        var meeting = Given(
                AskedBy(ann, "q") with
                {
                    Name = "王女士",
                },
                Approved("q"),
                SupportedBy(bob, "q"),
                Refused("q", RefusalReason.Other, "已答复")
            )
            .When(Erase("q"))
            .Then(Erased("q"));
        var question = Only(meeting);
        Assert.Equal((null, null, null, null), (question.AskedBy, question.Text, question.Name, question.ReasonNote));
        Assert.Equal((1, QuestionState.Refused), (question.Supports, question.State));
        Assert.DoesNotContain(meeting.Seen.Keys, key => key.By == ann.Id);
    }

    [Fact]
    public void A_question_is_erased_once_and_not_on_stage_and_also_after_the_meeting()
    {
        Given(AskedBy(ann, "q"), Erased("q")).When(Erase("q", "x")).ThenNothing();
        Given(Opened, AskedBy(ann, "q"), Approved("q"), Staged("q"))
            .When(Erase("q"))
            .ThenRefused(Rejection.QuestionOnStage);
        Given(Opened, AskedBy(ann, "q"), Closed).When(Erase("q")).Then(Erased("q"));
    }

    [Fact]
    public void A_replay_without_the_erased_parts_gives_the_same_meeting()
    {
        var asked = AskedBy(ann, "q") with { Name = "王女士" };
        var refused = Refused("q", RefusalReason.Other, "已答复");
        var live = After(asked, AskedBy(bob, "p"), refused, Erased("q"));
        var replayed = After(
            asked with
            {
                By = null,
                Text = null,
                Name = null,
            },
            AskedBy(bob, "p"),
            refused with
            {
                Note = null,
            },
            Erased("q")
        );
        Assert.Equal(Canonical.Of(live), Canonical.Of(replayed));
    }
}
