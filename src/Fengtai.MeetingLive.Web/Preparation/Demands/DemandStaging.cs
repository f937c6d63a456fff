using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>What is known of a demand that is on the list, for telling whether a row is new.</summary>
internal sealed record KnownDemand(long RowId, long Id, string Content, DemandList List, bool Moved, long? MergedInto);

/// <summary>
/// Writes an import's rows in turns that are short, whatever the machine is: each turn takes as many rows as the last ones
/// showed to fit into <see cref="Aim"/>, so that a meeting that is live meanwhile does not feel it.
/// </summary>
internal sealed class DemandStaging(MeetingStore store, string street, int number) : IAsyncDisposable
{
    /// <summary>A turn is to take a third of what is never to be exceeded, 50 ms.</summary>
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(15);

    private const int Least = 8;
    private const int Most = 250;
    private readonly MeetingContext context = store.Create();
    private readonly Queue<(DemandRow Row, long? Ends)> waiting = new();
    private int fits = Least;

    public TimeSpan LongestTurn { get; private set; }

    public int Written { get; private set; }

    /// <param name="ends">The row that this one takes the place of.</param>
    /// <param name="cancel">Asked between turns.</param>
    public async ValueTask AddAsync(DemandRow row, long? ends, CancellationToken cancel)
    {
        waiting.Enqueue((row, ends));
        if (waiting.Count >= fits)
            await WriteAsync(cancel);
    }

    public async Task FlushAsync(CancellationToken cancel)
    {
        while (waiting.Count > 0)
            await WriteAsync(cancel);
    }

    /// <summary>All that was staged is seen from here on, by one commit.</summary>
    public Task ShowAsync(ImportProgress counts, CancellationToken cancel) =>
        TurnAsync(
            async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                await context
                    .DemandHeads.Where(h => h.StreetId == street)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(h => h.VisibleTo, number).SetProperty(h => h.Stamp, h => h.Stamp + 1),
                        cancel
                    );
                await DemandActs.KeepErasedAsync(context, street, cancel);
                await context
                    .DemandImports.Where(i => i.StreetId == street && i.Number == number)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(i => i.State, ImportState.Visible)
                                .SetProperty(i => i.Added, counts.Added)
                                .SetProperty(i => i.Updated, counts.Updated)
                                .SetProperty(i => i.Unchanged, counts.Unchanged),
                        cancel
                    );
                await transaction.CommitAsync(cancel);
            },
            cancel
        );

    public ValueTask DisposeAsync() => context.DisposeAsync();

    private async Task WriteAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var chunk = new List<(DemandRow Row, long? Ends)>(fits);
        while (chunk.Count < fits && waiting.TryDequeue(out var next))
            chunk.Add(next);
        var ended = chunk.Where(c => c.Ends is not null).Select(c => c.Ends!.Value).ToArray();
        // Everything but the writing itself is done before the turn.
        context.Demands.AddRange(chunk.Select(c => c.Row));
        var beat = DateTime.UtcNow.Ticks;
        var took = await TurnAsync(
            async () =>
            {
                await using var transaction = await context.Database.BeginTransactionAsync(cancel);
                await context.SaveChangesAsync(cancel);
                if (ended.Length > 0)
                    await context
                        .Demands.Where(d => ended.Contains(d.RowId))
                        .ExecuteUpdateAsync(set => set.SetProperty(d => d.Until, number), cancel);
                await context
                    .DemandImports.Where(i => i.StreetId == street && i.Number == number)
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.Beat, beat), cancel);
                await transaction.CommitAsync(cancel);
            },
            cancel
        );
        context.ChangeTracker.Clear();
        Written += chunk.Count;
        fits =
            took > Aim ? Math.Max(Least, fits / 2)
            : took < Aim / 2 && chunk.Count == fits ? Math.Min(Most, fits * 2)
            : fits;
    }

    private async Task<TimeSpan> TurnAsync(Func<Task> write, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        var began = Stopwatch.GetTimestamp();
        await write();
        var took = Stopwatch.GetElapsedTime(began);
        if (took > LongestTurn)
            LongestTurn = took;
        return took;
    }
}

/// <summary>Phone, name, address and the whole text of one demand, as they are sealed.</summary>
/// <param name="Text">Null where the text holds no number that had to be masked.</param>
public sealed record DemandPerson(string? Phone, string? Person, string? Address, string? Text)
{
    public static readonly DemandPerson Nobody = new(null, null, null, null);

    public static string BelongsTo(string street, long id) => $"demand:{street}:{id}";

    public byte[]? Seal(PersonalDataKey key, string street, long id) =>
        this == Nobody ? null : key.Seal(JsonSerializer.Serialize(this), BelongsTo(street, id));

    public static DemandPerson Open(PersonalDataKey key, string street, long id, byte[]? box) =>
        box is null ? Nobody : JsonSerializer.Deserialize<DemandPerson>(key.Open(box, BelongsTo(street, id))) ?? Nobody;
}
