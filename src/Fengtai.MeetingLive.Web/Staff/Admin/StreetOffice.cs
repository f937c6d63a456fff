using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>A street as the list of streets shows it.</summary>
public sealed record StreetLine(string Id, string Name, bool Closed, int Units, int Grids, int Topics, int Accounts);

/// <summary>The district's streets. Each act is answered with the key of what is wrong, null when it is done.</summary>
public sealed class StreetOffice(MeetingStore store)
{
    /// <summary>Those that this person administers, in their order.</summary>
    public async Task<ImmutableArray<StreetLine>> ListAsync(StaffPerson by, CancellationToken cancel)
    {
        await using var context = store.Create();
        var rows = await context
            .Streets.AsNoTracking()
            .OrderBy(s => s.Closed)
            .ThenBy(s => s.Order)
            .Select(s => new StreetLine(
                s.Id,
                s.Name,
                s.Closed,
                context.Units.Count(u => u.StreetId == s.Id && !u.Closed),
                context.Grids.Count(g => g.StreetId == s.Id && !g.Closed),
                context.Topics.Count(t => t.StreetId == s.Id),
                context.Grants.Count(g => g.StreetId == s.Id)
            ))
            .ToListAsync(cancel);
        return [.. rows.Where(row => by.Administers(new StreetId(row.Id)))];
    }

    /// <summary>Takes over those of Fengtai's 26 that are not there yet, each with the topics to begin with.</summary>
    public Task<string?> TakeOverAsync(StaffPerson by, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        ChangeAsync(
            by,
            (context, there) =>
            {
                var order = there.Select(s => s.Order).DefaultIfEmpty(0).Max();
                foreach (var (id, name) in FengtaiStreets.All)
                {
                    if (ids.Contains(id, StringComparer.Ordinal) && !there.Exists(s => s.Id == id || s.Name == name))
                        Found(context, id, name, ++order);
                }

                return null;
            },
            cancel
        );

    /// <summary>A street that is not among the 26.</summary>
    public Task<string?> AddAsync(StaffPerson by, string? id, string? name, CancellationToken cancel) =>
        ChangeAsync(
            by,
            (context, there) =>
            {
                var wrong =
                    AdminRules.WrongName(name, there.Select(s => s.Name))
                    ?? AdminRules.WrongStreetId(id?.Trim(), there.Select(s => s.Id));
                if (wrong is null)
                    Found(context, id!.Trim(), name!.Trim(), there.Select(s => s.Order).DefaultIfEmpty(0).Max() + 1);
                return wrong;
            },
            cancel
        );

    public Task<string?> RenameAsync(StaffPerson by, string id, string? name, CancellationToken cancel) =>
        ChangeAsync(
            by,
            (_, there) =>
            {
                if (there.Find(s => s.Id == id) is not { } street)
                    return "admin.gone";
                var wrong = AdminRules.WrongName(name, there.Where(s => s != street).Select(s => s.Name));
                if (wrong is null)
                    street.Name = name!.Trim();
                return wrong;
            },
            cancel
        );

    /// <summary>A street that is closed stays, since meetings and accounts refer to it; it is only offered no more.</summary>
    public Task<string?> CloseAsync(StaffPerson by, string id, bool closed, CancellationToken cancel) =>
        ChangeAsync(
            by,
            (_, there) =>
            {
                if (there.Find(s => s.Id == id) is not { } street)
                    return "admin.gone";
                street.Closed = closed;
                return null;
            },
            cancel
        );

    private static void Found(MeetingContext context, string id, string name, int order)
    {
        context.Streets.Add(
            new StreetRow
            {
                Id = id,
                Name = name,
                Order = order,
            }
        );
        // A list that was kept for this street before it stood here stays as it is.
        if (context.Topics.Any(t => t.StreetId == id))
            return;
        var place = 0;
        foreach (var topic in DefaultTopic.All)
        {
            context.Topics.Add(Row(topic, parent: null));
            foreach (var part in topic.Parts)
                context.Topics.Add(Row(part, topic.Name));
        }

        TopicRow Row(DefaultTopic topic, string? parent) =>
            new()
            {
                StreetId = id,
                Name = topic.Name,
                Parent = parent,
                Order = ++place,
                Keywords = string.Join('\n', topic.Keywords),
            };
    }

    private async Task<string?> ChangeAsync(
        StaffPerson by,
        Func<MeetingContext, List<StreetRow>, string?> change,
        CancellationToken cancel
    )
    {
        if (!by.Administers(StaffPerson.District))
            return "admin.not-allowed";
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StaffAccounts.HoldAsync(context, cancel);
        if (change(context, await context.Streets.ToListAsync(cancel)) is { } wrong)
            return wrong;
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }
}
