using System.Text;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>CSV files as offices write them, and as they should not be.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class CsvReadingTests
{
    private static readonly CsvLimits Limits = new();
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static TheoryData<string, byte[]> Encodings { get; } =
        new()
        {
            { "UTF-8", Encoding.UTF8.GetBytes(Table) },
            { "UTF-8 with BOM", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Table)] },
            { "GB18030", Gb18030.GetBytes(Table) },
        };

    private const string Table = "工单编号,诉求内容\r\nA1,\"停车难，\n夜里\"\"绕三圈\"\"\"\r\nA2,𠮷祥里暖气不热\r\n";

    [Theory]
    [MemberData(nameof(Encodings))]
    public void The_same_rows_are_read_from_each_encoding(string name, byte[] bytes)
    {
        var rows = Read(bytes);

        Assert.True(rows.Count == 3, name);
        Assert.Equal(["工单编号", "诉求内容"], rows[0].Cells);
        Assert.Equal(["A1", "停车难，\n夜里\"绕三圈\""], rows[1].Cells);
        Assert.Equal(["A2", "𠮷祥里暖气不热"], rows[2].Cells);
        Assert.Equal([1, 2, 3], rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void The_separator_is_found_out(char separator)
    {
        var rows = Read(
            string.Join('\n', $"编号{separator}内容{separator}日期", $"1{separator}\"甲,乙;丙\"{separator}2")
        );

        Assert.Equal(["1", "甲,乙;丙", "2"], rows[1].Cells);
    }

    [Fact]
    public void Empty_rows_count_and_rows_may_differ_in_length()
    {
        var rows = Read("a,b\n\n1\n1,2,3");

        Assert.Equal([1, 2, 3, 4], rows.Select(row => row.Number));
        Assert.Equal([2, 1, 1, 3], rows.Select(row => row.Cells.Count));
        Assert.True(rows[1].IsEmpty);
    }

    [Theory]
    [InlineData("a,b\r\n1,2")]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r1,2\r")]
    public void Every_kind_of_line_end_ends_a_row(string text) => Assert.Equal(2, Read(text).Count);

    [Fact]
    public void Bytes_that_are_no_text_are_named_with_row_and_column()
    {
        byte[] bytes = [.. Gb18030.GetBytes("编号,内容\n1,供暖\n2,停"), 0xFF, .. Gb18030.GetBytes("车\n")];

        var refused = Assert.Throws<FileRefusedException>(() => Read(bytes));

        Assert.Equal(new FileRefusal(FileCode.CsvEncoding, ["3", "B"]), refused.Refusal);
    }

    [Fact]
    public void Utf_8_with_a_broken_byte_is_not_taken_for_gb18030()
    {
        var sound = string.Concat(Enumerable.Range(2, 40).Select(n => $"{n},夜里停车难\n"));
        byte[] bytes = [.. Encoding.UTF8.GetBytes("编号,内容\n" + sound + "42,暖"), 0xE6, .. "气\n"u8];

        var refused = Assert.Throws<FileRefusedException>(() => Read(bytes));

        Assert.Equal(new FileRefusal(FileCode.CsvMixed, ["42"]), refused.Refusal);
    }

    [Theory]
    [InlineData("", FileCode.Empty, null)]
    [InlineData("a,b\n1,\0", FileCode.CsvNul, "2")]
    [InlineData("a,b\n1,\"open\n2,3", FileCode.CsvQuoteOpen, "2")]
    [InlineData("a,b\n1,\"x\"y", FileCode.CsvQuoteStray, "2")]
    public void What_is_no_table_is_refused_with_its_row(string text, string code, string? row)
    {
        var refused = Assert.Throws<FileRefusedException>(() => Read(text));

        Assert.Equal((code, row), (refused.Refusal.Code, refused.Refusal.Arguments.FirstOrDefault()));
    }

    [Fact]
    public void Utf_16_is_named()
    {
        var refused = Assert.Throws<FileRefusedException>(() =>
            Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("编号\t内容")])
        );

        Assert.Equal(FileCode.CsvUtf16, refused.Refusal.Code);
    }

    [Fact]
    public void Limits_are_named_before_anything_is_kept()
    {
        var small = new CsvLimits(Bytes: 40, Rows: 3, Columns: 2, Cell: 5);

        Assert.Equal(FileCode.TooLarge, Refusal(new string('a', 41), small).Code);
        Assert.Equal(new FileRefusal(FileCode.CsvRows, ["3"]), Refusal("a\nb\nc\nd\n", small));
        Assert.Equal(new FileRefusal(FileCode.CsvColumns, ["2", "2"]), Refusal("a,b\n1,2,3", small));
        Assert.Equal(new FileRefusal(FileCode.CsvCell, ["2", "B", "5"]), Refusal("a,b\n1,abcdef", small));
        Assert.Equal(3, Read("a\nb\nc\n", small).Count);
    }

    [Fact]
    public void Three_million_lines_are_refused_without_being_held()
    {
        using var file = new MemoryStream();
        for (var i = 0; i < 3_000_000; i++)
            file.Write("1,a,b\n"u8);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<FileRefusedException>(() => CsvShape.Of(file, Limits));

        Assert.Equal(new FileRefusal(FileCode.CsvRows, [$"{Limits.Rows}"]), refused.Refusal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void Reading_holds_one_row_at_a_time()
    {
        using var file = new MemoryStream();
        for (var i = 0; i < 150_000; i++)
            file.Write("1,夜里绕三圈没有地方停车，旁边单位院里空着,2025-06-27\n"u8);
        var shape = CsvShape.Of(file, Limits);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        foreach (var row in CsvRows.Read(file, shape, Limits))
        {
            if (row.Number % 50_000 == 0)
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }

        Assert.InRange(most, long.MinValue, 4 * 1024 * 1024);
    }

    private static FileRefusal Refusal(string text, CsvLimits limits) =>
        Assert.Throws<FileRefusedException>(() => Read(text, limits)).Refusal;

    private static List<CsvRow> Read(string text, CsvLimits? limits = null) =>
        Read(Encoding.UTF8.GetBytes(text), limits);

    private static List<CsvRow> Read(byte[] bytes, CsvLimits? limits = null)
    {
        using var file = new MemoryStream(bytes);
        return [.. CsvRows.Read(file, CsvShape.Of(file, limits ?? Limits), limits ?? Limits)];
    }
}
