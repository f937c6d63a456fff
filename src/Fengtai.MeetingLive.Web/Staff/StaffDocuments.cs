using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Public;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>The documents of a meeting; <see cref="Access.StaffDoor"/> stands before everything under /desk.</summary>
public static class StaffDocuments
{
    public static void MapStaffDocuments(this IEndpointRouteBuilder app) =>
        app.MapGet(
            "/desk/{code}/minutes.pdf",
            async (
                string code,
                HttpContext http,
                MeetingSessions sessions,
                MinutesDocuments documents,
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
                return Results.Bytes(documents.Pdf(recorded), "application/pdf");
            }
        );
}
