using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Prints;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>The documents of a meeting; <see cref="StaffDoor"/> stands before everything under /desk.</summary>
public static class StaffDocuments
{
    public static void MapStaffDocuments(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/desk/{code}/minutes.{format:regex(^(" + string.Join('|', MinutesDocuments.Formats) + ")$)}",
            async (
                string code,
                string format,
                HttpContext http,
                MeetingSessions sessions,
                MinutesDocuments documents,
                PhotoStore photos,
                CancellationToken cancel
            ) =>
            {
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var recorded = door.Session.Recorded;
                var pictures = await photos.OfAsync(recorded.Meeting.Plan.Deck, cancel);
                return Send(
                    http,
                    $"{recorded.Meeting.Plan.Title}纪要.{format}",
                    "document.font-missing",
                    () => documents.Make(format, recorded, pictures),
                    MinutesDocuments.MediaType(format)
                );
            }
        );
        // The code is a venue's own, and so is the poster.
        app.MapGet(
            "/desk/{code}/poster.pdf",
            async (
                string code,
                HttpContext http,
                MeetingSessions sessions,
                MinutesDocuments documents,
                PublicAddress address,
                CancellationToken cancel
            ) =>
            {
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var poster = Printing.Poster(door.Session.Current, door.Venue, address.Base(http.Request));
                return Send(
                    http,
                    $"{poster.Title}入会海报{poster.Code}.pdf",
                    "document.poster-font-missing",
                    () => Printing.Pdf(poster, documents.Fonts())
                );
            }
        );
        app.MapGet(
            "/desk/{code}/notice.pdf",
            async (
                string code,
                string? paper,
                HttpContext http,
                MeetingSessions sessions,
                MinutesDocuments documents,
                PublicAddress address,
                CancellationToken cancel
            ) =>
            {
                var size = NoticePaper.A4;
                if (paper is not null && !Enum.TryParse(paper, ignoreCase: true, out size))
                    return Results.NotFound();
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var recorded = door.Session.Recorded;
                var notice = Printing.Notice(recorded, address.Base(http.Request));
                return Send(
                    http,
                    $"{recorded.Meeting.Plan.Title}公示{size}.pdf",
                    "document.notice-font-missing",
                    () => Printing.Pdf(notice, documents.Fonts(), size)
                );
            }
        );
        app.MapGet(
            "/desk/{code}/tickets.pdf",
            async (
                string code,
                HttpContext http,
                MeetingSessions sessions,
                MinutesDocuments documents,
                TicketOffice office,
                PublicAddress address,
                IStringLocalizer<StaffWords> words,
                CancellationToken cancel
            ) =>
            {
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                if (Printing.Tickets(door.Session.Current, office, address.Base(http.Request)) is not { } sheet)
                    return StaffDoor.Page(
                        StatusCodes.Status404NotFound,
                        words["document.tickets-none"],
                        words["document.tickets-none-why"]
                    );
                return Send(
                    http,
                    $"{sheet.Title}座位票.pdf",
                    "document.tickets-font-missing",
                    () => Printing.Pdf(sheet, documents.Fonts())
                );
            }
        );
    }

    /// <param name="sorry">Key of the title of the page that says why there is no document.</param>
    private static IResult Send(
        HttpContext http,
        string name,
        string sorry,
        Func<byte[]> make,
        string mediaType = "application/pdf"
    )
    {
        byte[] made;
        try
        {
            made = make();
        }
        catch (FontMissingException e)
        {
            var services = http.RequestServices;
            var words = services.GetRequiredService<IStringLocalizer<StaffWords>>();
            services
                .GetRequiredService<ILoggerFactory>()
                .CreateLogger(typeof(StaffDocuments))
                .LogError(e, "The document cannot be made");
            return StaffDoor.Page(
                StatusCodes.Status503ServiceUnavailable,
                words[sorry],
                words["document.font-missing-why", e.File, e.Folder]
            );
        }

        http.Response.Headers.CacheControl = "no-store";
        // Inline, so that the desk looks at it first; the name is for whoever saves it.
        http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        return Results.Bytes(made, mediaType);
    }
}
