using Fengtai.MeetingLive.Documents.Reading;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Where a file is wrong and what was expected there.</summary>
/// <param name="Sheet">Empty for a CSV file.</param>
/// <param name="Row">As the spreadsheet counts; null when it is about the whole file.</param>
/// <param name="Column">From 1; null when it is about the whole row.</param>
/// <param name="Header">The column's name, where there is one.</param>
/// <param name="Code">Such as <c>mistake.day</c>; the words are found at the edge.</param>
/// <param name="Found">What stands there, shortened; never of a column with personal data.</param>
public sealed record DemandMistake(
    string Sheet,
    int? Row,
    int? Column,
    string? Header,
    string Code,
    string? Found = null,
    string? Expected = null
)
{
    private const int FoundMost = 30;

    /// <summary>The column as a spreadsheet names it.</summary>
    public string? Letter => Column is { } column ? CellAddress.Letters(column) : null;

    public static string Shorten(string found)
    {
        var tidy = DemandCells.Tidy(found).Replace('\n', ' ');
        return tidy.Length <= FoundMost ? tidy : tidy[..FoundMost] + "…";
    }

    /// <summary>What is wrong and what to write instead, in the reader's language.</summary>
    public string Say(IStringLocalizer<DemandWords> words) => words[Code, Found ?? "", Expected ?? ""];
}
