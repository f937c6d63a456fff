using System.Diagnostics;
using System.Text;
using Fengtai.MeetingLive.Documents.Reading;

namespace Fengtai.MeetingLive.Documents.Tests.Reading;

/// <summary>What must not be read is refused whole, with a code, and in little memory.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class XlsxRefusalTests
{
    private const string OneRow = "<row><c><v>1</v></c></row>";

    [Fact]
    public void A_file_that_is_no_workbook_says_what_it_is_instead()
    {
        Assert.Equal(FileCode.Empty, Refused(new MemoryStream()).Code);
        Assert.Equal(FileCode.NotXlsx, Refused(Bytes("编号,事项\n1,停车")).Code);
        Assert.Equal(FileCode.NotXlsx, Refused(new XlsxParts { MainType = "application/msword" }).Code);
        byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        Assert.Equal(FileCode.OldXls, Refused(new MemoryStream([.. container, .. new byte[2000]])).Code);
        var encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");
        Assert.Equal(
            FileCode.Encrypted,
            Refused(new MemoryStream([.. container, .. new byte[65_520], .. encrypted])).Code
        );
    }

    [Fact]
    public void Macros_and_links_to_the_outside_are_refused()
    {
        var macro = new XlsxParts { MainType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" }.Sheet("表", "");
        var hidden = XlsxParts.With(OneRow).Part("xl/vbaProject.bin", "x");
        var old = XlsxParts.With(OneRow).Part("xl/macrosheets/sheet1.xml", "<x/>");
        var link = XlsxParts.With(OneRow).Part("xl/externalLinks/externalLink1.xml", "<x/>");
        var query = XlsxParts.With(OneRow).Part("xl/connections.xml", "<x/>");
        var outside = XlsxParts.With(OneRow);
        outside.MoreRelations = "<Relationship Id='e' Type='x/y' Target='http://example.com/' TargetMode='External'/>";

        Assert.All([macro, hidden, old], parts => Assert.Equal(FileCode.Macro, Refused(parts).Code));
        Assert.All([link, query, outside], parts => Assert.Equal(FileCode.ExternalLinks, Refused(parts).Code));
    }

    [Fact]
    public void A_bomb_is_refused_by_its_directory_before_it_is_unpacked()
    {
        var bomb = XlsxParts.With(OneRow).Part("xl/media/image1.bin", stream => Zeros(stream, 600)).Stream();
        var (refusal, bytes) = Measured(() => Refused(bomb));

        Assert.Equal(FileCode.Bomb, refusal.Code);
        Assert.InRange(bytes, 0, 4_000_000);
    }

    [Fact]
    public void A_sheet_of_one_endless_text_is_refused_in_little_memory()
    {
        var parts = new XlsxParts().Sheet(
            "表",
            stream =>
            {
                stream.Write("<worksheet><sheetData><row><c t='inlineStr'><is><t>"u8);
                Random(stream, 40);
            }
        );
        var file = parts.Stream();
        var (refusal, bytes) = Measured(() => Refused(file, new XlsxLimits { BytesMost = 100_000_000 }));

        Assert.Equal(FileCode.Damaged, refusal.Code);
        Assert.InRange(bytes, 0, 16_000_000);
    }

    [Fact]
    public void A_million_empty_rows_are_passed_over_in_little_memory()
    {
        var parts = new XlsxParts().Sheet(
            "表",
            stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true);
                writer.Write("<worksheet><sheetData><row r='1'><c r='A1'><v>7</v></c></row>");
                for (var row = 2; row <= 1_000_000; row++)
                    writer.Write(
                        $"<row r=\"{row}\" spans=\"1:4\" ht=\"15\"><c r=\"A{row}\" s=\"1\"/><c r=\"B{row}\" s=\"1\"/><c r=\"C{row}\" s=\"1\"/><c r=\"D{row}\" s=\"1\"/></row>"
                    );
                writer.Write("</sheetData></worksheet>");
            }
        );
        using var stream = parts.Stream();
        using var file = XlsxFile.Open(stream, new XlsxLimits { BytesMost = 40_000_000 });
        var watch = Stopwatch.StartNew();
        var (rows, bytes) = Measured(() => file.Rows("表").Count());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{stream.Length / 1024} KB, {watch.ElapsedMilliseconds} ms, {bytes / 1024} KB held"
        );

        Assert.Equal(1, rows);
        Assert.InRange(bytes, 0, 4_000_000);
    }

    [Fact]
    public void More_rows_columns_texts_merges_sheets_or_characters_than_the_limit_are_named_with_their_place()
    {
        var limits = new XlsxLimits
        {
            RowsMost = 2,
            ColumnsMost = 3,
            StringsMost = 1,
            CellMost = 4,
            MergesMost = 1,
            SheetsMost = 2,
        };

        Assert.Equal(new(FileCode.RowsMany, ["表", "2"]), Refused(XlsxParts.With(OneRow, OneRow, OneRow), limits));
        Assert.Equal(
            new(FileCode.ColumnsMany, ["表", "3", "D9"]),
            Refused(XlsxParts.With("<row r='9'><c r='D9'><v>1</v></c></row>"), limits)
        );
        Assert.Equal(
            new(FileCode.CellLong, ["表", "4", "A1"]),
            Refused(XlsxParts.With("<row><c t='inlineStr'><is><t>太长的字</t><t>五</t></is></c></row>"), limits)
        );
        var shared = XlsxParts.With("<row/><row><c r='B2' t='s'><v>0</v></c></row>");
        shared.SharedStrings = "<si><t>太长的一格</t></si>";
        Assert.Equal(new(FileCode.CellLong, ["表", "4", "B2"]), Refused(shared, limits));
        shared.SharedStrings = "<si><t>一</t></si><si><t>二</t></si>";
        Assert.Equal(new(FileCode.StringsMany, ["1"]), Refused(shared, limits));
        Assert.Equal(
            new(FileCode.SheetsMany, ["2"]),
            Refused(XlsxParts.With(OneRow).Sheet("乙", "").Sheet("丙", ""), limits)
        );
        using var merged = XlsxReadingTests.Open(
            new XlsxParts().Sheet(
                "表",
                "",
                "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A2:B2'/></mergeCells>"
            ),
            limits
        );
        var refused = Assert.Throws<FileRefusedException>(() => merged.Merges("表"));
        Assert.Equal(new(FileCode.MergesMany, ["表", "1"]), refused.Refusal);
    }

    [Theory]
    [InlineData("<row r='-1'><c><v>1</v></c></row>")]
    [InlineData("<row r='0'><c><v>1</v></c></row>")]
    [InlineData("<row r='99999999999'><c><v>1</v></c></row>")]
    [InlineData("<row r='1048577'><c><v>1</v></c></row>")]
    [InlineData("<row r='5'><c><v>1</v></c></row><row r='4'><c><v>1</v></c></row>")]
    [InlineData("<row r='5'><c r='A6'><v>1</v></c></row>")]
    [InlineData("<row r='5'><c r='B5'><v>1</v></c><c r='A5'><v>1</v></c></row>")]
    [InlineData("<row><c r='XFE1'><v>1</v></c></row>")]
    [InlineData("<row><c t='s'><v>0</v></c></row>")]
    [InlineData("<row><c><v>NaN</v></c></row>")]
    [InlineData("<row><c><v>一</v></c></row>")]
    [InlineData("<row><c t='d'><v>昨天</v></c></row>")]
    [InlineData("<row><c><v>1</v></c>")]
    [InlineData("<row><c t='inlineStr'><is><t>&unknown;</t></is></c></row>")]
    public void What_no_spreadsheet_writes_is_a_damaged_file_and_no_crash(string rows)
    {
        var refusal = Refused(XlsxParts.With(rows));

        Assert.Equal(new(FileCode.Damaged, ["xl/worksheets/sheet1.xml"]), refusal);
    }

    [Fact]
    public void Entities_depth_names_and_doubled_parts_are_refused()
    {
        const string Laughs =
            "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><worksheet><sheetData><row><c t='inlineStr'><is><t>&b;</t></is></c></row></sheetData></worksheet>";
        var entities = new XlsxParts().Sheet("表", stream => stream.Write(Encoding.UTF8.GetBytes(Laughs)));
        var deep = XlsxParts.With(string.Concat(Enumerable.Repeat("<x>", 100)));
        var names = XlsxParts.With(string.Concat(Enumerable.Range(0, 20_000).Select(n => $"<n{n}/>")));
        var doubled = XlsxParts.With(OneRow).Part("xl/worksheets/sheet1.xml", "<worksheet/>");
        var bytes = new XlsxParts().Sheet("表", stream => stream.Write([.. "<worksheet>"u8, 0xFF, 0xFE, 0xC0]));

        Assert.All(
            [entities, deep, names, doubled, bytes],
            parts => Assert.Equal(FileCode.Damaged, Refused(parts).Code)
        );
        Assert.Equal(new(FileCode.SheetTwice, ["表"]), Refused(XlsxParts.With(OneRow).Sheet("表", OneRow)));
    }

    [Fact]
    public void A_file_that_was_cut_off_anywhere_is_refused()
    {
        var whole = XlsxParts.With(OneRow).Stream().ToArray();
        for (var length = 1; length < whole.Length; length += 7)
        {
            var code = Refused(new MemoryStream(whole[..length])).Code;
            Assert.True(code is FileCode.Damaged or FileCode.NotXlsx, $"{length}: {code}");
        }
    }

    [Fact]
    public void A_byte_turned_anywhere_is_read_or_refused_and_never_a_crash()
    {
        var whole = XlsxParts.With(OneRow).Stream().ToArray();
        for (var at = 0; at < whole.Length; at++)
        {
            var turned = (byte[])whole.Clone();
            turned[at] ^= 0xFF;
            try
            {
                using var file = XlsxFile.Open(new MemoryStream(turned), new XlsxLimits());
                foreach (var sheet in file.Sheets())
                    Assert.InRange(file.Rows(sheet.Name).Count(), 0, 1);
            }
            catch (FileRefusedException e)
            {
                Assert.StartsWith("file.", e.Refusal.Code, StringComparison.Ordinal);
            }
        }
    }

    internal static FileRefusal Refused(XlsxParts parts, XlsxLimits? limits = null) => Refused(parts.Stream(), limits);

    private static FileRefusal Refused(Stream stream, XlsxLimits? limits = null) =>
        Assert
            .Throws<FileRefusedException>(() =>
            {
                using var file = XlsxFile.Open(stream, limits ?? new XlsxLimits());
                foreach (var sheet in file.Sheets())
                    _ = file.Rows(sheet.Name).Count();
            })
            .Refusal;

    /// <summary>What is still held, at its highest, is bounded by what was allocated between two collections of all.</summary>
    private static (T Result, long Held) Measured<T>(Func<T> act)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var highest = before;
        using var timer = new Timer(_ => highest = Math.Max(highest, GC.GetTotalMemory(true)), null, 20, 50);
        var result = act();
        return (result, Math.Max(highest, GC.GetTotalMemory(forceFullCollection: true)) - before);
    }

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    private static void Zeros(Stream stream, int megabytes)
    {
        var zeros = new byte[1024 * 1024];
        for (var i = 0; i < megabytes; i++)
            stream.Write(zeros);
    }

    private static void Random(Stream stream, int megabytes)
    {
        var random = new Random(7);
        var letters = new byte[1024 * 1024];
        for (var i = 0; i < megabytes; i++)
        {
            for (var at = 0; at < letters.Length; at++)
                letters[at] = (byte)('a' + random.Next(26));
            stream.Write(letters);
        }
    }
}
