using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Reporting;

/// <summary>A report that was typed and is not taken; what is wrong stands at its field (kind, text, photo, or none).</summary>
/// <param name="Kept">Photos that stay with the form, sealed.</param>
public sealed record ReportTyped(
    string Id,
    string Kind,
    string Text,
    ImmutableArray<(PhotoHash Photo, string Seal)> Kept,
    (string Field, string Message)? Wrong
);

/// <summary>What the page of one street's items shows to one person.</summary>
/// <param name="Who">The account: a phone that holds another's reports does not send them in this one's name.</param>
/// <param name="Grid">The account's own; null: the office looks at all grids, a worker has none yet.</param>
/// <param name="Office">This person runs the office.</param>
/// <param name="MayReport">A worker of a grid, or the secretary.</param>
/// <param name="One">One item alone, with the form of a report: what a page without script shows.</param>
/// <param name="Kept">A report was taken just now.</param>
public sealed record GridModel(
    StreetId Street,
    string StreetName,
    string Who,
    string? Grid,
    bool Office,
    bool MayReport,
    GridList List,
    DateTimeOffset Made,
    (string Name, string Value) Token,
    Letters Letters,
    ReportTyped Typed,
    GridItem? One = null,
    bool Kept = false
)
{
    public DateOnly Today => Days.Of(Made);

    /// <summary>A worker whose account names no grid sees nothing, and is told whom to ask.</summary>
    public bool LacksGrid => Grid is null && !Office;

    /// <summary>示例: something of what is shown was made up.</summary>
    public bool Sample => List.All.Any(item => item.Item.Sample || item.Meeting.Plan.Sample);

    /// <summary>Such as <c>/grid/wangzuo</c>.</summary>
    public string Address => $"/grid/{Uri.EscapeDataString(Street.Value)}";

    public string? WrongAt(string field) => Typed.Wrong is { } wrong && wrong.Field == field ? wrong.Message : null;
}
