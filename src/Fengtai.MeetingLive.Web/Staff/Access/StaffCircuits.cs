using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>The open connections of staff pages by session, so that ending a session ends its pages.</summary>
public sealed class StaffCircuits
{
    private readonly ConcurrentDictionary<Guid, (string Session, HttpContext Http)> open = new();

    /// <summary>Until disposed, this request (a web socket lasts as long as its page) belongs to that session.</summary>
    public IDisposable Hold(string session, HttpContext http)
    {
        var key = Guid.NewGuid();
        open[key] = (session, http);
        return new Holding(this, key);
    }

    /// <summary>The sessions that have a page open on this server.</summary>
    public ImmutableHashSet<string> Held() => [.. open.Values.Select(one => one.Session)];

    /// <summary>Closes their connections. The page tries again, is refused, and goes to the sign-in page.</summary>
    public void Cut(IEnumerable<string> sessions)
    {
        var ended = sessions.ToHashSet(StringComparer.Ordinal);
        foreach (var (session, http) in open.Values)
        {
            if (ended.Contains(session))
                http.Abort();
        }
    }

    private sealed class Holding(StaffCircuits circuits, Guid key) : IDisposable
    {
        public void Dispose() => circuits.open.TryRemove(key, out _);
    }
}

/// <summary>Looks every 20 seconds whether the sessions of open pages still stand.</summary>
public sealed class CircuitSweep(StaffSessions sessions, TimeProvider clock, ILogger<CircuitSweep> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            await sessions.SweepAsync(cancel);
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException)
        {
            // The next look is in 20 seconds; until then each request is still asked for itself.
            log.LogWarning(e, "The sessions of open pages could not be looked at");
        }
    }
}
