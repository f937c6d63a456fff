using System.Runtime.InteropServices;
using System.Text;
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
                        Draw(canvas, drawing, faces);
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

    private static void Draw(SKCanvas canvas, Drawing drawing, Dictionary<FontFile, SKTypeface> faces)
    {
        switch (drawing)
        {
            case TextDrawing text:
                DrawText(canvas, text, faces[text.Font]);
                break;
            case RectDrawing rect:
                var area = SKRect.Create((float)rect.X, (float)rect.Y, (float)rect.Width, (float)rect.Height);
                if (rect.Fill is { } fill)
                {
                    using var paint = Filled(fill);
                    canvas.DrawRect(area, paint);
                }

                if (rect.Edge is { } edge)
                {
                    using var paint = Stroked(edge, rect.Thickness, dashed: false);
                    canvas.DrawRect(area, paint);
                }

                break;
            case PathDrawing path:
                using (var paint = Stroked(path.Colour, path.Thickness, path.Dashed))
                {
                    for (var index = 1; index < path.Points.Length; index++)
                    {
                        var (from, to) = (path.Points[index - 1], path.Points[index]);
                        canvas.DrawLine((float)from.X, (float)from.Y, (float)to.X, (float)to.Y, paint);
                    }
                }

                break;
            case DotDrawing dot:
                using (var paint = Filled(dot.Colour))
                    canvas.DrawCircle((float)dot.Center.X, (float)dot.Center.Y, (float)dot.Radius, paint);
                break;
            case ShapeDrawing shape:
                DrawShape(canvas, shape);
                break;
            case PictureDrawing picture:
                DrawPicture(canvas, picture);
                break;
            default:
                throw new InvalidOperationException($"No way to draw a {drawing.GetType().Name}.");
        }
    }

    private static void DrawText(SKCanvas canvas, TextDrawing text, SKTypeface face)
    {
        using var font = new SKFont(face, (float)text.Size)
        {
            Hinting = SKFontHinting.None,
            LinearMetrics = true,
            Subpixel = true,
        };
        var glyphs = text.Runes.Select(rune => font.GetGlyph(rune.Value)).ToArray();
        using var builder = new SKTextBlobBuilder();
        builder.AddHorizontalRun(glyphs, font, ImmutableCollectionsMarshal.AsArray(text.X), 0);
        using var blob = builder.Build();
        using var paint = Filled(text.Colour);
        canvas.DrawText(blob, 0, (float)text.BaseLine, paint);
    }

    private static void DrawShape(SKCanvas canvas, ShapeDrawing shape)
    {
        using var path =
            SKPath.ParseSvgPathData(shape.Outline)
            ?? throw new InvalidOperationException("An outline is not in the path language of SVG.");
        // The canvas is moved, not the path: its whole numbers stay whole in the file, which halves a sheet of QR codes.
        canvas.Save();
        canvas.Translate((float)shape.X, (float)shape.Y);
        if (shape.Turned)
            canvas.RotateDegrees(90);
        canvas.Scale((float)shape.Scale);
        if (shape.Fill is { } fill)
        {
            using var paint = Filled(fill);
            canvas.DrawPath(path, paint);
        }

        if (shape.Edge is { } edge)
        {
            using var paint = Stroked(edge, shape.Thickness / shape.Scale, dashed: false);
            canvas.DrawPath(path, paint);
        }

        canvas.Restore();
    }

    private static void DrawPicture(SKCanvas canvas, PictureDrawing picture)
    {
        using var data = SKData.CreateCopy(picture.Encoded);
        using var image =
            SKImage.FromEncodedData(data) ?? throw new InvalidDataException("A kept picture is not readable.");
        var area = SKRect.Create((float)picture.X, (float)picture.Y, (float)picture.Width, (float)picture.Height);
        canvas.DrawImage(image, area, new SKSamplingOptions(SKFilterMode.Linear));
    }

    private static SKPaint Filled(Colour colour) =>
        new()
        {
            Color = Skia(colour),
            IsAntialias = true,
            Style = SKPaintStyle.Fill,
        };

    private static SKPaint Stroked(Colour colour, double thickness, bool dashed)
    {
        var paint = new SKPaint
        {
            Color = Skia(colour),
            IsAntialias = true,
            Style = SKPaintStyle.Stroke,
            StrokeWidth = (float)thickness,
        };
        if (dashed)
        {
            using var effect = SKPathEffect.CreateDash([(float)thickness * 3, (float)thickness * 2], 0);
            paint.PathEffect = effect;
        }

        return paint;
    }

    private static SKColor Skia(Colour colour) => new((uint)colour.Rgb | 0xFF000000);
}
