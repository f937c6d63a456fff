using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Where a sheet's heading stands. What is above it, merged titles and dates of the export, is passed over.</summary>
/// <param name="Row">The last row of the heading; data begins below.</param>
/// <param name="Headers">By column; empty where a column has none.</param>
public sealed record DemandHeading(string Sheet, int Row, ImmutableArray<string> Headers)
{
    /// <summary>A heading that is further down is none.</summary>
    private const int Within = 30;

    /// <summary>So many names that we know make a heading.</summary>
    private const int Enough = 2;

    /// <summary>
    /// The row with most names that we know, with what a merged cell above it says for columns that are empty in it. Null:
    /// none.
    /// </summary>
    public static DemandHeading? Find(DemandFile file, string sheet)
    {
        var head = file.Read(sheet).Where(row => !row.IsEmpty).Take(Within).ToList();
        var best = head.Select((row, index) => (row, index, Known: Known(row)))
            .OrderByDescending(x => x.Known)
            .ThenBy(x => x.index)
            .FirstOrDefault();
        if (best.row is null || best.Known < Enough)
            return null;
        var names = best.row.Cells.Select(cell => DemandCells.Tidy(cell.Text).Replace('\n', ' ')).ToList();
        if (best.index > 0)
            FillFrom(head[best.index - 1], names);
        var last = best.row.Number;
        // Two rows of heading: the second names what the first left open, or only summed up.
        if (
            best.index + 1 < head.Count
            && head[best.index + 1] is var below
            && Known(below) > 0
            && below.Cells.All(cell =>
                string.IsNullOrWhiteSpace(cell.Text) || DemandMapping.FieldOf(cell.Text) is not null
            )
        )
        {
            FillFrom(below, names);
            last = below.Number;
        }

        return new DemandHeading(sheet, last, [.. names]);
    }

    /// <summary>Takes names for columns without one, where the other row has a name that we know.</summary>
    private static void FillFrom(ImportRow other, List<string> names)
    {
        for (var i = 0; i < other.Cells.Count; i++)
        {
            var name = DemandCells.Tidy(other.Cells[i].Text);
            if (DemandMapping.FieldOf(name) is null)
                continue;
            while (names.Count <= i)
                names.Add("");
            if (DemandMapping.FieldOf(names[i]) is null)
                names[i] = name;
        }
    }

    private static int Known(ImportRow row) =>
        row.Cells.Select(cell => DemandMapping.FieldOf(cell.Text)).Where(field => field is not null).Distinct().Count();
}
