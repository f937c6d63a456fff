using System.Globalization;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// The online audience: a page and its data that are the same for everybody, set no cookie and depend on none, so that
/// any cache can hand them out; half a million viewers cost this server one page every two seconds
/// (<c>live-cache.conf</c> beside this file is such a cache).
/// </summary>
public static class LivePages
{
    /// <summary>Fresh for two seconds; then a cache may hand out the old one while it fetches the new (RFC 5861).</summary>
    private const string Cached = "public, max-age=2, stale-while-revalidate=10";

    public static void MapLivePages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/live/{code}.json", DataAsync);
        app.MapGet("/live/{code}", PageAsync);
        app.MapGet("/record.schema.json", () => Results.Text(PublicRecord.Schema(), "application/schema+json"));
    }

    private static async Task<IResult> PageAsync(
        string code,
        string? lang,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        CancellationToken cancel
    )
    {
        // By the address alone: a cache does not look at cookies.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(
            lang == "en" ? "en" : "zh-CN"
        );
        Guard(http.Response);
        if (await sessions.FindAsync(code, cancel) is not { } door)
        {
            // Held for a moment too: a wrong link that half a million open must not reach this server each time.
            http.Response.Headers.CacheControl = Cached;
            return new RazorComponentResult<NoSuchMeeting> { StatusCode = StatusCodes.Status404NotFound };
        }

        var meeting = door.Session.Current;
        return Unchanged(http, $"{store.Epoch}-{meeting.Version}-{CultureInfo.CurrentUICulture.Name}")
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : new RazorComponentResult<LivePage>(new { View = LiveView.Of(meeting) });
    }

    /// <summary>All public sections as a phone gets them with its first <c>Show</c>; see wwwroot-assets/README.md.</summary>
    private static async Task<IResult> DataAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        ResidentBroadcaster broadcaster,
        CancellationToken cancel
    )
    {
        Guard(http.Response);
        // Read by pages of other sites too, such as the district's portal: it is public, and no cookie goes along.
        http.Response.Headers.AccessControlAllowOrigin = "*";
        if (await sessions.FindAsync(code, cancel) is not { } door)
        {
            http.Response.Headers.CacheControl = Cached;
            return TypedResults.NotFound();
        }

        var all = broadcaster.Catch(door.Session, epoch: null, version: null);
        return Unchanged(http, $"{all.Epoch}-{all.Version}")
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Json(all, EventJson.Options);
    }

    private static bool Unchanged(HttpContext http, string state)
    {
        // Weak, for the body may be compressed on the way.
        var tag = new EntityTagHeaderValue($"\"{state}-{BuildStamp.Version}\"", isWeak: true);
        http.Response.Headers.CacheControl = Cached;
        http.Response.GetTypedHeaders().ETag = tag;
        return http
            .Request.GetTypedHeaders()
            .IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Tag == "*");
    }

    private static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }
}
