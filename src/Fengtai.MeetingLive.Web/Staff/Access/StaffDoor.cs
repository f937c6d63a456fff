using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Staff.District;
using Fengtai.MeetingLive.Web.Staff.Evaluations;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Stands before everything under /desk, /present, /prepare, /track, /visit, /grid, /district, /admin and /account and before the circuits: in the demo only this
/// machine comes in, otherwise whoever signed in and holds a role in the meeting's street. While there is no account at
/// all, every way leads to /setup; while a password is temporary, to where it is changed. The rules in Core refuse once
/// more. Calls from other sites' pages are refused before it (<c>UseOwnOriginOnly</c>).
/// </summary>
public sealed class StaffDoor(RequestDelegate next, DemoAccess demo, FirstStart first, StaffCircuits circuits)
{
    /// <summary>Where a temporary password is changed.</summary>
    public const string ChangePassword = "/account/password";

    /// <summary>Whoever prepares a street's meeting.</summary>
    private const Roles Office = Roles.Secretary | Roles.Administrator;

    /// <summary>Whoever visits households in a street.</summary>
    private const Roles Visitors = Office | Roles.GridWorker;

    /// <summary>Whoever follows what a street has promised.</summary>
    private const Roles Trackers = TrackRoles.All;

    /// <summary>Whoever may see how a meeting was judged.</summary>
    private const Roles Judges = EvaluationRoles.All;

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
        var account = path.StartsWithSegments("/account", StringComparison.OrdinalIgnoreCase);
        var admin = path.StartsWithSegments("/admin", StringComparison.OrdinalIgnoreCase);
        var signIn = path.StartsWithSegments("/signin", StringComparison.OrdinalIgnoreCase);
        var district = path.StartsWithSegments(DistrictFilter.Address, StringComparison.OrdinalIgnoreCase);
        var ours = circuit || needed is not null || account || admin || district;
        // What somebody saw is not there for whoever uses the browser next. What may be kept for a while says so itself.
        if (ours)
            http.Response.Headers.CacheControl = "no-store";
        if (!ours && !signIn)
        {
            await next(http);
        }
        else if (await first.IsOpenAsync(http.RequestAborted))
        {
            Turn(http, circuit, "/setup");
        }
        else if (signIn)
        {
            await next(http);
        }
        else if (demo.Enabled && !LocalOnly.Allows(http))
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
            Turn(http, circuit, "/signin?returnUrl=" + Uri.EscapeDataString(path + http.Request.QueryString));
        }
        else if (http.User.HasClaim(c => c.Type == StaffSignIn.TemporaryClaim) && path != ChangePassword)
        {
            Turn(http, circuit, ChangePassword);
        }
        else if (needed is { } roles && await MissingAsync(http, roles, access, meetings))
        {
            await ShowAsync(http, StatusCodes.Status403Forbidden, words["door.role-missing"], WhichRole(roles, words));
        }
        else if (admin && !await MayAdministerAsync(http, access))
        {
            await ShowAsync(
                http,
                StatusCodes.Status403Forbidden,
                words["door.role-missing"],
                words["door.needs-administrator"]
            );
        }
        else if (district && !DistrictRoles.May(await access.WhoAsync(http.User, http.RequestAborted)))
        {
            await ShowAsync(
                http,
                StatusCodes.Status403Forbidden,
                words["door.role-missing"],
                words["door.needs-district"]
            );
        }
        else if (circuit && http.User.FindFirstValue(StaffSessions.Claim) is { } session)
        {
            using (circuits.Hold(session, http))
                await next(http);
        }
        else
        {
            await next(http);
        }
    }

    /// <summary>A page goes elsewhere; a circuit cannot, and is told that it is nobody's.</summary>
    private static void Turn(HttpContext http, bool circuit, string elsewhere)
    {
        if (circuit)
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            http.Response.Redirect(elsewhere);
    }

    private static Roles? Needed(PathString path) =>
        path.StartsWithSegments("/desk", StringComparison.OrdinalIgnoreCase) ? Roles.Secretary
        : path.StartsWithSegments("/present", StringComparison.OrdinalIgnoreCase) ? Roles.Lead
        : path.StartsWithSegments("/prepare", StringComparison.OrdinalIgnoreCase) ? Office
        : EvaluationRoles.IsUnder(path) ? Judges
        : TrackRoles.IsOffices(path) ? Office
        : path.StartsWithSegments("/track", StringComparison.OrdinalIgnoreCase) ? Trackers
        : path.StartsWithSegments("/visit", StringComparison.OrdinalIgnoreCase) ? Visitors
        : path.StartsWithSegments("/grid", StringComparison.OrdinalIgnoreCase) ? Visitors
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
        if (needed is Office or Visitors or Trackers or Judges)
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

    private static async Task<bool> MayAdministerAsync(HttpContext http, StaffAccess access)
    {
        if (await access.WhoAsync(http.User, http.RequestAborted) is not { } person)
            return false;
        var street = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1);
        return street is null ? person.AdministersSomewhere : person.Administers(new StreetId(street));
    }

    private static string WhichRole(Roles needed, IStringLocalizer<StaffWords> words) =>
        words[
            needed switch
            {
                Roles.Secretary => "door.needs-secretary",
                Office => "door.needs-office",
                Visitors => "door.needs-visitor",
                Trackers => "door.needs-tracker",
                Judges => "door.needs-evaluation",
                _ => "door.needs-lead",
            }
        ];

    private static Task ShowAsync(HttpContext http, int status, string title, string why) =>
        Page(status, title, why).ExecuteAsync(http);

    /// <summary>A page that says what is so and what to do next.</summary>
    /// <param name="onward">Where to go from there; null: to the first page.</param>
    internal static IResult Page(int status, string title, string why, (string Address, string Words)? onward = null) =>
        new RazorComponentResult<PlainPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(PlainPage.Title)] = title,
                [nameof(PlainPage.Why)] = why,
                [nameof(PlainPage.Onward)] = onward,
            }
        )
        {
            StatusCode = status,
        };
}
