using System.Text;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using static Fengtai.MeetingLive.Web.Tests.Preparation.Demands.DemandXlsx;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>The list as XLSX, and files that are refused whole.</summary>
public abstract partial class DemandContract
{
    [Fact]
    public async Task A_workbook_with_merged_titles_serial_dates_and_computed_cells_is_taken()
    {
        var job = await room.ImportAsync(
            Of(
                Row(1, Text("A1", "丰台街道接诉即办台账")),
                Row(3, Text("A3", "工单编号"), Text("B3", "诉求信息"), Text("D3", "联系电话")),
                Row(4, Text("B4", "诉求内容"), Text("C4", "受理时间")),
                Row(
                    5,
                    Text("A5", "A1"),
                    Text("B5", "夜里停车难"),
                    Number("C5", "45835.6"),
                    Number("D5", "13800138000")
                ),
                Row(
                    7,
                    "<c r=\"A7\" t=\"str\"><f>\"A\"&amp;2</f><v>A2</v></c>",
                    Text("B7", "暖气不热"),
                    Text("C7", "2025年6月26日")
                )
            ),
            street,
            "台账.xlsx"
        );

        Assert.Equal((ImportStep.Done, 2), (job.Progress.Step, job.Progress.Added));
        Assert.Equal(
            [("A1", new DateOnly(2025, 6, 27)), ("A2", new DateOnly(2025, 6, 26))],
            (await PageAsync()).Rows.Select(d => (d.OuterNumber!, d.ReceivedOn))
        );
        Assert.Equal("138****8000", (await room.Acts.MaskedAsync(street, await IdAsync("A1"), Cancel)).Phone);
    }

    [Fact]
    public async Task A_formula_without_a_result_is_named()
    {
        var job = await room.ImportAsync(
            Of(
                Row(1, Text("A1", "工单编号"), Text("B1", "诉求内容"), Text("C1", "受理时间")),
                Row(2, Text("A2", "A1"), "<c r=\"B2\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", Text("C2", "2025-06-26")),
                Row(3, Text("A3", "A2"), Text("B3", "事"), "<c r=\"C3\"><f>TODAY()</f></c>")
            ),
            street,
            "台账.xlsx"
        );

        Assert.Equal(
            [("台账", 2, "B", "mistake.formula", "#DIV/0!"), ("台账", 3, "C", "mistake.formula", "")],
            job.Mistakes.Select(m => (m.Sheet, m.Row!.Value, m.Letter!, m.Code, m.Found ?? ""))
        );
        Assert.Equal(0, (await ListsAsync()).Total);
    }

    [Fact]
    public async Task A_million_empty_rows_cost_neither_memory_nor_demands()
    {
        var file = Of([
            Row(1, Text("A1", "工单编号"), Text("B1", "诉求内容"), Text("C1", "受理时间")),
            Row(2, Text("A2", "A1"), Text("B2", "夜里停车难"), Text("C2", "2025-06-27")),
            .. Enumerable.Range(3, 1_000_000).Select(n => $"<row r=\"{n}\"/>"),
        ]);
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var job = await room.ImportAsync(file, street, "台账.xlsx");

        Assert.Equal((ImportStep.Done, 1), (job.Progress.Step, job.Progress.Added));
        // Less than a million rows would take, with room for the tests beside this one.
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 64 * 1024 * 1024);
    }

    public static TheoryData<string, byte[], string> Hostile { get; } =
        new()
        {
            { "空.csv", [], FileCode.Empty },
            { "零字节.csv", [.. Encoding.UTF8.GetBytes(Head + "\nA1,事"), 0, .. ",2025-06-27"u8], FileCode.CsvNul },
            { "utf16.csv", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Head)], FileCode.CsvUtf16 },
            { "旧.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], FileCode.OldXls },
            { "假.xlsx", Encoding.UTF8.GetBytes(Head), FileCode.NotXlsx },
            { "坏.xlsx", [.. "PK"u8, 3, 4, 1, 2, 3, 4], FileCode.Damaged },
        };

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task What_is_no_table_is_refused_by_name(string name, byte[] file, string code)
    {
        var refused = await Assert.ThrowsAsync<FileRefusedException>(() => room.TakeAsync(file, street, name));

        Assert.Equal(code, refused.Refusal.Code);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_far_down_are_named_and_nothing_is_taken()
    {
        var gb = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;
        byte[] file =
        [
            .. gb.GetBytes(Head + "\n" + string.Concat(Many(2000).Select(row => row + "\n")) + "Z1,坏"),
            0xFF,
            .. gb.GetBytes("字,2025-06-27,,,,,,\n"),
        ];

        var job = await room.ImportAsync(file, street);

        Assert.Equal(ImportStep.Mistaken, job.Progress.Step);
        Assert.Equal(new FileRefusal(FileCode.CsvEncoding, ["2002", "B"]), job.Refusal);
        Assert.Equal(0, await StoredAsync());
    }
}
