using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Stands before everything under /desk, /present, /prepare and /visit and before the circuits: in the demo only this machine comes in,
/// otherwise whoever signed in and holds a role in the meeting's street. The rules in Core refuse once more. Calls from
/// other sites' pages are refused before it (<c>UseOwnOriginOnly</c>).
/// </summary>
public sealed class StaffDoor(RequestDelegate next, DemoAccess demo)
{
    /// <summary>Whoever prepares a street's meeting.</summary>
    private const Roles Office = Roles.Secretary | Roles.Administrator;

    /// <summary>Whoever visits households in a street.</summary>
    private const Roles Visitors = Office | Roles.GridWorker;

    public async Task InvokeAsync(
        HttpContext http,
        StaffAccess access,
        MeetingSessions meetings,
        IStringLocalizer<StaffWords> words
    )
    {
        var path = http.Request.Path;
        var circuit = path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase);
        var needed = Needed(path);
        if (!circuit && needed is null)
        {
            await next(http);
            return;
        }

        if (demo.Enabled && !LocalOnly.Allows(http))
        {
            await ShowAsync(
                http,
                StatusCodes.Status403Forbidden,
                words["door.local-only"],
                words["door.local-only-why"]
            );
        }
        else if (!demo.Enabled && http.User.Identity?.IsAuthenticated != true)
        {
            if (circuit)
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                http.Response.Redirect("/signin?returnUrl=" + Uri.EscapeDataString(path + http.Request.QueryString));
        }
        else if (needed is { } roles && await MissingAsync(http, roles, access, meetings))
        {
            await ShowAsync(http, StatusCodes.Status403Forbidden, words["door.role-missing"], WhichRole(roles, words));
        }
        else
        {
            await next(http);
        }
    }

    private static Roles? Needed(PathString path) =>
        path.StartsWithSegments("/desk", StringComparison.OrdinalIgnoreCase) ? Roles.Secretary
        : path.StartsWithSegments("/present", StringComparison.OrdinalIgnoreCase) ? Roles.Lead
        : path.StartsWithSegments("/prepare", StringComparison.OrdinalIgnoreCase) ? Office
        : path.StartsWithSegments("/visit", StringComparison.OrdinalIgnoreCase) ? Visitors
        : null;

    /// <summary>False for a code or a street that leads nowhere: the page itself says so.</summary>
    private static async Task<bool> MissingAsync(
        HttpContext http,
        Roles needed,
        StaffAccess access,
        MeetingSessions meetings
    )
    {
        var code = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        if (needed is Office or Visitors)
        {
            if (code is null)
                return false;
            var office = await access.ResolveAsync(http.User, new StreetId(code), http.RequestAborted);
            return office is null || (office.Roles & needed) == Roles.None;
        }

        if (await meetings.FindAsync(code, http.RequestAborted) is not { } door)
            return false;
        var actor = await access.ResolveAsync(http.User, door.Session.Current, http.RequestAborted);
        return actor is null || (actor.Roles & needed) == Roles.None;
    }

    private static string WhichRole(Roles needed, IStringLocalizer<StaffWords> words) =>
        words[
            needed switch
            {
                Roles.Secretary => "door.needs-secretary",
                Office => "door.needs-office",
                Visitors => "door.needs-visitor",
                _ => "door.needs-lead",
            }
        ];

    private static Task ShowAsync(HttpContext http, int status, string title, string why) =>
        Page(status, title, why).ExecuteAsync(http);

    /// <summary>A page that says what is so and what to do next.</summary>
    internal static RazorComponentResult<PlainPage> Page(int status, string title, string why) =>
        new(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PlainPage.Title)] = title,
                [nameof(PlainPage.Why)] = why,
            }
        )
        {
            StatusCode = status,
        };
}
