using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Writes recorded pages as PDF, with each face cut to the characters used.</summary>
internal static class PdfWriter
{
    public static void Write(Stream stream, IReadOnlyList<Page> pages, DocumentMeta meta, PageLayout layout)
    {
        var faces = Subsets(pages);
        try
        {
            using var memory = new MemoryStream();
            using (var document = SKDocument.CreatePdf(memory, Metadata(meta)))
            {
                foreach (var page in pages)
                {
                    var canvas = document.BeginPage((float)layout.Width, (float)layout.Height);
                    foreach (var drawing in page.Drawings)
                        Brush.Draw(canvas, drawing, font => faces[font]);
                    document.EndPage();
                }

                document.Close();
            }

            PdfCatalog.Write(stream, memory.ToArray(), meta.Language);
        }
        finally
        {
            foreach (var face in faces.Values)
                face.Dispose();
        }
    }

    private static SKDocumentPdfMetadata Metadata(DocumentMeta meta) =>
        new()
        {
            Title = meta.Title,
            Author = meta.Author,
            Subject = meta.Subject,
            Keywords = meta.Keywords,
            Creator = "Fengtai MeetingLive",
            Producer = "Fengtai MeetingLive",
            // Skia writes the wall clock without a zone.
            Creation = meta.Created.UtcDateTime,
            Modified = meta.Created.UtcDateTime,
            // PDF/A would add random ids, and the same minutes must give the same bytes.
            PdfA = false,
        };

    private static Dictionary<FontFile, SKTypeface> Subsets(IEnumerable<Page> pages) =>
        pages
            .SelectMany(page => page.Drawings)
            .OfType<TextDrawing>()
            .GroupBy(text => text.Font)
            .ToDictionary(
                texts => texts.Key,
                texts =>
                {
                    var runes = texts.SelectMany(text => text.Runes).Distinct().Order();
                    using var data = SKData.CreateCopy(FontSubset.Make(texts.Key.Path, runes));
                    return SKTypeface.FromData(data)
                        ?? throw new InvalidDataException(
                            $"The subset of {texts.Key.Path} is not a readable typeface."
                        );
                }
            );
}
