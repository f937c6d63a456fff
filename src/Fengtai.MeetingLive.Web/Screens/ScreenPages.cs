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
    /// <summary>More of a mistyped code is not shown again.</summary>
    private const int CodeMost = 16;

    public static void MapScreens(this IEndpointRouteBuilder app)
    {
        app.MapGet("/screen/{code}", PageAsync);
        app.MapGet("/screen/{code}/scene", SceneAsync);
        app.MapGet("/screen-preview", Preview);
        app.MapGet("/fonts/title.ttf", TitleFont);
    }

    private static async Task<IResult> PageAsync(
        string code,
        string? theme,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        PublicAddress address,
        ScreenDoor screens,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        http.Response.Headers.CacheControl = "no-store";
        if (http.Request.Query.ContainsKey(ScreenDoor.Key))
            http.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (await sessions.FindAsync(code, cancel) is not { } door)
        {
            var shown = code.Length > CodeMost ? code[..CodeMost] : code;
            return new RazorComponentResult<NoSuchScreen>(new { Code = shown })
            {
                StatusCode = StatusCodes.Status404NotFound,
            };
        }

        screens.Remember(http, door);
        return new RazorComponentResult<ScreenPage>(
            new
            {
                Picture = Take(door, http, address, screens, clock),
                store.Epoch,
                // LED walls and dark halls want ink; anything else is paper.
                Theme = theme == "ink" ? "ink" : "paper",
            }
        );
    }

    /// <summary>An empty picture of the hall for our own pages to fill; nobody else may frame it.</summary>
    private static IResult Preview(HttpContext http)
    {
        var policy = http.Response.Headers.ContentSecurityPolicy.ToString();
        http.Response.Headers.ContentSecurityPolicy = policy.Replace(
            "frame-ancestors 'none'",
            "frame-ancestors 'self'",
            StringComparison.Ordinal
        );
        return new RazorComponentResult<PreviewPage>();
    }

    private static async Task<IResult> SceneAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        PublicAddress address,
        ScreenDoor screens,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        if (await sessions.FindAsync(code, cancel) is not { } door)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<SceneView>(new { Picture = Take(door, http, address, screens, clock) });
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

    private static ScenePicture Take(
        Door door,
        HttpContext http,
        PublicAddress address,
        ScreenDoor screens,
        TimeProvider clock
    )
    {
        var (meeting, head) = door.Session.Recorded;
        var view = ScreenView.At(meeting, door.Venue);
        var (query, again) = screens.Of(http, door);
        // After the closing the QR leads to what became of it all.
        var path = meeting.Phase == Phase.Closed ? $"/p/{view.Head.Code}" : $"/m/{view.Head.Code}";
        return new ScenePicture(view, address.Base(http.Request) + path + query, head[..16], clock.GetUtcNow())
        {
            Again = again,
            Entry = meeting.Plan.Entry,
        };
    }
}
