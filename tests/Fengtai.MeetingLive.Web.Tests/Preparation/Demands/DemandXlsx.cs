using System.IO.Compression;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>A workbook of one sheet, written by hand: what its cells are is what is tested.</summary>
internal static class DemandXlsx
{
    /// <param name="rows">The XML of <c>sheetData</c>.</param>
    public static byte[] Of(params IEnumerable<string> rows)
    {
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(
                "[Content_Types].xml",
                [
                    $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
                    "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>",
                    "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>",
                ]
            );
            Write(
                "_rels/.rels",
                [
                    $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
                ]
            );
            Write(
                "xl/workbook.xml",
                [
                    $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet name=\"台账\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
                ]
            );
            Write(
                "xl/_rels/workbook.xml.rels",
                [
                    $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
                ]
            );
            Write(
                "xl/worksheets/sheet1.xml",
                [$"<worksheet xmlns=\"{Main}\"><sheetData>", .. rows, "</sheetData></worksheet>"]
            );

            void Write(string name, IEnumerable<string> parts)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), new UTF8Encoding(false));
                foreach (var part in parts)
                    writer.Write(part);
            }
        }

        return stream.ToArray();
    }

    public static string Row(int number, params IEnumerable<string> cells) =>
        $"<row r=\"{number}\">{string.Concat(cells)}</row>";

    public static string Text(string at, string text) => $"<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>";

    public static string Number(string at, string number) => $"<c r=\"{at}\"><v>{number}</v></c>";
}
