using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>A value of a filter, how many items it leaves, and what it is called.</summary>
public sealed record BoardOffer(string Value, string Name, int Count);

/// <summary>One page of the list.</summary>
/// <param name="Page">From 1.</param>
public sealed record PageOfBoard(ImmutableArray<BoardItem> Items, int Total, int Page, int Pages)
{
    public const int Size = 20;

    public int First => Total == 0 ? 0 : (Page - 1) * Size + 1;

    public int Last => First == 0 ? 0 : First + Items.Length - 1;
}

/// <summary>All that a street has promised and this person may see, as of one moment. Filters, counts and pages of it.</summary>
/// <param name="Today">A day of the street.</param>
public sealed record Board(ImmutableArray<BoardItem> Items, DateOnly Today)
{
    /// <summary>What the filter leaves, in its order.</summary>
    public IEnumerable<BoardItem> Of(BoardFilter filter) => Order(Some(filter), filter);

    /// <summary>How many stand at a state under the other filters; null: all.</summary>
    public int Count(BoardFilter filter, BoardState? state) => Some(filter with { State = state }).Count();

    public PageOfBoard PageOf(BoardFilter filter)
    {
        var all = Of(filter).ToImmutableArray();
        var pages = Math.Max(1, (all.Length + PageOfBoard.Size - 1) / PageOfBoard.Size);
        var page = Math.Min(filter.Page, pages);
        return new PageOfBoard(
            [.. all.Skip((page - 1) * PageOfBoard.Size).Take(PageOfBoard.Size)],
            all.Length,
            page,
            pages
        );
    }

    /// <summary>What can be chosen for one filter under all the others, the most frequent first.</summary>
    /// <param name="without">The filter with this one taken off.</param>
    public IReadOnlyList<BoardOffer> Offers(BoardFilter without, Func<BoardItem, string> value, string none) =>
        [
            .. Some(without)
                .GroupBy(value, StringComparer.Ordinal)
                .Select(g => new BoardOffer(g.Key, g.Key.Length == 0 ? none : g.Key, g.Count()))
                .OrderByDescending(o => o.Count)
                .ThenBy(o => o.Value, StringComparer.Ordinal),
        ];

    /// <summary>The meetings whose promises are here, the latest first.</summary>
    public IReadOnlyList<(string Code, string Title, DateOnly Date)> Meetings { get; } =
    [
        .. Items
            .Select(i => (i.MeetingCode, i.MeetingTitle, i.MeetingDate))
            .Distinct()
            .OrderByDescending(m => m.MeetingDate),
    ];

    private IEnumerable<BoardItem> Some(BoardFilter filter) =>
        Items.Where(i => (filter.State is not { } state || i.Is(state, Today)) && filter.Leaves(i, Today));

    private IEnumerable<BoardItem> Order(IEnumerable<BoardItem> some, BoardFilter filter)
    {
        if (filter.Sort == BoardSort.Urgency)
        {
            var urgent = some.OrderBy(Rank)
                .ThenBy(i => i.IsSettled ? -(i.Row.SettledAt ?? 0) : i.Row.Deadline.DayNumber)
                .ThenBy(i => i.Row.Id, StringComparer.Ordinal);
            return filter.Descending ? urgent.Reverse() : urgent;
        }

        var sorted =
            filter.Sort == BoardSort.Deadline
                ? some.OrderBy(i => i.Row.Deadline)
                : some.OrderBy(
                    i =>
                        filter.Sort switch
                        {
                            BoardSort.Lead => i.Row.Lead,
                            BoardSort.Unit => i.Row.Unit,
                            BoardSort.Owner => i.Row.Owner,
                            _ => i.Row.Title,
                        },
                    StringComparer.Ordinal
                );
        var steady = sorted.ThenBy(i => i.Row.Deadline).ThenBy(i => i.Row.Id, StringComparer.Ordinal);
        return filter.Descending ? steady.Reverse() : steady;
    }

    private int Rank(BoardItem item) =>
        item.At(Today) switch
        {
            BoardState.Overdue => 0,
            BoardState.CannotBeDone or BoardState.Done => 2,
            _ => 1,
        };
}

/// <summary>Reads a street's board from the projected rows; no journal is opened for it.</summary>
public sealed class BoardReader(MeetingStore store)
{
    /// <summary>A unit and a grid worker get what is their own; what was carried over is counted where it was promised.</summary>
    public async Task<Board> ReadAsync(StreetId street, Actor who, DateOnly today, CancellationToken cancel)
    {
        await using var context = store.Create();
        var rows = await (
            from row in context.Commitments.AsNoTracking()
            join meeting in context.Meetings.AsNoTracking() on row.MeetingId equals meeting.Id
            where row.StreetId == street.Value && row.FromMeetingId == null
            select new
            {
                Row = row,
                meeting.Code,
                meeting.Title,
                meeting.Date,
            }
        ).ToListAsync(cancel);
        return new Board(
            [
                .. rows.Where(r => Tracks.Concerns(who, r.Row.Unit, r.Row.Grid))
                    .Select(r => new BoardItem(r.Row, r.Code, r.Title, r.Date)),
            ],
            today
        );
    }

    /// <summary>
    /// The item in which the question of a receipt is answered. Null: no item of this board. The code is hashed here and
    /// neither kept nor logged.
    /// </summary>
    public async Task<BoardItem?> FindAsync(
        Board board,
        ReceiptCode.Sound receipt,
        MeetingSessions sessions,
        CancellationToken cancel
    )
    {
        var hash = Pseudonyms.HashOf(receipt.Code);
        await using var context = store.Create();
        var found = await context
            .Receipts.AsNoTracking()
            .Where(r => r.Hash == hash && r.QuestionId != null)
            .OrderByDescending(r => r.Version)
            .FirstOrDefaultAsync(cancel);
        if (found is null || board.Items.All(i => i.Row.MeetingId != found.MeetingId))
            return null;
        // A question that was merged is answered in another.
        var meeting = (await sessions.GetAsync(new MeetingId(found.MeetingId))).Current;
        var question = new QuestionId(found.QuestionId!);
        return meeting.Questions.ContainsKey(question) && meeting.Standing(question).Commitment is { } id
            ? board.Items.FirstOrDefault(i => i.Row.MeetingId == found.MeetingId && i.Row.Id == id.Value)
            : null;
    }
}
