using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
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

    /// <summary>The form as it was posted; null with a status when it is none or larger than <paramref name="most"/> bytes.</summary>
    public static async Task<(IFormCollection? Form, int Status)> ReadAsync(HttpContext http, long most)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most;
        if (!http.Request.HasFormContentType)
            return (null, StatusCodes.Status415UnsupportedMediaType);
        http.Features.Set<IFormFeature>(
            new FormFeature(http.Request, new FormOptions { MultipartBodyLengthLimit = most })
        );
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted), StatusCodes.Status200OK);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, e.StatusCode);
        }
        catch (Exception e) when (e is BadHttpRequestException or InvalidDataException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }
}
