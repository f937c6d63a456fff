using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Load;

/// <summary>
/// What SignalR itself costs: a hub with the same messages of the same size, one group, no rules and no disk. It tells a
/// question to all at once and the tally four times a second.
/// </summary>
internal sealed class BareHub(BareMeeting meeting) : Hub
{
    public async Task<object> Join(JsonObject join)
    {
        _ = join;
        await Groups.AddToGroupAsync(Context.ConnectionId, BareMeeting.Group);
        await Clients.Caller.SendAsync("Show", meeting.Welcome());
        return meeting.Done();
    }

    public Task<object> Rate(JsonObject rate)
    {
        meeting.Count((int)rate["score"]!);
        return Task.FromResult(meeting.Done());
    }

    public Task<object> Ask(JsonObject ask)
    {
        _ = Clients.Group(BareMeeting.Group).SendAsync("Show", meeting.Asked((string)ask["text"]!));
        return Task.FromResult(meeting.Done());
    }

    public Task<object> Support(JsonObject support)
    {
        _ = Clients.Group(BareMeeting.Group).SendAsync("Show", meeting.Supported((string)support["questionId"]!));
        return Task.FromResult(meeting.Done());
    }
}

/// <summary>A version, five numbers, and what is sent.</summary>
internal sealed class BareMeeting(int welcome, int tally)
{
    public const string Group = "meeting";
    private const string Epoch = "bare";

    private readonly long[] counts = new long[5];
    private long version;
    private long told;

    public object Done() =>
        new
        {
            ok = true,
            version = Interlocked.Increment(ref version),
            receipt = "0000000000",
            proof = new string('0', 32),
        };

    public void Count(int score) => Interlocked.Increment(ref counts[score - 1]);

    public object Welcome() =>
        Patch(new JsonObject { ["rating"] = Tally(0), ["pad"] = new string('x', welcome) }, full: true);

    public object Asked(string text)
    {
        var id = version.ToString(CultureInfo.InvariantCulture);
        var item = new JsonObject
        {
            ["text"] = text,
            ["topic"] = null,
            ["state"] = "approved",
            ["number"] = version,
        };
        return Patch(
            new JsonObject
            {
                ["board"] = new JsonObject { ["items"] = new JsonObject { [id] = item } },
                ["supports"] = new JsonObject { [id] = 0 },
            }
        );
    }

    public object Supported(string question) =>
        Patch(new JsonObject { ["supports"] = new JsonObject { [question] = version } });

    /// <summary>Null when nobody rated since.</summary>
    public object? Told()
    {
        var total = counts.Sum();
        if (total == told)
            return null;
        told = total;
        return Patch(new JsonObject { ["rating"] = Tally(tally) });
    }

    private JsonObject Tally(int pad)
    {
        var round = new JsonObject
        {
            ["pad"] = new string('x', pad),
            ["counts"] = new JsonArray([.. counts.Select(count => JsonValue.Create(count))]),
            ["total"] = counts.Sum(),
        };
        return new JsonObject { ["rounds"] = new JsonObject { ["overall"] = round } };
    }

    private object Patch(JsonObject sections, bool full = false) =>
        new
        {
            epoch = Epoch,
            version,
            sections,
            full,
        };
}

/// <summary>The bare hub's process.</summary>
internal static class BareServer
{
    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);

    /// <param name="sizes">Bytes of page, welcome and tally.</param>
    public static async Task RunAsync(IReadOnlyList<string> sizes)
    {
        var (page, welcome, tally) = (Int(sizes[0]), Int(sizes[1]), Int(sizes[2]));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(new BareMeeting(welcome, tally));
        // As our hub has it, so that only what we add makes a difference.
        builder.Services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = 8 * 1024;
            hub.MaximumParallelInvocationsPerClient = 1;
            hub.StreamBufferCapacity = 1;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        });
        await using var app = builder.Build();
        var text = new string('x', page);
        app.MapGet(
            "/m/{code}",
            (HttpContext http) =>
            {
                http.Response.Cookies.Append("device", Convert.ToHexString(RandomNumberGenerator.GetBytes(64)));
                return Results.Text(text);
            }
        );
        app.MapHub<BareHub>(
            "/hubs/resident",
            options =>
            {
                options.TransportMaxBufferSize = 32 * 1024;
                options.ApplicationMaxBufferSize = 32 * 1024;
                options.TransportSendTimeout = TimeSpan.FromSeconds(5);
                options.Transports = HttpTransportType.WebSockets;
            }
        );
        await app.StartAsync();
        Console.WriteLine(app.Urls.Single());
        await TellAsync(
            app.Services.GetRequiredService<BareMeeting>(),
            app.Services.GetRequiredService<IHubContext<BareHub>>()
        );
    }

    /// <summary>Until the process is ended from outside.</summary>
    private static async Task TellAsync(BareMeeting meeting, IHubContext<BareHub> hub)
    {
        using var clock = new PeriodicTimer(Window);
        while (await clock.WaitForNextTickAsync())
        {
            if (meeting.Told() is { } patch)
                _ = hub.Clients.Group(BareMeeting.Group).SendAsync("Show", patch);
        }
    }

    private static int Int(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
