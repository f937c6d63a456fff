using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>How a cell is written, and what the office lets be typed into it.</summary>
public enum CellForm
{
    Text,

    /// <summary>Text of several lines.</summary>
    Lines,
    Date,
    Time,
    Number,
    Whole,

    /// <summary>是 or 否.</summary>
    YesOrNo,
}

/// <summary>A column of a sheet; of the sheet 会议, a row.</summary>
/// <param name="Name">As it is called in a pack's JSON.</param>
/// <param name="Heading">As it is called in the sheet.</param>
/// <param name="Width">In characters of Latin figures, as a spreadsheet counts widths.</param>
/// <param name="Help">What belongs here, with an example; the office shows it beside the cell.</param>
/// <param name="Needed">The office marks the heading; what is needed is settled where the values are read.</param>
public sealed record WorkbookColumn(
    string Name,
    string Heading,
    double Width,
    string Help,
    bool Needed = true,
    CellForm Form = CellForm.Text
)
{
    /// <summary>What may stand there, offered as a list.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The sheet and heading whose column holds what may stand there.</summary>
    public (string Sheet, string Heading)? From { get; init; }

    /// <summary>Not in workbooks that went out before there was such a row: one without it is read as if nothing were filled in.</summary>
    public bool Later { get; init; }

    internal static WorkbookColumn Flag(string name, string heading, string help, bool needed = false) =>
        new(name, heading, 12, help, needed, CellForm.YesOrNo) { Choices = YesNo.Choices.Chinese };

    /// <summary>Other words that people use for a choice: 热线 is 接诉即办. For the suggestion only.</summary>
    public ImmutableDictionary<string, string> Aliases { get; init; } = ImmutableDictionary<string, string>.Empty;
}

/// <summary>A sheet of the workbook: a heading in row 1, and a row for each thing.</summary>
/// <param name="About">What the sheet is for, in one sentence.</param>
public sealed record WorkbookSheet(string Name, string About, params ImmutableArray<WorkbookColumn> Columns)
{
    /// <summary>How many rows the template is ready for.</summary>
    public int Rows { get; init; } = 60;

    /// <summary>Of the seven that every office knows; the others are what those refer to.</summary>
    public bool Main { get; init; }

    /// <summary>Its columns are lists that have nothing to do with one another.</summary>
    public bool Lists { get; init; }
}
