using Fengtai.MeetingLive.Core.Views;
using FsCheck.Xunit;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>Entry by the hall's code and by ticket: who counts as being there.</summary>
public sealed class TicketTests : Story
{
    private static readonly MeetingPlan Ticketed = Plan with { Entry = EntryRule.Ticket };
    private static readonly MeetingPlan InHall = Plan with { Entry = EntryRule.Hall };
    private static readonly VenueId Main = new("main");
    private static readonly Origin Online = new(Main, Channel.Mailbox, Entry.Online);
    private static readonly Origin Seated = new(Main, Channel.HallPhone, Entry.Ticket);
    private static readonly Origin Link = new(Main, Channel.HallPhone, Entry.Open);

    [Fact]
    public void Tickets_are_issued_for_seats() =>
        Given(Announced(Ticketed)).When(Issue("C1", "C2")).Then(Issued("C1", "C2"));

    [Fact]
    public void A_seat_is_issued_once()
    {
        Given(Announced(Ticketed), Issued("C1"))
            .When(Issue("C2", "C1") with { Id = new("more") })
            .ThenRefused(Rejection.TicketSeatTwice("C1"));
        Given(Announced(Ticketed)).When(Issue("C1", "C1")).ThenRefused(Rejection.TicketSeatTwice("C1"));
    }

    [Fact]
    public void A_seat_needs_a_name_that_fits_on_a_ticket()
    {
        Given(Announced(Ticketed)).When(Issue("")).ThenRefused(Rejection.TicketSeatEmpty);
        Given(Announced(Ticketed)).When(Issue()).ThenRefused(Rejection.TicketSeatEmpty);
        var longSeat = new string('A', IssueTickets.SeatMost + 1);
        Given(Announced(Ticketed)).When(Issue(longSeat)).ThenRefused(Rejection.TicketSeatUnclear(longSeat));
    }

    [Fact]
    public void Tickets_are_for_a_hall_of_a_ticketed_meeting()
    {
        Given(Announced(Plan)).When(Issue("C1")).ThenRefused(Rejection.TicketsNotUsed);
        Given(Announced(Ticketed)).When(Issue("C1") with { Venue = new("none") }).ThenRefused(Rejection.VenueUnknown);
        Given(Announced(Ticketed), Opened, Closed).When(Issue("C1")).ThenRefused(Rejection.MeetingClosed);
    }

    [Fact]
    public void The_first_phone_has_the_ticket()
    {
        var meeting = Given(Announced(Ticketed), Issued("C1")).When(Bind(ann, "C1")).Then(Bound(ann, "C1"));

        Assert.Equal(Seated, meeting.Present[ann.Id]);
        Assert.Equal(new TicketCount(Main, 1, 1), Assert.Single(meeting.Tickets.Count(meeting.Plan)));
    }

    [Fact]
    public void The_same_phone_may_scan_its_ticket_again() =>
        Given(Announced(Ticketed), Issued("C1"), Bound(ann, "C1")).When(Bind(ann, "C1", "again")).ThenNothing();

    [Fact]
    public void A_second_phone_is_refused() =>
        Given(Announced(Ticketed), Issued("C1"), Bound(ann, "C1"))
            .When(Bind(bob, "C1"))
            .ThenRefused(Rejection.TicketTaken("C1"));

    [Fact]
    public void A_second_ticket_on_one_phone_is_refused() =>
        Given(Announced(Ticketed), Issued("C1", "C2"), Bound(ann, "C1"))
            .When(Bind(ann, "C2"))
            .ThenRefused(Rejection.TicketHeld("C1"));

    [Fact]
    public void A_ticket_that_was_never_issued_is_refused() =>
        Given(Announced(Ticketed), Issued("C1")).When(Bind(ann, "forged")).ThenRefused(Rejection.TicketUnknown);

    [Fact]
    public void After_closing_no_ticket_admits() =>
        Given(Announced(Ticketed), Issued("C1"), Opened, Closed)
            .When(Bind(ann, "C1"))
            .ThenRefused(Rejection.MeetingClosed);

