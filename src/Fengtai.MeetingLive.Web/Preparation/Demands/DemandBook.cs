using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Linq.Expressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>A demand as a page shows it; nothing personal is in it.</summary>
public sealed record ShownDemand(
    long Id,
    DemandList List,
    string Text,
    string Source,
    string? Grid,
    string? Topic,
    string? Part,
    string? Unit,
    string? OuterNumber,
    DateOnly ReceivedOn,
    long? MergedInto
);

/// <summary>One page of the list.</summary>
/// <param name="Total">Of all pages.</param>
public sealed record DemandPage(ImmutableArray<ShownDemand> Rows, int Total, int Page, int Pages)
{
    public const int Size = 20;

    public int First => Total == 0 ? 0 : (Page - 1) * Size + 1;

    public int Last => Math.Min(Page * Size, Total);
}

/// <summary>Reads a street's list: pages, counts, search, the baseline.</summary>
public sealed class DemandBook(MeetingStore store)
{
    private const int AboutMost = 24;
    private readonly ConcurrentDictionary<string, DemandCounts> counted = new(StringComparer.Ordinal);

    /// <summary>Counted anew only when the list has changed.</summary>
    public async Task<DemandCounts> CountAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var head = await HeadAsync(context, street, cancel);
        if (counted.TryGetValue(street, out var known) && known.Stamp == head.Stamp)
            return known;
        var cells = await CellsAsync(context, street, until: null, cancel);
        var days = await Visible(context, street)
            .GroupBy(_ => 1)
            .Select(all => new { From = all.Min(d => d.ReceivedOn), To = all.Max(d => d.ReceivedOn) })
            .SingleOrDefaultAsync(cancel);
        return counted[street] = new DemandCounts(cells, head.Stamp, days?.From, days?.To);
    }

    /// <summary>The page that the filter names; the last one when there are fewer.</summary>
    public async Task<DemandPage> PageAsync(
        string street,
        DemandFilter filter,
        DemandCounts counts,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var some = Filtered(Visible(context, street), filter);
        var total = filter.Text is null ? counts.Count(filter) : await some.CountAsync(cancel);
        var pages = Math.Max(1, (total + DemandPage.Size - 1) / DemandPage.Size);
        var page = Math.Min(filter.Page, pages);
        // Only keys are passed over, and they stand in the index; from the nearer end.
        var skip = (page - 1) * DemandPage.Size;
        var take = Math.Max(0, Math.Min(DemandPage.Size, total - skip));
        var fromEnd = skip > total / 2;
        var keys = await Ordered(some, filter, reverse: fromEnd)
            .Select(d => new { d.RowId, d.Id })
            .Skip(fromEnd ? Math.Max(0, total - skip - take) : skip)
            .Take(take)
            .ToArrayAsync(cancel);
        if (fromEnd)
            Array.Reverse(keys);
        var wanted = keys.Select(k => k.RowId).ToArray();
        var rows = await context
            .Demands.AsNoTracking()
            .Where(d => wanted.Contains(d.RowId))
            .Select(Shown)
            .ToDictionaryAsync(d => d.Id, cancel);
        return new DemandPage([.. keys.Where(k => rows.ContainsKey(k.Id)).Select(k => rows[k.Id])], total, page, pages);
    }

    /// <summary>All that the filter leaves, in order, one at a time.</summary>
    public async IAsyncEnumerable<ShownDemand> AllAsync(
        string street,
        DemandFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var context = store.Create();
        await foreach (
            var row in Ordered(Filtered(Visible(context, street), filter), filter, reverse: false)
                .Select(Shown)
                .AsAsyncEnumerable()
                .WithCancellation(cancel)
        )
            yield return row;
    }

    /// <summary>Null when the list has no such demand.</summary>
    public async Task<ShownDemand?> FindAsync(string street, long id, CancellationToken cancel)
    {
        await using var context = store.Create();
        return await Visible(context, street).Where(d => d.Id == id).Select(Shown).SingleOrDefaultAsync(cancel);
    }

    /// <summary>
    /// 会前诉求底数: what the list says of the days up to <paramref name="asOf"/>, by topic, most frequent first. One statement
    /// reads it, so an import that becomes visible meanwhile is in it whole or not at all. Null: the list is empty.
    /// </summary>
    public async Task<DemandBaseline?> BaselineAsync(StreetId street, DateOnly asOf, CancellationToken cancel)
    {
        await using var context = store.Create();
        var cells = await CellsAsync(context, street.Value, asOf, cancel);
        if (cells.IsEmpty)
            return null;
        var sources = string.Join(
            '、',
            cells
                .GroupBy(cell => cell.Source, StringComparer.Ordinal)
                .OrderByDescending(source => source.Sum(cell => cell.Count))
                .Select(source => source.Key)
        );
        return new DemandBaseline(
            asOf,
            $"诉求清单（{sources}）",
            Sample: false,
            [
                .. cells
                    .GroupBy(cell => cell.Topic ?? "未分类", StringComparer.Ordinal)
                    .Select(topic => (topic.Key, Counts: DemandCounts.Sum(topic), None: topic.First().Topic is null))
                    .OrderBy(topic => topic.None)
                    .ThenByDescending(topic => topic.Counts.Total)
                    .ThenBy(topic => topic.Key, StringComparer.Ordinal)
                    .Select(topic => new BaselineRow(
                        topic.Key,
                        topic.Counts.Resolved,
                        topic.Counts.InProgress,
                        topic.Counts.NeedsCoordination
                    )),
            ]
        );
    }

    /// <summary>同类诉求 for a response plan: how many, and of each list what the latest is about. Null: none.</summary>
    public async Task<LikeDemands?> LikeAsync(StreetId street, string topic, string? part, CancellationToken cancel)
    {
        var counts = (await CountAsync(street.Value, cancel)).Lists(new DemandFilter(Topic: topic, Part: part));
        if (counts.Total == 0)
            return null;
        await using var context = store.Create();
        return new LikeDemands(
            counts.Resolved,
            await AboutAsync(DemandList.Resolved),
            counts.InProgress,
            await AboutAsync(DemandList.InProgress),
            counts.NeedsCoordination,
            await AboutAsync(DemandList.NeedsCoordination)
        );

        async Task<string> AboutAsync(DemandList list)
        {
            var text = await Filtered(
                    Visible(context, street.Value),
                    new DemandFilter(List: list, Topic: topic, Part: part)
                )
                .Where(d => d.MergedInto == null)
                .OrderByDescending(d => d.ReceivedOn)
                .ThenByDescending(d => d.Id)
                .Select(d => d.Text)
                .FirstOrDefaultAsync(cancel);
            return Shorten(text ?? "");
        }
    }

    /// <summary>The rows that readers see. The street's number is read in the same statement.</summary>
    internal static IQueryable<DemandRow> Visible(MeetingContext context, string street) =>
        context
            .Demands.AsNoTracking()
            .Where(d =>
                d.StreetId == street
                && d.Since
                    <= context.DemandHeads.Where(h => h.StreetId == street).Select(h => h.VisibleTo).FirstOrDefault()
                && d.Until
                    > context.DemandHeads.Where(h => h.StreetId == street).Select(h => h.VisibleTo).FirstOrDefault()
            );

    internal static async Task<DemandHeadRow> HeadAsync(
        MeetingContext context,
        string street,
        CancellationToken cancel
    ) =>
        await context.DemandHeads.AsNoTracking().SingleOrDefaultAsync(h => h.StreetId == street, cancel)
        ?? new DemandHeadRow { StreetId = street };

    private static readonly Expression<Func<DemandRow, ShownDemand>> Shown = d => new ShownDemand(
        d.Id,
        d.List,
        d.Text,
        d.Source,
        d.Grid,
        d.Topic,
        d.Part,
        d.Unit,
        d.OuterNumber,
        d.ReceivedOn,
        d.MergedInto
    );

    private static string Shorten(string text)
    {
        var line = text.Replace('\n', ' ');
        var end = line.IndexOfAny(['。', '？', '！', '；']);
        if (end > 0)
            line = line[..end];
        return line.Length <= AboutMost ? line : line[..AboutMost] + "…";
    }

    private static IQueryable<DemandRow> Filtered(IQueryable<DemandRow> rows, DemandFilter filter)
    {
        if (filter.List is { } list)
            rows = rows.Where(d => d.List == list);
        if (filter.Topic is { } topic)
            rows = topic.Length == 0 ? rows.Where(d => d.Topic == null) : rows.Where(d => d.Topic == topic);
        if (filter.Part is { } part)
            rows = rows.Where(d => d.Part == part);
        if (filter.Source is { } source)
            rows = rows.Where(d => d.Source == source);
        if (filter.Month is { } month)
        {
            var next = month.AddMonths(1);
            rows = rows.Where(d => d.ReceivedOn >= month && d.ReceivedOn < next);
        }

        if (filter.Grid is { } grid)
            rows = grid.Length == 0 ? rows.Where(d => d.Grid == null) : rows.Where(d => d.Grid == grid);
        if (filter.Text is { } text)
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(5))
            {
                var plain = Core.Words.Plain(word);
                if (plain.Length > 0)
                    rows = rows.Where(d => d.Plain.Contains(plain) || d.OuterNumber == word);
            }
        }

        return rows;
    }

    private static IQueryable<DemandRow> Ordered(IQueryable<DemandRow> rows, DemandFilter filter, bool reverse)
    {
        var up = filter.Ascending != reverse;
        var first = filter.Sort switch
        {
            DemandSort.Source => up ? rows.OrderBy(d => d.Source) : rows.OrderByDescending(d => d.Source),
            DemandSort.Grid => up ? rows.OrderBy(d => d.Grid) : rows.OrderByDescending(d => d.Grid),
            _ => up ? rows.OrderBy(d => d.ReceivedOn) : rows.OrderByDescending(d => d.ReceivedOn),
        };
        return filter.Sort == DemandSort.Day
            ? up
                ? first.ThenBy(d => d.Id)
                : first.ThenByDescending(d => d.Id)
            : up
                ? first.ThenBy(d => d.ReceivedOn).ThenBy(d => d.Id)
                : first.ThenByDescending(d => d.ReceivedOn).ThenByDescending(d => d.Id);
    }

    private static async Task<ImmutableArray<DemandCell>> CellsAsync(
        MeetingContext context,
        string street,
        DateOnly? until,
        CancellationToken cancel
    )
    {
        var rows = Visible(context, street);
        if (until is { } last)
            rows = rows.Where(d => d.ReceivedOn <= last);
        var groups = await rows.GroupBy(d => new
            {
                d.List,
                d.Source,
                d.Topic,
                d.Part,
                d.ReceivedOn.Year,
                d.ReceivedOn.Month,
                d.Grid,
                Merged = d.MergedInto != null,
            })
            .Select(g => new { g.Key, Count = g.Count() })
            .ToListAsync(cancel);
        return
        [
            .. groups.Select(g => new DemandCell(
                g.Key.List,
                g.Key.Source,
                g.Key.Topic,
                g.Key.Part,
                new DateOnly(g.Key.Year, g.Key.Month, 1),
                g.Key.Grid,
                g.Key.Merged,
                g.Count
            )),
        ];
    }
}
