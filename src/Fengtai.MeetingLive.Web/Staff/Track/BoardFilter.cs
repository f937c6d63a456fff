using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>清单, 看板, 日历</summary>
public enum BoardView
{
    List,
    Columns,
    Calendar,
}

public enum BoardSort
{
    /// <summary>Overdue first, then by deadline, what is settled last.</summary>
    Urgency,
    Title,
    Lead,
    Unit,
    Owner,
    Deadline,
}

/// <summary>What of the board is shown, as it stands in the address. A receipt never stands there.</summary>
/// <param name="Due"><c>week</c>, <c>month</c>, <c>overdue</c> or a day as yyyy-MM-dd.</param>
/// <param name="Meeting">Join code of the meeting that made it.</param>
/// <param name="Grid">Empty: those without a grid; null: all. So with <paramref name="Topic"/>.</param>
/// <param name="Page">From 1.</param>
/// <param name="Month">The calendar's, its first day; null: this one.</param>
public sealed record BoardFilter(
    BoardState? State = null,
    string? Lead = null,
    string? Unit = null,
    string? Owner = null,
    string? Grid = null,
    string? Topic = null,
    string? Due = null,
    string? Meeting = null,
    string? Text = null,
    BoardSort Sort = BoardSort.Urgency,
    bool Descending = false,
    int Page = 1,
    BoardView View = BoardView.List,
    DateOnly? Month = null
)
{
    public static readonly BoardFilter All = new();

    private static readonly (BoardState State, string Word)[] States =
    [
        (BoardState.Overdue, "overdue"),
        (BoardState.Soon, "soon"),
        (BoardState.Moving, "moving"),
        (BoardState.AwaitingCheck, "check"),
        (BoardState.CannotBeDone, "cannot"),
        (BoardState.Done, "done"),
        (BoardState.Again, "again"),
        (BoardState.Declined, "declined"),
    ];

    /// <summary>Nothing is left out.</summary>
    public bool IsAll =>
        this with
        {
            Sort = BoardSort.Urgency,
            Descending = false,
            Page = 1,
            View = BoardView.List,
            Month = null,
        } == All;

    /// <summary>What in an address makes no sense is passed over: the board is shown, never an error.</summary>
    public static BoardFilter From(string? query)
    {
        var q = QueryHelpers.ParseQuery(query);
        return new BoardFilter(
            States.FirstOrDefault(s => s.Word == One("state")) is { Word: not null } state ? state.State : null,
            Text("lead"),
            Text("unit"),
            Text("owner"),
            Text("grid", keepEmpty: true),
            Text("topic", keepEmpty: true),
            One("due") is { } due && (due is "week" or "month" or "overdue" || Day(due) is not null) ? due : null,
            Text("meeting"),
            Text("q"),
            Enum.TryParse<BoardSort>(One("sort"), ignoreCase: true, out var sort) && Enum.IsDefined(sort)
                ? sort
                : BoardSort.Urgency,
            One("order") == "down",
            int.TryParse(One("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
                ? Math.Min(page, 1_000_000)
                : 1,
            One("view") switch
            {
                "columns" => BoardView.Columns,
                "calendar" => BoardView.Calendar,
                _ => BoardView.List,
            },
            Day(One("month") + "-01") is { Year: > 1900 and < 9000 } month ? month : null
        );

        string? One(string name) => q.TryGetValue(name, out var values) ? values.ToString() : null;

        string? Text(string name, bool keepEmpty = false) =>
            One(name)?.Trim() is { } text && (keepEmpty || text.Length > 0) ? text[..Math.Min(text.Length, 80)] : null;
    }

    /// <summary>With its question mark; empty when nothing is set.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal);
        Put("view", View == BoardView.List ? null : View.ToString().ToLowerInvariant());
        Put("state", State is { } state ? States.First(s => s.State == state).Word : null);
        Put("lead", Lead);
        Put("unit", Unit);
        Put("owner", Owner);
        Put("grid", Grid);
        Put("topic", Topic);
        Put("due", Due);
        Put("meeting", Meeting);
        Put("q", Text);
        Put("sort", Sort == BoardSort.Urgency ? null : Sort.ToString().ToLowerInvariant());
        Put("order", Descending ? "down" : null);
        Put("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        Put("month", Month?.ToString("yyyy-MM", CultureInfo.InvariantCulture));
        return QueryHelpers.AddQueryString("", parts);

        void Put(string name, string? value)
        {
            if (value is not null)
                parts[name] = value;
        }
    }

    /// <summary>Whether an item is left by all but the state.</summary>
    internal bool Leaves(BoardItem item, DateOnly today) =>
        (Lead is null || item.Row.Lead == Lead)
        && (Unit is null || item.Row.Unit == Unit)
        && (Owner is null || item.Row.Owner == Owner)
        && (Grid is null || (item.Row.Grid ?? "") == Grid)
        && (Topic is null || (item.Row.Topic ?? "") == Topic)
        && (Meeting is null || item.MeetingCode == Meeting)
        && IsDue(item, today)
        && (Text is null || Tells(item.Row.Title) || Tells(item.Row.Unit) || Tells(item.Row.Owner));

    private bool Tells(string text) => text.Contains(Text!, StringComparison.OrdinalIgnoreCase);

    private bool IsDue(BoardItem item, DateOnly today) =>
        Due switch
        {
            null => true,
            "overdue" => item.At(today) == BoardState.Overdue,
            "month" => (item.Row.Deadline.Year, item.Row.Deadline.Month) == (today.Year, today.Month),
            "week" => item.Row.Deadline >= Monday(today) && item.Row.Deadline < Monday(today).AddDays(7),
            var day => item.Row.Deadline == Day(day),
        };

    internal static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    internal static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
