using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>Why nobody was signed in: the key of the words, and until when it is so.</summary>
public sealed record SignInRefused(string Code, DateTimeOffset? Until = null);

/// <summary>/signin and /signout: plain forms that work before any circuit does; only a passkey needs a script.</summary>
public static class SignIn
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var forms = app.MapGroup("").AddEndpointFilter(StaffForms.FromOwnPagesOnly);
        forms.MapGet(
            "/signin",
            (string? returnUrl, HttpContext http, IAntiforgery forgery) => Page(http, forgery, returnUrl)
        );
        forms.MapPost("/signin", SignInAsync);
        forms.MapPost("/signin/passkey-options", OfferAsync);
        forms.MapPost("/signin/passkey", ByPasskeyAsync);
        forms.MapGet(
            "/signout",
            (HttpContext http, IAntiforgery forgery) => Page(http, forgery, "/", signingOut: true)
        );
        forms.MapPost(
            "/signout",
            // The form itself is not read, but with it the antiforgery token is required.
            async ([FromForm] string? done, StaffSignIn accounts) =>
            {
                _ = done;
                await accounts.SignOutAsync();
                return TypedResults.LocalRedirect("/signin");
            }
        );
    }

    /// <summary>Only a path on this server: not //elsewhere, not /\elsewhere, nothing with a scheme.</summary>
    public static string LocalOr(string? url, string otherwise) =>
        url is ['/', ..] && !(url.Length > 1 && url[1] is '/' or '\\') && !url.Any(char.IsControl) ? url : otherwise;

    /// <summary>Who came for nothing in particular goes where staff begin.</summary>
    private static string Onward(string? returnUrl) =>
        LocalOr(returnUrl, "/") is var local && local == "/" ? OwnAccount.Begin : local;

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name,
        [FromForm] string? password,
        [FromForm] string? returnUrl,
        HttpContext http,
        IAntiforgery forgery,
        PasswordDoor door
    )
    {
        var refused = await door.TryAsync(name, password);
        return refused is null
            ? TypedResults.LocalRedirect(Onward(returnUrl))
            : Page(http, forgery, returnUrl, name, refused);
    }

    private static async Task<IResult> OfferAsync([FromForm] string? returnUrl, HttpContext http, StaffSignIn accounts)
    {
        _ = returnUrl;
        return PasskeyPlace.Allows(http.Request)
            // For nobody in particular: the device knows whose passkeys it has, and we do not tell who has any.
            ? Results.Content(await accounts.MakePasskeyRequestOptionsAsync(user: null!), "application/json")
            : Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ByPasskeyAsync(
        [FromForm] string? credential,
        [FromForm] string? returnUrl,
        HttpContext http,
        IAntiforgery forgery,
        StaffSignIn accounts,
        UserManager<StaffAccount> users
    )
    {
        IResult Wrong(string code) => Page(http, forgery, returnUrl, name: null, passkey: code);
        if (!PasskeyPlace.Allows(http.Request))
            return Wrong("passkey.needs-https");
        if (string.IsNullOrEmpty(credential))
            return Wrong("passkey.not-used");
        PasskeyAssertionResult<StaffAccount> shown;
        try
        {
            shown = await accounts.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked of this browser, or too long ago.
            return Wrong("passkey.not-used");
        }

        if (!shown.Succeeded)
            return Wrong("passkey.wrong");
        // Guesses at the password do not shut out whoever holds the key.
        if (shown.User.Locked)
            return Wrong("signin.stopped");
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        await accounts.SignInAsync(shown.User, isPersistent: false, "passkey");
        return TypedResults.LocalRedirect(Onward(returnUrl));
    }

    private static IResult Page(
        HttpContext http,
        IAntiforgery forgery,
        string? returnUrl,
        string? name = null,
        SignInRefused? refused = null,
        string? passkey = null,
        bool signingOut = false
    ) =>
        StaffForms.Page<SignInPage>(
            http,
            forgery,
            refused?.Code == "signin.busy" ? StatusCodes.Status429TooManyRequests
                : refused is null && passkey is null ? StatusCodes.Status200OK
                : StatusCodes.Status401Unauthorized,
            (nameof(SignInPage.ReturnUrl), LocalOr(returnUrl, "/")),
            (nameof(SignInPage.Name), name),
            (nameof(SignInPage.Refused), refused),
            (nameof(SignInPage.WrongPasskey), passkey),
            (nameof(SignInPage.SigningOut), signingOut)
        );
}