    [Fact]
    public void Staff_release_a_ticket_and_the_next_phone_has_it()
    {
        var released = Given(Announced(Ticketed), Issued("C1"), Bound(ann, "C1"))
            .When(Release("C1"))
            .Then(Released("C1"));
        Assert.Equal(Online, released.Present[ann.Id]);

        new Past(released).When(Bind(bob, "C1")).Then(Bound(bob, "C1"));
    }

    [Fact]
    public void Only_a_ticket_in_use_is_released()
    {
        Given(Announced(Ticketed), Issued("C1")).When(Release("C1")).ThenRefused(Rejection.TicketFree("C1"));
        Given(Announced(Ticketed), Issued("C1")).When(Release("C9")).ThenRefused(Rejection.TicketSeatUnknown("C9"));
        Given(Announced(Ticketed), Issued("C1"), Bound(ann, "C1"))
            .When(Release("C1") with { By = presenter })
            .ThenRefused(Rejection.NotAllowed);
    }

    [Fact]
    public void A_ticket_that_changed_phones_counts_once_and_the_latest_counts()
    {
        var before = Given(
            Announced(Ticketed),
            Issued("C1"),
            Opened,
            RoundOpened("overall"),
            Bound(ann, "C1"),
            RatedBy(ann, "overall", 2) with
            {
                From = Seated,
            },
            Released("C1"),
            Bound(bob, "C1")
        );
        Assert.Equal(1, before.Meeting.Rounds[new("overall")].Tally.Total);

        var after = before.When(RateBy(bob, "overall", 5)).Then(RatedBy(bob, "overall", 5) with { From = Seated });

        Assert.Equal(new Tally(0, 0, 0, 0, 1), after.Rounds[new("overall")].Tally);
        Assert.Equal([bob.Id], after.Rounds[new("overall")].Latest.Keys);
        // The first phone is told why its rating no longer counts, and nobody else is told anything.
        Assert.Equal(["round/overall"], MineView.Of(after, ann.Id).Replaced);
        Assert.Empty(MineView.Of(before.Meeting, ann.Id).Replaced);
        Assert.Empty(MineView.Of(after, bob.Id).Replaced);
    }

    [Fact]
    public void A_phone_that_went_on_to_another_ticket_takes_its_rating_with_it()
    {
        var after = After(
            Announced(Ticketed),
            Issued("C1", "C2"),
            Opened,
            RoundOpened("overall"),
            Bound(ann, "C1"),
            RatedBy(ann, "overall", 2) with
            {
                From = Seated,
            },
            Released("C1"),
            Bound(ann, "C2"),
            Bound(bob, "C1"),
            RatedBy(bob, "overall", 5) with
            {
                From = Seated,
            }
        );

        Assert.Equal(new Tally(0, 1, 0, 0, 1), after.Rounds[new("overall")].Tally);
    }

    [Theory]
    [InlineData(EntryRule.Hall)]
    [InlineData(EntryRule.Ticket)]
    public void Who_was_not_admitted_may_follow_ask_and_rate_and_counts_as_online(EntryRule rule)
    {
        var past = Given(Announced(Plan with { Entry = rule }), Opened, RoundOpened("overall"));

        past.When(EnterBy(ann) with { From = Link }).Then(new Entered(new("enter"), ann.Id, Now, Online));
        past.When(RateBy(ann, "overall", 4)).Then(RatedBy(ann, "overall", 4) with { From = Online });
        past.When(AskBy(ann, "q1")).Then(AskedBy(ann, "q1") with { From = Online });
    }

    [Fact]
    public void Whoever_scanned_the_halls_code_counts_as_being_there()
    {
        var meeting = Given(Announced(InHall), Opened, RoundOpened("overall")).When(EnterBy(ann)).Then(EnteredBy(ann));

        new Past(meeting)
            .When(RateBy(ann, "overall", 4) with { From = Link })
            .Then(RatedBy(ann, "overall", 4) with { From = Hall });
    }

