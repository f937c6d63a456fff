using System.Runtime.InteropServices;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>Draws what was recorded on any canvas: a PDF's page or a bitmap.</summary>
internal static class Brush
{
    /// <param name="face">The typeface that stands for a font file: the file's own, or a subset of it.</param>
    public static void Draw(SKCanvas canvas, Drawing drawing, Func<FontFile, SKTypeface> face)
    {
        switch (drawing)
        {
            case TextDrawing text:
                DrawText(canvas, text, face(text.Font));
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
            case BookmarkDrawing:
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
            using var effect = SKPathEffect.CreateDash([(float)thickness * 2.5f, (float)thickness * 1.5f], 0);
            paint.PathEffect = effect;
        }

        return paint;
    }

    private static SKColor Skia(Colour colour) => new((uint)colour.Rgb | 0xFF000000);
}
