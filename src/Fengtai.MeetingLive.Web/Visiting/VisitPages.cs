using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fengtai.MeetingLive.Web.Visiting;

/// <summary>The grid workers' page: its address, its posts, and what of it the office downloads.</summary>
public static class VisitSetup
{
    public static void AddVisits(this IServiceCollection services)
    {
        services.AddSingleton<VisitBook>();
        services.AddSingleton<VisitCoverage>();
        services.AddSingleton<VisitDemands>();
        services.AddSingleton<VisitList>();
        services.AddSingleton<VisitPages>();
        services.AddSingleton<VisitPosts>();
    }

    public static void MapVisitPages(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/visit/{street}",
            (HttpContext http, string street, VisitPages pages) => pages.OpenAsync(http, street)
        );
        app.MapPost(
            "/visit/{street}",
            (HttpContext http, string street, VisitPosts posts) => posts.TakeAsync(http, street)
        );
        app.MapGet("/prepare/{street}/visits.csv", VisitDownloads.CsvAsync);
        app.MapGet("/prepare/{street}/visits/photo/{hash}", VisitDownloads.PhotoAsync);
    }
}

/// <summary>Renders the page for whoever <see cref="StaffDoor"/> let through.</summary>
public sealed class VisitPages(VisitBook book, Preparations preparations, StaffAccess access, IAntiforgery antiforgery)
{
    // As on the residents' page, with the photo that is about to be sent and the style sheet's own marks.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>The id of a form that was kept just now, in the address that the redirect leads to.</summary>
    internal const string KeptKey = "kept";

    public async Task OpenAsync(HttpContext http, string street)
    {
        if (await access.ResolveAsync(http.User, new StreetId(street), http.RequestAborted) is not { } who)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var id = http.Request.Query[KeptKey].ToString();
        var kept = id.Length > 0 ? await book.FindAsync(new StreetId(street), id, http.RequestAborted) : (false, null);
        await ShowAsync(http, who, StatusCodes.Status200OK, kept: kept);
    }

    /// <summary>A street that nobody entered is called as its meeting's plan calls it.</summary>
    private async Task<string> NameAsync(StreetId street, CancellationToken cancel)
    {
        var now = await preparations.LoadAsync(street, cancel);
        return now.StreetName == street.Value && now.Plan.StreetName.Length > 0 ? now.Plan.StreetName : now.StreetName;
    }

    public async Task ShowAsync(
        HttpContext http,
        Actor who,
        int status,
        (VisitSent Sent, VisitWrong Wrong)? typed = null,
        (bool Yes, string? Receipt) kept = default
    )
    {
        var street = who.Street!.Value;
        // Before the headers: antiforgery has a Cache-Control of its own.
        var tokens = antiforgery.GetAndStoreTokens(http);
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.ContentSecurityPolicy = Policy;
        var letters = LettersChoice.Of(http.Request);
        if (LettersChoice.Asked(http.Request) is { } asked)
            http.Response.Cookies.Append(
                LettersChoice.Key,
                asked.ToString("D"),
                new CookieOptions
                {
                    Path = "/",
                    SameSite = SameSiteMode.Lax,
                    Secure = http.Request.IsHttps,
                    MaxAge = TimeSpan.FromDays(365),
                    IsEssential = true,
                }
            );
        var model = new VisitModel(
            street,
            await NameAsync(street, http.RequestAborted),
            who.Id.Value,
            (who.Roles & (Roles.Secretary | Roles.Administrator)) != Roles.None,
            await book.PlaceAsync(street, http.RequestAborted),
            (tokens.FormFieldName, tokens.RequestToken!),
            letters,
            typed?.Sent.Id is { Length: > 0 } id ? id : PageModel.NewId(),
            typed,
            kept
        );
        await new RazorComponentResult<VisitPage>(new { Page = model }) { StatusCode = status }.ExecuteAsync(http);
    }
}
