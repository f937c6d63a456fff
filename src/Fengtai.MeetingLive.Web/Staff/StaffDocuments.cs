using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Prints;
using Fengtai.MeetingLive.Web.Public;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>The documents of a meeting; <see cref="Access.StaffDoor"/> stands before everything under /desk.</summary>
public static class StaffDocuments
{
    public static void MapStaffDocuments(this IEndpointRouteBuilder app)
    {
        app.MapPoster();
        app.MapGet(
            "/desk/{code}/minutes.pdf",
            async (
                string code,
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
                http.Response.Headers.CacheControl = "no-store";
                // Inline, so that the desk looks at it first; the name is for whoever saves it.
                http.Response.Headers.ContentDisposition =
                    $"inline; filename*=UTF-8''{Uri.EscapeDataString($"{recorded.Meeting.Plan.Title}纪要.pdf")}";
                var pictures = await photos.OfAsync(recorded.Meeting.Plan.Deck, cancel);
                return Results.Bytes(documents.Pdf(recorded, pictures), "application/pdf");
            }
        );
    }

    /// <summary>The code is a venue's own, and so is the poster.</summary>
    private static void MapPoster(this IEndpointRouteBuilder app) =>
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
                http.Response.Headers.CacheControl = "no-store";
                http.Response.Headers.ContentDisposition =
                    $"inline; filename*=UTF-8''{Uri.EscapeDataString($"{poster.Title}入会海报{poster.Code}.pdf")}";
                return Results.Bytes(Printing.Pdf(poster, documents.Fonts), "application/pdf");
            }
        );
}
