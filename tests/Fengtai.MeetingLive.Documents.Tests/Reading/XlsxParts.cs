using System.IO.Compression;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Tests.Reading;

/// <summary>A workbook written part by part, so that a test can write what no office would.</summary>
internal sealed class XlsxParts
{
    private const string Main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private readonly List<(string Name, Action<Stream> Write)> parts = [];
    private readonly List<(string Name, string Attributes)> sheets = [];

    public string MainType { get; set; } = Main;

    public string WorkbookPr { get; set; } = "";

    public string MoreRelations { get; set; } = "";

    public string MoreTypes { get; set; } = "";

    public string? SharedStrings { get; set; }

    /// <summary>Number formats of the styles that cells bear, from s="1" on; s="0" is General.</summary>
    public string[] Formats { get; set; } = [];

    public static XlsxParts With(params string[] rows) => new XlsxParts().Sheet("表", string.Concat(rows));

    public XlsxParts Sheet(string name, string rows, string after = "", string attributes = "") =>
        Sheet(
            name,
            stream =>
                stream.Write(
                    Encoding.UTF8.GetBytes(
                        $"<worksheet xmlns=\"{Spreadsheet}\"><sheetData>{rows}</sheetData>{after}</worksheet>"
                    )
                ),
            attributes
        );

    public XlsxParts Sheet(string name, Action<Stream> write, string attributes = "")
    {
        sheets.Add((name, attributes));
        return Part($"xl/worksheets/sheet{sheets.Count}.xml", write);
    }

    public XlsxParts Part(string name, string content) =>
        Part(name, stream => stream.Write(Encoding.UTF8.GetBytes(content)));

    public XlsxParts Part(string name, Action<Stream> write)
    {
        parts.Add((name, write));
        return this;
    }

    public MemoryStream Stream()
    {
        var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add("[Content_Types].xml", ContentTypes());
            Add(
                "_rels/.rels",
                $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            );
            Add("xl/workbook.xml", Workbook());
            Add("xl/_rels/workbook.xml.rels", Relations());
            Add("xl/styles.xml", Styles());
            if (SharedStrings is { } shared)
                Add("xl/sharedStrings.xml", $"<sst xmlns=\"{Spreadsheet}\">{shared}</sst>");
            foreach (var (name, write) in parts)
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                write(stream);
            }

            void Add(string name, string content)
            {
                if (parts.Exists(part => part.Name == name))
                    return;
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        file.Position = 0;
        return file;
    }

    private string ContentTypes() =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{MainType}\"/>{MoreTypes}</Types>";

    private string Workbook() =>
        $"<workbook xmlns=\"{Spreadsheet}\" xmlns:r=\"{Office}\"><workbookPr {WorkbookPr}/><sheets>"
        + string.Concat(
            sheets.Select(
                (sheet, index) =>
                    $"<sheet name=\"{sheet.Name}\" sheetId=\"{index + 1}\" r:id=\"rId{index + 1}\" {sheet.Attributes}/>"
            )
        )
        + "</sheets></workbook>";

    private string Relations() =>
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(
            sheets.Select(
                (_, index) =>
                    $"<Relationship Id=\"rId{index + 1}\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet{index + 1}.xml\"/>"
            )
        )
        + $"<Relationship Id=\"s1\" Type=\"{Office}/styles\" Target=\"/xl/styles.xml\"/>"
        + (
            SharedStrings is null
                ? ""
                : $"<Relationship Id=\"s2\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        )
        + MoreRelations
        + "</Relationships>";

    private string Styles() =>
        $"<styleSheet xmlns=\"{Spreadsheet}\"><numFmts>"
        + string.Concat(
            Formats.Select((code, index) => $"<numFmt numFmtId=\"{index + 164}\" formatCode=\"{Escaped(code)}\"/>")
        )
        + "</numFmts><cellXfs><xf numFmtId=\"0\"/>"
        + string.Concat(Formats.Select((_, index) => $"<xf numFmtId=\"{index + 164}\"/>"))
        + "</cellXfs></styleSheet>";

    private static string Escaped(string text) => System.Security.SecurityElement.Escape(text);
}
