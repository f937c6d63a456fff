using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>What every page behind a link has: its headers, its letters, its token, and the page that says why not.</summary>
internal static class LinkPage
{
    // The script only counts and makes photos smaller (blob:); without it the form does the same.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static void Guard(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers["X-Robots-Tag"] = "noindex, nofollow";
        if (LettersChoice.Asked(http.Request) is { } asked)
            http.Response.Cookies.Append(
                LettersChoice.Key,
                asked.ToString("D"),
                new CookieOptions
                {
                    Path = "/",
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                }
            );
    }

    /// <summary>Before <see cref="Guard"/>: antiforgery has a Cache-Control of its own.</summary>
    public static (string Name, string Value) Token(HttpContext http, IAntiforgery antiforgery)
    {
        var tokens = antiforgery.GetAndStoreTokens(http);
        return (tokens.FormFieldName, tokens.RequestToken!);
    }

    public static Task ShutAsync(HttpContext http, LinkOpening.Shut shut)
    {
        Guard(http);
        return new RazorComponentResult<LinkShut>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(LinkShut.Code)] = shut.Code,
                [nameof(LinkShut.Letters)] = LettersChoice.Of(http.Request),
            }
        )
        {
            StatusCode = shut.Status,
        }.ExecuteAsync(http);
    }
}
