using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Identity;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Signs in by name and password. Wrong, locked and busy are answered alike whether there is such an account or not, and
/// take about as long.
/// </summary>
public sealed class PasswordDoor(
    StaffSignIn signIn,
    UserManager<StaffAccount> users,
    SignInThrottle throttle,
    TimeProvider clock
)
{
    private static readonly StaffAccount Nobody = new() { UserName = "nobody" };
    private static readonly string NobodysHash = new PasswordHasher<StaffAccount>().HashPassword(Nobody, "nothing");

    /// <summary>Null when signed in.</summary>
    public async Task<SignInRefused?> TryAsync(string? name, string? password)
    {
        // Identity compares names and hashes passwords; a bound on what it is given keeps that cheap.
        if (name is not { Length: > 0 and <= 256 } || password is not { Length: > 0 and <= StaffAccounts.PasswordMost })
            return new SignInRefused("signin.wrong");
        var key = users.NormalizeName(name.Trim())!;
        switch (throttle.Ask(key))
        {
            case SignInTurn.Rests(var until):
                return new SignInRefused("signin.rests", until);
            case SignInTurn.Busy(var until):
                return new SignInRefused("signin.busy", until);
            case SignInTurn.Free(var lastUntil):
                var refused = await CheckAsync(name.Trim(), password);
                if (refused is null)
                    throttle.Succeeded(key);
                // The account's own lock-out may end a moment later: said is what is said where there is no account.
                return lastUntil is not null && refused is { Code: "signin.wrong" or "signin.rests" }
                    ? new SignInRefused("signin.rests", lastUntil)
                    : refused;
            default:
                throw new NotSupportedException("A turn is free, rests or is busy.");
        }
    }

    private async Task<SignInRefused?> CheckAsync(string name, string password)
    {
        var account = await users.FindByNameAsync(name);
        if (account?.PasswordHash is null)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash, password);
            return new SignInRefused("signin.wrong");
        }

        // Somebody who does not know the password is not told that the account is out of use.
        if (account.Locked)
            return await users.CheckPasswordAsync(account, password)
                ? new SignInRefused("signin.stopped")
                : new SignInRefused("signin.wrong");
        // Identity keeps the end as a time of day: a clock that was set back since would stretch it to days.
        if (account.LockoutEnd > DateTimeOffset.UtcNow + SignInThrottle.Rest)
            await users.SetLockoutEndDateAsync(account, null);
        var result = await signIn.PasswordSignInAsync(account, password, isPersistent: false, lockoutOnFailure: true);
        if (result.Succeeded)
            return null;
        return result.IsLockedOut
            ? new SignInRefused("signin.rests", account.LockoutEnd ?? clock.GetUtcNow() + SignInThrottle.Rest)
            : new SignInRefused("signin.wrong");
    }
}
