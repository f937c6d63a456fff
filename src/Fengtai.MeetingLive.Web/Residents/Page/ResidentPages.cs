using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Fengtai.MeetingLive.Web.Residents.Page;

/// <summary>The residents' page: plain HTML that works without script; wwwroot-assets/README.md is its contract.</summary>
public static class ResidentPages
{
    public static IServiceCollection AddResidentPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddScoped<HtmlRenderer>();
        services.AddScoped<ResidentWords>();
        services.AddSingleton<PageAssets>();
        services.AddSingleton<PageVisit>();
        services.AddSingleton<ResidentForms>();
        return services;
    }

    public static void MapResidentPages(this IEndpointRouteBuilder app)
    {
        foreach (var file in PageAssets.Files)
        {
            // Before the static files of the same name (their order is -100), which come neither with a long life nor as small.
            app.MapGet($"/{file}", (HttpContext http, PageAssets assets) => assets.SendAsync(http, file))
                .WithOrder(-1000);
        }

        app.MapGet("/m", (HttpContext http, PageVisit visit) => visit.EnterAsync(http));
        app.MapGet("/m/{code}", (HttpContext http, string code, PageVisit visit) => visit.ShowAsync(http, code));
        foreach (var form in new[] { "rate", "vote", "ask", "support", "withdraw" })
        {
            app.MapPost(
                $"/m/{{code}}/{form}",
                (HttpContext http, string code, ResidentForms forms) => forms.PostAsync(http, code, form)
            );
            // A refused post leaves this address in the browser; a reload of it should find the page.
            app.MapGet(
                $"/m/{{code}}/{form}",
                (string code) => Results.LocalRedirect($"/m/{Uri.EscapeDataString(code)}")
            );
        }

        app.MapGet("/m/{code}/slide/{id}", SlideAsync);
        app.MapGet("/proof-words.json", ProofWords);
        app.MapGet(
            "/m/{code}/poll/{id}",
            (HttpContext http, string code, string id, PageVisit visit) => visit.ShowPollAsync(http, code, id)
        );
    }

    /// <summary>
    /// What a phone says when it has checked its rating. All of it at once, so that nobody is told what it found; apart from
    /// the page, which must stay small.
    /// </summary>
    private static IResult ProofWords(HttpContext http, ResidentWords words)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        string[] keys = ["counted", "replaced", "absent", "differs"];
        return Results.Json(
            keys.ToDictionary(key => key, key => words[$"proof.{key}"], StringComparer.Ordinal),
            EventJson.Options
        );
    }

    /// <summary>A slide as a fragment. It is the same for everybody, so that a cache may keep it.</summary>
    private static async Task<IResult> SlideAsync(
        HttpContext http,
        string code,
        string id,
        MeetingSessions sessions,
        HtmlRenderer renderer
    )
    {
        var door = await sessions.FindAsync(code, http.RequestAborted);
        if (door?.Session.Current.Plan.Deck.Find(new SlideId(id)) is not { } slide)
            return Results.NotFound();
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = new Dictionary<string, object?>(StringComparer.Ordinal) { ["Slide"] = slide };
            var rendered = await renderer.RenderComponentAsync<SlideFragment>(ParameterView.FromDictionary(parameters));
            return rendered.ToHtmlString();
        });
        var etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(html)))[..16]}\"";
        http.Response.Headers.CacheControl = "public, max-age=300";
        http.Response.Headers.ETag = etag;
        return http.Request.Headers.IfNoneMatch == etag
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Text(html, "text/html", Encoding.UTF8);
    }
}
