using System.Security.Claims;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>Signs staff in and out; each sign-in is a session that its owner can see and end.</summary>
public sealed class StaffSignIn(
    UserManager<StaffAccount> users,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<StaffAccount> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<StaffAccount>> log,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<StaffAccount> confirmation,
    StaffSessions sessions
) : SignInManager<StaffAccount>(users, http, claims, options, log, schemes, confirmation)
{
    /// <summary>There while the password must be changed first.</summary>
    public const string TemporaryClaim = "staff.temporary";

    public override Task<bool> CanSignInAsync(StaffAccount user) =>
        user.Locked ? Task.FromResult(false) : base.CanSignInAsync(user);

    public override async Task SignInWithClaimsAsync(
        StaffAccount user,
        AuthenticationProperties? authenticationProperties,
        IEnumerable<Claim> additionalClaims
    )
    {
        var id = await sessions.BeginAsync(user.Id, Context.Request.Headers.UserAgent, Context.RequestAborted);
        List<Claim> all = [.. additionalClaims, new Claim(StaffSessions.Claim, id)];
        if (user.Temporary)
            all.Add(new Claim(TemporaryClaim, "yes"));
        await base.SignInWithClaimsAsync(user, authenticationProperties, all);
    }

    public override async Task SignOutAsync()
    {
        if (
            Context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } account
            && Context.User.FindFirstValue(StaffSessions.Claim) is { } id
        )
            await sessions.EndAsync(account, id, Context.RequestAborted);
        await base.SignOutAsync();
    }

    /// <summary>For the cookie's events: a cookie whose session is over signs nobody in.</summary>
    public static async Task ValidateAsync(CookieValidatePrincipalContext asked)
    {
        var sessions = asked.HttpContext.RequestServices.GetRequiredService<StaffSessions>();
        if (asked.Principal is { } user && await sessions.HoldsAsync(user, asked.HttpContext.RequestAborted))
            return;
        asked.RejectPrincipal();
        await asked.HttpContext.SignOutAsync(asked.Scheme.Name);
    }
}
