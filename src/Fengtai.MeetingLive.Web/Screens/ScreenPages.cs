using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fengtai.MeetingLive.Web.Screens;

/// <summary>
/// The big screen: a static page whose script fetches each scene as a fragment when it changes. It is made of
/// <see cref="ScreenView"/> alone, so nothing private can reach it.
/// </summary>
public static class ScreenPages
{
    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/screen/{code}", PageAsync);
        app.MapGet("/screen/{code}/scene", SceneAsync);
        app.MapGet("/fonts/title.ttf", TitleFont);
    }

    private static async Task<Results<RazorComponentResult<ScreenPage>, NotFound>> PageAsync(
        string code,
        string? theme,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        PublicAddress address,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await sessions.FindAsync(code, cancel) is not { } door)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ScreenPage>(
            new
            {
                Picture = Take(door, address.Base(http.Request), clock),
                store.Epoch,
                // LED walls and dark halls want ink; anything else is paper.
                Theme = theme == "ink" ? "ink" : "paper",
            }
        );
    }

    private static async Task<Results<RazorComponentResult<SceneView>, NotFound>> SceneAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        PublicAddress address,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await sessions.FindAsync(code, cancel) is not { } door)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SceneView>(new { Picture = Take(door, address.Base(http.Request), clock) });
    }

    /// <summary>
    /// The bundled 宋体 bold, cut to the 8,105 standard characters: every hall's computer shows the same letters. Fetched
    /// once, then kept; without it the computer's own 宋体 stands in.
    /// </summary>
    private static IResult TitleFont(HttpContext http, MinutesDocuments documents)
    {
        if (documents.TitleFont is not { Exists: true } file)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.File(file.FullName, "font/ttf", lastModified: new DateTimeOffset(file.LastWriteTimeUtc));
    }

    private static ScenePicture Take(Door door, string address, TimeProvider clock)
    {
        var (meeting, head) = door.Session.Recorded;
        var code = meeting.Plan.Venues.FirstOrDefault(venue => venue.Id == door.Venue)?.Code ?? meeting.Plan.Code;
        // After the closing the QR leads to what became of it all.
        var path = meeting.Phase == Phase.Closed ? $"/p/{code}" : $"/m/{code}";
        return new ScenePicture(ScreenView.Of(meeting), address + path, head[..16], clock.GetUtcNow());
    }
}
