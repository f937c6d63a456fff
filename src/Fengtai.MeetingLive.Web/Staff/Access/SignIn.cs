using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>/signin and /signout: plain forms, no script, so that they work before any circuit does.</summary>
public static class SignIn
{
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/signin",
            (string? returnUrl, HttpContext http, IAntiforgery forgery) => Page(http, forgery, returnUrl)
        );
        app.MapPost("/signin", SignInAsync);
        app.MapGet("/signout", (HttpContext http, IAntiforgery forgery) => Page(http, forgery, "/", signingOut: true));
        app.MapPost(
            "/signout",
            // The form itself is not read, but with it the antiforgery token is required.
            async ([FromForm] string? done, SignInManager<StaffAccount> accounts) =>
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

    private static async Task<IResult> SignInAsync(
        [FromForm] string? name,
        [FromForm] string? password,
        [FromForm] string? returnUrl,
        HttpContext http,
        IAntiforgery forgery,
        SignInManager<StaffAccount> accounts
    )
    {
        // Identity compares names and hashes passwords; a bound on what it is given keeps that cheap.
        if (name is not { Length: > 0 and <= 256 } || password is not { Length: > 0 and <= 256 })
            return Page(http, forgery, returnUrl, name, "signin.wrong");
        var result = await accounts.PasswordSignInAsync(
            name.Trim(),
            password,
            isPersistent: false,
            lockoutOnFailure: true
        );
        if (result.Succeeded)
            return TypedResults.LocalRedirect(LocalOr(returnUrl, "/"));
        return Page(http, forgery, returnUrl, name, result.IsLockedOut ? "signin.locked" : "signin.wrong");
    }

    private static RazorComponentResult<SignInPage> Page(
        HttpContext http,
        IAntiforgery forgery,
        string? returnUrl,
        string? name = null,
        string? error = null,
        bool signingOut = false
    )
    {
        var tokens = forgery.GetAndStoreTokens(http);
        return new RazorComponentResult<SignInPage>(
            new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                [nameof(SignInPage.Token)] = tokens.RequestToken,
                [nameof(SignInPage.TokenField)] = tokens.FormFieldName,
                [nameof(SignInPage.ReturnUrl)] = LocalOr(returnUrl, "/"),
                [nameof(SignInPage.Name)] = name,
                [nameof(SignInPage.Error)] = error,
                [nameof(SignInPage.SigningOut)] = signingOut,
            }
        )
        {
            StatusCode = error is null ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized,
        };
    }
}
