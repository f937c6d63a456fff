using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Tables;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Public;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <summary>提醒: what is put together, and the calendars that phones and offices subscribe to.</summary>
public static class ReminderSetup
{
    public static IServiceCollection AddReminders(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<MailOptions>(configuration.GetSection(MailOptions.Section));
        services.AddSingleton<ReminderBook>();
        services.AddSingleton<MailPost>();
        services.AddSingleton<DigestRound>();
        services.AddHostedService(provider => provider.GetRequiredService<DigestRound>());
        return services;
    }

    public static void MapReminders(this IEndpointRouteBuilder app) => app.MapGet("/feed/{token}", FeedAsync);

    /// <summary>A unit's open items as a calendar of whole days (RFC 5545), by a link that can be withdrawn.</summary>
    private static async Task<IResult> FeedAsync(
        string token,
        HttpContext http,
        SignedLinks links,
        ReminderBook book,
        TimeProvider clock,
        CancellationToken cancel
    )
    {
        PublicPages.Guard(http.Response);
        http.Response.Headers.CacheControl = "private, max-age=900";
        var name = token.EndsWith(".ics", StringComparison.Ordinal) ? token[..^4] : token;
        // A calendar program shows no page: a link that does not hold is nothing at all, whatever the reason.
        if (await links.OpenAsync(name, LinkKind.Feed, cancel) is not LinkAnswer.Sound { Link: var link })
            return Results.NotFound();
        var items = await book.OpenItemsAsync(
            new StreetId(link.StreetId),
            link.Holder.Length == 0 ? null : link.Holder,
            cancel
        );
        var ics = Deadlines.Ics(
            link.Holder.Length == 0 ? "责任清单" : link.Holder,
            items.Select(i => new DueItem(
                $"{i.Id}.{i.MeetingId}",
                i.Deadline,
                i.Title,
                $"牵头领导：{i.Lead}\n责任单位：{i.Unit}\n责任人：{i.Owner}"
            )),
            http.Request.Host.Host,
            clock.GetUtcNow()
        );
        return Results.Bytes(Encoding.UTF8.GetBytes(ics), "text/calendar; charset=utf-8");
    }
}
