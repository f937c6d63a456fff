using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What one's own account shows.</summary>
/// <param name="Session">The id of the session that looks.</param>
/// <param name="Roles">By street's name; null: the whole district.</param>
public sealed record OwnAccountView(
    string Name,
    string? Session,
    bool HasPassword,
    bool Temporary,
    bool Administers,
    ImmutableArray<(string? Street, Roles Roles)> Roles,
    ImmutableArray<(string Id, string? Name, DateTimeOffset Made)> Passkeys,
    ImmutableArray<StaffSession> Sessions
);

/// <summary>/account: one's roles, passkeys, password and sessions, as plain forms.</summary>
public static class OwnAccount
{
    /// <summary>Characters of a passkey's name.</summary>
    public const int PasskeyNameMost = 30;

    /// <summary>Leads on by what one is: an administrator to the streets, others to the preparation.</summary>
    public const string Begin = "/account/begin";

    private const string Home = "/account";

    public static void MapOwnAccount(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup(Home).AddEndpointFilter(StaffForms.FromOwnPagesOnly);
        forms.MapGet("", (string? done, AccountDesk desk) => desk.ShowAsync(done is null ? null : $"own.said-{done}"));
        forms.MapGet("/password", (AccountDesk desk) => desk.ShowPasswordAsync());
        forms.MapGet(
            "/begin",
            async (HttpContext http, StaffAccess access) =>
                Results.LocalRedirect(
                    await access.WhoAsync(http.User, http.RequestAborted) switch
                    {
                        { AdministersSomewhere: true } => "/admin",
                        // Who prepares no meeting follows what was promised.
                        { } who
                            when who.Grants.Values.Aggregate(Roles.None, (all, roles) => all | roles) is var held
                                && (held & TrackRoles.Office) == Roles.None
                                && (held & TrackRoles.All) != Roles.None => "/track",
                        _ => "/prepare",
                    }
                )
        );
        // For a page whose connection was cut: is it still somebody's?
        forms.MapGet("/here", () => Results.NoContent());
        forms.MapPost(
            "/password",
            ([FromForm] string? old, [FromForm] string? password, [FromForm] string? again, AccountDesk desk) =>
                desk.ChangePasswordAsync(old, password, again)
        );
        forms.MapPost("/passkeys/options", ([FromForm] string? name, AccountDesk desk) => desk.OfferPasskeyAsync(name));
        forms.MapPost(
            "/passkeys",
            ([FromForm] string? name, [FromForm] string? credential, AccountDesk desk) =>
                desk.AddPasskeyAsync(name, credential)
        );
        forms.MapPost("/passkeys/remove", ([FromForm] string? id, AccountDesk desk) => desk.RemovePasskeyAsync(id));
        forms.MapPost("/sessions/end", ([FromForm] string? id, AccountDesk desk) => desk.EndSessionAsync(id));
        forms.MapPost("/sessions/end-all", ([FromForm] string? all, AccountDesk desk) => desk.EndAllAsync(all));
    }
}

