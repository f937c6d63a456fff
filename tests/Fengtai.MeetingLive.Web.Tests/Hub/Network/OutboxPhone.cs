using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub.Network;

/// <summary>A rating that was chosen, and how often it was sent.</summary>
internal sealed record Chosen(string Id, int Score)
{
    public int Tries { get; set; }
}

/// <summary>
/// A phone as <c>wwwroot-assets/src</c> makes one (<c>outbox.ts</c>, <c>connection.ts</c>, <c>retry.ts</c>,
/// <c>state.ts</c>), only less patient: what was chosen waits in order and keeps its id until an answer has come; a call
/// that is not answered ends the connection; a lost one is built anew after a pause with full jitter; each item it is shown
/// keeps its version.
/// </summary>
internal sealed partial class OutboxPhone(Uri address, string cookie, string code, int seed)
{
    private static readonly TimeSpan Answer = TimeSpan.FromMilliseconds(1500);
    private const int PauseBase = 20;
    private const int PauseMost = 600;
    private static readonly string[] Later = ["server.busy", "server.not-saved", "device.too-fast"];

    private readonly Random chance = new(seed);
    private readonly List<Chosen> outbox = [];
    private readonly Dictionary<string, (long Version, string Value)> kept = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private TaskCompletionSource changed = New();
    private string? epoch;
    private long version;

    /// <summary>It was shown all there is once; before, what changed since tells it too little.</summary>
    private bool live;
    private int made;

    /// <summary>All answers that came, by the command's id; the same one may have come several times.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>What was answered, in order.</summary>
    public List<(Chosen Rating, long Version)> Done { get; } = [];

    public int Connections { get; private set; }

    /// <summary>A tap. One that was never sent gives way to it; one that was sent stays, and is sent first.</summary>
    public void Rate(int score)
    {
        lock (gate)
        {
            if (outbox is [.., { Tries: 0 }])
                outbox.RemoveAt(outbox.Count - 1);
            outbox.Add(new Chosen($"rating-{made++}", score));
        }

        Wake();
    }

    /// <summary>Completes when everything chosen so far has been answered.</summary>
    public async Task EmptyAsync(CancellationToken cancel) => await UntilAsync(() => outbox.Count == 0, cancel);

    /// <summary>Completes when what is shown is just that, its own left out.</summary>
    public async Task ShowsAsync(IReadOnlyDictionary<string, string> all, CancellationToken cancel) =>
        await UntilAsync(
            () =>
                kept.Count(item => item.Value.Value != "null") == all.Count
                && all.All(item => kept.TryGetValue(item.Key, out var own) && own.Value == item.Value),
            cancel
        );

