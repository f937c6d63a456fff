using System.IO.Compression;
using System.Text;
using Fengtai.MeetingLive.Documents.Reading;
using Fengtai.MeetingLive.Documents.Tests.Reading;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>Files that somebody hands in by mistake or by design; none of them is a meeting's workbook that could be taken.</summary>
internal static class HostileWorkbooks
{
    private const string Row = "<row><c><v>1</v></c></row>";

    public static IEnumerable<(string Name, MemoryStream File)> All() =>
        [.. Cells(), .. Sheets(), .. Packages(), .. Markup(), .. Cut(), .. Others()];

    /// <summary>One wrong thing in the first row of every column of every sheet.</summary>
    private static IEnumerable<(string, MemoryStream)> Cells()
    {
        var sound = WorkbookRoundTripTests.Written(SampleContent.Make());
        foreach (var sheet in WorkbookLayout.All.Where(sheet => sheet != WorkbookLayout.Meeting))
        {
            foreach (var (index, column) in sheet.Columns.Index())
            {
                var letters = CellAddress.Letters(index + 1);
                yield return Edited($"{sheet.Name}!{letters} error", edit => edit.Error(sheet.Name, $"{letters}2"));
                yield return Edited(
                    $"{sheet.Name}!{letters} long",
                    edit => edit.Text(sheet.Name, $"{letters}2", new string('长', 3_000))
                );
                yield return Edited(
                    $"{sheet.Name}!{letters} turned text",
                    edit => edit.Text(sheet.Name, $"{letters}2", "\u202E报告会\u202C")
                );
                yield return Edited(
                    $"{sheet.Name}!{letters}1 renamed",
                    edit => edit.Text(sheet.Name, $"{letters}1", "=cmd|' /C calc'!A0")
                );
            }
        }

        foreach (var index in Enumerable.Range(2, WorkbookLayout.Meeting.Columns.Length))
        {
            yield return Edited($"会议!B{index} error", edit => edit.Error("会议", $"B{index}"));
            yield return Edited($"会议!A{index} renamed", edit => edit.Text("会议", $"A{index}", "别的"));
        }

        (string, MemoryStream) Edited(string name, Func<WorkbookEditor, WorkbookEditor> spoil)
        {
            using var edit = new WorkbookEditor(sound);
            return (name, spoil(edit).Save());
        }
    }

    private static IEnumerable<(string, MemoryStream)> Sheets()
    {
        var sound = WorkbookRoundTripTests.Written(SampleContent.Make());
        foreach (var name in WorkbookLayout.All.Select(sheet => sheet.Name))
        {
            yield return Edited($"without {name}", edit => edit.Remove(name));
            yield return Edited($"{name} renamed", edit => edit.Rename(name, name + "（2）"));
            yield return Edited($"{name} with a column twice", edit => edit.Text(name, "B1", First(name)));
            yield return Edited($"{name} with a word far out", edit => edit.Text(name, "XFD1048576", "远"));
            yield return Edited($"{name} beside its table", edit => edit.Text(name, "AZ2", "旁边"));
        }

        yield return Edited(
            "forty wrong cells",
            edit =>
                Enumerable.Range(2, 40).Aggregate(edit, (before, row) => before.Text("诉求清单", $"F{row}", "去年冬天"))
        );

        static string First(string name) => name == "会议" ? "项目" : WorkbookLayout.Find(name)!.Columns[0].Heading;

        (string, MemoryStream) Edited(string name, Func<WorkbookEditor, WorkbookEditor> spoil)
        {
            using var edit = new WorkbookEditor(sound);
            return (name, spoil(edit).Save());
        }
    }

