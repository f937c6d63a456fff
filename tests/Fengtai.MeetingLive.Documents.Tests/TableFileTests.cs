using System.IO.Compression;
using System.Text;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Tables;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Tables of any kind as files.</summary>
public sealed class TableFileTests
{
    private static readonly object?[][] Rows =
    [
        ["A1", "=1+1", 3, new DateOnly(2025, 6, 12)],
        ["A2", "@SUM(A1)\n第二行，\"引号\"", null, null],
    ];

    [Fact]
    public void A_csv_reads_back_and_runs_no_formula()
    {
        using var file = new MemoryStream();
        TableFile.WriteCsv(file, ["编号", "内容", "数", "日期"], Rows);

        Assert.Equal([0xEF, 0xBB, 0xBF], file.ToArray()[..3]);
        var limits = new CsvLimits();
        var read = CsvRows.Read(file, CsvShape.Of(file, limits), limits).ToList();
        Assert.Equal(["编号", "内容", "数", "日期"], read[0].Cells);
        Assert.Equal(["A1", "'=1+1", "3", "2025-06-12"], read[1].Cells);
        Assert.Equal("'@SUM(A1)\n第二行，\"引号\"", read[2].Cells[1]);
    }

    [Fact]
    public void A_workbook_has_numbers_and_days_and_no_cell_is_a_formula()
    {
        using var file = new MemoryStream();
        TableFile.WriteXlsx(file, "清单", ["编号", "内容", "数", "日期"], Rows);

        using (var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true))
        {
            foreach (
                var part in zip.Entries.Where(e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))
            )
            {
                using var reader = new StreamReader(part.Open(), Encoding.UTF8);
                Assert.DoesNotContain("<x:f>", reader.ReadToEnd(), StringComparison.Ordinal);
            }
        }

        file.Position = 0;
        using var workbook = XlsxFile.Open(file, new XlsxLimits());
        var row = workbook.Rows("清单").Skip(1).First();
        Assert.False(row[2].IsFormula);
        Assert.Equal(("=1+1", XlsxKind.Text), (row[2].Shown, row[2].Kind));
        Assert.Equal((3d, XlsxKind.Number), (row[3].Number, row[3].Kind));
        Assert.Equal(("2025-06-12", XlsxKind.Date), (row[4].Shown, row[4].Kind));
    }
}
