using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>Where a visit's question stands.</summary>
public enum VisitListing
{
    /// <summary>It was not to be listed.</summary>
    No,

    /// <summary>It is to be listed and the list does not have it yet.</summary>
    Waiting,

    Listed,
}

/// <summary>What of the visits is looked at; null: all.</summary>
/// <param name="Words">Stand in what was asked or in the household's mark.</param>
public sealed record VisitFilter(
    string? Grid = null,
    Group? Group = null,
    VisitListing? Listing = null,
    string? Words = null
);

/// <summary>A visit as the office sees it: no name, no phone number.</summary>
public sealed record VisitLine(
    string Id,
    string GridId,
    string Household,
    ImmutableArray<Group> Groups,
    string Asked,
    string? Topic,
    string? Part,
    VisitListing Listing,
    string? PhotoHash,
    string By,
    DateTimeOffset At
);

/// <param name="Total">Of the filter, on all pages.</param>
public sealed record VisitListPage(ImmutableArray<VisitLine> Lines, int Total);

/// <summary>The visits of a street, a page at a time; and its photos, for whoever may see them.</summary>
public sealed class VisitList(MeetingStore store)
{
    public const int PageSize = 50;

    /// <param name="page">From 1; one past the end is empty.</param>
    public async Task<VisitListPage> ReadAsync(StreetId street, VisitFilter filter, int page, CancellationToken cancel)
    {
        await using var context = store.Create();
        var found = await FoundAsync(context, street, filter, cancel);
        var total = await found.CountAsync(cancel);
        var rows = await Ordered(found).Skip((Math.Max(1, page) - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return new VisitListPage([.. rows.Select(Line)], total);
    }

    /// <summary>All of the filter, newest first, read a row at a time.</summary>
    public async IAsyncEnumerable<VisitLine> AllAsync(
        StreetId street,
        VisitFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var found = await FoundAsync(context, street, filter, cancel);
        await foreach (var row in Ordered(found).AsAsyncEnumerable().WithCancellation(cancel))
            yield return Line(row);
    }

    /// <summary>JPEG; null when this street has no visit with such a photo.</summary>
    public async Task<byte[]?> PhotoAsync(StreetId street, string hash, bool small, CancellationToken cancel)
    {
        await using var context = store.Create();
        return await context
            .VisitPhotos.Where(p => p.StreetId == street.Value && p.Hash == hash)
            .Select(p => small ? p.Small : p.Bytes)
            .SingleOrDefaultAsync(cancel);
    }

    private static async Task<IQueryable<VisitRow>> FoundAsync(
        MeetingContext context,
        StreetId street,
        VisitFilter filter,
        CancellationToken cancel
    )
    {
        var from = VisitCoverage.FromTicks(await VisitCoverage.SinceAsync(context, street, cancel));
        var found = context.Visits.AsNoTracking().Where(v => v.StreetId == street.Value && v.At >= from);
        if (filter.Grid is { } grid)
            found = found.Where(v => v.GridId == grid);
        if (filter.Group is { } group)
        {
            var flag = VisitGroups.Flag(group);
            found = found.Where(v => (v.Groups & flag) != 0);
        }

        if (filter.Words is { Length: > 0 } words)
            found = found.Where(v => v.Asked.Contains(words) || v.Household.Contains(words));
        return filter.Listing switch
        {
            VisitListing.No => found.Where(v => !v.ToList),
            VisitListing.Waiting => found.Where(v => v.ToList && v.DemandId == null),
            VisitListing.Listed => found.Where(v => v.ToList && v.DemandId != null),
            _ => found,
        };
    }

    private static IOrderedQueryable<VisitRow> Ordered(IQueryable<VisitRow> rows) =>
        rows.OrderByDescending(v => v.At).ThenBy(v => v.Id);

    private static VisitLine Line(VisitRow row) =>
        new(
            row.Id,
            row.GridId,
            row.Household,
            VisitGroups.Of(row.Groups),
            row.Asked,
            row.Topic,
            row.Part,
            !row.ToList ? VisitListing.No
                : row.DemandId is null ? VisitListing.Waiting
                : VisitListing.Listed,
            row.PhotoHash,
            row.By,
            new DateTimeOffset(row.At, TimeSpan.Zero)
        );
}
