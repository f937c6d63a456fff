using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Tests.Reading;

/// <summary>Workbooks as offices write them are read as a person sees them.</summary>
public sealed class XlsxReadingTests
{
    [Fact]
    public void Rows_bear_the_spreadsheets_own_numbers_and_empty_ones_are_passed_over()
    {
        var rows = Rows(
            XlsxParts.With(
                "<row r='2'><c r='B2'><v>1</v></c></row>",
                "<row r='3'><c r='A3' s='0'/></row>",
                "<row><c><v>2</v></c><c><v>3</v></c></row>",
                "<row r='131'><c r='F131'><v>4</v></c></row>"
            )
        );

        Assert.Equal([2, 4, 131], rows.Select(row => row.Number));
        Assert.Equal("B2", rows[0].At(rows[0].Cells[0]).ToString());
        Assert.Equal([1, 2], rows[1].Cells.Select(cell => cell.Column));
        Assert.Equal("F131", rows[2].At(rows[2].Cells[0]).ToString());
        Assert.Equal(XlsxKind.Empty, rows[2][5].Kind);
    }

    [Fact]
    public void Texts_come_shared_inline_or_in_runs_and_without_their_phonetic_reading()
    {
        var parts = XlsxParts.With(
            "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><t>直接</t></is></c><c t='str'><v>甲_x000D_乙_x005F_x0041_</v></c></row>"
        );
        parts.SharedStrings =
            "<si><t xml:space='preserve'> 停车 </t></si><si><r><rPr><b/></rPr><t>错峰</t></r><r><t>停车</t></r><rPh sb='0' eb='1'><t>さ</t></rPh></si>";

        var cells = Rows(parts)[0].Cells;

        Assert.Equal([" 停车 ", "错峰停车", "直接", "甲\r乙_x0041_"], cells.Select(cell => cell.Text));
        Assert.Equal("停车", cells[0].Shown);
    }

    [Theory]
    [InlineData("yyyy-mm-dd", "45820", "2025-06-12")]
    [InlineData("yyyy\"年\"m\"月\"d\"日\"", "45820.604166666664", "2025-06-12 14:30")]
    [InlineData("h:mm", "0.5833333333333334", "14:00")]
    [InlineData("[$-804]aaaa;@", "45820", "45820")]
    [InlineData("[$-F800]dddd, mmmm dd, yyyy", "45820", "2025-06-12")]
    [InlineData("[h]:mm", "1.5", "1900-01-01 12:00")]
    [InlineData("0.0%", "0.936", "93.6%")]
    [InlineData("General", "13800138000", "13800138000")]
    [InlineData("#,##0.00\"日\"", "0.1", "0.1")]
    [InlineData("[Red]0;\"mm\"0", "5", "5")]
    [InlineData("yyyy-mm-dd", "59", "1900-02-28")]
    [InlineData("yyyy-mm-dd", "61", "1900-03-01")]
    [InlineData("yyyy-mm-dd", "-1", "-1")]
    [InlineData("yyyy-mm-dd", "99999999", "99999999")]
    [InlineData("0", "6.02E+23", "602000000000000000000000")]
    [InlineData("0", "0.30000000000000004", "0.3")]
    public void A_number_is_what_its_format_shows(string format, string value, string shown)
    {
        var parts = XlsxParts.With($"<row><c s='1'><v>{value}</v></c></row>");
        parts.Formats = [format];

        Assert.Equal(shown, Rows(parts)[0].Cells[0].Shown);
    }

    [Fact]
    public void The_Macintosh_calendar_begins_in_1904()
    {
        var parts = XlsxParts.With("<row><c s='1'><v>44358</v></c></row>");
        (parts.Formats, parts.WorkbookPr) = (["yyyy-mm-dd"], "date1904='1'");

        Assert.Equal("2025-06-12", Rows(parts)[0].Cells[0].Shown);
    }

    [Fact]
    public void A_formula_gives_what_was_kept_of_it_and_says_that_it_is_one()
    {
        var cells = Rows(
            XlsxParts.With(
                "<row><c><f>SUM(A2:A9)</f><v>12</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c><c><f>NOW()</f></c><c t='b'><v>1</v></c></row>"
            )
        )[0].Cells;

        Assert.Equal(
            [(XlsxKind.Number, true), (XlsxKind.Error, true), (XlsxKind.Empty, true), (XlsxKind.Boolean, false)],
            cells.Select(cell => (cell.Kind, cell.IsFormula))
        );
        Assert.Equal("#DIV/0!", cells[1].Shown);
    }

    [Fact]
    public void Sheets_are_found_by_name_and_merged_cells_are_known_before_the_rows()
    {
        using var file = Open(
            XlsxParts
                .With("<row><c><v>1</v></c></row>")
                .Sheet(
                    "诉求",
                    "<row><c><v>2</v></c></row>",
                    "<mergeCells><mergeCell ref='A1:C2'/><mergeCell ref='D1'/></mergeCells>",
                    "state='hidden'"
                )
        );

        Assert.Equal([new XlsxSheet("表", false), new XlsxSheet("诉求", true)], file.Sheets());
        var merges = file.Merges("诉求");
        Assert.True(merges[0].Contains(2, 3));
        Assert.False(merges[0].Contains(3, 3));
        Assert.Equal(new CellAddress(1, 4), merges[1].To);
        Assert.Equal(2, file.Rows("诉求").Single()[1].Number);
    }

    [Fact]
    public void What_the_product_itself_writes_is_read()
    {
        using var stream = new MemoryStream();
        Tables.Workbook.WriteXlsx(stream, SampleMinutes.Make());
        using var file = XlsxFile.Open(stream, new XlsxLimits());

        var rows = file.Rows("承办事项").ToList();

        Assert.Equal(SampleMinutes.Make().Commitments.Length + 1, rows.Count);
        Assert.Contains(
            rows[1].Cells,
            cell =>
                cell.Kind == XlsxKind.Date
                && DateOnly.FromDateTime(cell.Moment) == SampleMinutes.Make().Commitments[0].Deadline
        );
    }

    internal static XlsxFile Open(XlsxParts parts, XlsxLimits? limits = null) =>
        XlsxFile.Open(parts.Stream(), limits ?? new XlsxLimits());

    private static List<XlsxRow> Rows(XlsxParts parts)
    {
        using var file = Open(parts);
        return [.. file.Rows("表")];
    }
}
