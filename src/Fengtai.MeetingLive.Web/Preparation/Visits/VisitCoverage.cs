using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>How far a street's visits have come, and the targets that they are measured by.</summary>
public sealed class VisitCoverage(MeetingStore store)
{
    /// <summary>More households than any grid has.</summary>
    public const int TargetMost = 9_999;

    /// <summary>Since the street's last meeting was closed.</summary>
    public async Task<Coverage> OfAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var since = await SinceAsync(context, street, cancel);
        var from = FromTicks(since);
        var grids = await context
            .Grids.AsNoTracking()
            .Where(g => g.StreetId == street.Value)
            .OrderBy(g => g.Name.Length)
            .ThenBy(g => g.Name)
            .ToListAsync(cancel);
        var counted = await context
            .Visits.Where(v => v.StreetId == street.Value && v.At >= from)
            .GroupBy(v => new { v.GridId, v.Groups })
            .Select(g => new
            {
                g.Key.GridId,
                g.Key.Groups,
                Count = g.Count(),
            })
            .ToListAsync(cancel);
        var targets = await context
            .VisitTargets.AsNoTracking()
            .Where(t => t.StreetId == street.Value)
            .ToListAsync(cancel);
        return Coverage.Of(since, grids, [.. counted.Select(c => (c.GridId, c.Groups, c.Count))], targets);
    }

    /// <summary>Sets the targets that are named and leaves the others; 0 takes one away.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A target is below 0 or over <see cref="TargetMost"/>.</exception>
    public async Task SetTargetsAsync(
        StreetId street,
        IReadOnlyDictionary<(string Grid, Group Group), int> targets,
        CancellationToken cancel
    )
    {
        if (targets.Values.Any(households => households is < 0 or > TargetMost))
            throw new ArgumentOutOfRangeException(nameof(targets), $"A target is 0 to {TargetMost}.");

        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        var rows = await context.VisitTargets.Where(t => t.StreetId == street.Value).ToListAsync(cancel);
        foreach (var ((grid, group), households) in targets)
        {
            var row = rows.Find(t => t.GridId == grid && t.Group == (int)group);
            if (row is null && households > 0)
                context.VisitTargets.Add(
                    new VisitTargetRow
                    {
                        StreetId = street.Value,
                        GridId = grid,
                        Group = (int)group,
                        Households = households,
                    }
                );
            else if (row is not null && households == 0)
                context.VisitTargets.Remove(row);
            else if (row is not null)
                row.Households = households;
        }

        await context.SaveChangesAsync(cancel);
    }

    /// <summary>The day after the street's last closed meeting; null when it held none.</summary>
    internal static async Task<DateOnly?> SinceAsync(MeetingContext context, StreetId street, CancellationToken cancel)
    {
        var last = await context
            .Meetings.Where(m => m.StreetId == street.Value && m.Phase == (int)Phase.Closed)
            .OrderByDescending(m => m.Date)
            .Select(m => (DateOnly?)m.Date)
            .FirstOrDefaultAsync(cancel);
        return last?.AddDays(1);
    }

    /// <summary>UTC ticks of that day's first moment in Beijing.</summary>
    internal static long FromTicks(DateOnly? since) => since is { } day ? Beijing.Begin(day).UtcTicks : 0;
}
