using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Prints;

/// <summary>What is printed before a meeting and hung up after it.</summary>
public static class Printing
{
    /// <param name="address">What phones can open, without a slash at its end.</param>
    public static Poster Poster(Meeting meeting, VenueId at, string address)
    {
        var plan = meeting.Plan;
        var venue = plan.Venues.First(one => one.Id == at);
        return new Poster(
            plan.Title,
            // The plan's place is the main venue's; the others are known by their names.
            venue.Code == plan.Code
                ? plan.Place
                : venue.Name,
            plan.Date,
            string.Join('，', plan.Agenda.Take(2).Select(item => $"{item.StartsAt:HH\\:mm}{item.Title}")),
            venue.Code,
            $"{address}/m/{venue.Code}",
            $"{new Uri(address).Authority}/m",
            plan.Organiser,
            plan.Sample,
            Documents.Poster.StepsFor(plan.Entry),
            meeting.LastAt
        );
    }

    /// <summary>All seat tickets issued so far; null when there are none yet.</summary>
    /// <param name="address">What phones can open, without a slash at its end.</param>
    public static TicketSheet? Tickets(Meeting meeting, TicketOffice office, string address)
    {
        var plan = meeting.Plan;
        var rows = office.List(meeting, address);
        return rows.IsEmpty
            ? null
            : new TicketSheet(
                plan.Title,
                plan.ShortTitle,
                plan.Organiser,
                plan.Date,
                plan.Agenda.IsEmpty ? default : plan.Agenda[0].StartsAt,
                plan.Sample,
                [.. rows.Select(row => new PrintedTicket(row.Venue, row.Seat, row.Url, row.Code))],
                meeting.LastAt
            );
    }

    /// <summary>What hangs on the community's notice board: the promises and the ratings as they are now.</summary>
    /// <param name="address">What phones can open, without a slash at its end.</param>
    public static Notice Notice(Recorded recorded, string address) =>
        Documents.Notice.Of(Minutes.From(recorded.Meeting, recorded.Head), address, recorded.Meeting.LastAt);

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static byte[] Pdf(Notice notice, FontBook fonts, NoticePaper paper) =>
        Bytes(stream => NoticePdf.Write(stream, notice, fonts, paper));

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static byte[] Pdf(Poster poster, FontBook fonts) => Bytes(stream => PosterPdf.Write(stream, poster, fonts));

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static byte[] Pdf(TicketSheet tickets, FontBook fonts) =>
        Bytes(stream => TicketsPdf.Write(stream, tickets, fonts));

    private static byte[] Bytes(Action<Stream> write)
    {
        using var bytes = new MemoryStream();
        write(bytes);
        return bytes.ToArray();
    }
}
