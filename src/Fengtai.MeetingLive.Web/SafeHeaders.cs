namespace Fengtai.MeetingLive.Web;

/// <summary>
/// What every answer tells the browser to refuse. A page that needs less narrows the policy itself; none widens it.
/// </summary>
public static class SafeHeaders
{
    /// <summary>Inline styles are MudBlazor's need, sockets the circuits' and the screens'; nobody may frame our pages.</summary>
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Photos come as files; no page of ours asks for any of these, and none that got in shall.</summary>
    private const string Permissions =
        "camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=()";

    public static void UseSafeHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                Put(http.Response.Headers);
                return next(http);
            }
        );

    /// <summary>Once more for an answer that was begun anew because the first one failed.</summary>
    internal static void Put(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        // Addresses hold meeting codes, and sites that we link to need none.
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
    }
}
