using CsvHelper;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Fengtai.MeetingLive.Documents.Tables;

/// <summary>
/// A table of any kind as a file that an office opens. A cell is a text, an <see cref="int"/>, a <see cref="DateOnly"/> or
/// empty (null); rows are taken one at a time.
/// </summary>
public static class TableFile
{
    /// <summary>Figures are numbers, days are dates, everything else is text; no cell is a formula.</summary>
    public static void WriteXlsx(
        Stream stream,
        string sheet,
        IReadOnlyList<string> columns,
        IEnumerable<IReadOnlyList<object?>> rows
    ) =>
        stream.SaveAs(
            rows.Select(row =>
                columns
                    .Zip(row)
                    .ToDictionary(
                        cell => cell.First,
                        cell => cell.Second is DateOnly day ? day.ToDateTime(TimeOnly.MinValue) : cell.Second,
                        StringComparer.Ordinal
                    )
            ),
            sheetName: sheet,
            configuration: new OpenXmlConfiguration { AutoFilter = true, TableStyles = TableStyles.Default }
        );

    /// <summary>
    /// UTF-8 with a byte order mark, lines end with CR LF (RFC 4180); a text that Excel would run as a formula gets an
    /// apostrophe before it (OWASP, CSV injection).
    /// </summary>
    public static void WriteCsv(Stream stream, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using var csv = CsvWriter.Create(
            stream,
            new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape },
            leaveOpen: true
        );
        csv.WriteHeader([.. columns]);
        foreach (var row in rows)
        {
            foreach (var cell in row)
            {
                // WriteField(object) would write a day in the long form.
                if (cell is DateOnly day)
                    csv.WriteField(day, "yyyy-MM-dd");
                else
                    csv.WriteField(cell);
            }

            csv.EndRecord();
        }
    }
}
