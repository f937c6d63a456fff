using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>A row as it is shown: its number, and what its cells show from the first column on.</summary>
public sealed record WindowRow(int Number, ImmutableArray<string> Cells);

/// <summary>Some rows of a sheet, as the office shows them. The rest of the sheet is gone through and not kept.</summary>
/// <param name="Head">The first row with something in it; null in an empty sheet.</param>
/// <param name="Rows">Without the heading; rows in which nothing stands are there too.</param>
/// <param name="Columns">How many of them there are to show.</param>
/// <param name="Last">The number of the sheet's last row.</param>
public sealed record WorkbookWindow(WindowRow? Head, ImmutableArray<WindowRow> Rows, int Columns, int Last)
{
    /// <summary>A text of several lines, or a long one, is shown by its beginning.</summary>
    private const int ShownMost = 80;

    /// <param name="from">The first row's number.</param>
    /// <exception cref="FileRefusedException">The file cannot be read.</exception>
    public static WorkbookWindow Read(Stream stream, string sheet, int from, int count)
    {
        using var file = XlsxFile.Open(stream, WorkbookReader.Limits);
        if (file.Sheets().All(known => known.Name != sheet))
            return new WorkbookWindow(null, [], 0, 0);
        XlsxRow? head = null;
        var (last, columns) = (0, 0);
        var rows = new Dictionary<int, XlsxRow>();
        foreach (var row in file.Rows(sheet))
        {
            head ??= row;
            last = row.Number;
            if (row != head && row.Number >= from && row.Number < from + count)
                rows[row.Number] = row;
            else if (row != head)
                continue;
            columns = Math.Max(columns, row.Cells[^1].Column);
        }

        columns = Math.Max(columns, WorkbookLayout.Find(sheet) is { Columns.Length: var known } ? known : 0);
        if (sheet == WorkbookLayout.Meeting.Name)
            columns = MeetingSheets.AsTable.Columns.Length;
        var first = Math.Max(from, (head?.Number ?? 0) + 1);
        return new WorkbookWindow(
            head is null ? null : Row(head.Number, head),
            [
                .. Enumerable
                    .Range(first, Math.Max(from + count - first, 0))
                    .Where(number => number <= Math.Max(last, from + count / 2))
                    .Select(number => Row(number, rows.GetValueOrDefault(number))),
            ],
            columns,
            last
        );

        WindowRow Row(int number, XlsxRow? row) =>
            new(
                number,
                [.. Enumerable.Range(1, columns).Select(column => row is null ? "" : Short(row[column].Shown))]
            );
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= ShownMost ? line : string.Concat(line.AsSpan(0, ShownMost), "…");
    }
}
