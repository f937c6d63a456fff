using SkiaSharp;

namespace Fengtai.MeetingLive.Browser.Tests.Looks;

/// <summary>What the comparison of pictures sees, and what it lets pass.</summary>
public sealed class BaselineTests
{
    [Fact]
    public void The_same_picture_does_not_differ()
    {
        using var page = Page(line: 100, SKColors.Black);
        Assert.Equal(0, Baseline.Difference(page, page));
    }

    [Fact]
    public void Letters_smoothed_otherwise_pass()
    {
        using var page = Page(line: 100, SKColors.Black);
        using var smoothed = Page(line: 100, new SKColor(24, 24, 24));
        Assert.Equal(0, Baseline.Difference(page, smoothed));
    }

    [Fact]
    public void A_line_that_moved_a_colour_and_another_size_are_seen()
    {
        using var page = Page(line: 100, SKColors.Black);
        using var moved = Page(line: 112, SKColors.Black);
        using var red = Page(line: 100, new SKColor(0xB3261E));
        using var taller = new SKBitmap(400, 301);
        Assert.InRange(Baseline.Difference(page, moved), 0.01, 0.2);
        Assert.InRange(Baseline.Difference(page, red), 0.01, 0.2);
        Assert.Equal(1, Baseline.Difference(page, taller));
    }

    /// <summary>400 × 300 with one line of text's height.</summary>
    private static SKBitmap Page(int line, SKColor ink)
    {
        var bitmap = new SKBitmap(400, 300);
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = ink };
        canvas.DrawRect(40, line, 200, 16, paint);
        return bitmap;
    }
}
