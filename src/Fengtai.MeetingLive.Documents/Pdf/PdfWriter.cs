using System.Globalization;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Writes recorded pages as PDF/A-2b, with each face cut to the characters used.</summary>
internal static class PdfWriter
{
    public static void Write(Stream stream, IReadOnlyList<Page> pages, DocumentMeta meta, PageLayout layout)
    {
        var faces = Subsets(pages);
        try
        {
            using var memory = new MemoryStream();
            var bookmarks = new List<Bookmark>();
            using (var document = SKDocument.CreatePdf(memory, Metadata(meta)))
            {
                foreach (var page in pages)
                {
                    var canvas = document.BeginPage((float)layout.Width, (float)layout.Height);
                    foreach (var drawing in page.Drawings)
                    {
                        if (drawing is BookmarkDrawing place)
                            bookmarks.Add(Mark(canvas, place, bookmarks.Count + 1));
                        else
                            Brush.Draw(canvas, drawing, font => faces[font]);
                    }

                    document.EndPage();
                }

                document.Close();
            }

            PdfCatalog.Write(stream, memory.ToArray(), meta.Language, bookmarks);
        }
        finally
        {
            foreach (var face in faces.Values)
                face.Dispose();
        }
    }

    private static Bookmark Mark(SKCanvas canvas, BookmarkDrawing place, int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"part{number}");
        canvas.DrawNamedDestinationAnnotation(new SKPoint((float)place.X, (float)place.Y), name);
        return new Bookmark(place.Level, place.Title, name);
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
            // In UTC; the zone that Skia writes is put right afterwards.
            Creation = meta.Created.UtcDateTime,
            Modified = meta.Created.UtcDateTime,
            // ISO 19005-2, level B: colours by profile, nothing outside the file. Its random ids are replaced.
            PdfA = true,
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
