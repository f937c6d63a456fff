using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>The rules of tickets.</summary>
internal static class Ticketing
{
    public static Decision Decide(Meeting meeting, IssueTickets issue)
    {
        if (meeting.NotAccepting is { } rejection)
            return rejection;
        if (meeting.Plan.Entry != EntryRule.Ticket)
            return Rejection.TicketsNotUsed;
        if (meeting.Plan.Venue(issue.Venue) is not { Online: false })
            return Rejection.VenueUnknown;
        if (issue.Tickets.IsDefaultOrEmpty)
            return Rejection.TicketSeatEmpty;
        if (issue.Tickets.Length > IssueTickets.Most)
            return Rejection.TicketsTooMany(IssueTickets.Most);
        var (seats, hashes) = (
            new HashSet<string>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal)
        );
        foreach (var ticket in issue.Tickets)
        {
            if (Words.Tidy(ticket.Seat) != ticket.Seat || ticket.Seat.Length == 0)
                return Rejection.TicketSeatEmpty;
            if (ticket.Seat.Length > IssueTickets.SeatMost || Words.HasForbidden(ticket.Seat))
                return Rejection.TicketSeatUnclear(ticket.Seat);
            var again = !seats.Add(ticket.Seat) | !hashes.Add(ticket.Hash);
            if (
                again
                || meeting.Tickets.Find(issue.Venue, ticket.Seat) is not null
                || meeting.Tickets.Find(ticket.Hash) is not null
            )
                return Rejection.TicketSeatTwice(ticket.Seat);
        }

        return new TicketsIssued(issue.Id, issue.By.Id, issue.At, issue.Venue, issue.Tickets.Length, issue.Tickets);
    }

    public static Decision Decide(Meeting meeting, BindTicket bind)
    {
        if (meeting.NotAccepting is { } rejection)
            return rejection;
        if (meeting.Plan.Entry != EntryRule.Ticket)
            return Rejection.TicketsNotUsed;
        if (meeting.Tickets.Find(bind.Hash) is not { } ticket)
            return Rejection.TicketUnknown;
        // Scanned again by the same phone, which is the most usual thing to happen.
        if (ticket.Holder == bind.By.Id)
            return new Decision.Repeated(meeting.Version);
        if (ticket.Holder is not null)
            return Rejection.TicketTaken(ticket.Seat);
        // One device counts once: with a second ticket it would hold two places of the denominator.
        if (meeting.Tickets.Of(bind.By.Id) is { } held)
            return Rejection.TicketHeld(held.Seat);
        return new TicketBound(
            bind.Id,
            bind.By.Id,
            bind.At,
            new Origin(ticket.Venue, Channel.HallPhone, Entry.Ticket),
            bind.Hash
        );
    }

    public static Decision Decide(Meeting meeting, ReleaseTicket release)
    {
        if (meeting.NotAccepting is { } rejection)
            return rejection;
        if (meeting.Tickets.Find(release.Venue, release.Seat) is not { } ticket)
            return Rejection.TicketSeatUnknown(release.Seat);
        return ticket.Holder is null
            ? Rejection.TicketFree(release.Seat)
            : new TicketReleased(release.Id, release.By.Id, release.At, release.Venue, release.Seat);
    }

    public static Meeting Apply(Meeting meeting, TicketsIssued e) =>
        meeting with
        {
            Tickets = (e.Tickets.IsDefault ? [] : e.Tickets).Aggregate(
                meeting.Tickets,
                (book, made) => book.Put(Ticket.New(e.Venue, made))
            ),
        };

    public static Meeting Apply(Meeting meeting, TicketBound e)
    {
        if (e.By is not { } who || meeting.Tickets.Find(e.Hash) is null)
            return meeting;
        // What it rated before goes along with it to this ticket, and is no longer any other's.
        var book = meeting
            .Tickets.ByHash.Values.Where(other => other.Former.Contains(who))
            .Aggregate(meeting.Tickets, (all, other) => all.Put(other with { Former = other.Former.Remove(who) }));
        return meeting with
        {
            Tickets = book.Put(book.ByHash[e.Hash] with { Holder = who, Since = e.At }),
            Present = meeting.Present.SetItem(who, e.From),
        };
    }

    public static Meeting Apply(Meeting meeting, TicketReleased e)
    {
        if (meeting.Tickets.Find(e.Venue, e.Seat) is not { Holder: { } who } ticket)
            return meeting;
        var book = meeting.Tickets.Put(ticket with { Holder = null, Since = null, Former = [.. ticket.Former, who] });
        return meeting with
        {
            Tickets = book with { ByHolder = book.ByHolder.Remove(who) },
            // It goes on following, from outside.
            Present = meeting.Present.SetItem(who, new Origin(ticket.Venue, Channel.Mailbox, Entry.Online)),
        };
    }

    /// <summary>
    /// Devices whose rating or ballot with the same ticket this one replaces: a ticket counts once, though it changed phones.
    /// </summary>
    public static ImmutableArray<ActorId> Former(Meeting meeting, ResidentEvent e) =>
        e is { By: { } who, From.Entry: Entry.Ticket } && meeting.Tickets.Of(who) is { } ticket ? ticket.Former : [];
}
