namespace Fengtai.MeetingLive.Core.Tests;

public sealed class CourseTests : Story
{
    [Fact]
    public void A_meeting_is_announced_by_its_own_street()
    {
        var meeting = GivenNothing.When(Announce(Plan)).Then(Announced(Plan));
        Assert.Equal(Phase.Preparing, meeting.Phase);
        Assert.Equal(["overall", "conduct"], meeting.Rounds.Values.OrderBy(r => r.Number).Select(r => r.Id.Value));
        GivenNothing.When(Announce(Plan with { Street = Elsewhere })).ThenRefused(Rejection.OtherStreet);
    }

    [Fact]
    public void A_meeting_is_announced_once() =>
        Given().When(Announce(Plan) with { Id = new("again") }).ThenRefused(Rejection.MeetingAlreadyAnnounced);

    [Fact]
    public void An_announcement_sent_again_gets_its_first_reply() => Given().When(Announce(Plan)).ThenNothing();

    [Fact]
    public void What_was_promised_before_stands_on_the_timetable_from_the_start()
    {
        var old = HandedOver("q", "old").Commitment with { Question = null };
        Assert.Equal(old, After(Announced(Plan with { Commitments = [old] })).Timetable[new("old")]);
    }

    [Fact]
    public void Erased_response_plans_read_back_as_none() =>
        Assert.Empty(After(new Announced(new("announce"), administrator.Id, Now, Plan, default)).ResponsePlans);

    [Fact]
    public void A_meeting_opens_once()
    {
        Assert.Equal(Now, Given().When(Open()).Then(Opened).OpenedAt);
        Given(Opened).When(Open() with { Id = new("x") }).ThenRefused(Rejection.MeetingAlreadyOpen);
        Given(Opened, Closed).When(Open() with { Id = new("x") }).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void The_secretary_may_open_it_too() =>
        Given().When(Open(secretary)).Then(new MeetingOpened(new("open"), secretary.Id, Now));

    [Fact]
    public void Closing_shows_the_closing_figures()
    {
        var meeting = Given(Opened)
            .When(Close())
            .Then(Closed, Showing(new Scene(SceneKind.Closing), "close", secretary));
        Assert.Equal((Phase.Closed, (DateTimeOffset?)Now), (meeting.Phase, meeting.ClosedAt));
    }

    [Fact]
    public void Closing_closes_the_open_rounds_in_their_order_and_shows_the_hidden_one() =>
        Given(Opened, RoundOpened("conduct"), RoundOpened("overall"))
            .When(Close())
            .Then(
                RoundClosed("overall") with
                {
                    Id = new("close"),
                },
                RoundClosed("conduct") with
                {
                    Id = new("close"),
                },
                RoundShown("conduct", true) with
                {
                    Id = new("close"),
                },
                Closed,
                Showing(new Scene(SceneKind.Closing), "close", secretary)
            );

    [Fact]
    public void A_question_on_stage_must_have_its_outcome_before_closing() =>
        Given(Opened, AskedBy(ann, "q"), Approved("q"), Staged("q")).When(Close()).ThenRefused(Rejection.StageOccupied);

    [Fact]
    public void Only_a_running_meeting_can_be_closed()
    {
        Given().When(Close()).ThenRefused(Rejection.MeetingNotRunning);
        Given(Opened, Closed).When(Close("x")).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void A_part_of_the_agenda_starts_while_the_meeting_runs()
    {
        var meeting = Given(Opened, AgendaStarted("report")).When(Start("talk")).Then(AgendaStarted("talk"));
        Assert.Equal(new AgendaPosition(new("talk"), Now), meeting.Agenda);
        Given(Opened).When(Start("none")).ThenRefused(Rejection.AgendaItemUnknown);
        Given().When(Start("talk")).ThenRefused(Rejection.MeetingNotRunning);
    }

    [Fact]
    public void A_device_that_comes_in_is_counted_once()
    {
        Assert.Equal(Hall, Given().When(EnterBy(ann)).Then(EnteredBy(ann)).Present[ann.Id]);
        Given(EnteredBy(ann)).When(EnterBy(ann, "other-id")).ThenNothing();
        Given(EnteredBy(ann)).When(EnterBy(bob)).Then(EnteredBy(bob));
    }

    [Fact]
    public void After_closing_nobody_is_counted_any_more() =>
        Given(Opened, Closed).When(EnterBy(ann)).ThenRefused(Rejection.MeetingClosed);
}
