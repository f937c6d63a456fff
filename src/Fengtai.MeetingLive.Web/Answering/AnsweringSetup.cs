using Fengtai.MeetingLive.Web.Photos;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>Pages for whoever has a signed link and no account: a unit's answer, a called bureau's.</summary>
public static class AnsweringSetup
{
    public static void AddAnswering(this IServiceCollection services)
    {
        services.AddSingleton<SentPhotos>();
        services.AddSingleton<LinkDoor>();
        services.AddSingleton<UnitPages>();
        services.AddSingleton<UnitPosts>();
        services.AddSingleton<WhistlePages>();
    }

    public static void MapAnswering(this IEndpointRouteBuilder app)
    {
        app.MapGet("/u/{token}", (HttpContext http, string token, UnitPages pages) => pages.OpenAsync(http, token));
        app.MapPost("/u/{token}", (HttpContext http, string token, UnitPosts posts) => posts.TakeAsync(http, token));
        app.MapGet("/w/{token}", (HttpContext http, string token, WhistlePages pages) => pages.OpenAsync(http, token));
        app.MapPost(
            "/w/{token}",
            (HttpContext http, string token, WhistlePages pages) => pages.AnswerAsync(http, token)
        );
        app.MapGet(
            "/w/{token}/appointment.ics",
            (HttpContext http, string token, WhistlePages pages) => pages.CalendarAsync(http, token)
        );
    }
}
