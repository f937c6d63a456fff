using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents.Page;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>What residents need: hub, identity, throttle, the page and its forms.</summary>
public static class ResidentSetup
{
    public static IServiceCollection AddResidents(this IServiceCollection services)
    {
        services.AddOptions<CrowdOptions>().BindConfiguration(CrowdOptions.Section);
        services.AddSingleton<Crowd>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<Pseudonyms>();
        // By hand: the container would look for a number to give it.
        services.AddSingleton(provider => new DeviceThrottle(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<TicketThrottle>();
        services.AddSingleton<SteadyClock>();
        services.AddSingleton<HallCodes>();
        services.AddSingleton<TicketOffice>();
        services.AddSingleton<EntryDesk>();
        services.AddSingleton<Screens.ScreenDoor>();
        services.AddSingleton<ResidentActions>();
        services.AddSingleton<ResidentBroadcaster>();
        services.AddSingleton<ReadingLines>();
        services.AddSingleton<LastAnswers>();
        services.AddHostedService(provider => provider.GetRequiredService<LastAnswers>());
        services.AddResidentPages();
        // Otherwise every 汉字 is written as an entity and the page doubles.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services
            .AddSignalR()
            .AddHubOptions<ResidentHub>(hub =>
            {
                hub.MaximumReceiveMessageSize = 8 * 1024;
                hub.MaximumParallelInvocationsPerClient = 1;
                hub.StreamBufferCapacity = 1;
                hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
                hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
                hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
                hub.EnableDetailedErrors = false;
            });
        // Every hub's messages are counted; this hub's pushes too are looked after.
        services.AddSingleton(typeof(HubLifetimeManager<>), typeof(CountedHubs<>));
        services.AddSingleton<HubLifetimeManager<ResidentHub>>(provider => provider.GetRequiredService<ReadingLines>());
        return services;
    }

    public static void MapResidentHub(this IEndpointRouteBuilder app) =>
        app.MapHub<ResidentHub>(
                "/hubs/resident",
                options =>
                {
                    options.TransportMaxBufferSize = 32 * 1024;
                    options.ApplicationMaxBufferSize = 32 * 1024;
                    options.TransportSendTimeout = ReadingLines.Patience;
                    options.AllowStatefulReconnects = false;
                    options.Transports =
                        HttpTransportType.WebSockets
                        | HttpTransportType.ServerSentEvents
                        | HttpTransportType.LongPolling;
                }
            )
            .ShortCircuit();
}