    private static IEnumerable<(string, MemoryStream)> Packages()
    {
        yield return (
            "macro workbook",
            new XlsxParts { MainType = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" }
                .Sheet("会议", Row)
                .Stream()
        );
        yield return ("vbaProject", XlsxParts.With(Row).Part("xl/vbaProject.bin", "x").Stream());
        yield return ("vbaProject elsewhere", XlsxParts.With(Row).Part("XL/other/VBAPROJECT.BIN", "x").Stream());
        yield return ("macro sheet", XlsxParts.With(Row).Part("xl/macrosheets/sheet1.xml", "<x/>").Stream());
        yield return ("external link", XlsxParts.With(Row).Part("xl/externalLinks/externalLink1.xml", "<x/>").Stream());
        yield return ("connection", XlsxParts.With(Row).Part("xl/connections.xml", "<x/>").Stream());
        yield return (
            "template type",
            new XlsxParts { MainType = "text/plain" }
                .Sheet("会议", Row)
                .Stream()
        );
        yield return (
            "no type",
            new XlsxParts { MainType = "" }
                .Sheet("会议", Row)
                .Stream()
        );
        yield return (
            "binary workbook",
            new XlsxParts { MainType = "application/vnd.ms-excel.sheet.binary.macroEnabled.main" }
                .Sheet("会议", Row)
                .Stream()
        );
        yield return ("no sheets", new XlsxParts().Stream());
        yield return ("sheet twice", new XlsxParts().Sheet("会议", Row).Sheet("会议", Row).Stream());
        yield return ("sheet twice in case", new XlsxParts().Sheet("a", Row).Sheet("A", Row).Stream());
        yield return (
            "part twice",
            new XlsxParts().Sheet("会议", Row).Part("xl/worksheets/sheet1.xml", "<worksheet/>").Stream()
        );
        yield return (
            "sheet without part",
            new XlsxParts().Sheet("会议", Row).Part("xl/_rels/workbook.xml.rels", "<Relationships/>").Stream()
        );
        yield return (
            "seventy sheets",
            Enumerable.Range(0, 70).Aggregate(new XlsxParts(), (p, n) => p.Sheet($"{n}", "")).Stream()
        );
        yield return (
            "bomb beside",
            XlsxParts.With(Row).Part("xl/media/image1.bin", stream => Zeros(stream, 300)).Stream()
        );
        yield return ("bomb sheet", new XlsxParts().Sheet("会议", stream => Zeros(stream, 200)).Stream());
        yield return (
            "five thousand parts",
            Enumerable.Range(0, 5_000).Aggregate(XlsxParts.With(Row), (p, n) => p.Part($"x/{n}", "")).Stream()
        );
        yield return ("million empty rows", new XlsxParts().Sheet("会议", EmptyRows).Stream());
        yield return (
            "million rows",
            new XlsxParts()
                .Sheet(
                    "诉求清单",
                    stream =>
                    {
                        using var writer = new StreamWriter(stream, leaveOpen: true);
                        writer.Write("<worksheet><sheetData>");
                        for (var row = 0; row < 1_000_000; row++)
                            writer.Write("<row><c><v>1</v></c></row>");
                        writer.Write("</sheetData></worksheet>");
                    }
                )
                .Stream()
        );
    }

    private static IEnumerable<(string, MemoryStream)> Markup()
    {
        string[] rows =
        [
            "<row r='-1'><c><v>1</v></c></row>",
            "<row r='0'><c><v>1</v></c></row>",
            "<row r='1048577'><c><v>1</v></c></row>",
            "<row r='99999999999999999999'/>",
            "<row r='9'/><row r='8'/>",
            "<row r='1'><c r='A0'/></row>",
            "<row r='1'><c r='-1'/></row>",
            "<row r='1'><c r='XFE1'/></row>",
            "<row r='1'><c r='B1'/><c r='A1'/></row>",
            "<row r='1'><c r='A2'/></row>",
            "<row><c t='s'><v>-1</v></c></row>",
            "<row><c t='s'><v>99</v></c></row>",
            "<row><c><v>NaN</v></c></row>",
            "<row><c><v>1e999</v></c></row>",
            "<row><c t='d'><v>2025-02-30</v></c></row>",
            "<row><c t='b'><v>yes</v></c></row>",
            "<row><c t='x'><v>odd</v></c></row>",
            "<row><c s='-5'><v>1</v></c></row>",
            "<row><c s='99999'><v>1</v></c></row>",
            "<row><c><v>1</v></row>",
            "<row><c><v>1</v></c></row></sheetData><sheetData>",
            "&lt;row&gt;",
            "<row><c t='inlineStr'><is><t>&#0;</t></is></c></row>",
            "<row><c t='inlineStr'><is><t>&xxe;</t></is></c></row>",
            "<row><c t='inlineStr'><is><t>" + new string('x', 40_000) + "</t></is></c></row>",
            "<row><c t='str'><v>_xD800_</v></c></row>",
            string.Concat(Enumerable.Repeat("<x>", 200)) + string.Concat(Enumerable.Repeat("</x>", 200)),
            string.Concat(Enumerable.Range(0, 15_000).Select(n => $"<n{n}/>")),
            "<row a='" + new string('a', 1_100_000) + "'/>",
            "<row " + string.Concat(Enumerable.Range(0, 12_000).Select(n => $"a{n}='' ")) + "/>",
            "<row>" + string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 16_400)) + "</row>",
        ];
        foreach (var (index, row) in rows.Index())
            yield return ($"markup {index}", new XlsxParts().Sheet("会议", row).Stream());
        string[] whole =
        [
            "<!DOCTYPE x [<!ENTITY a 'a'><!ENTITY b '&a;&a;'>]><worksheet><sheetData/></worksheet>",
            "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><worksheet/>",
            "<?xml version='1.0' encoding='utf-16'?><worksheet/>",
            "<worksheet dimension='A1:XFD1048576'><dimension ref='A1:XFD1048576'/></worksheet>",
            "",
            "<",
            "<worksheet",
            "not xml",
        ];
        foreach (var (index, content) in whole.Index())
            yield return (
                $"sheet {index}",
                new XlsxParts().Sheet("会议", stream => stream.Write(Encoding.UTF8.GetBytes(content))).Stream()
            );
        yield return (
            "bad UTF-8",
            new XlsxParts().Sheet("会议", stream => stream.Write([.. "<worksheet>"u8, 0xC0, 0x80])).Stream()
        );
        yield return (
            "UTF-16",
            new XlsxParts()
                .Sheet(
                    "会议",
                    stream =>
                        stream.Write(
                            Encoding
                                .Unicode.GetPreamble()
                                .Concat(Encoding.Unicode.GetBytes("<worksheet><sheetData/></worksheet>"))
                                .ToArray()
                        )
                )
                .Stream()
        );
        var strings = XlsxParts.With("<row><c t='s'><v>0</v></c></row>");
        strings.SharedStrings = string.Concat(Enumerable.Repeat("<si><t/></si>", 450_000));
        yield return ("shared strings", strings.Stream());
        var styles = XlsxParts.With("<row><c s='1'><v>1</v></c></row>");
        styles.Formats = [.. Enumerable.Range(0, 70_000).Select(_ => "0")];
        yield return ("styles", styles.Stream());
    }

    /// <summary>A sound workbook cut off, and with single bytes turned.</summary>
    private static IEnumerable<(string, MemoryStream)> Cut()
    {
        var whole = WorkbookRoundTripTests.Written(SampleContent.Make()).ToArray();
        for (var part = 1; part < 40; part++)
            yield return ($"cut at {part}/40", new MemoryStream(whole[..(whole.Length * part / 40)]));
        // Where the directory begins: there a turned byte is never harmless padding.
        var directory = whole.AsSpan().IndexOf("PK\x01\x02"u8);
        for (var at = 0; at < 40; at++)
        {
            var turned = (byte[])whole.Clone();
            turned[directory + at] ^= 0xFF;
            yield return ($"? byte {at} of the directory", new MemoryStream(turned));
        }
    }

    private static IEnumerable<(string, MemoryStream)> Others()
    {
        yield return ("nothing", new MemoryStream());
        yield return ("one byte", new MemoryStream([0x50]));
        yield return ("PK", new MemoryStream("PK\x03\x04"u8.ToArray()));
        yield return ("end of a zip", new MemoryStream([0x50, 0x4B, 5, 6, .. new byte[18]]));
        yield return ("csv", Text("编号,来源\n1,热线\n"));
        yield return ("csv in GB18030", new MemoryStream([0xB1, 0xE0, 0xBA, 0xC5, 0x2C, 0x0A]));
        yield return ("csv of three million lines", Text(string.Concat(Enumerable.Repeat("1,2\n", 2_500_000))));
        yield return ("html named xlsx", Text("<html><table><tr><td>1</td></tr></table></html>"));
        yield return (
            "xml spreadsheet",
            Text("<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook/>")
        );
        yield return ("picture", new MemoryStream([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10, 0, 0]));
        byte[] container = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        yield return ("old xls", new MemoryStream([.. container, .. new byte[4096]]));
        yield return (
            "encrypted",
            new MemoryStream([.. container, .. new byte[4096], .. Encoding.Unicode.GetBytes("EncryptedPackage")])
        );
        yield return ("too large", new MemoryStream([.. "PK\x03\x04"u8, .. new byte[11 * 1024 * 1024]]));
        yield return ("another zip", Zip("readme.txt"));
        yield return ("a docx", Zip("word/document.xml"));
        yield return ("an ods", Zip("mimetype"));
        yield return ("climbing names", Zip("../../etc/passwd"));
        yield return ("template as it is", WorkbookRoundTripTests.Template());
    }

    private static MemoryStream Zip(string name)
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write("x"u8);
        }

        file.Position = 0;
        return file;
    }

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static void Zeros(Stream stream, int megabytes)
    {
        var zeros = new byte[1024 * 1024];
        for (var i = 0; i < megabytes; i++)
            stream.Write(zeros);
    }

    private static void EmptyRows(Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        writer.Write("<worksheet><sheetData>");
        for (var row = 1; row <= 1_000_000; row++)
            writer.Write($"<row r=\"{row}\"/>");
        writer.Write("</sheetData></worksheet>");
    }
}
