using Microsoft.Net.Http.Headers;

namespace Fengtai.MeetingLive.Web.Photos;

/// <summary>Photos by their hash: what has once been sent never changes, so a browser asks for it once.</summary>
public static class PhotoPages
{
    public static void MapPhotos(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/photo/{hash}",
            (string hash, HttpContext http, PhotoStore photos) => SendAsync(hash, small: false, http, photos)
        );
        app.MapGet(
            "/photo/{hash}/small",
            (string hash, HttpContext http, PhotoStore photos) => SendAsync(hash, small: true, http, photos)
        );
    }

    private static async Task<IResult> SendAsync(string hash, bool small, HttpContext http, PhotoStore photos)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Opened by itself it is a picture and nothing else.
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";
        var found = IsHash(hash) ? await photos.FindAsync(hash, small, http.RequestAborted) : null;
        if (found is null)
        {
            // It may be taken in a moment later.
            headers.CacheControl = "no-store";
            return Results.NotFound();
        }

        headers.CacheControl = "public, max-age=31536000, immutable";
        return Results.Bytes(
            found.Bytes,
            found.MediaType,
            entityTag: new EntityTagHeaderValue($"\"{hash}{(small ? "-small" : "")}\"")
        );
    }

    private static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);
}
