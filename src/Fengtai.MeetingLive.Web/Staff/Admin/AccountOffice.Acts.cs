using System.Collections.Immutable;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>How one act is done: alone, judged by all that is granted, and with what is open ended.</summary>
public sealed partial class AccountOffice
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static async Task<AccountDone> GiveOnlyAsync(
        Act act,
        StreetId street,
        Roles roles,
        SpeaksFor speaks,
        CancellationToken cancel
    )
    {
        var meant = speaks.With(roles);
        if (await meant.WrongAsync(act.Context, street, cancel) is { } unknown)
            return new AccountDone(unknown);
        act.Context.Grants.Add(
            new RoleGrant
            {
                AccountId = act.Account.Id,
                StreetId = street.Value,
                Roles = (int)roles,
                Unit = meant.Unit,
                Grid = meant.Grid,
            }
        );
        await act.Context.SaveChangesAsync(cancel);
        return new AccountDone(null);
    }

    /// <summary>An account in use elsewhere keeps its password; one without any role begins anew.</summary>
    private async Task<AccountDone> GiveAsync(
        Act act,
        StreetId street,
        Roles roles,
        SpeaksFor speaks,
        CancellationToken cancel
    )
    {
        var given = await GiveOnlyAsync(act, street, roles, speaks, cancel);
        if (given.Wrong is not null || act.All.Any(g => g.AccountId == act.Account.Id))
            return given;
        act.Account.Locked = false;
        return await RenewAsync(act);
    }

    private async Task<AccountDone> RenewAsync(Act act)
    {
        var password = NewPassword();
        foreach (var passkey in await act.Users.GetPasskeysAsync(act.Account))
            Must(await act.Users.RemovePasskeyAsync(act.Account, passkey.CredentialId));
        act.Account.Temporary = true;
        act.Account.LockoutEnd = null;
        act.Account.AccessFailedCount = 0;
        Must(await act.Users.RemovePasswordAsync(act.Account));
        Must(await act.Users.AddPasswordAsync(act.Account, password));
        throttle.Forgive(act.Account.NormalizedUserName!);
        act.EndSessions = true;
        return new AccountDone(null, password);
    }

    /// <param name="manages">True for what touches the account as a whole, not its roles in this street alone.</param>
    private static string? WhyNot(
        StaffPerson by,
        StreetId street,
        string accountId,
        bool manages,
        ImmutableArray<Granted> all
    )
    {
        var own = all.Where(g => g.AccountId == accountId).ToList();
        return !by.Administers(street) ? "admin.not-allowed"
            : !own.Exists(g => g.Street == street) ? "admin.gone"
            : manages && !AdminRules.MayManage(by, own) ? "admin.other-streets"
            : null;
    }

    private static string? WhyNotGiven(StaffPerson by, StreetId street, ImmutableArray<Granted> own) =>
        own.IsEmpty || (by.Administers(StaffPerson.District) && own.All(g => g.Street != street))
            ? null
            : "account.name-taken";

    private async Task<string?> KnownAsync(string name, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        cancel.ThrowIfCancellationRequested();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        return (await users.FindByNameAsync(name.Trim()))?.Id;
    }

    private static string NewPassword() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 16).Chunk(4).Select(four => new string(four)));

    private static void Must(IdentityResult done)
    {
        if (!done.Succeeded)
            throw new InvalidOperationException($"The account was not changed: {done}");
    }

    private static async Task<ImmutableArray<Granted>> GrantedAsync(MeetingContext context, CancellationToken cancel)
    {
        var rows = await (
            from grant in context.Grants
            join account in context.Users on grant.AccountId equals account.Id
            select new
            {
                grant.AccountId,
                grant.StreetId,
                grant.Roles,
                account.Locked,
            }
        ).ToListAsync(cancel);
        return [.. rows.Select(g => new Granted(g.AccountId, new StreetId(g.StreetId), (Roles)g.Roles, g.Locked))];
    }

    /// <param name="whyNot">Judged by all that is granted, when nobody else can change it any more.</param>
    private async Task<AccountDone> ChangeAsync(
        StaffPerson by,
        string accountId,
        Func<ImmutableArray<Granted>, string?> whyNot,
        Func<Act, Task<AccountDone>> change,
        CancellationToken cancel
    )
    {
        if (!by.AdministersSomewhere)
            return new AccountDone("admin.not-allowed");
        AccountDone done;
        Act act;
        await using var scope = scopes.CreateAsyncScope();
        using (await store.TurnAsync(cancel))
        {
            var context = scope.ServiceProvider.GetRequiredService<MeetingContext>();
            var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
            await using var transaction = await context.Database.BeginTransactionAsync(cancel);
            await StaffAccounts.HoldAsync(context, cancel);
            var all = await GrantedAsync(context, cancel);
            if (whyNot(all) is { } why)
                return new AccountDone(why);
            if (await users.FindByIdAsync(accountId) is not { } account)
                return new AccountDone("admin.gone");
            act = new Act(context, users, account, all);
            done = await change(act);
            if (done.Wrong is not null)
                return done;
            await transaction.CommitAsync(cancel);
        }

        if (act.EndSessions)
            await sessions.EndAllAsync(accountId, save: null, cancel);
        return done;
    }

    private sealed class Act(
        MeetingContext context,
        UserManager<StaffAccount> users,
        StaffAccount account,
        ImmutableArray<Granted> all
    )
    {
        public MeetingContext Context => context;

        public UserManager<StaffAccount> Users => users;

        public StaffAccount Account => account;

        /// <summary>Who was given what, of all accounts.</summary>
        public ImmutableArray<Granted> All => all;

        /// <summary>Whether all that this account has open is to end.</summary>
        public bool EndSessions { get; set; }
    }
}
