using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>A meeting's state with the hash of the event that made it.</summary>
public sealed record Recorded(Meeting Meeting, string Head)
{
    /// <summary>Head of an empty journal.</summary>
    public static readonly string Genesis = new('0', 64);

    public static Recorded Empty(MeetingId id) => new(new Meeting(id), Genesis);
}

/// <summary>What a commit made of a batch: the new state and, command by command, what was decided.</summary>
public sealed record Committed(Recorded Now, IReadOnlyList<Outcome> Outcomes);

/// <summary>
/// Appends to journals and reads them back. Decides inside the transaction, so what was decided is what is written;
/// (meeting, version) is unique, and each event's hash covers the one before.
/// </summary>
public sealed class MeetingJournal(MeetingStore store, ILogger<MeetingJournal> logger)
{
    private const int ProbeLength = 64 * 1024;
    private const string ProbeName = "probe";

    /// <summary>Raised between the writing and the commit, and after it; for the tests of in-doubt commits only.</summary>
    internal Func<CommitStep, Task>? OnStep { get; set; }

    /// <summary>
    /// One batch, one transaction, one sync to disk. When this returns, what was accepted is durable; when it throws,
    /// nothing of it was written.
    /// </summary>
    public async Task<Committed> CommitAsync(
        Recorded known,
        IReadOnlyList<MeetingCommand> batch,
        CancellationToken cancel
    )
    {
        using var turn = await store.TurnAsync(cancel);
        var batchId = Guid.NewGuid().ToString("N");
        Committed? pending = null;
        try
        {
            await using var context = store.Create();
            await using var transaction = await context.Database.BeginTransactionAsync(cancel);
            var id = known.Meeting.Id.Value;
            // First the row: on PostgreSQL this waits for any other writer of the same meeting.
            await context
                .Meetings.Where(m => m.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Touched, m => m.Touched + 1), cancel);
            var row = await context.Meetings.SingleOrDefaultAsync(m => m.Id == id, cancel);
            var now = known;
            if (row is not null && row.Version > known.Meeting.Version)
                now = await ReplayAsync(context, known, row, long.MaxValue, cancel);

            var outcomes = new Outcome[batch.Count];
            for (var i = 0; i < batch.Count; i++)
            {
                (now, outcomes[i]) = await DecideAsync(context, now, batch[i], batchId, row, cancel);
                row ??= context.Meetings.Local.SingleOrDefault();
            }

            pending = new Committed(now, outcomes);
            if (!context.ChangeTracker.HasChanges())
            {
                await transaction.RollbackAsync(cancel);
                return pending;
            }

            if (store.Provider == StorageProvider.Sqlite)
                await ManyRows.SaveAsync(context, cancel);
            else
                await context.SaveChangesAsync(cancel);
            if (store.Provider == StorageProvider.Postgres)
            {
                var payload = $"{id}:{now.Meeting.Version}";
                await context.Database.ExecuteSqlAsync($"SELECT pg_notify('meeting', {payload})", cancel);
            }

            if (OnStep is not null)
                await OnStep(CommitStep.BeforeCommit);
            await transaction.CommitAsync(cancel);
            if (OnStep is not null)
                await OnStep(CommitStep.AfterCommit);
            return pending;
        }
        catch (Exception e)
            when (e is DbException or DbUpdateException or TimeoutException or IOException && pending is not null)
        {
            // The answer to COMMIT was lost, or it never arrived: the batch's id in the journal tells which.
            if (await WasWrittenAsync(known.Meeting.Id, batchId, cancel))
            {
                logger.LogWarning(e, "In-doubt commit of meeting {Meeting} was found written", known.Meeting.Id);
                return pending!;
            }

            throw;
        }
    }

    /// <summary>
    /// After a commit that was not written: writes about as much as a storm's and takes it out again in one commit, so that
    /// it is known whether journals can be written again before anybody acts. Less would fit into what is left of a full disk.
    /// </summary>
    /// <exception cref="DbException">They can't be written.</exception>
    public async Task ProbeAsync(CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await context.Journal.AnyAsync(cancel);
        // An older program left one behind.
        var probe = await context.Facts.SingleOrDefaultAsync(f => f.Name == ProbeName, cancel);
        if (probe is null)
            context.Facts.Add(probe = new StoreFact { Name = ProbeName, Value = "" });
        probe.Value = Guid.NewGuid().ToString("N").PadRight(ProbeLength, '-');
        await context.SaveChangesAsync(cancel);
        // Not rolled back: SQLite would then not write at all. What is deleted is overwritten there, so it is written too.
        context.Facts.Remove(probe);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>
    /// The state at the end of the journal, or at <paramref name="version"/>; checks the chain on the way, and that it
    /// ends where the meeting's row says.
    /// </summary>
    /// <exception cref="JournalBrokenException">Names the first entry that is wrong.</exception>
    public async Task<Recorded> LoadAsync(MeetingId meeting, CancellationToken cancel, long version = long.MaxValue)
    {
        await using var context = store.Create();
        // The row first: what is committed while the journal is read only makes the journal longer.
        var row = await context.Meetings.AsNoTracking().SingleOrDefaultAsync(m => m.Id == meeting.Value, cancel);
        return await ReplayAsync(context, Recorded.Empty(meeting), row, version, cancel);
    }

    /// <summary>What was written since <paramref name="known"/>, applied to it.</summary>
    public async Task<Recorded> CatchUpAsync(Recorded known, CancellationToken cancel)
    {
        await using var context = store.Create();
        return await ReplayAsync(context, known, row: null, long.MaxValue, cancel);
    }

    /// <summary>The published journal: bodies, times, hashes; nothing private.</summary>
    public async Task<IReadOnlyList<JournalRow>> ReadAsync(MeetingId meeting, CancellationToken cancel)
    {
        await using var context = store.Create();
        return await context
            .Journal.AsNoTracking()
            .Where(r => r.MeetingId == meeting.Value)
            .OrderBy(r => r.Version)
            .ToListAsync(cancel);
    }

    /// <summary>The same up to <paramref name="version"/>, one row after the other.</summary>
    public async IAsyncEnumerable<JournalRow> StreamAsync(
        MeetingId meeting,
        long version,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var rows = context
            .Journal.AsNoTracking()
            .Where(r => r.MeetingId == meeting.Value && r.Version <= version)
            .OrderBy(r => r.Version)
            .AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            yield return row;
        }
    }

    /// <summary>
    /// Whether a rating or ballot of this round or poll stands in the journal with its commitment, in order of arrival. The
    /// openings would then tell each score by its place.
    /// </summary>
    public async Task<bool> IsPublishedInOrderAsync(MeetingId meeting, string id, CancellationToken cancel)
    {
        await using var context = store.Create();
        string[] old = [.. EventJson.PublishedInOrder];
        var bodies = context
            .Journal.AsNoTracking()
            .Where(r => r.MeetingId == meeting.Value && old.Contains(r.Type))
            .Select(r => r.Body)
            .AsAsyncEnumerable();
        await foreach (var body in bodies.WithCancellation(cancel))
        {
            using var json = JsonDocument.Parse(body);
            foreach (var name in (string[])["round", "poll"])
            {
                if (json.RootElement.TryGetProperty(name, out var value) && value.ValueEquals(id))
                    return true;
            }
        }

        return false;
    }

    private static async Task<(Recorded, Outcome)> DecideAsync(
        MeetingContext context,
        Recorded now,
        MeetingCommand command,
        string batch,
        MeetingRow? row,
        CancellationToken cancel
    )
    {
        var stamped = command with { At = now.Meeting.Stamp(command) };
        switch (now.Meeting.Decide(stamped))
        {
            case Decision.Refused(var rejection):
                return (now, new Outcome.Refused(rejection, now.Meeting.Version));
            case Decision.Repeated(var at):
                return (now, new Outcome.Done(at));
            case Decision.Accepted(var events):
                foreach (var e in events)
                {
                    now = Append(context, now, e, batch);
                    row = await Projections.ApplyAsync(context, row, now, e, cancel);
                }

                return (now, new Outcome.Done(now.Meeting.Version));
            default:
                throw new NotSupportedException("A decision is accepted, refused or repeated.");
        }
    }

    private static Recorded Append(MeetingContext context, Recorded now, MeetingEvent e, string batch)
    {
        var version = now.Meeting.Version + 1;
        var (type, body, hidden) = EventJson.Write(e);
        var hash = EventJson.Hash(now.Head, version, type, e.At.UtcTicks, body);
        var id = now.Meeting.Id.Value;
        context.Journal.Add(
            new JournalRow
            {
                MeetingId = id,
                Version = version,
                Type = type,
                At = e.At.UtcTicks,
                Body = body,
                Hash = hash,
                Batch = batch,
            }
        );
        if (hidden is not null)
            context.Private.Add(
                new PrivateRow
                {
                    MeetingId = id,
                    Version = version,
                    Body = hidden,
                }
            );
        return new Recorded(now.Meeting.Apply(e), hash);
    }

    /// <param name="row">Where the journal stood before it was read; without it a cut-off end is not seen.</param>
    private static async Task<Recorded> ReplayAsync(
        MeetingContext context,
        Recorded from,
        MeetingRow? row,
        long version,
        CancellationToken cancel
    )
    {
        var id = from.Meeting.Id.Value;
        var since = from.Meeting.Version;
        var rows = context
            .Journal.AsNoTracking()
            .Where(r => r.MeetingId == id && r.Version > since && r.Version <= version)
            .GroupJoin(
                context.Private.AsNoTracking(),
                r => new { r.MeetingId, r.Version },
                p => new { p.MeetingId, p.Version },
                (r, hidden) => new { Row = r, Hidden = hidden }
            )
            .SelectMany(
                x => x.Hidden.DefaultIfEmpty(),
                (x, hidden) => new { x.Row, Hidden = hidden == null ? null : hidden.Body }
            )
            .OrderBy(x => x.Row.Version)
            .AsAsyncEnumerable();
        var (meeting, head) = from;
        var missing = new List<(long Version, QuestionId Question)>();
        await foreach (var entry in rows.WithCancellation(cancel))
        {
            var next = entry.Row;
            if (next.Version != meeting.Version + 1)
                throw new JournalBrokenException(meeting.Version + 1, "an entry is missing");
            if (next.Hash != EventJson.Hash(head, next.Version, next.Type, next.At, next.Body))
                throw new JournalBrokenException(next.Version, "the hash does not follow");
            if (next.Version == row?.Version && next.Hash != row.Head)
                throw new JournalBrokenException(next.Version, "it is not what the meeting's row says");
            if (EventJson.MissingOf(next.Version, next.Type, next.Body, entry.Hidden) is { } question)
                missing.Add((next.Version, question));
            meeting = Apply(meeting, next, entry.Hidden);
            head = next.Hash;
        }

        if (row is not null && meeting.Version < Math.Min(row.Version, version))
            throw new JournalBrokenException(meeting.Version + 1, "an entry is missing");
        // Words may be gone by an erasure that the journal tells of, never silently. (Up to an earlier version the
        // erasure may still lie ahead.)
        foreach (var (at, question) in missing.Where(_ => version == long.MaxValue))
        {
            if (!meeting.Questions[question].IsErased)
                throw new JournalBrokenException(at, "its private part is missing and was not erased");
        }

        return new Recorded(meeting, head);
    }

    private static Meeting Apply(Meeting meeting, JournalRow row, string? hidden)
    {
        var at = new DateTimeOffset(row.At, TimeSpan.Zero);
        try
        {
            return meeting.Apply(EventJson.Read(row.Version, row.Type, at, row.Body, hidden));
        }
        catch (Exception e) when (e is not JournalBrokenException)
        {
            // Such as a rating whose private part is gone: it cannot be counted.
            throw new JournalBrokenException(row.Version, e.Message);
        }
    }

    private async Task<bool> WasWrittenAsync(MeetingId meeting, string batch, CancellationToken cancel)
    {
        await using var context = store.Create();
        return await context.Journal.AnyAsync(r => r.MeetingId == meeting.Value && r.Batch == batch, cancel);
    }
}

/// <summary>Where a test may break a commit.</summary>
internal enum CommitStep
{
    BeforeCommit,
    AfterCommit,
}

/// <summary>What became of one command.</summary>
public abstract record Outcome
{
    private Outcome() { }

    /// <summary>It is on disk, now or since <paramref name="Version"/>.</summary>
    public sealed record Done(long Version) : Outcome;

    /// <summary>It was refused by the rules; nothing is written.</summary>
    public sealed record Refused(Rejection Rejection, long Version) : Outcome;

    /// <summary>It could not be written, or there are too many waiting; nothing is written, send it again.</summary>
    /// <param name="Code"><c>server.busy</c> or <c>server.not-saved</c>.</param>
    public sealed record Failed(string Code) : Outcome;
}
