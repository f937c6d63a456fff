using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>The pages of a document as pictures, for browsers that cannot open a file. Safe for several threads.</summary>
public sealed class PageImages
{
    private readonly List<Page> pages;
    private readonly double scale;

    internal PageImages(List<Page> pages, PageLayout layout, int width)
    {
        this.pages = pages;
        scale = width / layout.Width;
        Width = width;
        Height = (int)Math.Round(layout.Height * scale);
    }

    public int Count => pages.Count;

    /// <summary>In pixels.</summary>
    public int Width { get; }

    /// <summary>In pixels.</summary>
    public int Height { get; }

    /// <summary>Draws one page as PNG; the same page gives the same bytes.</summary>
    /// <param name="number">1 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    /// <exception cref="InvalidDataException">A picture on the page is not readable.</exception>
    public byte[] Png(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, Count);
        // No alpha: paper is white, and the file is a quarter smaller.
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgb888x, SKAlphaType.Opaque);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            canvas.Scale((float)scale);
            foreach (var drawing in pages[number - 1].Drawings)
                Brush.Draw(canvas, drawing, font => font.Typeface);
        }

        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        return png.ToArray();
    }
}
