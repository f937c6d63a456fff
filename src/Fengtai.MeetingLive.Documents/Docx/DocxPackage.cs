using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using Fengtai.MeetingLive.Documents.Pdf;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Fengtai.MeetingLive.Documents.Docx;

/// <summary>The parts of the file, and their ZIP: the same parts give the same bytes.</summary>
internal sealed class DocxPackage : IDisposable
{
    /// <summary>The earliest that a ZIP can say; the time of making stands in the core properties.</summary>
    private static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly MemoryStream bytes = new();
    private readonly WordprocessingDocument word;
    private readonly MainDocumentPart main;
    private int parts;

    public DocxPackage(DocumentMeta meta)
    {
        word = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document);
        main = word.AddMainDocumentPart();
        word.ChangeIdOfPart(main, "rId1");
        using (var core = Xml(Core(meta)))
            word.AddNewPart<CoreFilePropertiesPart>("rId2").FeedData(core);
        Feed(main.AddNewPart<StyleDefinitionsPart>(NextId()), "styles.xml");
        Feed(main.AddNewPart<DocumentSettingsPart>(NextId()), "settings.xml");
        Feed(main.AddNewPart<FontTablePart>(NextId()), "fontTable.xml");
    }

    /// <summary>The id by which the text refers to it.</summary>
    public string AddFooter(W.Footer footer)
    {
        var id = NextId();
        main.AddNewPart<FooterPart>(id).Footer = footer;
        return id;
    }

    /// <summary>The id by which the text refers to it.</summary>
    public string AddPicture(byte[] encoded, PartTypeInfo type)
    {
        var id = NextId();
        using var stream = new MemoryStream(encoded);
        main.AddImagePart(type, id).FeedData(stream);
        return id;
    }

    public void Write(Stream stream, W.Body body)
    {
        main.Document = new W.Document(body);
        word.Save();
        word.Dispose();
        bytes.Position = 0;
        using var made = new ZipArchive(bytes, ZipArchiveMode.Read, leaveOpen: true);
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        // [Content_Types].xml sorts before all others, as readers of a stream expect it.
        foreach (var entry in made.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var copy = zip.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = ZipTime;
            using var from = entry.Open();
            using var to = copy.Open();
            from.CopyTo(to);
        }
    }

    public void Dispose()
    {
        word.Dispose();
        bytes.Dispose();
    }

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"rId{++parts}");

    private static void Feed(OpenXmlPart part, string resource)
    {
        using var stream =
            typeof(DocxPackage).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The program lacks {resource}.");
        part.FeedData(stream);
    }

    private static MemoryStream Xml(XDocument document)
    {
        var stream = new MemoryStream();
        document.Save(stream);
        stream.Position = 0;
        return stream;
    }

    private static XDocument Core(DocumentMeta meta)
    {
        XNamespace cp = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace terms = "http://purl.org/dc/terms/";
        XNamespace xsi = "http://www.w3.org/2001/XMLSchema-instance";
        var time = meta.Created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new XDocument(
            new XElement(
                cp + "coreProperties",
                new XAttribute(XNamespace.Xmlns + "cp", cp),
                new XAttribute(XNamespace.Xmlns + "dc", dc),
                new XAttribute(XNamespace.Xmlns + "dcterms", terms),
                new XAttribute(XNamespace.Xmlns + "xsi", xsi),
                new XElement(dc + "title", DocxText.Clean(meta.Title)),
                new XElement(dc + "subject", DocxText.Clean(meta.Subject)),
                new XElement(dc + "creator", DocxText.Clean(meta.Author)),
                new XElement(cp + "keywords", DocxText.Clean(meta.Keywords)),
                new XElement(cp + "lastModifiedBy", DocxText.Clean(meta.Author)),
                new XElement(terms + "created", new XAttribute(xsi + "type", "dcterms:W3CDTF"), time),
                new XElement(terms + "modified", new XAttribute(xsi + "type", "dcterms:W3CDTF"), time),
                new XElement(dc + "language", meta.Language)
            )
        );
    }
}
