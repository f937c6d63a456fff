using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
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
        services.AddScoped<StaffAccounts>();
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
                identity.Lockout.MaxFailedAccessAttempts = 5;
                identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<MeetingContext>()
            .AddSignInManager();
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
                    cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
                    cookie.SlidingExpiration = true;
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
        app.MapSignIn();
        // The policy of all our pages says who may frame them: nobody.
        app.MapRazorComponents<StaffApp>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
