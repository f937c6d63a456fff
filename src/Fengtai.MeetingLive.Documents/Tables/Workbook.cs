using CsvHelper;
using Fengtai.MeetingLive.Core;
using MiniExcelLibs;
using MiniExcelLibs.OpenXml;

namespace Fengtai.MeetingLive.Documents.Tables;

/// <summary>The minutes' tables as files that an office opens: XLSX with a sheet each, CSV of the 提问台账.</summary>
public static class Workbook
{
    /// <summary>Figures are numbers, days are dates, everything else is text; no cell is a formula.</summary>
    public static void WriteXlsx(Stream stream, Minutes minutes)
    {
        var sheets = MinutesTables
            .All(minutes)
            .ToDictionary(
                table => table.Name,
                object (table) => table.Rows.Select(row => Cells(table, row)).ToArray(),
                StringComparer.Ordinal
            );
        stream.SaveAs(
            sheets,
            configuration: new OpenXmlConfiguration { AutoFilter = true, TableStyles = TableStyles.Default }
        );
    }

    /// <summary>
    /// UTF-8 with a byte order mark, without which Excel takes it for GB18030; lines end with CR LF (RFC 4180). A text that
    /// Excel would run as a formula gets an apostrophe before it (OWASP, CSV injection).
    /// </summary>
    public static void WriteCsv(Stream stream, Minutes minutes)
    {
        var table = MinutesTables.Questions(minutes);
        using var csv = CsvWriter.Create(
            stream,
            new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape },
            leaveOpen: true
        );
        csv.WriteHeader([.. table.Columns]);
        foreach (var row in table.Rows)
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

    private static Dictionary<string, object?> Cells(
        MinutesTable table,
        System.Collections.Immutable.ImmutableArray<object?> row
    ) =>
        table
            .Columns.Zip(row)
            .ToDictionary(
                cell => cell.First,
                cell =>
                    cell.Second switch
                    {
                        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
                        var other => other,
                    },
                StringComparer.Ordinal
            );
}
