using System.Globalization;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>Two static pages for everybody: what a meeting came to, and what became of one's own receipt.</summary>
public static class PublicPages
{
    /// <summary>A code in a form needs a few hundred bytes; a file has no place here.</summary>
    private const int FormMost = 8 * 1024;

    public static void MapPublicPages(this IEndpointRouteBuilder app)
    {
        app.MapGet("/p/{code}", ResultAsync);
        app.MapGet("/receipt", Form);
        // Checked by hand below: a stale form gets an answer in words, not an empty 400.
        app.MapPost("/receipt", LookUpAsync).WithMetadata(new RequestSizeLimitAttribute(FormMost));
    }

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
        PublishedOpenings openings,
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
        // Weak, for the body may be compressed on the way; the epoch, because a restore sets versions back.
        var tag = new EntityTagHeaderValue(
            $"\"{store.Epoch}-{meeting.Version}-{lang}-{letters:D}-{(weChat ? "w" : "")}-{BuildStamp.Version}\"",
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
                Openings = await openings.LinksAsync(meeting, cancel),
                WeChat = weChat,
            }
        );
    }

    /// <summary>The code may stand in the field, but is never looked up by GET: a receipt must not stand in logs.</summary>
    private static RazorComponentResult<ReceiptPage> Form(
        string? code,
        HttpContext http,
        DeviceCookie devices,
        IAntiforgery forgery
    )
    {
        devices.ReadOrGive(http);
        return Answer(http, forgery, new ReceiptAnswer(ReceiptCode.Cut(code)));
    }

    private static async Task<IResult> LookUpAsync(
        HttpContext http,
        DeviceCookie devices,
        DeviceThrottle throttle,
        IAntiforgery forgery,
        ReceiptLookup lookup,
        CancellationToken cancel
    )
    {
        var typed = http.Request.HasFormContentType
            ? ReceiptCode.Cut((await http.Request.ReadFormAsync(cancel))["code"])
            : "";
        // Without the page's cookies nobody can be held back, so the form comes first.
        if (devices.Read(http) is not { } device || !await forgery.IsRequestValidAsync(http))
        {
            devices.ReadOrGive(http);
            return Answer(http, forgery, new ReceiptAnswer(typed, "stale"), StatusCodes.Status400BadRequest);
        }

        if (!throttle.Admit(device))
            return Answer(http, forgery, new ReceiptAnswer(typed, "too-fast"), StatusCodes.Status429TooManyRequests);
        return Answer(
            http,
            forgery,
            ReceiptCode.Read(typed) switch
            {
                ReceiptCode.Sound sound => await lookup.FindAsync(sound, cancel) is { } found
                    ? new ReceiptAnswer(typed, Found: found)
                    : new ReceiptAnswer(typed, Unknown: true),
                ReceiptCode.Short(var missing) => new ReceiptAnswer(typed, "short", missing),
                ReceiptCode.Long(var extra) => new ReceiptAnswer(typed, "long", extra),
                ReceiptCode.Strange(var character) => new ReceiptAnswer(typed, "strange", character),
                _ => new ReceiptAnswer(typed, "empty"),
            }
        );
    }

    private static RazorComponentResult<ReceiptPage> Answer(
        HttpContext http,
        IAntiforgery forgery,
        ReceiptAnswer answer,
        int status = StatusCodes.Status200OK
    )
    {
        var tokens = forgery.GetAndStoreTokens(http);
        Guard(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<ReceiptPage>(
            new
            {
                Answer = answer,
                Token = tokens.RequestToken,
                TokenField = tokens.FormFieldName,
            }
        )
        {
            StatusCode = status,
        };
    }

    /// <summary>Neither page needs a script, and neither may be framed.</summary>
    internal static void Guard(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }
}

/// <summary>What the receipt page says to one look-up.</summary>
/// <param name="Typed">As it was typed, back in the field.</param>
/// <param name="Wrong">Key of what is wrong with it: stale, too-fast, short, long, strange, empty.</param>
/// <param name="About">The number or character that the words name.</param>
/// <param name="Unknown">It is well formed, and nothing was given it.</param>
public sealed record ReceiptAnswer(
    string Typed,
    string? Wrong = null,
    object? About = null,
    bool Unknown = false,
    ReceiptView? Found = null
);
