using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>One of two pictures side by side.</summary>
/// <param name="Encoded">Null when the picture is not to be had: its words then stand in its place.</param>
/// <param name="Width">In pixels; only the ratio counts.</param>
internal sealed record PairedPhoto(byte[]? Encoded, int Width, int Height, string Label, string Caption, string Alt);

/// <summary>Before and after beside each other, with their captions; never parted by a page's end.</summary>
internal sealed record PhotoPair(PairedPhoto Before, PairedPhoto After) : Block
{
    private const double Gutter = 14;
    private const double Gap = 6;
    private static readonly Colour Sunk = new(0xF3EEE4);
    private static readonly Colour Edge = new(0x857F72);

    private static readonly ParagraphStyle Words = new(new TextStyle(Face.Song, 10.5), 17) { Align = Align.Start };

    internal override IEnumerable<Strip> Measure(Measuring measuring)
    {
        var width = (measuring.Width - Gutter) / 2;
        // Pictures upright as a phone is held would fill the page; three quarters of the width is enough for the eye.
        var height = new[] { Before, After }.Max(photo =>
            Math.Min(width * photo.Height / Math.Max(1, photo.Width), width * 3 / 4)
        );
        var captions = new[] { Before, After }.Select(photo => Caption(measuring, photo, width)).ToArray();
        var lines = captions.Max(caption => caption.Length);
        yield return new Strip(
            height + Gap + lines * Words.Pitch,
            (page, x, y) =>
            {
                Draw(page, measuring, Before, captions[0], new Area(x, y, width, height));
                Draw(page, measuring, After, captions[1], new Area(x + width + Gutter, y, width, height));
            }
        );
    }

    private static ImmutableArray<TextLine> Caption(Measuring measuring, PairedPhoto photo, double width) =>
        Paragraph.Lines(
            measuring.Fonts,
            [new Span(photo.Label, Face: Face.Hei), new Span("　" + photo.Caption)],
            Words,
            width
        );

    private static void Draw(
        Page page,
        Measuring measuring,
        PairedPhoto photo,
        ImmutableArray<TextLine> caption,
        Area area
    )
    {
        if (photo.Encoded is { } encoded && Picture.SizeOf(encoded) is not null)
        {
            var scale = Math.Min(area.Width / photo.Width, area.Height / photo.Height);
            var (width, height) = (photo.Width * scale, photo.Height * scale);
            page.Drawings.Add(new PictureDrawing(encoded, area.X, area.Y + area.Height - height, width, height));
        }
        else
        {
            Placeholder(page, measuring, photo, area);
        }

        for (var line = 0; line < caption.Length; line++)
            page.Text(
                caption[line],
                area.X,
                area.Y + area.Height + Gap + line * Words.Pitch + Paragraph.BaseLine(Words)
            );
    }

    private static void Placeholder(Page page, Measuring measuring, PairedPhoto photo, Area area)
    {
        page.Drawings.Add(new RectDrawing(area.X, area.Y, area.Width, area.Height, Sunk, Edge, 0.75));
        var room = (int)((area.Height - 12) / Words.Pitch);
        var lines = Paragraph
            .Lines(
                measuring.Fonts,
                [new Span(photo.Encoded is null ? photo.Alt : $"（图片无法读取）{photo.Alt}")],
                Words,
                area.Width - 24
            )
            .Take(room)
            .ToArray();
        var top = area.Y + (area.Height - lines.Length * Words.Pitch) / 2;
        for (var line = 0; line < lines.Length; line++)
        {
            var left = area.X + (area.Width - lines[line].Width) / 2;
            page.Text(lines[line], left, top + line * Words.Pitch + Paragraph.BaseLine(Words));
        }
    }

    private sealed record Area(double X, double Y, double Width, double Height);
}
