using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The network of one phone. The browser's own offline mode leaves open sockets alone, so they are cut here.</summary>
internal sealed class Cable
{
    private readonly ConcurrentBag<IWebSocketRoute> sockets = [];
    private readonly IBrowserContext context;

    private Cable(IBrowserContext context) => this.context = context;

    /// <summary>Before the page is opened: only sockets that are opened later run over it.</summary>
    public static async Task<Cable> LayAsync(IBrowserContext context)
    {
        var cable = new Cable(context);
        await context.RouteWebSocketAsync(
            "**/hubs/**",
            socket =>
            {
                socket.ConnectToServer();
                cable.sockets.Add(socket);
            }
        );
        return cable;
    }

    public async Task CutAsync()
    {
        await context.SetOfflineAsync(true);
        await context.RouteWebSocketAsync("**/hubs/**", socket => _ = socket.CloseAsync());
        while (sockets.TryTake(out var socket))
        {
            await socket.CloseAsync();
        }
    }

    public async Task MendAsync()
    {
        await context.RouteWebSocketAsync("**/hubs/**", socket => socket.ConnectToServer());
        await context.SetOfflineAsync(false);
    }
}
