using System.Diagnostics;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>
/// Clears what imports leave behind: rows that were never made visible, and former states of rows that changed. Also
/// claims a number for the next import, which must not begin before that is done.
/// </summary>
public sealed class DemandSweeping(MeetingStore store, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>An import that wrote nothing for so long is dead.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(1);

    public TimeSpan LongestTurn { get; private set; }

    /// <exception cref="ImportRefusedException">An import goes on in this street, on this node or another.</exception>
    public async Task<int> ClaimAsync(string street, string fileName, string by, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        await EnsureHeadAsync(street, cancel);
        await using var context = store.Create();
        var staged = await context
            .DemandImports.AsNoTracking()
            .Where(i => i.StreetId == street && i.State == ImportState.Staged)
            .ToListAsync(cancel);
        // On SQLite there is one process, and it knows its own imports: what is left is of a process that was killed.
        var alive = staged.FirstOrDefault(i =>
            store.Provider != StorageProvider.Sqlite && now - new DateTimeOffset(i.Beat, TimeSpan.Zero) < Dead
        );
        if (alive is not null)
            throw new ImportRefusedException("import.busy", alive.By);
        foreach (var import in staged)
            await GiveUpAsync(street, import.Number, cancel);
        await SweepAsync(street, cancel);

        using var turn = await store.TurnAsync(cancel);
        var last = await context.DemandImports.Where(i => i.StreetId == street).MaxAsync(i => (int?)i.Number, cancel);
        var number = (last ?? 0) + 1;
        context.DemandImports.Add(
            new DemandImportRow
            {
                StreetId = street,
                Number = number,
                FileName = Core.Words.Mask(fileName),
                By = by,
                At = now.UtcTicks,
                Beat = now.UtcTicks,
            }
        );
        try
        {
            await context.SaveChangesAsync(cancel);
            return number;
        }
        catch (DbUpdateException) when (store.Provider != StorageProvider.Sqlite)
        {
            // Another node took the number a moment ago.
            throw new ImportRefusedException("import.busy");
        }
    }

    /// <summary>Nothing of this import will be seen.</summary>
    public async Task GiveUpAsync(string street, int number, CancellationToken cancel)
    {
        await using var context = store.Create();
        await TurnAsync(
            () =>
                context
                    .DemandImports.Where(i =>
                        i.StreetId == street && i.Number == number && i.State == ImportState.Staged
                    )
                    .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, ImportState.Cancelled), cancel),
            cancel
        );
        await SweepAsync(street, cancel);
    }

    /// <summary>At the start of the program: imports that a killed process left staged.</summary>
    public async Task SweepAllAsync(CancellationToken cancel)
    {
        var since = clock.GetUtcNow().Subtract(Dead).UtcTicks;
        await using var context = store.Create();
        var left = await context
            .DemandImports.AsNoTracking()
            .Where(i => i.State == ImportState.Staged)
            .ToListAsync(cancel);
        foreach (var import in left.Where(i => store.Provider == StorageProvider.Sqlite || i.Beat < since))
            await GiveUpAsync(import.StreetId, import.Number, cancel);
    }

    /// <summary>Phones, names and addresses whose time is over.</summary>
    /// <returns>How many demands.</returns>
    public async Task<int> EraseAsync(DateOnly today, CancellationToken cancel)
    {
        await using var context = store.Create();
        var erased = 0;
        while (true)
        {
            var due = await context
                .Demands.AsNoTracking()
                .Where(d => d.RetainUntil < today && (d.Sealed != null || d.PhoneMark != null || d.PlaceMark != null))
                .Select(d => d.RowId)
                .Take(AtOnce)
                .ToArrayAsync(cancel);
            if (due.Length == 0)
                return erased;
            await TurnAsync(
                () =>
                    context
                        .Demands.Where(d => due.Contains(d.RowId))
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(d => d.Sealed, (byte[]?)null)
                                    .SetProperty(d => d.PhoneMark, (string?)null)
                                    .SetProperty(d => d.PlaceMark, (string?)null),
                            cancel
                        ),
                cancel
            );
            erased += due.Length;
        }
    }

    /// <summary>
    /// Rows that no reader can see: staged ones that were given up and former states. None is left when it returns; the next
    /// import's number may then be made visible without showing them.
    /// </summary>
    private async Task SweepAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var to = await context
            .DemandHeads.AsNoTracking()
            .Where(h => h.StreetId == street)
            .Select(h => h.VisibleTo)
            .FirstOrDefaultAsync(cancel);
        var dead = await context
            .Demands.AsNoTracking()
            .Where(d => d.StreetId == street && (d.Since > to || d.Until <= to))
            .Select(d => d.RowId)
            .ToArrayAsync(cancel);
        foreach (var some in dead.Chunk(AtOnce))
            await TurnAsync(
                () => context.Demands.Where(d => some.Contains(d.RowId)).ExecuteDeleteAsync(cancel),
                cancel
            );
        var ended = await context
            .Demands.AsNoTracking()
            .Where(d => d.StreetId == street && d.Until > to && d.Until != int.MaxValue)
            .Select(d => d.RowId)
            .ToArrayAsync(cancel);
        foreach (var some in ended.Chunk(AtOnce))
            await TurnAsync(
                () =>
                    context
                        .Demands.Where(d => some.Contains(d.RowId))
                        .ExecuteUpdateAsync(set => set.SetProperty(d => d.Until, int.MaxValue), cancel),
                cancel
            );
    }

    private async Task EnsureHeadAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        if (await context.DemandHeads.AnyAsync(h => h.StreetId == street, cancel))
            return;
        using var turn = await store.TurnAsync(cancel);
        context.DemandHeads.Add(new DemandHeadRow { StreetId = street });
        try
        {
            await context.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (!await context.DemandHeads.AnyAsync(h => h.StreetId == street, cancel))
                throw;
        }
    }

    private async Task TurnAsync(Func<Task> write, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        var began = Stopwatch.GetTimestamp();
        await write();
        var took = Stopwatch.GetElapsedTime(began);
        if (took > LongestTurn)
            LongestTurn = took;
    }
}
