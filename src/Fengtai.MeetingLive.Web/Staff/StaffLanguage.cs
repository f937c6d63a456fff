using System.Globalization;
using Microsoft.AspNetCore.Localization;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>
/// The language that the address asks for (<c>?lang=en</c>) is remembered on the staff's pages, behind signed links and on the demo's first page:
/// a circuit has an address of its own and knows the cookie only.
/// </summary>
public static class StaffLanguage
{
    private const string Key = "lang";
    private static readonly string[] Known = ["zh-CN", "en"];
    private static readonly PathString[] Ours =
    [
        "/desk",
        "/district",
        "/present",
        "/signin",
        "/signout",
        "/setup",
        "/account",
        "/admin",
        "/prepare",
        "/track",
        "/visit",
        "/grid",
        // Pages behind signed links: their forms post to the bare address.
        "/u",
        "/w",
    ];

    public static void UseStaffLanguage(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                var path = http.Request.Path;
                var ours =
                    path == "/"
                    || Ours.Any(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
                if (ours && Known.Contains(http.Request.Query[Key].ToString(), StringComparer.Ordinal))
                    Remember(http, http.Request.Query[Key].ToString());
                return next(http);
            }
        );

    private static void Remember(HttpContext http, string language) =>
        http.Response.Cookies.Append(
            Key,
            CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(CultureInfo.GetCultureInfo(language))),
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
