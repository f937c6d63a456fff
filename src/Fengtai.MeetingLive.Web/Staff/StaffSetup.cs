using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Microsoft.AspNetCore.Identity;
using MudBlazor.Services;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>What the staff's pages need: accounts, access, circuits.</summary>
public static class StaffSetup
{
    public static IServiceCollection AddStaff(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(DemoAccess.From(configuration));
        services.AddSingleton<StaffAccess>();
        services.AddSingleton<Recordings>();
        services.AddScoped<StaffAccounts>();
        services.AddScoped<PasswordDoor>();
        services.AddScoped<AccountDesk>();
        services.AddSingleton<StaffCircuits>();
        services.AddSingleton<StaffSessions>();
        services.AddSingleton<SignInThrottle>();
        services.AddSingleton<FirstStart>();
        services.AddHostedService<CircuitSweep>();
        services.AddSingleton<StreetOffice>();
        services.AddSingleton<StreetLists>();
        services.AddSingleton<AccountOffice>();
        services.AddLocalization();
        services
            .AddIdentityCore<StaffAccount>(identity =>
            {
                // 岗位 as a name, such as 王佐镇秘书: Chinese has no place in Identity's default alphabet.
                identity.User.AllowedUserNameCharacters = "";
                identity.Password.RequiredLength = StaffAccounts.PasswordLeast;
                identity.Password.RequireDigit = false;
                identity.Password.RequireLowercase = false;
                identity.Password.RequireUppercase = false;
                identity.Password.RequireNonAlphanumeric = false;
                identity.Lockout.MaxFailedAccessAttempts = SignInThrottle.MostByName;
                identity.Lockout.DefaultLockoutTimeSpan = SignInThrottle.Rest;
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            })
            .AddEntityFrameworkStores<MeetingContext>()
            .AddSignInManager<StaffSignIn>();
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            // The passkey is the whole proof: the device must know its holder, and find the key without a name.
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
        });
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                {
                    cookie.Cookie.Name = "staff";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.LoginPath = "/signin";
                    // A meeting with its preparation fits into a working day.
                    cookie.ExpireTimeSpan = StaffSessions.Lasts;
                    cookie.SlidingExpiration = true;
                    cookie.Events.OnValidatePrincipal = StaffSignIn.ValidateAsync;
                }
            )
            // Identity keeps here, sealed, what it asked of a passkey until the answer comes.
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                cookie =>
                {
                    cookie.Cookie.Name = "staff.passkey";
                    cookie.Cookie.HttpOnly = true;
                    cookie.Cookie.SameSite = SameSiteMode.Strict;
                    cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                }
            );
        services.AddAuthorization();
        services.AddAntiforgery();
        services.AddCascadingAuthenticationState();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        return services;
    }

    /// <summary>
    /// The host itself puts authentication first in its pipeline, and calls UseAntiforgery for everybody's forms. The
    /// resident hub and pages are not touched by it.
    /// </summary>
    public static void MapStaff(this WebApplication app)
    {
        app.UseMiddleware<StaffDoor>();
        app.MapSetup();
        app.MapSignIn();
        app.MapOwnAccount();
        // The policy of all our pages says who may frame them: nobody.
        app.MapRazorComponents<StaffApp>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
