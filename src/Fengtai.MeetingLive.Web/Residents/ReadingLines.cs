using System.Collections.Concurrent;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// The hub's connections and groups, with an eye on what they do not take: whoever has not taken a push within
/// <see cref="Patience"/> is cut off, and comes back with the version it holds. The transport's own time-out looks at one
/// write at a time; behind a phone that reads a little now and then pushes would pile up without end.
/// </summary>
public sealed class ReadingLines(
    TimeProvider clock,
    LiveMeter meter,
    ILogger<DefaultHubLifetimeManager<ResidentHub>> logger,
    ILogger<ConnectionBudget> budgets
) : CountedHubs<ResidentHub>(logger, clock, budgets)
{
    /// <summary>
    /// From the first push that is not taken; the transport looks only every second after the same time, so within 5 s
    /// nothing more is held for whoever does not read.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly TimeProvider clock = clock;
    private readonly LiveMeter meter = meter;
    private readonly ILogger logger = logger;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConcurrentDictionary<string, Line>> groups = new(StringComparer.Ordinal);

    /// <summary>How many connections have not taken all that was sent to them.</summary>
    internal int Behind
    {
        get
        {
            lock (gate)
            {
                return lines.Values.Count(line => line.IsBehind);
            }
        }
    }

    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        lock (gate)
        {
            lines[connection.ConnectionId] = new Line(connection);
        }

        return base.OnConnectedAsync(connection);
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        lock (gate)
        {
            if (lines.Remove(connection.ConnectionId, out var line))
            {
                foreach (var group in line.Groups)
                    Leave(connection.ConnectionId, group);
            }
        }

        return base.OnDisconnectedAsync(connection);
    }

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancel = default)
    {
        lock (gate)
        {
            // Gone meanwhile.
            if (!lines.TryGetValue(connectionId, out var line) || !line.Groups.Add(groupName))
                return Task.CompletedTask;
            if (!groups.TryGetValue(groupName, out var group))
                // Most are one phone's own, so they begin small.
                groups[groupName] = group = new(concurrencyLevel: 1, capacity: 1, StringComparer.Ordinal);
            group[connectionId] = line;
        }

        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancel = default)
    {
        lock (gate)
        {
            if (lines.TryGetValue(connectionId, out var line) && line.Groups.Remove(groupName))
                Leave(connectionId, groupName);
        }

        return Task.CompletedTask;
    }

    public override Task SendGroupAsync(
        string groupName,
        string methodName,
        object?[] args,
        CancellationToken cancel = default
    ) => SendGroupExceptAsync(groupName, methodName, args, [], cancel);

    public override Task SendGroupsAsync(
        IReadOnlyList<string> groupNames,
        string methodName,
        object?[] args,
        CancellationToken cancel = default
    ) => Task.WhenAll(groupNames.Select(group => SendGroupAsync(group, methodName, args, cancel)));

    /// <summary>Written for all at once, awaited by nobody; completes when everybody has taken it or is cut off.</summary>
    public override Task SendGroupExceptAsync(
        string groupName,
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancel = default
    )
    {
        ConcurrentDictionary<string, Line>? group;
        lock (gate)
        {
            group = groups.GetValueOrDefault(groupName);
        }

        if (group is null)
            return Task.CompletedTask;
        // Serialised once for all.
        var message = new SerializedHubMessage(new InvocationMessage(methodName, args));
        List<Task>? late = null;
        foreach (var (id, line) in group)
        {
            if (excludedConnectionIds.Contains(id, StringComparer.Ordinal))
                continue;
            var write = line.Connection.WriteAsync(message, cancel).AsTask();
            if (!write.IsCompletedSuccessfully)
                (late ??= []).Add(TakenAsync(line, write));
        }

        return late is null ? Task.CompletedTask : Task.WhenAll(late);
    }

    public override Task SendConnectionAsync(
        string connectionId,
        string methodName,
        object?[] args,
        CancellationToken cancel = default
    )
    {
        Line? line;
        lock (gate)
        {
            line = lines.GetValueOrDefault(connectionId);
        }

        if (line is null)
            return Task.CompletedTask;
        var write = line.Connection.WriteAsync(new InvocationMessage(methodName, args), cancel).AsTask();
        return write.IsCompletedSuccessfully ? write : TakenAsync(line, write);
    }

    private async Task TakenAsync(Line line, Task write)
    {
        line.Waits();
        try
        {
            await write.WaitAsync(Patience, clock);
        }
        catch (TimeoutException)
        {
            Cut(line);
        }
        finally
        {
            line.Took();
        }
    }

    private void Cut(Line line)
    {
        if (!line.IsFirstCut())
            return;
        meter.CutOff();
        logger.LogInformation("A connection that took nothing for {Patience} was cut off", Patience);
        line.Connection.Abort();
        // The hub would say good-bye first, which has to wait behind all that is not taken.
        line.Connection.Features.Get<IConnectionLifetimeFeature>()?.Abort();
    }

    private void Leave(string connectionId, string groupName)
    {
        var group = groups[groupName];
        group.TryRemove(connectionId, out _);
        if (group.IsEmpty)
            groups.Remove(groupName);
    }

    private sealed class Line(HubConnectionContext connection)
    {
        private int cut;
        private int waiting;

        public HubConnectionContext Connection => connection;

        /// <summary>Guarded by the gate.</summary>
        public HashSet<string> Groups { get; } = new(StringComparer.Ordinal);

        public bool IsBehind => Volatile.Read(ref waiting) > 0;

        public void Waits() => Interlocked.Increment(ref waiting);

        public void Took() => Interlocked.Decrement(ref waiting);

        public bool IsFirstCut() => Interlocked.Exchange(ref cut, 1) == 0;
    }
}
