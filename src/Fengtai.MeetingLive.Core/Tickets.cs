using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>A ticket as it is issued: the seat, and SHA-256 of its code; the code itself is made again from the server's key.</summary>
/// <param name="Seat">As it is printed, such as C排12座; unique within its venue.</param>
public sealed record NewTicket(string Seat, string Hash);

/// <summary>A ticket and who uses it.</summary>
/// <param name="Holder">The one device that it admits; null while it is free.</param>
/// <param name="Since">When it was bound, by the minute.</param>
/// <param name="Former">Devices that it was taken from again; what they rated goes over to whoever holds it next.</param>
public sealed record Ticket(
    VenueId Venue,
    string Seat,
    string Hash,
    ActorId? Holder,
    DateTimeOffset? Since,
    ImmutableArray<ActorId> Former
)
{
    public static Ticket New(VenueId venue, NewTicket made) => new(venue, made.Seat, made.Hash, null, null, []);
}

/// <summary>Issues tickets for a venue's seats, also in several goes; a seat is issued once.</summary>
public sealed record IssueTickets(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    VenueId Venue,
    ImmutableArray<NewTicket> Tickets
) : MeetingCommand(Id, By, At)
{
    /// <summary>Per command; a hall has a few hundred seats.</summary>
    public const int Most = 2_000;

    public const int SeatMost = 20;

    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

/// <summary>This device comes with a ticket's code, of which <paramref name="Hash"/> is the SHA-256.</summary>
public sealed record BindTicket(CommandId Id, Actor By, DateTimeOffset At, Origin From, string Hash)
    : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident;
}

/// <summary>The phone that used this seat's ticket is let go; the next that scans it binds it.</summary>
public sealed record ReleaseTicket(CommandId Id, Actor By, DateTimeOffset At, VenueId Venue, string Seat)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Issued. The hashes are not published: of short codes they could be guessed at leisure.</summary>
/// <param name="Count">How many; the denominator anyone may check.</param>
public sealed record TicketsIssued(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    VenueId Venue,
    int Count,
    [property: Private] ImmutableArray<NewTicket> Tickets
) : StaffEvent(Id, By, At);

/// <summary>The first phone has it; it is present from now on. Which seat is not published.</summary>
public sealed record TicketBound(
    CommandId Id,
    ActorId? By,
    DateTimeOffset At,
    Origin From,
    [property: Private] string Hash
) : ResidentEvent(Id, By, At, From);

public sealed record TicketReleased(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    VenueId Venue,
    [property: Private] string Seat
) : StaffEvent(Id, By, At);

/// <summary>How many tickets a venue has, and how many are in use: the denominator of a ticketed meeting.</summary>
public sealed record TicketCount(VenueId Venue, int Issued, int Bound);

/// <summary>A meeting's tickets: one seat, one ticket, one phone.</summary>
public sealed record TicketBook(
    ImmutableDictionary<string, Ticket> ByHash,
    ImmutableDictionary<(VenueId Venue, string Seat), string> BySeat,
    ImmutableDictionary<ActorId, string> ByHolder
)
{
    public static readonly TicketBook Empty = new(
        ImmutableDictionary<string, Ticket>.Empty,
        ImmutableDictionary<(VenueId, string), string>.Empty,
        ImmutableDictionary<ActorId, string>.Empty
    );

    public Ticket? Find(string hash) => ByHash.GetValueOrDefault(hash);

    public Ticket? Find(VenueId venue, string seat) =>
        BySeat.TryGetValue((venue, seat), out var hash) ? ByHash[hash] : null;

    /// <summary>The ticket that this device holds.</summary>
    public Ticket? Of(ActorId who) => ByHolder.TryGetValue(who, out var hash) ? ByHash[hash] : null;

    /// <summary>In the plan's order; venues without a ticket left out.</summary>
    public ImmutableArray<TicketCount> Count(MeetingPlan plan) =>
        [
            .. plan
                .Venues.GroupJoin(
                    ByHash.Values,
                    venue => venue.Id,
                    ticket => ticket.Venue,
                    (venue, tickets) => (venue.Id, All: tickets.ToArray())
                )
                .Where(venue => venue.All.Length > 0)
                .Select(venue => new TicketCount(
                    venue.Id,
                    venue.All.Length,
                    venue.All.Count(ticket => ticket.Holder is not null)
                )),
        ];

    internal TicketBook Put(Ticket ticket) =>
        new(
            ByHash.SetItem(ticket.Hash, ticket),
            BySeat.SetItem((ticket.Venue, ticket.Seat), ticket.Hash),
            ticket.Holder is { } holder ? ByHolder.SetItem(holder, ticket.Hash) : ByHolder
        );
}
