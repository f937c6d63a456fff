using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>What became of the code or ticket that a phone came with.</summary>
/// <param name="Refused">Its code, such as hall.expired or ticket.taken; null: admitted.</param>
/// <param name="Message">The same in the phone's language.</param>
/// <param name="Ticket">The ticket it is about, where it is known.</param>
public sealed record EntryOutcome(string? Refused, string? Message = null, Ticket? Ticket = null);

/// <summary>
/// The door of a meeting whose entry is a setting: looks at what the address brings (<c>k</c> the hall's code, <c>t</c> a
/// ticket) and admits the device. Neither is logged or given back to the page.
/// </summary>
public sealed class EntryDesk(ResidentActions actions, HallCodes codes, TicketThrottle throttle, Pseudonyms pseudonyms)
{
    /// <summary>Names in the address; the client takes them out of it after the page has come.</summary>
    public const string HallKey = "k";
    public const string TicketKey = "t";

    /// <summary>Null when the phone brought nothing that this meeting asks for.</summary>
    public async Task<EntryOutcome?> AdmitAsync(HttpContext http, Door door, string device)
    {
        var meeting = door.Session.Current;
        var (hall, ticket) = (Take(http, HallKey), Take(http, TicketKey));
        // A page fetched in advance is no visit: it must not use a ticket up.
        if (IsAhead(http.Request) || meeting.Phase == Phase.Closed)
            return null;
        return meeting.Plan.Entry switch
        {
            EntryRule.Hall when hall is { } code => await HallAsync(door, device, code),
            EntryRule.Ticket when ticket is { } code => await TicketAsync(door, device, code),
            _ => null,
        };
    }

    private async Task<EntryOutcome> HallAsync(Door door, string device, string code)
    {
        var meeting = door.Session.Current;
        // Opened again from the history: what once admitted goes on admitting this phone.
        if (Admission.Of(meeting, pseudonyms.Actor(meeting.Id, device)) is not null)
            return new EntryOutcome(null);
        var venue = meeting.Plan.Venue(door.Venue);
        if (venue is not { Online: false } || !codes.Admits(meeting, venue.Id, TicketOffice.Tidy(code)))
            return Refusal(actions.Refuse(door, "hall.expired"));
        // Not cancelled with the request: the phone may not wait, the admission counts.
        return Refusal(await actions.EnterHallAsync(door, device, CancellationToken.None));
    }

    private async Task<EntryOutcome> TicketAsync(Door door, string device, string typed)
    {
        var code = TicketOffice.Tidy(typed);
        var hash = Pseudonyms.HashOfTicket(code);
        var meeting = door.Session.Current;
        // One's own ticket again is no guess.
        if (meeting.Tickets.Of(pseudonyms.Actor(meeting.Id, device)) is { } own && own.Hash == hash)
            return new EntryOutcome(null, Ticket: own);
        if (!throttle.Admit(device))
            return Refusal(actions.Refuse(door, "ticket.too-fast"));
        var reply = await actions.BindTicketAsync(door, device, code, CancellationToken.None);
        return Refusal(reply) with { Ticket = door.Session.Current.Tickets.Find(hash) };
    }

    private static EntryOutcome Refusal(Reply reply) =>
        reply.Ok ? new EntryOutcome(null) : new EntryOutcome(reply.Code, reply.Message);

    /// <summary>Reads it and takes it out: nothing that comes after (a form's own address among it) may write it again.</summary>
    private static string? Take(HttpContext http, string name)
    {
        var request = http.Request;
        if (request.Query[name].ToString() is not { Length: > 0 } value)
            return null;
        // Until the client has taken it out of the address too, that goes to nobody, our own pages included.
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        request.QueryString = QueryString.Create(
            request.Query.Where(field => !string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
        );
        return value;
    }

    private static bool IsAhead(HttpRequest request) =>
        request.Headers["Sec-Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase)
        || request.Headers["Purpose"].ToString().Contains("prefetch", StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Ten tickets tried at once and one every 30 seconds after that, for one device. Beyond it nothing is looked up. What
/// keeps a whole crowd of devices from guessing is the code's 60 bits.
/// </summary>
public sealed class TicketThrottle(TimeProvider clock)
{
    public const double Burst = 10;
    public const double PerSecond = 1 / 30.0;

    private readonly DeviceThrottle tries = new(clock, Burst, PerSecond);

    public bool Admit(string device) => tries.Admit(device);
}
