using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>A static page for everybody: what a meeting came to.</summary>
public static class PublicPages
{
    public static void MapPublicPages(this IEndpointRouteBuilder app) => app.MapGet("/p/{code}", ResultAsync);

    /// <summary>An address that leads nowhere gets a page in words; scripts that fetch get their bare 404.</summary>
    public static void UseNoSuchAddress(this IApplicationBuilder app) =>
        app.UseStatusCodePages(async missing =>
        {
            var http = missing.HttpContext;
            if (
                http.Response.StatusCode != StatusCodes.Status404NotFound
                || !HttpMethods.IsGet(http.Request.Method)
                || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            )
                return;
            Guard(http.Response);
            http.Response.Headers.CacheControl = "no-store";
            await new RazorComponentResult<NoSuchAddress>(new { Path = http.Request.Path.ToUriComponent() })
            {
                StatusCode = StatusCodes.Status404NotFound,
            }.ExecuteAsync(http);
        });

    private static async Task<IResult> ResultAsync(
        string code,
        HttpContext http,
        MeetingSessions sessions,
        MeetingStore store,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        Guard(http.Response);
        if (await sessions.FindAsync(code, cancel) is not { } door)
        {
            http.Response.Headers.CacheControl = "no-store";
            return new RazorComponentResult<NoSuchMeeting> { StatusCode = StatusCodes.Status404NotFound };
        }

        var (meeting, head) = door.Session.Recorded;
        var lang = CultureInfo.CurrentUICulture.Name;
        var weChat = MinutesPages.InWeChat(http.Request);
        var letters = LettersChoice.Of(http.Request);
        // With the day: what is late is late tomorrow by a day more, though nothing was journalled.
        var today = Days.Of(clock.GetUtcNow());
        // Weak, for the body may be compressed on the way; the epoch, because a restore sets versions back.
        var tag = new EntityTagHeaderValue(
            $"\"{store.Epoch}-{meeting.Version}-{today:yyyyMMdd}-{lang}-{letters:D}-{(weChat ? "w" : "")}-{BuildStamp.Version}\"",
            isWeak: true
        );
        http.Response.Headers.CacheControl = "public, max-age=5";
        http.Response.Headers.Append(HeaderNames.Vary, "Cookie, User-Agent");
        http.Response.GetTypedHeaders().ETag = tag;
        if (
            http
                .Request.GetTypedHeaders()
                .IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Tag == "*")
        )
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        return new RazorComponentResult<ResultPage>(
            new
            {
                View = PublicView.Of(meeting),
                Fingerprint = head[..16],
                Today = today,
                All = http.Request.Query.ContainsKey("all"),
                WeChat = weChat,
            }
        );
    }

    /// <summary>No page for everybody needs a script, and none may be framed.</summary>
    internal static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }
}
