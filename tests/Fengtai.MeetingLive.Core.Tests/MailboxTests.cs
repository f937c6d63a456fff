using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>线上意见箱: from the announcement on, the same link takes questions.</summary>
public sealed class MailboxTests : Story
{
    private static readonly MeetingPlan InDays = Plan with { Date = new DateOnly(2025, 8, 20) };
    private static readonly Origin Mailbox = new(new("main"), Channel.Mailbox, Entry.Online);

    [Fact]
    public void Before_the_day_a_question_comes_by_the_mailbox_whatever_the_phone_says() =>
        Given(Revised(InDays)).When(AskBy(ann, "q1")).Then(AskedBy(ann, "q1") with { From = Mailbox });

    [Fact]
    public void On_the_day_it_comes_from_the_hall_though_the_meeting_is_not_open_yet() =>
        Given().When(AskBy(ann, "q1")).Then(AskedBy(ann, "q1"));

    [Fact]
    public void The_day_begins_at_midnight_in_Beijing()
    {
        // 2025-08-19 15:59 UTC is 23:59 of the 19th in Beijing.
        var last = new DateTimeOffset(2025, 8, 19, 15, 59, 0, TimeSpan.Zero);
        Given(Revised(InDays)).When(EnterBy(ann) with { At = last }).ThenNothing();
        var first = last.AddMinutes(1);
        Given(Revised(InDays))
            .When(EnterBy(ann) with { At = first })
            .Then(new Entered(new("enter"), ann.Id, first, Hall));
    }

    [Fact]
    public void Who_only_asked_before_the_day_is_in_no_denominator()
    {
        var asked = Given(Revised(InDays)).When(AskBy(ann, "q1")).Then(AskedBy(ann, "q1") with { From = Mailbox });
        Assert.Equal(0, Denominators.Of(asked).Present);
        Assert.Empty(asked.Present);
    }

    [Fact]
    public void A_ticket_can_be_bound_at_home()
    {
        var plan = InDays with { Entry = EntryRule.Ticket };
        var issued = new TicketsIssued(new("issue"), secretary.Id, Now, new("main"), 1, [new NewTicket("A1", "hash")]);
        var bound = Given(Revised(plan), issued).When(new BindTicket(new("bind"), ann, Now, Hall, "hash")).Decision;
        Assert.IsType<Decision.Accepted>(bound);
    }

    [Fact]
    public void It_waits_to_be_read_like_any_other_and_can_be_supported_before_the_day()
    {
        var meeting = Given(AskedBy(ann, "q1") with { From = Mailbox }).When(Approve("q1")).Then(Approved("q1"));
        Assert.Contains(ResidentView.Of(meeting), item => item is { Section: "board", Key: "q1" });
    }
}
