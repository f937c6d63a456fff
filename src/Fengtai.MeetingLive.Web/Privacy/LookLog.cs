using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>Who looks, as the log keeps it.</summary>
public readonly record struct Looker(string Account, Roles Roles)
{
    public static Looker Of(Actor actor) => new(actor.Id.Value, actor.Roles);
}

/// <summary>One look as the administrator reads it.</summary>
public sealed record ShownLook(LookKind Kind, string? Item, string Purpose, string By, Roles Roles, DateTimeOffset At);

/// <param name="By">An account; null: all.</param>
/// <param name="On">A day in Beijing; null: all.</param>
public sealed record LookFilter(LookKind? Kind = null, string? By = null, DateOnly? On = null);

/// <param name="Total">Of the filter, on all pages.</param>
public sealed record LookPage(ImmutableArray<ShownLook> Lines, int Total, int Page, int Pages);

/// <summary>
/// Who looked at whose number, when and why. A row is written before a number is shown; when it cannot be written, nothing
/// is shown.
/// </summary>
public sealed class LookLog(MeetingStore store, TimeProvider clock)
{
    public const int PurposeMost = 60;
    public const int PageSize = 50;

    /// <summary>Null when the purpose is there and short enough; else the code of what is wrong.</summary>
    public static string? Check(string purpose) =>
        purpose.Length == 0 ? "look.reason-missing"
        : CoreWords.Length(purpose) > PurposeMost || CoreWords.HasForbidden(purpose) ? "look.reason-wrong"
        : null;

    public async Task WriteAsync(
        string street,
        LookKind kind,
        string? item,
        string purpose,
        Looker by,
        CancellationToken cancel
    )
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        context.Looks.Add(
            new LookRow
            {
                StreetId = street,
                Kind = kind,
                Item = item,
                Purpose = CoreWords.Kept(purpose),
                By = by.Account,
                Roles = (int)by.Roles,
                At = clock.GetUtcNow().UtcTicks,
            }
        );
        await context.SaveChangesAsync(cancel);
    }

    /// <summary>Latest first; the last page when there are fewer.</summary>
    public async Task<LookPage> PageAsync(string street, LookFilter filter, int page, CancellationToken cancel)
    {
        await using var context = store.Create();
        var found = Filtered(context, street, filter);
        var total = await found.CountAsync(cancel);
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var at = Math.Clamp(page, 1, pages);
        var rows = await Ordered(found).Skip((at - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        return new LookPage([.. rows.Select(Shown)], total, at, pages);
    }

    /// <summary>All of the filter, latest first, one at a time.</summary>
    public async IAsyncEnumerable<ShownLook> AllAsync(
        string street,
        LookFilter filter,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var context = store.Create();
        await foreach (
            var row in Ordered(Filtered(context, street, filter)).AsAsyncEnumerable().WithCancellation(cancel)
        )
            yield return Shown(row);
    }

    /// <summary>Looks at these demands and visits, oldest first.</summary>
    public async Task<ImmutableArray<ShownLook>> OfAsync(
        string street,
        IReadOnlyCollection<string> demands,
        IReadOnlyCollection<string> visits,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var rows = await context
            .Looks.AsNoTracking()
            .Where(l =>
                l.StreetId == street
                && (
                    (l.Kind == LookKind.Demand && demands.Contains(l.Item!))
                    || (l.Kind == LookKind.Visit && visits.Contains(l.Item!))
                )
            )
            .OrderBy(l => l.Id)
            .ToListAsync(cancel);
        return [.. rows.Select(Shown)];
    }

    /// <summary>Whoever stands in the log, by name.</summary>
    public async Task<ImmutableArray<string>> AccountsAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var names = await context
            .Looks.Where(l => l.StreetId == street)
            .Select(l => l.By)
            .Distinct()
            .ToListAsync(cancel);
        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static IQueryable<LookRow> Filtered(MeetingContext context, string street, LookFilter filter)
    {
        var rows = context.Looks.AsNoTracking().Where(l => l.StreetId == street);
        if (filter.Kind is { } kind)
            rows = rows.Where(l => l.Kind == kind);
        if (filter.By is { } by)
            rows = rows.Where(l => l.By == by);
        if (filter.On is not { } day)
            return rows;
        var (from, to) = (Beijing.Begin(day).UtcTicks, Beijing.Begin(day.AddDays(1)).UtcTicks);
        return rows.Where(l => l.At >= from && l.At < to);
    }

    private static IOrderedQueryable<LookRow> Ordered(IQueryable<LookRow> rows) => rows.OrderByDescending(l => l.Id);

    private static ShownLook Shown(LookRow row) =>
        new(row.Kind, row.Item, row.Purpose, row.By, (Roles)row.Roles, new DateTimeOffset(row.At, TimeSpan.Zero));
}
