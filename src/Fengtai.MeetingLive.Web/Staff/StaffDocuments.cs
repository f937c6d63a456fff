using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
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
                MinutesArchive archive,
                PublicAddress address,
                CancellationToken cancel
            ) =>
            {
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var recorded = door.Session.Recorded;
                var plan = recorded.Meeting.Plan;
                var result = PublicAddress.Of(address.Base(http.Request), plan);
                return await SendAsync(
                    http,
                    $"{plan.Title}纪要.{format}",
                    "document.font-missing",
                    () => archive.MakeAsync(format, recorded, result, cancel),
                    MinutesDocuments.MediaType(format)
                );
            }
        );
        // For the draft's preview; every version is another picture.
        app.MapGet(
            "/desk/{code}/minutes/{page:int}.png",
            async (
                string code,
                int page,
                HttpContext http,
                MeetingSessions sessions,
                PublishedMinutes published,
                PublicAddress address,
                CancellationToken cancel
            ) =>
            {
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var recorded = door.Session.Recorded;
                var plan = recorded.Meeting.Plan;
                return await SendAsync(
                    http,
                    $"{plan.Title}纪要{page}.png",
                    "document.font-missing",
                    async () =>
                    {
                        var result = PublicAddress.Of(address.Base(http.Request), plan);
                        var edition = await published.OfAsync(recorded, result, cancel);
                        return page >= 1 && page <= edition.Pages ? edition.Png(page) : [];
                    },
                    "image/png"
                );
            }
        );
        app.MapGet(
            "/desk/{code}/supplement-{number:int}.pdf",
            async (
                string code,
                int number,
                HttpContext http,
                MeetingSessions sessions,
                MinutesArchive archive,
                CancellationToken cancel
            ) =>
            {
                if (
                    await sessions.FindAsync(code, cancel) is not { } door
                    || door.Session.Current.Draft.Supplements.Length < number
                    || number < 1
                )
                    return Results.NotFound();
                var meeting = door.Session.Current;
                return await SendAsync(
                    http,
                    $"{meeting.Plan.Title}纪要补充{number}.pdf",
                    "document.font-missing",
                    async () => (await archive.SupplementAsync(meeting, number, cancel))!
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
                return await SendAsync(
                    http,
                    $"{poster.Title}入会海报{poster.Code}.pdf",
                    "document.poster-font-missing",
                    () => Task.FromResult(Printing.Pdf(poster, documents.Fonts()))
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
                NoticePaper? known = paper?.ToUpperInvariant() switch
                {
                    null or "A4" => NoticePaper.A4,
                    "A3" => NoticePaper.A3,
                    _ => null,
                };
                if (known is not { } size)
                    return Results.NotFound();
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var recorded = door.Session.Recorded;
                var notice = Printing.Notice(recorded, address.Base(http.Request));
                return await SendAsync(
                    http,
                    $"{recorded.Meeting.Plan.Title}公示{size}.pdf",
                    "document.notice-font-missing",
                    () => Task.FromResult(Printing.Pdf(notice, documents.Fonts(), size))
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
                return await SendAsync(
                    http,
                    $"{sheet.Title}座位票.pdf",
                    "document.tickets-font-missing",
                    () => Task.FromResult(Printing.Pdf(sheet, documents.Fonts()))
                );
            }
        );
    }

    /// <param name="sorry">Key of the title of the page that says why there is no document.</param>
    private static async Task<IResult> SendAsync(
        HttpContext http,
        string name,
        string sorry,
        Func<Task<byte[]>> make,
        string mediaType = "application/pdf"
    )
    {
        byte[] made;
        try
        {
            made = await make();
        }
        catch (Exception e) when (e is FontMissingException or SealBrokenException)
        {
            var services = http.RequestServices;
            var words = services.GetRequiredService<IStringLocalizer<StaffWords>>();
            services
                .GetRequiredService<ILoggerFactory>()
                .CreateLogger(typeof(StaffDocuments))
                .LogError(e, "The document cannot be made");
            return e is FontMissingException font
                ? StaffDoor.Page(
                    StatusCodes.Status503ServiceUnavailable,
                    words[sorry],
                    words["document.font-missing-why", font.File, font.Folder]
                )
                : StaffDoor.Page(
                    StatusCodes.Status503ServiceUnavailable,
                    words["document.damaged"],
                    words["document.damaged-why"]
                );
        }

        if (made.Length == 0)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        // Inline, so that the desk looks at it first; the name is for whoever saves it.
        http.Response.Headers.ContentDisposition = $"inline; filename*=UTF-8''{Uri.EscapeDataString(name)}";
        return Results.Bytes(made, mediaType);
    }
}
