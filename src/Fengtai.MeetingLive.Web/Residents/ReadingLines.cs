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

    /// <summary>
    /// So many are handed a push before others get their turn: what these still have to write, and whoever rates meanwhile.
    /// Handed to ten thousand in one go, each message would lie in two buffers of 4 KB before the first is on its way.
    /// </summary>
    internal const int Portion = 256;

    private readonly TimeProvider clock = clock;
    private readonly LiveMeter meter = meter;
    private readonly ILogger logger = logger;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Group> groups = new(StringComparer.Ordinal);

    /// <summary>
    /// One push is handed out after the other, in the order in which they came (waiting for a semaphore is first come, first
    /// served, as long as nobody waits synchronously): no later one overtakes an earlier one on the way to a connection.
    /// </summary>
    private readonly SemaphoreSlim turn = new(1);

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
                    Leave(line, group);
            }
        }

        return base.OnDisconnectedAsync(connection);
    }

    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancel = default)
    {
        lock (gate)
        {
            // Gone meanwhile.
            if (
                !lines.TryGetValue(connectionId, out var line)
                || line.Groups.Contains(groupName, StringComparer.Ordinal)
            )
                return Task.CompletedTask;
            line.Groups = [.. line.Groups, groupName];
            if (!groups.TryGetValue(groupName, out var group))
                groups[groupName] = group = new();
            group.Add(line);
        }

        return Task.CompletedTask;
    }

    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancel = default)
    {
        lock (gate)
        {
            if (
                lines.TryGetValue(connectionId, out var line) && line.Groups.Contains(groupName, StringComparer.Ordinal)
            )
            {
                line.Groups = [.. line.Groups.Where(name => name != groupName)];
                Leave(line, groupName);
            }
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

    /// <summary>Handed out portion by portion; completes when everybody has taken it or is cut off.</summary>
    public override async Task SendGroupExceptAsync(
        string groupName,
        string methodName,
        object?[] args,
        IReadOnlyList<string> excludedConnectionIds,
        CancellationToken cancel = default
    )
    {
        List<Task>? late = null;
        await turn.WaitAsync(cancel);
        try
        {
            IEnumerable<Line> members;
            lock (gate)
            {
                members = groups.GetValueOrDefault(groupName)?.Members ?? [];
            }

            // Serialised once for all.
            var message = new SerializedHubMessage(new InvocationMessage(methodName, args));
            var handed = 0;
            foreach (var line in members)
            {
                if (excludedConnectionIds.Contains(line.Connection.ConnectionId, StringComparer.Ordinal))
                    continue;
                var write = line.Connection.WriteAsync(message, cancel).AsTask();
                if (!write.IsCompletedSuccessfully)
                    (late ??= []).Add(TakenAsync(line, write));
                if (++handed % Portion == 0)
                    await Task.Yield();
            }
        }
        finally
        {
            turn.Release();
        }

        if (late is not null)
            await Task.WhenAll(late);
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

    private void Leave(Line line, string groupName)
    {
        if (groups[groupName].IsEmptyWithout(line))
            groups.Remove(groupName);
    }

    /// <summary>
    /// Most are one phone's own, so a group of one costs next to nothing. Changed under the gate only, and may be gone
    /// through meanwhile.
    /// </summary>
    private sealed class Group
    {
        private Line? only;
        private ConcurrentDictionary<Line, bool>? many;

        public IEnumerable<Line> Members => many?.Select(member => member.Key) ?? (only is null ? [] : [only]);

        public void Add(Line line)
        {
            if (many is null && only is null)
            {
                only = line;
                return;
            }

            if (many is null)
            {
                many = new(concurrencyLevel: 1, capacity: 2) { [only!] = true };
                only = null;
            }

            many[line] = true;
        }

        public bool IsEmptyWithout(Line line)
        {
            if (only == line)
                only = null;
            many?.TryRemove(line, out _);
            return only is null && many is not { IsEmpty: false };
        }
    }

    private sealed class Line(HubConnectionContext connection)
    {
        private int cut;
        private int waiting;

        public HubConnectionContext Connection => connection;

        /// <summary>Guarded by the gate. One or two, which need no set.</summary>
        public string[] Groups { get; set; } = [];

        public bool IsBehind => Volatile.Read(ref waiting) > 0;

        public void Waits() => Interlocked.Increment(ref waiting);

        public void Took() => Interlocked.Decrement(ref waiting);

        public bool IsFirstCut() => Interlocked.Exchange(ref cut, 1) == 0;
    }
}
