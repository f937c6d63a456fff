using System.Collections.Immutable;
using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>Section <c>Demo</c>. In the demo nobody signs in, and the staff pages open on this machine only.</summary>
public sealed record DemoAccess(bool Enabled)
{
    /// <summary>Who everybody is in the demo.</summary>
    public static StaffPerson Person { get; } =
        new("demo", "demo", ImmutableDictionary<StreetId, Roles>.Empty.Add(StaffPerson.District, Roles.Staff));

    public static DemoAccess From(IConfiguration configuration) => new(configuration.GetValue<bool>("Demo:Enabled"));
}

/// <summary>Somebody who is signed in, with what was granted: by street, or for all of them under <see cref="District"/>.</summary>
public sealed record StaffPerson(string AccountId, string Name, ImmutableDictionary<StreetId, Roles> Grants)
{
    /// <summary>Stands for every street in a grant; no street has this id.</summary>
    public static readonly StreetId District = new("*");

    /// <summary>The unit and the grid for which the account speaks, by street.</summary>
    public ImmutableDictionary<StreetId, (string? Unit, string? Grid)> Speaks { get; init; } =
        ImmutableDictionary<StreetId, (string?, string?)>.Empty;

    /// <summary>Who this is in a street.</summary>
    public Actor ActorIn(StreetId street) =>
        Actor.Staff(new ActorId(Name), In(street), street) with
        {
            Unit = Speaks.GetValueOrDefault(street).Unit,
            Grid = Speaks.GetValueOrDefault(street).Grid,
        };

    /// <summary>What is granted there and for the whole district. No grant makes anybody a resident: a device does.</summary>
    public Roles In(StreetId street) =>
        (Grants.GetValueOrDefault(street) | Grants.GetValueOrDefault(District)) & Roles.Staff;

    public bool Administers(StreetId street) => In(street).HasFlag(Roles.Administrator);

    /// <summary>In any street, or for all.</summary>
    public bool AdministersSomewhere => Grants.Keys.Any(Administers);
}

/// <summary>
/// Who a member of staff is in a meeting, by the roles granted in its street. Asked anew for every command, so that a role
/// that was taken away is gone at once. Whether the command is allowed is decided in Core.
/// </summary>
public sealed class StaffAccess(MeetingStore store, DemoAccess demo)
{
    /// <summary>Who this is in a meeting's street.</summary>
    public Task<Actor?> ResolveAsync(ClaimsPrincipal user, Meeting meeting, CancellationToken cancel) =>
        ResolveAsync(user, meeting.Plan.Street, cancel);

    /// <summary>Null when nobody is signed in, or the account is locked or gone; without a grant, roles are none.</summary>
    public async Task<Actor?> ResolveAsync(ClaimsPrincipal user, StreetId street, CancellationToken cancel) =>
        (await WhoAsync(user, cancel))?.ActorIn(street);

    /// <summary>Null when nobody is signed in, the session is over, the account locked, or its password still to be changed.</summary>
    public async Task<StaffPerson?> WhoAsync(ClaimsPrincipal user, CancellationToken cancel)
    {
        // A demo request that does not come from this machine never gets here: StaffDoor has refused it.
        if (demo.Enabled)
            return DemoAccess.Person;
        if (user.FindFirstValue(ClaimTypes.NameIdentifier) is not { } id)
            return null;

        await using var context = store.Create();
        var account = await context.Users.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel);
        if (account is null || account.Locked || account.Temporary)
            return null;
        // A page stays open while its session may have been ended.
        if (
            user.FindFirstValue(StaffSessions.Claim) is { } session
            && !await context.Sessions.AnyAsync(s => s.Id == session && s.AccountId == id, cancel)
        )
            return null;
        var grants = await context.Grants.AsNoTracking().Where(g => g.AccountId == id).ToListAsync(cancel);
        return new StaffPerson(
            id,
            account.UserName ?? id,
            grants.ToImmutableDictionary(g => new StreetId(g.StreetId), g => (Roles)g.Roles)
        )
        {
            Speaks = grants.ToImmutableDictionary(g => new StreetId(g.StreetId), g => (g.Unit, g.Grid)),
        };
    }
}
