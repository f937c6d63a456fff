using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Web.Prints;

/// <summary>What is printed before a meeting.</summary>
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
            Documents.Poster.UsualSteps,
            meeting.LastAt
        );
    }

    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static byte[] Pdf(Poster poster, FontBook fonts)
    {
        using var bytes = new MemoryStream();
        PosterPdf.Write(bytes, poster, fonts);
        return bytes.ToArray();
    }
}
