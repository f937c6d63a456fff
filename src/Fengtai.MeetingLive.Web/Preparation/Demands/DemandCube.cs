using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>How many demands are alike in all that is counted by.</summary>
internal readonly record struct DemandCell(
    DemandList List,
    string Source,
    string? Topic,
    string? Part,
    DateOnly Month,
    string? Grid,
    bool Merged,
    int Count
);

/// <summary>件 on the three lists, and how many problems they are.</summary>
/// <param name="Problems">Demands that were merged into another count once.</param>
public sealed record ListCounts(int Resolved, int InProgress, int NeedsCoordination, int Problems)
{
    public static readonly ListCounts None = new(0, 0, 0, 0);

    public int Total => Resolved + InProgress + NeedsCoordination;

    public int Of(DemandList list) =>
        list switch
        {
            DemandList.Resolved => Resolved,
            DemandList.NeedsCoordination => NeedsCoordination,
            _ => InProgress,
        };
}

/// <summary>A name and how many demands it has.</summary>
public sealed record NamedCount(string Name, int Count);

/// <summary>A topic with its parts; an empty name stands for those without.</summary>
public sealed record TopicCount(string Name, int Count, ImmutableArray<NamedCount> Parts);

/// <summary>
/// Counts of a street's list by everything that it is filtered by, as one picture: every filter but the search in the text
/// is answered from it.
/// </summary>
public sealed class DemandCounts
{
    private readonly ImmutableArray<DemandCell> cells;

    internal DemandCounts(ImmutableArray<DemandCell> cells, long stamp, DateOnly? from, DateOnly? to) =>
        (this.cells, Stamp, From, To) = (cells, stamp, from, to);

    /// <summary>The state of the list that was counted.</summary>
    public long Stamp { get; }

    /// <summary>The first day on the list.</summary>
    public DateOnly? From { get; }

    public DateOnly? To { get; }

    public bool IsEmpty => cells.IsEmpty;

    /// <summary>Of what the filter leaves, whatever list it names: the lists are what is counted by.</summary>
    public ListCounts Lists(DemandFilter filter) => Sum(Where(filter with { List = null }));

    public int Count(DemandFilter filter) => Where(filter).Sum(cell => cell.Count);

    /// <summary>Most frequent first; those without a topic last. The filter's own topic does not narrow it.</summary>
    public ImmutableArray<TopicCount> Topics(DemandFilter filter) =>
        [
            .. Where(filter with { Topic = null, Part = null })
                .GroupBy(cell => cell.Topic ?? "", StringComparer.Ordinal)
                .Select(topic => new TopicCount(
                    topic.Key,
                    topic.Sum(cell => cell.Count),
                    [
                        .. topic
                            .Where(cell => cell.Part is not null)
                            .GroupBy(cell => cell.Part!, StringComparer.Ordinal)
                            .Select(part => new NamedCount(part.Key, part.Sum(cell => cell.Count)))
                            .OrderByDescending(part => part.Count)
                            .ThenBy(part => part.Name, StringComparer.Ordinal),
                    ]
                ))
                .OrderBy(topic => topic.Name.Length == 0)
                .ThenByDescending(topic => topic.Count)
                .ThenBy(topic => topic.Name, StringComparer.Ordinal),
        ];

    public ImmutableArray<NamedCount> Sources(DemandFilter filter) =>
        [
            .. By(Where(filter with { Source = null }), cell => cell.Source)
                .OrderByDescending(source => source.Count)
                .ThenBy(source => source.Name, StringComparer.Ordinal),
        ];

    /// <summary>第3网格 before 第12网格.</summary>
    public ImmutableArray<NamedCount> Grids(DemandFilter filter) =>
        [
            .. By(Where(filter with { Grid = null }), cell => cell.Grid ?? "")
                .OrderBy(grid => grid.Name.Length == 0)
                .ThenBy(grid => grid.Name, NaturalOrder.Instance),
        ];

    /// <summary>The latest first.</summary>
    public ImmutableArray<(DateOnly Month, int Count)> Months(DemandFilter filter) =>
        [
            .. Where(filter with { Month = null })
                .GroupBy(cell => cell.Month)
                .Select(month => (month.Key, month.Sum(cell => cell.Count)))
                .OrderByDescending(month => month.Key),
        ];

    /// <summary>What slides may follow, without a filter. Null: the list is empty.</summary>
    public ListFigures? Figures(DateOnly asOf) =>
        IsEmpty
            ? null
            : new ListFigures(
                asOf,
                Sample: false,
                [.. Sources(new DemandFilter()).Select(source => new NamedFigure(source.Name, source.Count))],
                [
                    .. cells
                        .Where(cell => cell.Topic is not null)
                        .GroupBy(cell => (cell.Topic, cell.Part))
                        .Select(group => (group.Key, Counts: Sum(group)))
                        .Select(group => new TopicDemands(
                            group.Key.Topic!,
                            group.Key.Part,
                            group.Counts.Resolved,
                            group.Counts.InProgress,
                            group.Counts.NeedsCoordination
                        )),
                ],
                [.. Months(new DemandFilter()).Select(month => new MonthDemands(month.Month, month.Count))]
            );

    internal static ListCounts Sum(IEnumerable<DemandCell> some)
    {
        int resolved = 0,
            moving = 0,
            coordinate = 0,
            problems = 0;
        foreach (var cell in some)
        {
            if (cell.List == DemandList.Resolved)
                resolved += cell.Count;
            else if (cell.List == DemandList.NeedsCoordination)
                coordinate += cell.Count;
            else
                moving += cell.Count;
            if (!cell.Merged)
                problems += cell.Count;
        }

        return new ListCounts(resolved, moving, coordinate, problems);
    }

    private static IEnumerable<NamedCount> By(IEnumerable<DemandCell> some, Func<DemandCell, string> name) =>
        some.GroupBy(name, StringComparer.Ordinal)
            .Select(group => new NamedCount(group.Key, group.Sum(cell => cell.Count)));

    private IEnumerable<DemandCell> Where(DemandFilter filter) =>
        cells.Where(cell =>
            (filter.List is null || cell.List == filter.List)
            && (filter.Topic is null || (cell.Topic ?? "") == filter.Topic)
            && (filter.Part is null || cell.Part == filter.Part)
            && (filter.Source is null || cell.Source == filter.Source)
            && (filter.Month is null || cell.Month == filter.Month)
            && (filter.Grid is null || (cell.Grid ?? "") == filter.Grid)
        );
}

/// <summary>Figures in names are compared as numbers.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = (x ?? "", y ?? "");
        int i = 0,
            j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (char.IsAsciiDigit(a[i]) && char.IsAsciiDigit(b[j]))
            {
                var (m, n) = (Figures(a, ref i), Figures(b, ref j));
                if (m.Length != n.Length || string.CompareOrdinal(m, n) != 0)
                    return m.Length != n.Length ? m.Length - n.Length : string.CompareOrdinal(m, n);
            }
            else if (a[i] != b[j])
            {
                return a[i] - b[j];
            }
            else
            {
                i++;
                j++;
            }
        }

        return (a.Length - i) - (b.Length - j);
    }

    private static string Figures(string text, ref int at)
    {
        var from = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return text[from..at].TrimStart('0');
    }
}
