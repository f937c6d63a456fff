using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>All that a street's administrator keeps in lists.</summary>
public sealed record StreetEntries(
    ImmutableArray<UnitRow> Units,
    ImmutableArray<GridRow> Grids,
    ImmutableArray<TopicRow> Topics
);

/// <summary>
/// A street's units, grids and topics. Units and grids are closed, never deleted: demands and commitments name them. Each
/// act is answered with the key of what is wrong, null when it is done.
/// </summary>
public sealed class StreetLists(MeetingStore store)
{
    public async Task<StreetEntries> ReadAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var id = street.Value;
        return new StreetEntries(
            [
                .. await context
                    .Units.AsNoTracking()
                    .Where(u => u.StreetId == id)
                    .OrderBy(u => u.Closed)
                    .ThenBy(u => u.Name)
                    .ToListAsync(cancel),
            ],
            [
                .. await context
                    .Grids.AsNoTracking()
                    .Where(g => g.StreetId == id)
                    .OrderBy(g => g.Closed)
                    .ThenBy(g => g.Community)
                    .ThenBy(g => g.Name)
                    .ToListAsync(cancel),
            ],
            [
                .. await context
                    .Topics.AsNoTracking()
                    .Where(t => t.StreetId == id)
                    .OrderBy(t => t.Order)
                    .ThenBy(t => t.Name)
                    .ToListAsync(cancel),
            ]
        );
    }

    /// <summary>Names of the units and grids that are in use.</summary>
    public async Task<(ImmutableArray<string> Units, ImmutableArray<string> Grids)> NamesAsync(
        StreetId street,
        CancellationToken cancel
    )
    {
        var lists = await ReadAsync(street, cancel);
        return (
            [.. lists.Units.Where(u => !u.Closed).Select(u => u.Name)],
            [.. lists.Grids.Where(g => !g.Closed).Select(g => g.Name).Distinct(StringComparer.Ordinal)]
        );
    }

    /// <param name="id">Null: a new one.</param>
    public Task<string?> SaveUnitAsync(
        StaffPerson by,
        StreetId street,
        string? id,
        string? name,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                var there = await context.Units.Where(u => u.StreetId == street.Value).ToListAsync(cancel);
                if (AdminRules.WrongName(name, there.Where(u => u.Id != id).Select(u => u.Name)) is { } wrong)
                    return wrong;
                if (id is null)
                    context.Units.Add(
                        new UnitRow
                        {
                            StreetId = street.Value,
                            Id = NewId(),
                            Name = name!.Trim(),
                        }
                    );
                else if (there.Find(u => u.Id == id) is { } unit)
                    unit.Name = name!.Trim();
                else
                    return "admin.gone";
                return null;
            },
            cancel
        );

    public Task<string?> CloseUnitAsync(
        StaffPerson by,
        StreetId street,
        string id,
        bool closed,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                if (await context.Units.FindAsync([street.Value, id], cancel) is not { } unit)
                    return "admin.gone";
                unit.Closed = closed;
                return null;
            },
            cancel
        );

    /// <summary>The same name may stand in two communities (第1网格), not twice in one.</summary>
    /// <param name="id">Null: a new one.</param>
    public Task<string?> SaveGridAsync(
        StaffPerson by,
        StreetId street,
        string? id,
        string? community,
        string? name,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                if (AdminRules.WrongName(community, []) is { } missing)
                    return missing == "admin.name-missing" ? "admin.community-missing" : missing;
                var there = await context.Grids.Where(g => g.StreetId == street.Value).ToListAsync(cancel);
                var beside = there.Where(g => g.Id != id && g.Community == community!.Trim()).Select(g => g.Name);
                if (AdminRules.WrongName(name, beside) is { } wrong)
                    return wrong;
                if (id is null)
                {
                    context.Grids.Add(
                        new GridRow
                        {
                            StreetId = street.Value,
                            Id = NewId(),
                            Name = name!.Trim(),
                            Community = community!.Trim(),
                        }
                    );
                    return null;
                }

                if (there.Find(g => g.Id == id) is not { } grid)
                    return "admin.gone";
                (grid.Name, grid.Community) = (name!.Trim(), community!.Trim());
                return null;
            },
            cancel
        );

    public Task<string?> CloseGridAsync(
        StaffPerson by,
        StreetId street,
        string id,
        bool closed,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                if (await context.Grids.FindAsync([street.Value, id], cancel) is not { } grid)
                    return "admin.gone";
                grid.Closed = closed;
                return null;
            },
            cancel
        );

    /// <param name="parent">The topic that it is a part of; null: a topic of its own. There is no third level.</param>
    public Task<string?> AddTopicAsync(
        StaffPerson by,
        StreetId street,
        string? name,
        string? parent,
        string? keywords,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                var there = await context.Topics.Where(t => t.StreetId == street.Value).ToListAsync(cancel);
                var words = AdminRules.Keywords(keywords);
                if (
                    (AdminRules.WrongName(name, there.Select(t => t.Name)) ?? AdminRules.WrongKeywords(words)) is
                    { } wrong
                )
                    return wrong;
                if (parent is not null && !there.Exists(t => t.Name == parent && t.Parent is null))
                    return "admin.topic-level";
                context.Topics.Add(
                    new TopicRow
                    {
                        StreetId = street.Value,
                        Name = name!.Trim(),
                        Parent = parent,
                        Order = there.Select(t => t.Order).DefaultIfEmpty(0).Max() + 1,
                        Keywords = string.Join('\n', words),
                    }
                );
                return null;
            },
            cancel
        );

    public Task<string?> SetKeywordsAsync(
        StaffPerson by,
        StreetId street,
        string name,
        string? keywords,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                var words = AdminRules.Keywords(keywords);
                if (AdminRules.WrongKeywords(words) is { } wrong)
                    return wrong;
                if (await context.Topics.FindAsync([street.Value, name], cancel) is not { } topic)
                    return "admin.gone";
                topic.Keywords = string.Join('\n', words);
                return null;
            },
            cancel
        );

    /// <summary>What was filed under it keeps its word; it is only suggested no more. One with parts stays.</summary>
    public Task<string?> RemoveTopicAsync(StaffPerson by, StreetId street, string name, CancellationToken cancel) =>
        ChangeAsync(
            by,
            street,
            async context =>
            {
                if (await context.Topics.FindAsync([street.Value, name], cancel) is not { } topic)
                    return "admin.gone";
                if (await context.Topics.AnyAsync(t => t.StreetId == street.Value && t.Parent == name, cancel))
                    return "admin.topic-parts";
                context.Topics.Remove(topic);
                return null;
            },
            cancel
        );

    private static string NewId() => Guid.NewGuid().ToString("N")[..12];

    private async Task<string?> ChangeAsync(
        StaffPerson by,
        StreetId street,
        Func<MeetingContext, Task<string?>> change,
        CancellationToken cancel
    )
    {
        if (!by.Administers(street))
            return "admin.not-allowed";
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StaffAccounts.HoldAsync(context, cancel);
        if (await change(context) is { } wrong)
            return wrong;
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
