using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Hub.Network;

/// <summary>What may happen to one message on its way.</summary>
internal enum Fault
{
    /// <summary>It is lost and nobody is told. TCP never does that; what is above it must bear it all the same.</summary>
    Lost,

    /// <summary>It is lost and the connection is cut, as Wi-Fi that flickers does.</summary>
    Cut,

    /// <summary>It and all after it come later.</summary>
    Delayed,

    /// <summary>It comes twice, the second time later, perhaps after others.</summary>
    Doubled,

    /// <summary>It comes later, perhaps after others.</summary>
    Overtaken,
}

/// <summary>How often each fault happens, in both directions; of a hundred messages.</summary>
/// <param name="Copies">How often every message is sent besides, at once; for what must happen for certain.</param>
internal sealed record Weather(
    int Lost = 0,
    int Cut = 0,
    int Delayed = 0,
    int Doubled = 0,
    int Overtaken = 0,
    int Copies = 0
)
{
    public static readonly Weather Calm = new();
    public static readonly Weather Storm = new(Lost: 3, Cut: 3, Delayed: 10, Doubled: 10, Overtaken: 8);

    public Fault? Next(Random chance)
    {
        var roll = chance.Next(100);
        foreach (
            var (fault, share) in new[]
            {
                (Fault.Lost, Lost),
                (Fault.Cut, Cut),
                (Fault.Delayed, Delayed),
                (Fault.Doubled, Doubled),
                (Fault.Overtaken, Overtaken),
            }
        )
        {
            if (roll < share)
                return fault;
            roll -= share;
        }

        return null;
    }
}

/// <summary>
/// Stands between phones and server and carries SignalR's messages one by one: calls, answers and pushes as the weather
/// allows, handshakes, pings and good-byes always. The chance has a seed; what fails fails again as far as the messages
/// come in the same order.
/// </summary>
internal sealed class BadNetwork : IAsyncDisposable
{
    private readonly Uri server;
    private readonly int seed;
    private readonly WebApplication app;
    private readonly ConcurrentDictionary<Carried, bool> carried = new();
    private volatile Weather weather;
    private int connections;

    private BadNetwork(Uri server, Weather weather, int seed)
    {
        this.server = server;
        this.weather = weather;
        this.seed = seed;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.UseWebSockets();
        app.Run(CarryAsync);
    }

    public Uri Address => new(app.Urls.Single());

    public ConcurrentDictionary<Fault, int> Faults { get; } = new();

    public static async Task<BadNetwork> BetweenAsync(Uri server, Weather weather, int seed)
    {
        var network = new BadNetwork(server, weather, seed);
        await network.app.StartAsync(TestContext.Current.CancellationToken);
        return network;
    }

    /// <summary>No more faults; whatever is connected is cut a last time, as when one comes back into the hall.</summary>
    public void CalmDown()
    {
        weather = Weather.Calm;
        foreach (var connection in carried.Keys)
            connection.Cut();
    }

    public async ValueTask DisposeAsync()
    {
        CalmDown();
        await app.DisposeAsync();
    }

    private async Task CarryAsync(HttpContext http)
    {
        using var up = new ClientWebSocket();
        up.Options.SetRequestHeader("Cookie", http.Request.Headers.Cookie);
        var hub = new UriBuilder(server) { Scheme = "ws", Path = http.Request.Path }.Uri;
        await up.ConnectAsync(hub, http.RequestAborted);
        using var down = await http.WebSockets.AcceptWebSocketAsync();
        var number = Interlocked.Increment(ref connections);
        var connection = new Carried(this, up, down, number);
        carried[connection] = true;
        await connection.RunAsync();
        carried.TryRemove(connection, out _);
    }

    /// <summary>One phone's connection with its two directions.</summary>
    private sealed class Carried(BadNetwork network, WebSocket up, WebSocket down, int number)
    {
        public async Task RunAsync()
        {
            await Task.WhenAny(CarryAsync(down, up, 2 * number), CarryAsync(up, down, 2 * number + 1));
            Cut();
        }

        public void Cut()
        {
            up.Abort();
            down.Abort();
        }

        private async Task CarryAsync(WebSocket from, WebSocket to, int direction)
        {
            var chance = new Random(unchecked(network.seed * 7919 + direction));
            using var turn = new SemaphoreSlim(1);
            var inTheAir = new List<Task>();
            try
            {
                await foreach (var message in MessagesAsync(from))
                {
                    if (!await PassAsync(message, chance, to, turn, inTheAir))
                        return;
                }
            }
            catch (Exception e) when (IsLoss(e))
            {
                // One side is gone; what is on its way to the other still arrives.
            }

            await Task.WhenAll(inTheAir);
        }

        /// <summary>False: the connection is cut.</summary>
        private async Task<bool> PassAsync(
            string message,
            Random chance,
            WebSocket to,
            SemaphoreSlim turn,
            List<Task> inTheAir
        )
        {
            var weather = network.weather;
            // Drawn for every message, so that what one meets does not depend on what kind the others were.
            var (fault, pause) = (weather.Next(chance), TimeSpan.FromMilliseconds(chance.Next(1, 120)));
            if (!IsPlayedWith(message))
                (fault, weather) = (null, Weather.Calm);
            if (fault is { } what)
                network.Faults.AddOrUpdate(what, 1, (_, count) => count + 1);
            switch (fault)
            {
                case Fault.Lost:
                    return true;
                case Fault.Cut:
                    return false;
                case Fault.Delayed:
                    await Task.Delay(pause);
                    break;
                case Fault.Doubled:
                    inTheAir.Add(LaterAsync(message, pause, to, turn));
                    break;
                case Fault.Overtaken:
                    inTheAir.Add(LaterAsync(message, pause, to, turn));
                    return true;
            }

            for (var copy = 0; copy <= weather.Copies; copy++)
                await SendAsync(message, to, turn);
            return true;
        }

        private static async Task LaterAsync(string message, TimeSpan pause, WebSocket to, SemaphoreSlim turn)
        {
            await Task.Delay(pause);
            try
            {
                await SendAsync(message, to, turn);
            }
            catch (Exception e) when (IsLoss(e))
            {
                // It comes too late.
            }
        }

        private static async Task SendAsync(string message, WebSocket to, SemaphoreSlim turn)
        {
            await turn.WaitAsync();
            try
            {
                await to.SendAsync(
                    Encoding.UTF8.GetBytes(message + RawSocket.End),
                    WebSocketMessageType.Text,
                    endOfMessage: true,
                    CancellationToken.None
                );
            }
            finally
            {
                turn.Release();
            }
        }

        private static async IAsyncEnumerable<string> MessagesAsync(WebSocket from)
        {
            var buffer = new byte[16 * 1024];
            var pending = new List<byte>();
            while (true)
            {
                var part = await from.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                    yield break;
                pending.AddRange(buffer.AsSpan(0, part.Count));
                int end;
                while ((end = pending.IndexOf((byte)RawSocket.End)) >= 0)
                {
                    yield return Encoding.UTF8.GetString([.. pending[..end]]);
                    pending.RemoveRange(0, end + 1);
                }
            }
        }

        /// <summary>Calls, pushes and answers.</summary>
        private static bool IsPlayedWith(string message) =>
            message.StartsWith("{\"type\":1", StringComparison.Ordinal)
            || message.StartsWith("{\"type\":3", StringComparison.Ordinal);

        private static bool IsLoss(Exception e) =>
            e is WebSocketException or ObjectDisposedException or InvalidOperationException or IOException;
    }
}
