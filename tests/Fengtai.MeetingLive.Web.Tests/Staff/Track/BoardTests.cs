using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Track;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Track;

/// <summary>Filters, counts, order and pages of a board, without a store.</summary>
public sealed class BoardTests
{
    private static readonly DateOnly Today = new(2025, 10, 15);

    [Fact]
    public void Every_item_stands_at_exactly_one_state_and_the_counts_add_up()
    {
        var board = Of(
            Item("late", due: -5),
            Item("soon", due: 0),
            Item("soon-7", due: 7),
            Item("far", due: 8),
            Item("new", due: 30, state: CommitmentState.NotStarted),
            Item("checked", due: -9, state: CommitmentState.AwaitingCheck),
            Item("done", due: -90, state: CommitmentState.Done),
            Item("cannot", due: -90, state: CommitmentState.CannotBeDone),
            Item("again", due: -1, reopenings: 1)
        );
        int Count(BoardState state) => board.Count(BoardFilter.All, state);

        Assert.Equal([2, 2, 2, 1, 1, 1], Enum.GetValues<BoardState>().Take(6).Select(Count));
        Assert.Equal(9, board.Count(BoardFilter.All, null));
        // A mark comes on top: what was sent back is late all the same.
        Assert.Equal(1, Count(BoardState.Again));
    }

    [Fact]
    public void Overdue_comes_first_the_longest_late_on_top_and_what_is_settled_last()
    {
        var board = Of(
            Item("done", due: -90, state: CommitmentState.Done),
            Item("far", due: 30),
            Item("late", due: -2),
            Item("later", due: -5),
            Item("soon", due: 1)
        );

        Assert.Equal(["later", "late", "soon", "far", "done"], Ids(board, BoardFilter.All));
        Assert.Equal(
            ["done", "later", "late", "soon", "far"],
            Ids(board, BoardFilter.All with { Sort = BoardSort.Deadline })
        );
        Assert.Equal(
            ["far", "soon", "late", "later", "done"],
            Ids(board, BoardFilter.All with { Sort = BoardSort.Deadline, Descending = true })
        );
    }

    [Theory]
    [InlineData("?lead=B", "b")]
    [InlineData("?unit=B", "b")]
    [InlineData("?owner=B", "b")]
    [InlineData("?grid=B", "b")]
    [InlineData("?grid=", "a,c")]
    [InlineData("?topic=B", "b")]
    [InlineData("?meeting=B", "b")]
    [InlineData("?due=week", "a,b")]
    [InlineData("?due=month", "a,b")]
    [InlineData("?due=overdue", "a")]
    [InlineData("?due=2025-10-16", "b")]
    [InlineData("?q=标题B", "b")]
    [InlineData("?q=b", "b")]
    [InlineData("?state=overdue&unit=B", "")]
    [InlineData("?state=nonsense&due=someday&sort=x&page=0", "a,b,c")]
    public void A_filter_leaves_what_it_names(string query, string left)
    {
        // 15 October 2025 is a Wednesday.
        var board = Of(Item("a", due: -2), Item("b", due: 1, named: "B"), Item("c", due: 40));

        Assert.Equal(left, string.Join(',', Ids(board, BoardFilter.From(query))));
    }

    [Fact]
    public void A_filter_reads_back_from_its_address()
    {
        var filter = new BoardFilter(
            BoardState.AwaitingCheck,
            "副镇长",
            "城管办",
            "张三",
            "",
            "停车 & 道路",
            "week",
            "FT2025",
            "50%",
            BoardSort.Owner,
            true,
            3,
            BoardView.Calendar,
            new DateOnly(2025, 11, 1)
        );

        Assert.Equal(filter, BoardFilter.From(filter.ToQuery()));
        Assert.Equal("", BoardFilter.All.ToQuery());
        Assert.True(BoardFilter.From("?view=columns&page=2&sort=unit").IsAll);
    }

    [Fact]
    public void A_thousand_items_have_fifty_pages_and_the_last_one_stands_for_those_beyond()
    {
        var board = Of([.. Enumerable.Range(0, 1000).Select(n => Item($"i{n:0000}", due: n))]);

        Assert.Equal((1000, 1, 50, 20), Shape(board.PageOf(BoardFilter.All)));
        Assert.Equal((1000, 50, 50, 20), Shape(board.PageOf(BoardFilter.All with { Page = 999 })));
        Assert.Equal((0, 1, 1, 0), Shape(Of().PageOf(BoardFilter.All)));

        static (int, int, int, int) Shape(PageOfBoard page) => (page.Total, page.Page, page.Pages, page.Items.Length);
    }

    [Fact]
    public void Offers_count_under_the_other_filters()
    {
        var board = Of(Item("a", due: 1), Item("b", due: 1, named: "B"), Item("c", due: 2, named: "B"));

        Assert.Equal(
            [("B", 2), ("A", 1)],
            board.Offers(BoardFilter.All, i => i.Row.Unit, "").Select(o => (o.Value, o.Count))
        );
        Assert.Equal(
            [("", "没有", 1), ("B", "B", 1)],
            board
                .Offers(BoardFilter.All with { Due = "2025-10-16" }, i => i.Row.Grid ?? "", "没有")
                .Select(o => (o.Value, o.Name, o.Count))
                .Order()
        );
    }

    [Fact]
    public void A_month_is_whole_weeks_from_Monday_on()
    {
        var month = BoardMonth.Of([], new DateOnly(2025, 10, 15), Today);

        Assert.Equal(new DateOnly(2025, 9, 29), month.Days.First());
        Assert.Equal(new DateOnly(2025, 11, 2), month.Days.Last());
        Assert.Equal(35, month.Days.Count());
        // February 2027 begins on a Monday and has four weeks.
        Assert.Equal(28, BoardMonth.Of([], new DateOnly(2027, 2, 9), Today).Days.Count());
    }

    private static Board Of(params BoardItem[] items) => new([.. items], Today);

    private static IEnumerable<string> Ids(Board board, BoardFilter filter) => board.Of(filter).Select(i => i.Row.Id);

    private static BoardItem Item(
        string id,
        int due,
        CommitmentState state = CommitmentState.Moving,
        string named = "A",
        int reopenings = 0
    ) =>
        new(
            new CommitmentRow
            {
                Id = id,
                MeetingId = "m",
                StreetId = "s",
                Title = "标题" + named,
                Lead = named,
                Unit = named,
                Owner = named,
                Grid = named == "A" ? null : named,
                Topic = named == "A" ? null : named,
                Deadline = Today.AddDays(due),
                State = (int)state,
                Claim = state == CommitmentState.AwaitingCheck ? (int)ReportKind.Done : null,
                Reopenings = reopenings,
            },
            named,
            "会议",
            new DateOnly(2025, 8, 25)
        );
}
