using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>A phone, or without a cookie a big screen: one hub connection and all that it was shown.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private readonly Channel<JsonElement> frames = Channel.CreateUnbounded<JsonElement>();
    private readonly ConcurrentQueue<JsonElement> seen = new();

    private Phone(Uri address, string? cookie, HttpTransportType transport)
    {
        Connection = new HubConnectionBuilder()
            .WithUrl(
                new Uri(address, "/hubs/resident"),
                transport,
                options =>
                {
                    options.SkipNegotiation = transport == HttpTransportType.WebSockets;
                    if (cookie is not null)
                        options.Headers["Cookie"] = $"{DeviceCookie.Name}={cookie}";
                }
            )
            .Build();
        Connection.On<JsonElement>(
            nameof(IResidentClient.Show),
            patch =>
            {
                seen.Enqueue(patch);
                frames.Writer.TryWrite(patch);
            }
        );
        Connection.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HubConnection Connection { get; }

    public Task Closed => closed.Task;

    /// <summary>All that was shown so far.</summary>
    public IReadOnlyCollection<JsonElement> Seen => seen;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Phone> ConnectAsync(
        Uri address,
        string? cookie,
        HttpTransportType transport = HttpTransportType.WebSockets
    )
    {
        var phone = new Phone(address, cookie, transport);
        await phone.Connection.StartAsync(Cancel);
        return phone;
    }

    public Task<Reply> JoinAsync(string? code, string? epoch = null, long? version = null, bool screen = false) =>
        CallAsync("Join", new JoinRequest(code, epoch, version, screen));

    public Task<Reply> AskAsync(string? id, string? text, string? topic = null, string? name = null) =>
        CallAsync("Ask", new AskRequest(id, text, topic, Name: name));

    public Task<Reply> SupportAsync(string? question) => CallAsync("Support", new SupportRequest(question));

    public Task<Reply> WithdrawAsync(string? question) => CallAsync("Withdraw", new WithdrawRequest(question));

    public Task<Reply> RateAsync(string? id, int score, string? round = "overall") =>
        CallAsync("Rate", new RateRequest(id, round, score));

    public Task<Reply> CallAsync(string method, object argument) =>
        Connection.InvokeAsync<Reply>(method, argument, Cancel);

    /// <summary>The next patch of which this is true; those before it are passed over.</summary>
    public async Task<JsonElement> ShownAsync(Func<JsonElement, bool> isIt)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (true)
        {
            var patch = await frames.Reader.ReadAsync(limit.Token);
            if (isIt(patch))
                return patch;
        }
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}

/// <summary>How tests read a patch.</summary>
internal static class Patches
{
    public static bool IsFull(this JsonElement patch) => patch.GetProperty("full").GetBoolean();

    public static long Version(this JsonElement patch) => patch.GetProperty("version").GetInt64();

    public static string Epoch(this JsonElement patch) => patch.GetProperty("epoch").GetString()!;

    public static string[] Sections(this JsonElement patch) =>
        [.. patch.GetProperty("sections").EnumerateObject().Select(s => s.Name).Order(StringComparer.Ordinal)];

    /// <summary>What stands at this place; null when there is none, an element of kind Null when it is told as gone.</summary>
    public static JsonElement? At(this JsonElement patch, params string[] path)
    {
        var at = patch.GetProperty("sections");
        foreach (var name in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at))
                return null;
        }

        return at;
    }

    public static JsonElement? Item(this JsonElement patch, string question) => patch.At("board", "items", question);
}
