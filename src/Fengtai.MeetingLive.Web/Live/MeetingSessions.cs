using System.Collections.Concurrent;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Operations;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Live;

/// <summary>Where a join code leads.</summary>
public sealed record Door(MeetingSession Session, VenueId Venue);

/// <summary>All meetings in use on this machine; a session is opened on demand by its code or its id.</summary>
public sealed class MeetingSessions : IAsyncDisposable
{
    private readonly MeetingStore store;
    private readonly MeetingJournal journal;
    private readonly ILogger logger;
    private readonly LiveMeter? meter;
    private readonly ConcurrentDictionary<string, Lazy<Task<MeetingSession>>> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Meeting, string Venue)> codes = new(StringComparer.Ordinal);

    public MeetingSessions(
        MeetingStore store,
        MeetingJournal journal,
        ILogger<MeetingSessions> logger,
        LiveMeter? meter = null
    )
    {
        this.store = store;
        this.journal = journal;
        this.logger = logger;
        this.meter = meter;
        meter?.ObserveMailboxes(() => Open.Sum(session => session.Waiting));
    }

    /// <summary>Sessions that are open now.</summary>
    public IEnumerable<MeetingSession> Open =>
        sessions.Values.Where(s => s.IsValueCreated && s.Value.IsCompletedSuccessfully).Select(s => s.Value.Result);

    /// <summary>Null when no meeting has this code. Codes are compared without regard to case.</summary>
    public async ValueTask<Door?> FindAsync(string? code, CancellationToken cancel)
    {
        if (code is null || code.Length is 0 or > 16)
            return null;
        var key = code.ToUpperInvariant();
        if (!codes.TryGetValue(key, out var known))
        {
            await using var context = store.Create();
            var row = await context.JoinCodes.AsNoTracking().SingleOrDefaultAsync(c => c.Code == key, cancel);
            if (row is null)
                return null;
            known = (row.MeetingId, row.VenueId);
            codes.TryAdd(key, known);
        }

        return new Door(await GetAsync(new MeetingId(known.Meeting)), new VenueId(known.Venue));
    }

    /// <summary>The session of a meeting; of one that is not announced yet, an empty one.</summary>
    public async Task<MeetingSession> GetAsync(MeetingId id)
    {
        var session = sessions.GetOrAdd(id.Value, _ => new Lazy<Task<MeetingSession>>(() => OpenAsync(id)));
        try
        {
            return await session.Value;
        }
        catch
        {
            // A failed opening must not stay: the next caller tries anew.
            sessions.TryRemove(KeyValuePair.Create(id.Value, session));
            throw;
        }
    }

    /// <summary>Wakes a session when another node has written; does nothing for one that is not open here.</summary>
    public void WakeUp(string meeting)
    {
        if (
            sessions.TryGetValue(meeting, out var session)
            && session is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }
        )
            session.Value.Result.WakeUp();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in Open.ToArray())
        {
            await session.DisposeAsync();
        }

        sessions.Clear();
    }

    private async Task<MeetingSession> OpenAsync(MeetingId id) =>
        new(await journal.LoadAsync(id, CancellationToken.None), journal, logger, meter);
}