    [Fact]
    public void Who_followed_from_outside_and_scans_the_code_then_is_admitted_once()
    {
        var past = Given(Announced(InHall), new Entered(new("enter"), ann.Id, Now, Online));

        var admitted = past.When(EnterBy(ann, "hall")).Then(EnteredBy(ann) with { Id = new("hall") });

        Assert.Equal(Hall, Assert.Single(admitted.Present).Value);
        new Past(admitted).When(EnterBy(ann, "hall-again")).ThenNothing();
        new Past(admitted).When(EnterBy(ann, "link") with { From = Link }).ThenNothing();
    }

    [Fact]
    public void The_halls_code_admits_nobody_where_tickets_do() =>
        Given(Announced(Ticketed)).When(EnterBy(ann)).Then(new Entered(new("enter"), ann.Id, Now, Online));

    [Fact]
    public void A_slip_counts_where_the_secretary_says() =>
        Given(Announced(Ticketed), Opened).When(AskBy(secretary, "q1") with { From = Slip }).Then(SlipAsked("q1"));

    /// <summary>Each number is one act: phone, seat and what is done, in any order.</summary>
    [Property(MaxTest = 300)]
    public void A_seat_has_one_phone_a_phone_one_seat_and_no_seat_counts_twice(int[] acts)
    {
        Actor[] phones = [ann, bob, chen];
        string[] seats = ["C1", "C2"];
        var meeting = After(Announced(Ticketed), Issued(seats), Opened, RoundOpened("overall"));
        for (var i = 0; i < acts.Length; i++)
        {
            var act = Math.Abs((long)acts[i]);
            var (phone, seat) = (phones[act % 3], seats[act / 3 % 2]);
            MeetingCommand command = (act / 6 % 3) switch
            {
                0 => Bind(phone, seat, $"bind-{i}"),
                1 => Release(seat) with { Id = new($"release-{i}") },
                _ => RateBy(phone, "overall", (int)(act % 5) + 1, $"rate-{i}"),
            };
            if (meeting.Decide(command) is Decision.Accepted(var events))
                meeting = events.Aggregate(meeting, (state, e) => state.Apply(e));

            var held = meeting.Tickets.ByHash.Values.Where(ticket => ticket.Holder is not null).ToArray();
            Assert.Equal(held.Length, held.Select(ticket => ticket.Holder).Distinct().Count());
            Assert.Equal(
                held.ToDictionary(ticket => ticket.Holder!.Value, ticket => ticket.Hash),
                meeting.Tickets.ByHolder.ToDictionary()
            );
            var round = meeting.Rounds[new("overall")];
            Assert.Equal(round.Latest.Count, round.Tally.Total);
            Assert.Equal(round.Tally.Total, VenueFigures.Of(meeting, round).Sum(line => line.Tally.Total));
            var seated = round.Latest.Values.Count(rating => rating.From.Entry == Entry.Ticket);
            Assert.InRange(seated, 0, seats.Length);
        }
    }

    private static IssueTickets Issue(params string[] seats) =>
        new(new("issue"), secretary, Now, Main, [.. seats.Select(seat => new NewTicket(seat, HashOf(seat)))]);

    private static TicketsIssued Issued(params string[] seats) =>
        new(
            new("issue"),
            secretary.Id,
            Now,
            Main,
            seats.Length,
            [.. seats.Select(seat => new NewTicket(seat, HashOf(seat)))]
        );

    private static BindTicket Bind(Actor who, string seat, string? id = null) =>
        new(new(id ?? $"bind-{seat}"), who, Now, Link, HashOf(seat));

    private static TicketBound Bound(Actor who, string seat) =>
        new(new($"bind-{seat}"), who.Id, Now, Seated, HashOf(seat));

    private static ReleaseTicket Release(string seat) => new(new($"release-{seat}"), secretary, Now, Main, seat);

    private static TicketReleased Released(string seat) => new(new($"release-{seat}"), secretary.Id, Now, Main, seat);

    private static string HashOf(string seat) => Seals.Of("ticket", seat);
}