/// <summary>What one does to one's own account. Whoever comes here is signed in: the door has seen to it.</summary>
public sealed class AccountDesk(
    IHttpContextAccessor accessor,
    IAntiforgery forgery,
    StaffSignIn signIn,
    UserManager<StaffAccount> users,
    StaffSessions sessions,
    SignInThrottle throttle,
    MeetingStore store,
    DemoAccess demo,
    IStringLocalizer<AccessWords> words
)
{
    private HttpContext Http =>
        accessor.HttpContext ?? throw new InvalidOperationException("There is no request to answer.");

    private string? Session => Http.User.FindFirstValue(StaffSessions.Claim);

    private CancellationToken Cancel => Http.RequestAborted;

    public Task<IResult> ShowAsync(string? said) => WithAccountAsync(account => PageAsync(account, said: said));

    public Task<IResult> ShowPasswordAsync() => WithAccountAsync(account => PageAsync(account, onlyPassword: true));

    /// <summary>A new password ends all other sessions: whoever had the old one is out.</summary>
    public Task<IResult> ChangePasswordAsync(string? old, string? password, string? again) =>
        WithAccountAsync(async account =>
        {
            if (await WrongAsync(account, old, password, again) is { } wrong)
                return await PageAsync(account, wrongPassword: wrong, onlyPassword: account.Temporary);
            using (await store.TurnAsync(Cancel))
            {
                account.Temporary = false;
                var done = account.PasswordHash is null
                    ? await users.AddPasswordAsync(account, password!)
                    : await users.ChangePasswordAsync(account, old!, password!);
                if (!done.Succeeded)
                    throw new InvalidOperationException($"The password was not changed: {done}");
            }

            await sessions.EndAllAsync(account.Id, save: null, Cancel);
            await signIn.SignInAsync(account, isPersistent: false);
            return Results.LocalRedirect("/account?done=password");
        });

    public Task<IResult> OfferPasskeyAsync(string? name) =>
        WithAccountAsync(async account =>
        {
            if (!PasskeyPlace.Allows(Http.Request) || name?.Trim().Length > OwnAccount.PasskeyNameMost)
                return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
            var options = await signIn.MakePasskeyCreationOptionsAsync(
                new PasskeyUserEntity
                {
                    Id = account.Id,
                    Name = account.UserName!,
                    DisplayName = account.UserName!,
                }
            );
            return Results.Content(options, "application/json");
        });

    public Task<IResult> AddPasskeyAsync(string? name, string? credential) =>
        WithAccountAsync(async account =>
        {
            var called = name?.Trim() ?? "";
            if (called.Length > OwnAccount.PasskeyNameMost)
                return await PageAsync(account, wrongPasskey: "own.passkey-long", passkeyName: called);
            if (!PasskeyPlace.Allows(Http.Request))
                return await PageAsync(account, wrongPasskey: "passkey.needs-https", passkeyName: called);
            if (await Setup.AttestAsync(signIn, credential) is not { } made || made.AccountId != account.Id)
                return await PageAsync(account, wrongPasskey: "passkey.not-made", passkeyName: called);
            made.Key.Name = called.Length == 0 ? null : called;
            using (await store.TurnAsync(Cancel))
                await users.AddOrUpdatePasskeyAsync(account, made.Key);
            return Results.LocalRedirect("/account?done=passkey");
        });

    public Task<IResult> RemovePasskeyAsync(string? id) =>
        WithAccountAsync(async account =>
        {
            var keys = await users.GetPasskeysAsync(account);
            if (keys.FirstOrDefault(key => Base64Url.EncodeToString(key.CredentialId) == id) is not { } gone)
                return Results.LocalRedirect("/account");
            if (keys.Count == 1 && account.PasswordHash is null)
                return await PageAsync(account, wrongPasskey: "own.passkey-last");
            using (await store.TurnAsync(Cancel))
                await users.RemovePasskeyAsync(account, gone.CredentialId);
            return Results.LocalRedirect("/account?done=removed");
        });

    public Task<IResult> EndSessionAsync(string? id) =>
        WithAccountAsync(async account =>
        {
            await sessions.EndAsync(account.Id, id ?? "", Cancel);
            return Results.LocalRedirect(id == Session ? "/signin" : "/account?done=ended");
        });

    /// <summary>The stamp too is renewed, so that no cookie of before counts, whatever became of the sessions' rows.</summary>
    public Task<IResult> EndAllAsync(string? all) =>
        WithAccountAsync(async account =>
        {
            _ = all;
            using (await store.TurnAsync(Cancel))
                await users.UpdateSecurityStampAsync(account);
            await sessions.EndAllAsync(account.Id, save: null, Cancel);
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/signin");
        });

    private async Task<IResult> WithAccountAsync(Func<StaffAccount, Task<IResult>> then)
    {
        if (demo.Enabled)
            return StaffDoor.Page(StatusCodes.Status404NotFound, words["own.demo"], words["own.demo-why"]);
        return await users.GetUserAsync(Http.User) is { } account
            ? await then(account)
            : Results.LocalRedirect("/signin");
    }

    /// <summary>The key of what is wrong, and of which field; null when nothing is.</summary>
    private async Task<(string Field, string Code)?> WrongAsync(
        StaffAccount account,
        string? old,
        string? password,
        string? again
    )
    {
        if (account.PasswordHash is not null)
        {
            // A page left open is no place to guess at the password either.
            var key = users.NormalizeName(account.UserName)!;
            if (throttle.Ask(key) is not SignInTurn.Free)
                return ("old", "own.password-old-rests");
            if (!await users.CheckPasswordAsync(account, old ?? ""))
                return ("old", "own.password-old-wrong");
            throttle.Succeeded(key);
        }

        return StaffAccounts.WrongPassword(password) is { } wrong ? ("password", wrong)
            : password == old ? ("password", "own.password-same")
            : password != again ? ("again", "own.password-differs")
            : null;
    }

    private async Task<IResult> PageAsync(
        StaffAccount account,
        string? said = null,
        (string Field, string Code)? wrongPassword = null,
        string? wrongPasskey = null,
        string? passkeyName = null,
        bool onlyPassword = false
    ) =>
        StaffForms.Page<AccountPage>(
            Http,
            forgery,
            wrongPassword is null && wrongPasskey is null
                ? StatusCodes.Status200OK
                : StatusCodes.Status422UnprocessableEntity,
            (nameof(AccountPage.View), await ViewAsync(account)),
            (nameof(AccountPage.Said), said),
            (nameof(AccountPage.WrongPassword), wrongPassword),
            (nameof(AccountPage.WrongPasskey), wrongPasskey),
            (nameof(AccountPage.PasskeyName), passkeyName),
            (nameof(AccountPage.OnlyPassword), onlyPassword || account.Temporary)
        );

    private async Task<OwnAccountView> ViewAsync(StaffAccount account)
    {
        await using var context = store.Create();
        var grants = await context
            .Grants.AsNoTracking()
            .Where(g => g.AccountId == account.Id)
            .OrderBy(g => g.StreetId)
            .ToListAsync(Cancel);
        var names = await context
            .Streets.AsNoTracking()
            .ToDictionaryAsync(s => s.Id, s => s.Name, StringComparer.Ordinal, Cancel);
        var passkeys = await users.GetPasskeysAsync(account);
        return new OwnAccountView(
            account.UserName!,
            Session,
            account.PasswordHash is not null,
            account.Temporary,
            grants.Exists(g => ((Roles)g.Roles).HasFlag(Roles.Administrator)),
            [
                .. grants.Select(g =>
                    (
                        g.StreetId == StaffPerson.District.Value
                            ? null
                            : names.GetValueOrDefault(g.StreetId, g.StreetId),
                        (Roles)g.Roles
                    )
                ),
            ],
            [
                .. passkeys
                    .OrderBy(key => key.CreatedAt)
                    .Select(key => (Base64Url.EncodeToString(key.CredentialId), key.Name, key.CreatedAt)),
            ],
            await sessions.ListAsync(account.Id, Cancel)
        );
    }
}
