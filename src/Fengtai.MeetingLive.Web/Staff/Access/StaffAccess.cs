using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>Section <c>Demo</c>. In the demo nobody signs in, and the staff pages open on this machine only.</summary>
public sealed record DemoAccess(bool Enabled)
{
    public static DemoAccess From(IConfiguration configuration) => new(configuration.GetValue<bool>("Demo:Enabled"));
}

/// <summary>
/// Who a member of staff is in a meeting, by the roles granted in its street. Asked anew for every command, so that a role
/// that was taken away is gone at once. Whether the command is allowed is decided in Core.
/// </summary>
public sealed class StaffAccess(MeetingStore store, DemoAccess demo, TimeProvider clock)
{
    /// <summary>Who this is in a meeting's street.</summary>
    public Task<Actor?> ResolveAsync(ClaimsPrincipal user, Meeting meeting, CancellationToken cancel) =>
        ResolveAsync(user, meeting.Plan.Street, cancel);

    /// <summary>Null when nobody is signed in, or the account is locked or gone; without a grant, roles are none.</summary>
    public async Task<Actor?> ResolveAsync(ClaimsPrincipal user, StreetId street, CancellationToken cancel)
    {
        // A demo request that does not come from this machine never gets here: StaffDoor has refused it.
        if (demo.Enabled)
            return Actor.Staff(new ActorId("demo"), Roles.Staff, street);
        var id = user.FindFirstValue(ClaimTypes.NameIdentifier);
        if (id is null)
            return null;

        await using var context = store.Create();
        var account = await context.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (account is null || account.LockoutEnd > clock.GetUtcNow())
            return null;
        var grant = await context
            .Grants.AsNoTracking()
            .SingleOrDefaultAsync(g => g.AccountId == id && g.StreetId == street.Value, cancel);
        // No grant makes anybody a resident: that is established by a device, never here.
        var roles = (Roles)(grant?.Roles ?? 0) & Roles.Staff;
        return Actor.Staff(new ActorId(account.UserName ?? id), roles, street);
    }
}
