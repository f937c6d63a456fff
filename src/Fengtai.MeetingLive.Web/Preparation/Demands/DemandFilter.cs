using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

public enum DemandSort
{
    /// <summary>受理日期</summary>
    Day,
    Source,
    Grid,
}

/// <summary>What of the list is shown, as it stands in the address.</summary>
/// <param name="Topic">Empty: those without a topic; null: all.</param>
/// <param name="Month">The first day of it.</param>
/// <param name="Grid">Empty: those without a grid; null: all.</param>
/// <param name="Text">Words that must all be in the text, or a 工单编号.</param>
/// <param name="Page">From 1.</param>
public sealed record DemandFilter(
    DemandList? List = null,
    string? Topic = null,
    string? Part = null,
    string? Source = null,
    DateOnly? Month = null,
    string? Grid = null,
    string? Text = null,
    DemandSort Sort = DemandSort.Day,
    bool Ascending = false,
    int Page = 1
)
{
    public static readonly DemandFilter All = new();

    /// <summary>Nothing is left out.</summary>
    public bool IsAll => this with { Sort = DemandSort.Day, Ascending = false, Page = 1 } == All;

    /// <summary>What in an address makes no sense is passed over: the list is shown, never an error.</summary>
    public static DemandFilter From(string? query)
    {
        var q = QueryHelpers.ParseQuery(query);
        return new DemandFilter(
            One("list") switch
            {
                "resolved" => DemandList.Resolved,
                "progress" => DemandList.InProgress,
                "coordinate" => DemandList.NeedsCoordination,
                _ => null,
            },
            Text("topic", keepEmpty: true),
            Text("part"),
            Text("source"),
            DateOnly.TryParseExact(
                One("month"),
                "yyyy-MM",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var month
            )
                ? month
                : null,
            Text("grid", keepEmpty: true),
            Text("q"),
            One("sort") switch
            {
                "source" => DemandSort.Source,
                "grid" => DemandSort.Grid,
                _ => DemandSort.Day,
            },
            One("order") == "up",
            int.TryParse(One("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page > 0
                ? Math.Min(page, 1_000_000)
                : 1
        );

        string? One(string name) => q.TryGetValue(name, out var values) ? values.ToString() : null;

        string? Text(string name, bool keepEmpty = false) =>
            One(name) is { } text && (keepEmpty || text.Trim().Length > 0)
                ? text.Trim()[..Math.Min(text.Trim().Length, 80)]
                : null;
    }

    /// <summary>With its question mark; empty when nothing is set.</summary>
    public string ToQuery()
    {
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (List is { } list)
            parts["list"] = list switch
            {
                DemandList.Resolved => "resolved",
                DemandList.InProgress => "progress",
                _ => "coordinate",
            };
        if (Topic is not null)
            parts["topic"] = Topic;
        if (Part is not null)
            parts["part"] = Part;
        if (Source is not null)
            parts["source"] = Source;
        if (Month is { } month)
            parts["month"] = month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
        if (Grid is not null)
            parts["grid"] = Grid;
        if (Text is not null)
            parts["q"] = Text;
        if (Sort != DemandSort.Day)
            parts["sort"] = Sort == DemandSort.Source ? "source" : "grid";
        if (Ascending)
            parts["order"] = "up";
        if (Page > 1)
            parts["page"] = Page.ToString(CultureInfo.InvariantCulture);
        return QueryHelpers.AddQueryString("", parts);
    }
}
