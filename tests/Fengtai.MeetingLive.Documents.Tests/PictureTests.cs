using Fengtai.MeetingLive.Documents.Pdf;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Pictures in running text.</summary>
public sealed class PictureTests : IDisposable
{
    private static readonly PageLayout Layout = new(240, 260, 30, 30, 20, 20, (_, _) => []);
    private static readonly ParagraphStyle Words = new(new TextStyle(Face.Song, 10), 15);

    private readonly FontBook fonts = FontBook.Load();

    public void Dispose() => fonts.Dispose();

    [Fact]
    public void A_picture_fills_the_column_and_stays_within_the_page()
    {
        var (_, wide) = Write(Encoded(400, 100));
        Assert.Equal((200.0, 50.0), (Math.Round(wide!.Value.Width, 3), Math.Round(wide.Value.Height, 3)));
        var (_, tall) = Write(Encoded(100, 400));
        Assert.Equal((50.0, 200.0), (Math.Round(tall!.Value.Width, 3), Math.Round(tall.Value.Height, 3)));
    }

    public static TheoryData<string?> Broken =>
        [
            (string?)null,
            "",
            Convert.ToBase64String("<svg/>"u8),
            // A good header, and then the line was cut.
            Convert.ToBase64String(Encoded(64, 64).AsSpan(0, 60)),
        ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_cannot_be_read_is_said_in_its_place(string? encoded)
    {
        var (text, picture) = Write(encoded is null ? null : Convert.FromBase64String(encoded));
        Assert.Null(picture);
        Assert.Equal("断头路通车前后", text);
    }

    private (string Text, UglyToad.PdfPig.Core.PdfRectangle? Picture) Write(byte[]? encoded)
    {
        using var stream = new MemoryStream();
        new Document(new DocumentMeta("图", "试排", SampleMinutes.Created), Layout)
            .Add(new Picture(encoded, "断头路通车前后", Words))
            .Write(stream, fonts);
        using var pdf = PdfDocument.Open(stream.ToArray());
        var page = pdf.GetPage(1);
        var pictures = page.GetImages().Select(image => image.BoundingBox).ToArray();
        return (string.Concat(PageLines.Read(page)), pictures.Length > 0 ? pictures.Single() : null);
    }

    private static byte[] Encoded(int width, int height)
    {
        using var bitmap = new SKBitmap(width, height);
        bitmap.Erase(SKColors.SteelBlue);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }
}