    /// <summary>Connects, sends what waits, and never gives up until it is switched off.</summary>
    public async Task RunAsync(CancellationToken off)
    {
        for (var attempt = 0; !off.IsCancellationRequested; attempt++)
        {
            try
            {
                await using var line = await Line.OpenAsync(this, off);
                Connections++;
                await JoinAsync(line, off);
                attempt = 0;
                while (true)
                {
                    if (Next() is { } rating)
                        await SendAsync(line, rating, off);
                    else
                        await Task.WhenAny(ChangedAsync(), line.Lost).WaitAsync(off);
                    if (line.Lost.IsCompleted)
                        break;
                }
            }
            catch (OperationCanceledException) when (off.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
                when (e
                        is WebSocketException
                            or TimeoutException
                            or IOException
                            or ObjectDisposedException
                            or OperationCanceledException
                )
            {
                // Lost; what waits keeps its id.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Pause(attempt)), CancellationToken.None);
        }
    }

    private double Pause(int attempt) =>
        chance.NextDouble() * Math.Min(PauseMost, PauseBase * Math.Pow(2, Math.Min(attempt, 10)));

    private async Task JoinAsync(Line line, CancellationToken off)
    {
        var join = new JsonObject { ["code"] = code };
        lock (gate)
        {
            if (live)
                (join["epoch"], join["version"]) = (epoch, version);
        }

        var reply = await line.CallAsync("Join", join, off);
        Assert.True((bool)reply["ok"]!, reply.ToJsonString());
    }

    private async Task SendAsync(Line line, Chosen rating, CancellationToken off)
    {
        var argument = new JsonObject
        {
            ["id"] = rating.Id,
            ["round"] = "overall",
            ["score"] = rating.Score,
        };
        var reply = await line.CallAsync("Rate", argument, off);
        if (!(bool)reply["ok"]! && Later.Contains((string?)reply["code"]))
        {
            // As the page does, only sooner.
            await Task.Delay(chance.Next(200, 600), off);
            return;
        }

        Assert.True((bool)reply["ok"]!, reply.ToJsonString());
        lock (gate)
        {
            outbox.Remove(rating);
            Done.Add((rating, (long)reply["version"]!));
        }

        Wake();
    }

    private Chosen? Next()
    {
        lock (gate)
        {
            if (outbox is not [var first, ..])
                return null;
            first.Tries++;
            return first;
        }
    }

    /// <summary>An older value never overwrites a newer one; all there is replaces what it does not name.</summary>
    private void Show(JsonObject patch)
    {
        lock (gate)
        {
            epoch ??= (string)patch["epoch"]!;
            var at = (long)patch["version"]!;
            var full = (bool?)patch["full"] ?? false;
            var sections = patch["sections"]!.AsObject();
            var items = Shown.Items(sections);
            live |= full;
            if (full)
            {
                foreach (
                    var (key, old) in kept.Where(k => !items.ContainsKey(k.Key) && k.Value.Version <= at).ToArray()
                )
                    kept[key] = (at, "null");
            }

            foreach (var (key, value) in items)
            {
                if (!kept.TryGetValue(key, out var old) || old.Version <= at)
                    kept[key] = (at, value);
            }

            if (full || sections.Any(section => section.Key != "mine"))
                version = Math.Max(version, at);
        }

        Wake();
    }

    private async Task UntilAsync(Func<bool> isSo, CancellationToken cancel)
    {
        while (true)
        {
            var next = ChangedAsync();
            lock (gate)
            {
                if (isSo())
                    return;
            }

            await next.WaitAsync(cancel);
        }
    }

    private Task ChangedAsync()
    {
        lock (gate)
        {
            return changed.Task;
        }
    }

    private void Wake()
    {
        TaskCompletionSource before;
        lock (gate)
        {
            (before, changed) = (changed, New());
        }

        before.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string Cookie => cookie;

    private Uri Hub { get; } = new UriBuilder(address) { Scheme = "ws", Path = "/hubs/resident" }.Uri;
}

/// <summary>A patch's sections item by item, as a phone keeps them.</summary>
internal static class Shown
{
    public static Dictionary<string, string> Items(JsonObject sections)
    {
        var items = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (section, value) in sections.Where(s => s.Key is not ("mine" or "present" or "screens")))
        {
            var map = section switch
            {
                "rating" => value!["rounds"],
                "board" or "polls" or "timetable" => value!["items"],
                "supports" or "votes" => value,
                _ => null,
            };
            if (map is null)
                items[section] = Text(value);
            foreach (var (key, item) in map?.AsObject() ?? [])
                items[$"{section}/{key}"] = Text(item);
        }

        return items;
    }

    /// <summary>What the server's own state shows, without going through its feed.</summary>
    public static Dictionary<string, string> All(Meeting meeting) =>
        ResidentView
            .Of(meeting)
            .Where(item => item.Section is not ("present" or "screens"))
            .Select(item =>
                KeyValuePair.Create(
                    item.Key is null ? item.Section : $"{item.Section}/{item.Key}",
                    Text(JsonSerializer.SerializeToNode(item.Value, EventJson.Options))
                )
            )
            .Where(item => item.Value != "null")
            .ToDictionary(StringComparer.Ordinal);

    private static string Text(JsonNode? value) => value?.ToJsonString() ?? "null";
}
