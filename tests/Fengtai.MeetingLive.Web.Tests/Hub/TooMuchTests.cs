using System.Net.WebSockets;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>The demo's meeting on a server whose warnings are kept.</summary>
public sealed class FloodedHost : IAsyncLifetime
{
    public const string Code = "FT2025";

    private readonly SqliteDatabase database = new();

    internal LogBook Log { get; } = new();

    internal WebApplication App { get; private set; } = null!;

    internal Uri Address => new(App.Urls.Single());

    internal IEnumerable<LogLine> Cut => Log.Lines.Where(line => line.Category == typeof(ConnectionBudget).FullName);

    public async ValueTask InitializeAsync()
    {
        App = await HubHost.PrepareAsync(
            database,
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=true",
            "--Logging:LogLevel:Fengtai.MeetingLive=Warning"
        );
        App.Services.GetRequiredService<ILoggerFactory>().AddProvider(Log);
        await DemoStart.SeedAsync(App.Services, CancellationToken.None);
        await App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever is still connected goes first, or the log is full of what was gone too early.
        await App.StopAsync();
        await App.DisposeAsync();
        database.Dispose();
        Log.Dispose();
    }

    internal async Task<Phone> JoinAsync()
    {
        var phone = await Phone.ConnectAsync(Address, HubHost.NewDevice(App).Cookie);
        Assert.True((await phone.JoinAsync(Code)).Ok);
        return phone;
    }

    internal async Task<RawSocket> ConnectAsync()
    {
        var socket = await RawSocket.ConnectAsync(Address, HubHost.NewDevice(App).Cookie);
        await socket.JoinAsync(Code, screen: false);
        return socket;
    }
}

/// <summary>A connection that sends what no phone sends is cut off, once and silently; the others do not notice.</summary>
public sealed class TooMuchTests(FloodedHost host) : IClassFixture<FloodedHost>
{
    private const string Ping = """{"type":6}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Floods =>
        new()
        {
            { "Messages", Ping },
            // An act that is refused is a message like another.
            {
                "Messages",
                """{"type":1,"invocationId":"1","target":"Rate","arguments":[{"id":"r1","round":"no","score":5}]}"""
            },
            {
                "Bytes",
                $$"""{"type":1,"invocationId":"1","target":"Ask","arguments":[{"id":"q1","text":"{{new string('a', 7_900)}}"}]}"""
            },
            { "Faults", """{"type":1,"invocationId":"1","target":"Topple","arguments":[]}""" },
            { "Faults", """{"type":1,"invocationId":"1","target":"Rate","arguments":["private words", 2]}""" },
            { "Faults", """{"type":1,"invocationId":"1","target":"Rate","arguments":[[]]}""" },
            { "Faults", """{"type":2,"invocationId":"no such stream","item":1}""" },
            { "Faults", """{"type":99}""" },
        };

    [Theory]
    [MemberData(nameof(Floods))]
    public async Task Who_floods_the_hub_is_cut_off_and_nobody_else(string what, string message)
    {
        var before = host.Cut.Count();
        await using var other = await host.JoinAsync();
        using var socket = await host.ConnectAsync();

        var closed = ReadToTheEndAsync(socket);
        await FloodAsync(socket, message, closed);
        await closed;

        Assert.True((await other.RateAsync("rating", 5)).Ok);
        var line = Assert.Single(host.Cut.Skip(before));
        Assert.Equal(what, line.Values["What"]?.ToString());
        Assert.DoesNotContain("private words", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_calls_what_there_is_not_a_few_times_is_told_and_goes_on()
    {
        var before = host.Cut.Count();
        using var socket = await host.ConnectAsync();
        for (var n = 0; n < ConnectionBudget.FaultsInAll; n++)
        {
            await socket.SendAsync($$"""{"type":1,"invocationId":"no-{{n}}","target":"Topple","arguments":[]}""");
            await socket.ReadUntilAsync($"no-{n}\"");
        }

        await socket.SendAsync(
            """{"type":1,"invocationId":"the-rating","target":"Rate","arguments":[{"id":"r1","round":"overall","score":5}]}"""
        );
        await socket.ReadUntilAsync("the-rating");
        Assert.Contains("\"ok\":true", socket.Messages[^1], StringComparison.Ordinal);
        Assert.Equal(before, host.Cut.Count());
    }

    [Fact]
    public async Task Who_acts_faster_than_a_device_may_is_told_so_in_words_and_keeps_the_connection()
    {
        var before = host.Cut.Count();
        await using var phone = await host.JoinAsync();
        var replies = new List<Reply>();
        for (var n = 0; n < 60; n++)
            replies.Add(await phone.RateAsync($"r{n}", 1 + (n % 5)));

        Assert.Contains(replies, reply => reply.Ok);
        Assert.All(replies.Where(reply => !reply.Ok), reply => Assert.False(string.IsNullOrWhiteSpace(reply.Message)));
        Assert.Equal(Microsoft.AspNetCore.SignalR.Client.HubConnectionState.Connected, phone.Connection.State);
        Assert.Equal(before, host.Cut.Count());
    }

    [Fact]
    public void Every_hub_is_counted_and_the_staffs_circuits_take_no_message_over_32_kilobytes()
    {
        var hubs = host
            .App.Services.GetRequiredService<Microsoft.AspNetCore.Routing.EndpointDataSource>()
            .Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType)
            .OfType<Type>()
            .Distinct();
        foreach (var hub in hubs)
        {
            var lifetimes = host.App.Services.GetRequiredService(typeof(HubLifetimeManager<>).MakeGenericType(hub));
            Assert.IsAssignableFrom(typeof(CountedHubs<>).MakeGenericType(hub), lifetimes);
            var options =
                (IOptions<HubOptions>)
                    host.App.Services.GetRequiredService(
                        typeof(IOptions<>).MakeGenericType(typeof(HubOptions<>).MakeGenericType(hub))
                    );
            Assert.InRange(options.Value.MaximumReceiveMessageSize ?? long.MaxValue, 1, 32 * 1024);
        }
    }

    /// <summary>Sends until the server has had enough.</summary>
    private static async Task FloodAsync(RawSocket socket, string message, Task closed)
    {
        try
        {
            while (!closed.IsCompleted)
                await socket.SendAsync(message);
        }
        catch (Exception e) when (e is WebSocketException or IOException or ObjectDisposedException)
        {
            // Cut off while we were still sending.
        }
    }

    private static async Task ReadToTheEndAsync(RawSocket socket)
    {
        while (await socket.NextAsync() is not null)
            Cancel.ThrowIfCancellationRequested();
    }
}
