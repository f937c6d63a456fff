using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What was typed on /setup, and what is wrong with it. The password is never given back.</summary>
/// <param name="Token">As typed.</param>
/// <param name="Passkey">True when a passkey was chosen.</param>
public sealed record SetupTyped(string Token = "", string Name = "", bool Passkey = false)
{
    /// <summary>What the token is worth; null before one was typed.</summary>
    public TokenSays? Says { get; init; }

    /// <summary>Keys of words, null when nothing is wrong.</summary>
    public string? WrongName { get; init; }

    public string? WrongPassword { get; init; }

    public string? WrongPasskey { get; init; }

    public bool Right => Says is TokenSays.Right && WrongName is null && WrongPassword is null && WrongPasskey is null;
}

/// <summary>/setup: the administrator is made once, by the token from the terminal. A plain form, no circuit.</summary>
public static class Setup
{
    public static void MapSetup(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("/setup").AddEndpointFilter(StaffForms.FromOwnPagesOnly);
        forms.MapGet("", ShowAsync);
        forms.MapPost("", MakeAsync);
        forms.MapPost("/passkey", OfferAsync);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        IAntiforgery forgery,
        FirstStart first,
        DemoAccess demo,
        IStringLocalizer<AccessWords> words
    ) =>
        demo.Enabled ? StaffDoor.Page(StatusCodes.Status404NotFound, words["own.demo"], words["own.demo-why"])
        : await first.IsOpenAsync(http.RequestAborted) ? Page(http, forgery, new SetupTyped())
        : Gone(words);

    /// <summary>The browser asks for this before the form is sent, when a passkey is to be made.</summary>
    private static async Task<IResult> OfferAsync(
        [FromForm] string? token,
        [FromForm] string? name,
        HttpContext http,
        FirstStart first,
        StaffSignIn accounts
    )
    {
        // What is wrong is said when the form itself comes; here it is enough that no passkey is made for nothing.
        if (
            !PasskeyPlace.Allows(http.Request)
            || StaffAccounts.WrongName(name) is not null
            || !await first.IsOpenAsync(http.RequestAborted)
            || first.Try(token) is not TokenSays.Right
        )
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        var options = await accounts.MakePasskeyCreationOptionsAsync(
            new PasskeyUserEntity
            {
                Id = Guid.NewGuid().ToString(),
                Name = name!.Trim(),
                DisplayName = name.Trim(),
            }
        );
        return Results.Content(options, "application/json");
    }

    private static async Task<IResult> MakeAsync(
        [FromForm] string? token,
        [FromForm] string? name,
        [FromForm] string? way,
        [FromForm] string? password,
        [FromForm] string? credential,
        HttpContext http,
        IAntiforgery forgery,
        FirstStart first,
        StaffAccounts accounts,
        StaffSignIn signIn,
        UserManager<StaffAccount> users,
        IStringLocalizer<AccessWords> words
    )
    {
        if (!await first.IsOpenAsync(http.RequestAborted))
            return Gone(words);
        var byPasskey = way == "passkey";
        var typed = new SetupTyped(token ?? "", name ?? "", byPasskey)
        {
            Says = first.Try(token),
            WrongName = StaffAccounts.WrongName(name),
            WrongPassword = byPasskey ? null : StaffAccounts.WrongPassword(password),
            WrongPasskey = byPasskey && !PasskeyPlace.Allows(http.Request) ? "passkey.needs-https" : null,
        };
        if (!typed.Right)
            return Page(http, forgery, typed);

        Credential proof = new Credential.Password(password ?? "");
        if (byPasskey)
        {
            if (await AttestAsync(signIn, credential) is not { } made)
                return Page(http, forgery, typed with { WrongPasskey = "passkey.not-made" });
            proof = made;
        }

        var added = await accounts.AddFirstAsync(name!, proof, http.RequestAborted);
        if (added.Errors is ["account.not-first"])
        {
            first.Settle();
            return Gone(words);
        }

        if (!added.Ok)
            return Page(http, forgery, typed with { WrongName = added.Errors[0] });
        first.Settle();
        var account =
            await users.FindByNameAsync(name!.Trim())
            ?? throw new InvalidOperationException("The account that was just made is not there.");
        await signIn.SignInAsync(account, isPersistent: false);
        return Results.LocalRedirect("/admin");
    }

    /// <summary>Null when the browser's answer does not prove a passkey made for this offer.</summary>
    internal static async Task<Credential.Passkey?> AttestAsync(StaffSignIn signIn, string? credential)
    {
        if (string.IsNullOrEmpty(credential))
            return null;
        PasskeyAttestationResult made;
        try
        {
            made = await signIn.PerformPasskeyAttestationAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was offered to this browser, or too long ago.
            return null;
        }

        return made.Succeeded ? new Credential.Passkey(made.UserEntity.Id, made.Passkey) : null;
    }

    private static IResult Gone(IStringLocalizer<AccessWords> words) =>
        StaffDoor.Page(
            StatusCodes.Status410Gone,
            words["setup.gone"],
            words["setup.gone-why"],
            ("/signin", words["setup.gone-do"])
        );

    private static IResult Page(HttpContext http, IAntiforgery forgery, SetupTyped typed) =>
        StaffForms.Page<SetupPage>(
            http,
            forgery,
            typed.Says switch
            {
                null => StatusCodes.Status200OK,
                TokenSays.TooOften => StatusCodes.Status429TooManyRequests,
                _ => StatusCodes.Status422UnprocessableEntity,
            },
            (nameof(SetupPage.Typed), typed)
        );
}
