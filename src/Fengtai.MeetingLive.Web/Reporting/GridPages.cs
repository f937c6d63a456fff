using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Residents.Page;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Fengtai.MeetingLive.Web.Reporting;

/// <summary>The grid workers' items: their page and its posts.</summary>
public static class GridSetup
{
    public static void AddReporting(this IServiceCollection services)
    {
        services.AddSingleton<GridItems>();
        services.AddSingleton<GridPages>();
        services.AddSingleton<GridPosts>();
    }

    public static void MapReporting(this IEndpointRouteBuilder app)
    {
        app.MapGet(
            "/grid/{street}",
            (HttpContext http, string street, GridPages pages) => pages.OpenAsync(http, street)
        );
        app.MapPost(
            "/grid/{street}",
            (HttpContext http, string street, GridPosts posts) => posts.TakeAsync(http, street)
        );
    }
}

/// <summary>Renders the page for whoever <see cref="StaffDoor"/> let through.</summary>
public sealed class GridPages(
    GridItems items,
    Preparations preparations,
    StaffAccess access,
    IAntiforgery antiforgery,
    TimeProvider clock
)
{
    // As on the residents' page, with the photos that are about to be sent and the style sheet's own marks.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>In the address: the item on which somebody without a script reports.</summary>
    internal const string ItemKey = "item";

    /// <summary>In the address that a taken form leads to.</summary>
    internal const string KeptKey = "kept";

    private static readonly ReportTyped Nothing = new("", "", "", [], null);

    public async Task OpenAsync(HttpContext http, string street)
    {
        if (await access.ResolveAsync(http.User, new StreetId(street), http.RequestAborted) is not { } who)
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await ShowAsync(http, who, StatusCodes.Status200OK, http.Request.Query[ItemKey].ToString());
    }

    /// <param name="key">The one item to report on; empty or unknown: the list.</param>
    internal async Task ShowAsync(HttpContext http, Actor who, int status, string key, ReportTyped? typed = null)
    {
        var street = who.Street!.Value;
        // Before the headers: antiforgery has a Cache-Control of its own.
        var tokens = antiforgery.GetAndStoreTokens(http);
        http.Response.Headers.CacheControl = "no-cache, no-store";
        http.Response.Headers.ContentSecurityPolicy = Policy;
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
        var office = (who.Roles & (Roles.Secretary | Roles.Administrator)) != Roles.None;
        var grid = who.Roles.HasFlag(Roles.GridWorker) ? who.Grid : null;
        var now = clock.GetUtcNow();
        var list =
            grid is null && !office
                ? GridList.Empty
                : GridList.Of(await items.OfAsync(street, office ? null : grid, http.RequestAborted), Days.Of(now));
        var model = new GridModel(
            street,
            await NameAsync(street, http.RequestAborted),
            who.Id.Value,
            grid,
            office,
            who.Roles.HasFlag(Roles.Secretary) || grid is not null,
            list,
            now,
            (tokens.FormFieldName, tokens.RequestToken!),
            LettersChoice.Of(http.Request),
            typed ?? Nothing with { Id = PageModel.NewId() },
            key.Length > 0 ? list.Find(key) : null,
            http.Request.Query.ContainsKey(KeptKey)
        );
        await new RazorComponentResult<GridPage>(new { Page = model }) { StatusCode = status }.ExecuteAsync(http);
    }

    /// <summary>A street that nobody entered is called as its meeting's plan calls it.</summary>
    private async Task<string> NameAsync(StreetId street, CancellationToken cancel)
    {
        var now = await preparations.LoadAsync(street, cancel);
        return now.StreetName == street.Value && now.Plan.StreetName.Length > 0 ? now.Plan.StreetName : now.StreetName;
    }
}
