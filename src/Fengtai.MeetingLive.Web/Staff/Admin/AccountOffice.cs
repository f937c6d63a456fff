using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>An account as its administrator sees it: what it may do here, and whether it is in use.</summary>
/// <param name="Seen">When it was last used, null when nobody is signed in with it.</param>
/// <param name="MayManage">False for an account of other streets too, which only the district's administrator locks.</param>
public sealed record AccountLine(
    string Id,
    string Name,
    Roles Roles,
    bool Locked,
    bool Temporary,
    int Passkeys,
    DateTimeOffset? Seen,
    bool MayManage,
    SpeaksFor Speaks
);

/// <summary>What came of an act: the key of what is wrong, or done, perhaps with a password to be shown once.</summary>
public sealed record AccountDone(string? Wrong, string? Password = null);

/// <summary>What administrators do to accounts. Roles that are taken away, locks and resets end what is open at once.</summary>
public sealed partial class AccountOffice(
    IServiceScopeFactory scopes,
    MeetingStore store,
    StaffSessions sessions,
    SignInThrottle throttle
)
{
    /// <param name="street">A street's, or <see cref="StaffPerson.District"/>: those for all of them.</param>
    public async Task<ImmutableArray<AccountLine>> ListAsync(StaffPerson by, StreetId street, CancellationToken cancel)
    {
        if (!by.Administers(street))
            return [];
        await using var context = store.Create();
        var here = await (
            from grant in context.Grants
            join account in context.Users on grant.AccountId equals account.Id
            where grant.StreetId == street.Value
            orderby account.UserName
            select new
            {
                account.Id,
                account.UserName,
                grant.Roles,
                grant.Unit,
                grant.Grid,
                account.Locked,
                account.Temporary,
                Passkeys = context.Set<IdentityUserPasskey<string>>().Count(p => p.UserId == account.Id),
                Seen = context.Sessions.Where(s => s.AccountId == account.Id).Max(s => (long?)s.SeenAt),
            }
        ).ToListAsync(cancel);
        var all = await GrantedAsync(context, cancel);
        return
        [
            .. here.Select(a => new AccountLine(
                a.Id,
                a.UserName ?? a.Id,
                (Roles)a.Roles,
                a.Locked,
                a.Temporary,
                a.Passkeys,
                a.Seen is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null,
                AdminRules.MayManage(by, all.Where(g => g.AccountId == a.Id)),
                new SpeaksFor(a.Unit, a.Grid)
            )),
        ];
    }

    /// <summary>The same for an account that speaks for no unit and no grid.</summary>
    public Task<AccountDone> AddAsync(
        StaffPerson by,
        StreetId street,
        string? name,
        Roles roles,
        CancellationToken cancel
    ) => AddAsync(by, street, name, roles, SpeaksFor.Nobody, cancel);

    /// <summary>
    /// A new account with a temporary password, shown once and changed at the first sign-in. An account that lost all its
    /// roles is taken up again the same way; one that serves elsewhere is given these roles too, by the district's
    /// administrator only, and keeps its password.
    /// </summary>
    /// <param name="speaks">The unit or grid for which it speaks there.</param>
    public async Task<AccountDone> AddAsync(
        StaffPerson by,
        StreetId street,
        string? name,
        Roles roles,
        SpeaksFor speaks,
        CancellationToken cancel
    )
    {
        if (!by.Administers(street))
            return new AccountDone("admin.not-allowed");
        if (StaffAccounts.WrongName(name) is { } wrong)
            return new AccountDone(wrong);
        if (!StaffRoles.CanBeGiven(roles))
            return new AccountDone("account.role-unknown");
        if (await KnownAsync(name!, cancel) is { } known)
            return await ChangeAsync(
                by,
                known,
                all => WhyNotGiven(by, street, [.. all.Where(g => g.AccountId == known)]),
                act => GiveAsync(act, street, roles, speaks, cancel),
                cancel
            );
        var password = NewPassword();
        await using var scope = scopes.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(name!, roles, street, speaks, password, temporary: true, cancel);
        return added.Ok ? new AccountDone(null, password) : new AccountDone(added.Errors[0]);
    }

    /// <summary>The same, and it goes on speaking for whom it did.</summary>
    public Task<AccountDone> SetRolesAsync(
        StaffPerson by,
        StreetId street,
        string accountId,
        Roles roles,
        CancellationToken cancel
    ) => SetRolesAsync(by, street, accountId, roles, speaks: null, cancel);

    /// <summary>What the account may do in this street from now on; none takes it off the street's list.</summary>
    /// <param name="speaks">The unit or grid for which it speaks; null: as before, as far as the roles go.</param>
    public Task<AccountDone> SetRolesAsync(
        StaffPerson by,
        StreetId street,
        string accountId,
        Roles roles,
        SpeaksFor? speaks,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            accountId,
            all => WhyNot(by, street, accountId, manages: false, all),
            async act =>
            {
                if (roles != Roles.None && !StaffRoles.CanBeGiven(roles))
                    return new AccountDone("account.role-unknown");
                var grant = await act.Context.Grants.SingleAsync(
                    g => g.AccountId == accountId && g.StreetId == street.Value,
                    cancel
                );
                var lost = (Roles)grant.Roles & ~roles;
                if (lost.HasFlag(Roles.Administrator) && AdminRules.LeavesNobody(act.All, accountId, street))
                    return new AccountDone("admin.last");
                var meant = (speaks ?? new SpeaksFor(grant.Unit, grant.Grid)).With(roles);
                if (meant != new SpeaksFor(grant.Unit, grant.Grid).With(roles))
                {
                    // A name that has left the list since stays with whoever had it until another one is chosen.
                    if (await meant.WrongAsync(act.Context, street, cancel) is { } unknown)
                        return new AccountDone(unknown);
                }

                if (roles == Roles.None)
                    act.Context.Grants.Remove(grant);
                else
                    (grant.Roles, grant.Unit, grant.Grid) = ((int)roles, meant.Unit, meant.Grid);
                await act.Context.SaveChangesAsync(cancel);
                act.EndSessions = lost != Roles.None;
                return new AccountDone(null);
            },
            cancel
        );

    public Task<AccountDone> LockAsync(
        StaffPerson by,
        StreetId street,
        string accountId,
        bool locked,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            accountId,
            all => WhyNot(by, street, accountId, manages: true, all),
            async act =>
            {
                if (locked && AdminRules.LeavesNobody(act.All, accountId, lost: null))
                    return new AccountDone("admin.last");
                if (locked && accountId == by.AccountId)
                    return new AccountDone("admin.own");
                act.Account.Locked = locked;
                Must(await act.Users.UpdateSecurityStampAsync(act.Account));
                act.EndSessions = locked;
                return new AccountDone(null);
            },
            cancel
        );

    /// <summary>Old password and passkeys are void, whoever has them; a lock-out by wrong passwords is over.</summary>
    public Task<AccountDone> ResetAsync(StaffPerson by, StreetId street, string accountId, CancellationToken cancel) =>
        ChangeAsync(
            by,
            accountId,
            all => WhyNot(by, street, accountId, manages: true, all),
            async act =>
            {
                if (accountId == by.AccountId)
                    return new AccountDone("admin.own-password");
                return await RenewAsync(act);
            },
            cancel
        );
}
