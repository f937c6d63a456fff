namespace Fengtai.MeetingLive.Core.Tests;

public sealed class CommitmentTests : Story
{
    private static readonly MeetingEvent[] OnStage = [Opened, AskedBy(ann, "q"), Approved("q"), Staged("q")];
    private static readonly DateOnly Day = new(2025, 8, 15);

    [Fact]
    public void What_is_promised_on_stage_is_listed_and_shown_at_once()
    {
        var meeting = Given(OnStage)
            .When(HandOver("q"))
            .Then(HandedOver("q"), Showing(new Scene(SceneKind.Timetable), "hand-q", secretary));
        Assert.Null(meeting.Stage);
        Assert.Equal((QuestionState.HandedOver, "c1"), (Only(meeting).State, Only(meeting).Commitment?.Value));
        var listed = HandedOver("q").Commitment with { ListedAt = Now };
        Assert.Equal(Canonical.Of(listed), Canonical.Of(meeting.Timetable[new("c1")]));
    }

    [Fact]
    public void What_is_handed_over_in_writing_does_not_disturb_the_hall() =>
        Given(Opened, AskedBy(ann, "q"), Approved("q")).When(HandOver("q")).Then(HandedOver("q"));

    [Fact]
    public void A_promise_is_tidied_and_its_steps_put_in_order()
    {
        var untidy = LiftPromise with
        {
            Title = " 加装电梯 ",
            Milestones = [LiftPromise.Milestones[1], LiftPromise.Milestones[0] with { Text = "入户调查\r\n" }],
        };
        Given(Opened, AskedBy(ann, "q"), Approved("q")).When(HandOver("q", untidy)).Then(HandedOver("q"));
    }

    [Fact]
    public void A_promise_names_what_who_and_when()
    {
        Refuses(LiftPromise with { Title = " " }, Rejection.FieldMissing("title"));
        Refuses(LiftPromise with { Lead = "" }, Rejection.FieldMissing("lead"));
        Refuses(LiftPromise with { Unit = "" }, Rejection.FieldMissing("unit"));
        Refuses(LiftPromise with { Owner = "" }, Rejection.FieldMissing("owner"));
        Refuses(LiftPromise with { Title = new string('梯', 61) }, Rejection.FieldTooLong("title", 60));
        Refuses(LiftPromise with { Owner = new string('张', 31) }, Rejection.FieldTooLong("owner", 30));
        Refuses(LiftPromise with { Unit = "城\u202E管" }, Rejection.TextForbiddenCharacters);
    }

    [Fact]
    public void A_deadline_lies_on_the_day_of_the_meeting_or_later()
    {
        Refuses(LiftPromise with { Deadline = Day.AddDays(-1), Milestones = [] }, Rejection.DeadlinePast);
        var today = LiftPromise with { Deadline = Day, Milestones = [] };
        Given(Opened, AskedBy(ann, "q"), Approved("q"))
            .When(HandOver("q", today))
            .Then(HandedOver("q", promise: today));
    }

    [Fact]
    public void A_step_says_something_and_lies_before_the_deadline()
    {
        Refuses(Steps(new Milestone(Day, " ")), Rejection.MilestoneEmpty);
        Refuses(Steps(new Milestone(Day, new string('步', 61))), Rejection.FieldTooLong("milestone", 60));
        Refuses(Steps(new Milestone(Day, "a\u0000")), Rejection.TextForbiddenCharacters);
        Refuses(Steps(new Milestone(LiftPromise.Deadline.AddDays(1), "迟")), Rejection.MilestoneAfterDeadline);
    }

    [Fact]
    public void Only_an_approved_question_of_a_running_meeting_is_handed_over()
    {
        Given(Opened, AskedBy(ann, "q")).When(HandOver("q")).ThenRefused(Rejection.QuestionNotApproved);
        Given(AskedBy(ann, "q"), Approved("q")).When(HandOver("q")).ThenRefused(Rejection.MeetingNotRunning);
        Given([.. OnStage, Answered("q")]).When(HandOver("q")).ThenRefused(Rejection.QuestionNotApproved);
    }

    [Fact]
    public void A_commitment_with_an_id_that_is_taken_is_refused() =>
        Given([.. OnStage, HandedOver("q"), AskedBy(bob, "p"), Approved("p")])
            .When(HandOver("p", commitment: "c1"))
            .ThenRefused(Rejection.CommitmentIdTaken);

    [Fact]
    public void A_sample_meeting_makes_sample_commitments()
    {
        var commitment = HandedOver("q").Commitment with { Sample = true };
        Given(Announced(Plan with { Sample = true }), Opened, AskedBy(ann, "q"), Approved("q"))
            .When(HandOver("q"))
            .Then(HandedOver("q") with { Commitment = commitment });
    }

    private static void Refuses(Promise promise, Rejection why) =>
        Given(OnStage).When(HandOver("q", promise)).ThenRefused(why);

    private static Promise Steps(params Milestone[] steps) => LiftPromise with { Milestones = [.. steps] };
}
