using Fengtai.MeetingLive.Documents.Pdf;
using SkiaSharp;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>The pages as pictures are the pages of the file.</summary>
public sealed class PageImagesTests(SampleFile sample) : IClassFixture<SampleFile>
{
    private const int Width = 1240;

    private PageImages Images => MinutesPdf.Images(SampleMinutes.Make(), sample.Fonts, SampleMinutes.Created, Width);

    [Fact]
    public void There_are_as_many_as_the_file_has_pages_and_each_is_A4()
    {
        var images = Images;

        Assert.Equal(sample.Pages.Length, images.Count);
        Assert.Equal((Width, 1754), (images.Width, images.Height));
        using var page = SKBitmap.Decode(images.Png(images.Count));
        Assert.Equal((Width, 1754), (page.Width, page.Height));
    }

    [Fact]
    public void Every_letter_of_the_file_has_ink_at_its_place_in_the_picture()
    {
        var images = Images;
        foreach (var number in new[] { 1, 2, images.Count })
        {
            using var picture = SKBitmap.Decode(images.Png(number));
            var page = sample.Pdf.GetPage(number);
            var scale = Width / page.Width;
            var letters = page.Letters.Where(letter => !string.IsNullOrWhiteSpace(letter.Value)).ToArray();
            Assert.NotEmpty(letters);
            foreach (var letter in letters)
            {
                var box = letter.BoundingBox;
                var area = SKRectI.Create(
                    (int)(box.Left * scale) - 1,
                    (int)((page.Height - box.Top) * scale) - 1,
                    (int)(box.Width * scale) + 3,
                    (int)(box.Height * scale) + 3
                );
                Assert.True(HasInk(picture, area), $"page {number}: nothing is drawn where {letter.Value} stands");
            }
        }
    }

    [Fact]
    public void The_head_is_red_and_the_paper_white()
    {
        using var page = SKBitmap.Decode(Images.Png(1));

        Assert.Contains(
            Enumerable.Range(0, Width * 600).Select(i => page.GetPixel(i % Width, i / Width)),
            colour => colour is { Red: > 180, Green: < 60, Blue: < 60 }
        );
        Assert.Equal(SKColors.White, page.GetPixel(2, 2));
    }

    [Fact]
    public void The_same_page_gives_the_same_bytes() => Assert.Equal(Images.Png(1), Images.Png(1));

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void A_page_that_is_not_there_is_no_picture(int number) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Images.Png(number));

    private static bool HasInk(SKBitmap picture, SKRectI area)
    {
        for (var y = Math.Max(area.Top, 0); y < Math.Min(area.Bottom, picture.Height); y++)
        {
            for (var x = Math.Max(area.Left, 0); x < Math.Min(area.Right, picture.Width); x++)
            {
                if (picture.GetPixel(x, y).Green < 200)
                    return true;
            }
        }

        return false;
    }
}
