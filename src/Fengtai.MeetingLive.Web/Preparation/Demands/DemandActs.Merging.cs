using System.Collections.Immutable;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Several demands that are one problem, and those that are not.</summary>
public sealed partial class DemandActs
{
    /// <summary>
    /// One problem: <paramref name="keep"/> stands for the others. 件 stay as many as they are. What was merged into one of
    /// them goes along.
    /// </summary>
    public async Task<DemandDone> MergeAsync(
        string street,
        long keep,
        ImmutableArray<long> others,
        string by,
        CancellationToken cancel
    )
    {
        var ids = others.Where(id => id != keep).Distinct().ToArray();
        if (ids.Length is 0 or > AtOnceMost)
            return DemandDone.Refused(ids.Length == 0 ? "demand.none-chosen" : "demand.too-many");
        var act = Guid.NewGuid().ToString("N");
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        var visible = DemandBook.Visible(context, street);
        if (!await visible.AnyAsync(d => d.Id == keep && d.MergedInto == null, cancel))
            return DemandDone.Refused("demand.merged-since");
        var joined = await visible
            .Where(d =>
                ids.Contains(d.Id) && d.MergedInto == null || d.MergedInto != null && ids.Contains(d.MergedInto.Value)
            )
            .Select(d => d.Id)
            .ToArrayAsync(cancel);
        if (joined.Length == 0)
            return DemandDone.Refused("demand.merged-since");
        await context
            .Demands.Where(d => d.StreetId == street && joined.Contains(d.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.MergedInto, keep), cancel);
        context.DemandMerges.Add(
            new DemandMergeRow
            {
                Act = act,
                StreetId = street,
                Keep = keep,
                Joined = string.Join(',', joined),
                By = by,
                At = clock.GetUtcNow().UtcTicks,
            }
        );
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new DemandDone(null, act, joined.Length);
    }

    /// <summary>Each of them stands for itself again.</summary>
    public async Task<DemandDone> UndoMergeAsync(string street, string act, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        var merge = await context.DemandMerges.SingleOrDefaultAsync(
            m => m.StreetId == street && m.Act == act && !m.Undone,
            cancel
        );
        if (merge is null)
            return DemandDone.Refused("demand.nothing-to-undo");
        var ids = Ids(merge.Joined);
        await context
            .Demands.Where(d => d.StreetId == street && ids.Contains(d.Id) && d.MergedInto == merge.Keep)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.MergedInto, (long?)null), cancel);
        merge.Undone = true;
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new DemandDone(null, act, ids.Length);
    }

    /// <summary>What was merged into this demand, latest act first.</summary>
    public async Task<ImmutableArray<(string Act, int Count, string By, DateTimeOffset At)>> MergesAsync(
        string street,
        long keep,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var merges = await context
            .DemandMerges.AsNoTracking()
            .Where(m => m.StreetId == street && m.Keep == keep && !m.Undone)
            .OrderByDescending(m => m.At)
            .ToListAsync(cancel);
        return [.. merges.Select(m => (m.Act, Ids(m.Joined).Length, m.By, new DateTimeOffset(m.At, TimeSpan.Zero)))];
    }

    /// <summary>不是一回事: <paramref name="keep"/> and each of the others are not proposed together again.</summary>
    public async Task<DemandDone> ApartAsync(
        string street,
        long keep,
        ImmutableArray<long> others,
        string by,
        CancellationToken cancel
    )
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        var known = await context
            .DemandsApart.Where(a => a.StreetId == street && (a.A == keep || a.B == keep))
            .Select(a => a.A == keep ? a.B : a.A)
            .ToHashSetAsync(cancel);
        var at = clock.GetUtcNow().UtcTicks;
        var apart = others.Where(id => id != keep && !known.Contains(id)).Distinct().Take(AtOnceMost).ToArray();
        context.DemandsApart.AddRange(
            apart.Select(id => new DemandApartRow
            {
                StreetId = street,
                A = Math.Min(keep, id),
                B = Math.Max(keep, id),
                By = by,
                At = at,
            })
        );
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return new DemandDone(null, null, apart.Length);
    }
}
