using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>The documents of a meeting; <see cref="StaffDoor"/> stands before everything under /desk.</summary>
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
                IStringLocalizer<StaffWords> words,
                ILoggerFactory logs,
                CancellationToken cancel
            ) =>
            {
                if (await sessions.FindAsync(code, cancel) is not { } door)
                    return Results.NotFound();
                var recorded = door.Session.Recorded;
                byte[] pdf;
                try
                {
                    pdf = documents.Pdf(recorded);
                }
                catch (FontMissingException e)
                {
                    logs.CreateLogger(typeof(StaffDocuments)).LogError(e, "The minutes cannot be made");
                    return StaffDoor.Page(
                        StatusCodes.Status503ServiceUnavailable,
                        words["document.font-missing"],
                        words["document.font-missing-why", e.File, e.Folder]
                    );
                }

                http.Response.Headers.CacheControl = "no-store";
                // Inline, so that the desk looks at it first; the name is for whoever saves it.
                http.Response.Headers.ContentDisposition =
                    $"inline; filename*=UTF-8''{Uri.EscapeDataString($"{recorded.Meeting.Plan.Title}纪要.pdf")}";
                return Results.Bytes(pdf, "application/pdf");
            }
        );
}
