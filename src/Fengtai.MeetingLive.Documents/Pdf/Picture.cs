using System.Collections.Immutable;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>A picture across the column, never parted by a page's end. What cannot be read is said in its place.</summary>
/// <param name="Encoded">JPEG, PNG or WebP; null when it is not to be had.</param>
/// <param name="Alt">What it shows, for those who do not see it.</param>
/// <param name="Width">In points; by default the column's.</param>
public sealed record Picture(byte[]? Encoded, string Alt, ParagraphStyle Words, double? Width = null) : Block
{
    private const double Pad = 12;
    private static readonly Colour Sunk = new(0xF3EEE4);
    private static readonly Colour Edge = new(0x857F72);

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var width = Math.Min(Width ?? measuring.Width, measuring.Width);
        if (Encoded is null || SizeOf(Encoded) is not { } size)
        {
            yield return Placeholder(measuring, width);
            yield break;
        }

        var scale = Math.Min(width / size.Width, measuring.PageHeight / size.Height);
        var (drawn, height) = (size.Width * scale, size.Height * scale);
        yield return new Strip(
            height,
            (page, x, y) => page.Drawings.Add(new PictureDrawing(Encoded, x + (width - drawn) / 2, y, drawn, height))
        );
    }

    /// <summary>Whether the whole picture can be drawn: a broken file may have a good header.</summary>
    internal static SKSizeI? SizeOf(byte[] encoded)
    {
        using var data = SKData.CreateCopy(encoded);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width <= 0 || codec.Info.Height <= 0)
            return null;
        using var bitmap = new SKBitmap(codec.Info);
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success ? codec.Info.Size : null;
    }

    private Strip Placeholder(Measuring measuring, double width)
    {
        var lines = Paragraph.Lines(measuring.Fonts, [new Span(Alt)], Words, width - 2 * Pad);
        var height = lines.Length * Words.Pitch + 2 * Pad;
        return new Strip(
            height,
            (page, x, y) => Draw(page, lines, new RectDrawing(x, y, width, height, Sunk, Edge, 0.75))
        );
    }

    private void Draw(Page page, ImmutableArray<TextLine> lines, RectDrawing frame)
    {
        page.Drawings.Add(frame);
        var top = frame.Y + Pad;
        foreach (var line in lines)
        {
            page.Text(line, frame.X + (frame.Width - line.Width) / 2, top + Paragraph.BaseLine(Words));
            top += Words.Pitch;
        }
    }
}
