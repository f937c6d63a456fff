using System.Collections.Immutable;
using System.Text;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>One ticket as it is printed. For staff only: whoever has the code can enter.</summary>
/// <param name="Code">As it is read aloud: H4T9-K2M7-Q8W3.</param>
/// <param name="Url">What the QR holds.</param>
public sealed record TicketRow(string Venue, string Seat, string Code, string Url);

/// <summary>
/// Tickets with their codes. A code is made from the server's key whenever it is needed, so tickets can be printed again;
/// neither the journal nor the database holds it.
/// </summary>
public sealed class TicketOffice(Pseudonyms pseudonyms)
{
    /// <summary>The command that issues tickets for these seats; Core judges the seats.</summary>
    public IssueTickets Issue(
        MeetingId meeting,
        CommandId id,
        Actor by,
        DateTimeOffset at,
        VenueId venue,
        IEnumerable<string> seats
    ) =>
        new(
            id,
            by,
            at,
            venue,
            [
                .. seats.Select(seat => new NewTicket(
                    seat,
                    Pseudonyms.HashOfTicket(pseudonyms.Ticket(meeting, venue, seat))
                )),
            ]
        );

    /// <summary>All tickets issued so far, by venue as in the plan, then by seat with numbers in their order.</summary>
    /// <param name="address">What phones can reach, without a slash at its end, such as https://baogao.example.cn.</param>
    public ImmutableArray<TicketRow> List(Meeting meeting, string address) =>
        [
            .. from venue in meeting.Plan.Venues
            from ticket in meeting
                .Tickets.ByHash.Values.Where(ticket => ticket.Venue == venue.Id)
                .OrderBy(
                    ticket => ticket.Seat,
                    StringComparer.Create(Seats, System.Globalization.CompareOptions.NumericOrdering)
                )
            let code = pseudonyms.Ticket(meeting.Id, venue.Id, ticket.Seat)
            // After a change of the server's key it would be the code of no ticket; better none than a wrong one.
            where Pseudonyms.HashOfTicket(code) == ticket.Hash
            select new TicketRow(
                venue.Name,
                ticket.Seat,
                string.Join('-', code.Chunk(4).Select(part => new string(part))),
                $"{address}/m/{venue.Code}?t={code}"
            ),
        ];

    /// <summary>A code as somebody typed it: any case, with or without dashes and blanks, O for 0, I and L for 1.</summary>
    public static string Tidy(string typed)
    {
        var code = new StringBuilder(Length);
        foreach (var c in typed.Length > TypedMost ? typed.AsSpan(0, TypedMost) : typed)
        {
            // A Chinese keyboard may give full-width letters: U+FF01 to U+FF5E are ASCII moved by 0xFEE0.
            var letter = char.ToUpperInvariant(c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c);
            if (char.IsAsciiLetterOrDigit(letter))
                code.Append(
                    letter switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        _ => letter,
                    }
                );
        }

        return code.ToString();
    }

    private const int Length = 12;
    private const int TypedMost = 40;
    private static readonly System.Globalization.CultureInfo Seats = System.Globalization.CultureInfo.InvariantCulture;
}
