using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>What became of an act on the list.</summary>
/// <param name="Refusal">A code with words at the edge; null when it was done.</param>
/// <param name="Act">By which it is undone.</param>
/// <param name="Count">How many demands it changed.</param>
public sealed record DemandDone(string? Refusal, string? Act = null, int Count = 0)
{
    public static DemandDone Refused(string code) => new(code);
}

/// <summary>One move of a demand, as its history shows it.</summary>
public sealed record DemandMoved(
    string Act,
    DemandList From,
    DemandList To,
    string Reason,
    string By,
    DateTimeOffset At,
    bool Undone
);

/// <summary>What a visit or another room brings to the list by itself.</summary>
public sealed record NewDemand(
    string Source,
    string Text,
    DateOnly ReceivedOn,
    string? Topic = null,
    string? Part = null,
    string? Grid = null,
    string? Unit = null,
    string? Number = null,
    string? Phone = null,
    string? Person = null,
    string? Address = null,
    DemandList List = DemandList.InProgress
);

/// <summary>
/// What a person does to the list: moves with a reason and adds; merging and looking at personal data have files of their
/// own.
/// </summary>
public sealed partial class DemandActs(
    MeetingStore store,
    PersonalData personal,
    DemandTopics topics,
    TimeProvider clock
)
{
    public const int ReasonMost = 200;
    private const int AtOnceMost = 500;

    /// <summary>
    /// Puts demands on another list. Those that stand there already are left alone. Undone by
    /// <see cref="UndoMoveAsync"/> with the act.
    /// </summary>
    public async Task<DemandDone> MoveAsync(
        string street,
        ImmutableArray<long> ids,
        DemandList to,
        string reason,
        string by,
        CancellationToken cancel
    )
    {
        var why = Core.Words.Kept(reason);
        if (why.Length == 0)
            return DemandDone.Refused("demand.reason-missing");
        if (Core.Words.Length(why) > ReasonMost || Core.Words.HasForbidden(why))
            return DemandDone.Refused("demand.reason-wrong");
        if (ids.Length is 0 or > AtOnceMost)
            return DemandDone.Refused(ids.IsEmpty ? "demand.none-chosen" : "demand.too-many");
        var act = Guid.NewGuid().ToString("N");
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        var wanted = ids.ToArray();
        var moving = await DemandBook
            .Visible(context, street)
            .Where(d => wanted.Contains(d.Id) && d.List != to)
            .Select(d => new { d.Id, d.List })
            .ToListAsync(cancel);
        var at = clock.GetUtcNow().UtcTicks;
        context.DemandMoves.AddRange(
            moving.Select(d => new DemandMoveRow
            {
                StreetId = street,
                Act = act,
                DemandId = d.Id,
                From = d.List,
                To = to,
                Reason = why,
                By = by,
                At = at,
            })
        );
        await context.SaveChangesAsync(cancel);
        // By the demand, not by the row: an import that is being staged has made its own copy.
        var moved = moving.Select(d => d.Id).ToArray();
        await context
            .Demands.Where(d => d.StreetId == street && moved.Contains(d.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.List, to), cancel);
        await transaction.CommitAsync(cancel);
        return new DemandDone(null, act, moved.Length);
    }

    /// <summary>Each demand goes back to where it was, unless somebody moved it on since.</summary>
    public async Task<DemandDone> UndoMoveAsync(string street, string act, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        var moves = await context
            .DemandMoves.Where(m => m.StreetId == street && m.Act == act && !m.Undone)
            .ToListAsync(cancel);
        if (moves.Count == 0)
            return DemandDone.Refused("demand.nothing-to-undo");
        var ids = moves.Select(m => m.DemandId).ToArray();
        var later = await context
            .DemandMoves.Where(m =>
                m.StreetId == street && ids.Contains(m.DemandId) && !m.Undone && m.Act != act && m.Id > moves[0].Id
            )
            .Select(m => m.DemandId)
            .ToHashSetAsync(cancel);
        var back = moves.Where(m => !later.Contains(m.DemandId)).ToList();
        foreach (var from in back.GroupBy(m => m.From))
        {
            var some = from.Select(m => m.DemandId).ToArray();
            await context
                .Demands.Where(d => d.StreetId == street && some.Contains(d.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.List, from.Key), cancel);
        }

        back.ForEach(m => m.Undone = true);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return back.Count == 0 ? DemandDone.Refused("demand.moved-since") : new DemandDone(null, act, back.Count);
    }

    /// <summary>Latest first.</summary>
    public async Task<ImmutableArray<DemandMoved>> HistoryAsync(string street, long id, CancellationToken cancel)
    {
        await using var context = store.Create();
        var moves = await context
            .DemandMoves.AsNoTracking()
            .Where(m => m.StreetId == street && m.DemandId == id)
            .OrderByDescending(m => m.Id)
            .ToListAsync(cancel);
        return
        [
            .. moves.Select(m => new DemandMoved(
                m.Act,
                m.From,
                m.To,
                m.Reason,
                m.By,
                new DateTimeOffset(m.At, TimeSpan.Zero),
                m.Undone
            )),
        ];
    }

    /// <summary>A demand that comes one by one, such as from a visit. A number that is known is not taken twice.</summary>
    /// <returns>The demand's id.</returns>
    /// <exception cref="PrivacyException">It holds personal data and the key cannot be used.</exception>
    public async Task<long> AddAsync(string street, NewDemand demand, CancellationToken cancel)
    {
        var today = Beijing.Day(clock.GetUtcNow());
        var key = await personal.KeyAsync(cancel);
        var making = new DemandMaking(
            street,
            key,
            new TopicSuggestion(await topics.OfAsync(street, cancel)),
            today.AddDays(personal.RetentionDays)
        );
        var read = new ReadDemand(
            0,
            demand.Number,
            Core.Words.Tidy(demand.Text),
            demand.ReceivedOn,
            demand.Source,
            demand.Topic,
            demand.Part,
            demand.List,
            demand.Grid,
            demand.Unit,
            DemandCells.Phone(demand.Phone ?? ""),
            demand.Person ?? "",
            demand.Address ?? ""
        );
        var row = making.Make(read, making.ContentOf(read), since: 0, known: null);
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await StampAsync(context, street, cancel);
        if (
            demand.Number is { } number
            && await DemandBook
                .Visible(context, street)
                .Where(d => d.OuterNumber == number)
                .Select(d => (long?)d.Id)
                .FirstOrDefaultAsync(cancel)
                is { } known
        )
            return known;
        context.Demands.Add(row);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return row.Id;
    }

    private static long[] Ids(string joined) =>
        [.. joined.Split(',').Select(id => long.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture))];

    /// <summary>Raised first in every act: on PostgreSQL that takes the row's lock, so acts come one after the other.</summary>
    private static async Task StampAsync(MeetingContext context, string street, CancellationToken cancel)
    {
        var found = await context
            .DemandHeads.Where(h => h.StreetId == street)
            .ExecuteUpdateAsync(set => set.SetProperty(h => h.Stamp, h => h.Stamp + 1), cancel);
        if (found > 0)
            return;
        context.DemandHeads.Add(new DemandHeadRow { StreetId = street, Stamp = 1 });
        await context.SaveChangesAsync(cancel);
    }
}
