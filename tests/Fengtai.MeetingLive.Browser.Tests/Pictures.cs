using System.Globalization;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Pictures of the surfaces, for people to look at; they lie beside the built tests.</summary>
internal sealed class Pictures
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "screenshots");
    private readonly string story;
    private int step;

    public Pictures(string story)
    {
        this.story = story;
        Directory.CreateDirectory(Folder);
        Console.WriteLine($"Screenshots: {Folder}");
    }

    /// <summary>One picture a page, all with the number of the step.</summary>
    public Task TakeAsync(string what, params (string Who, IPage Page)[] pages) => TakeAsync(what, whole: false, pages);

    /// <param name="whole">With what lies below the window's edge.</param>
    public async Task TakeAsync(string what, bool whole, params (string Who, IPage Page)[] pages)
    {
        step++;
        foreach (var (who, page) in pages)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{story}-{step:00}-{what}-{who}.png");
            await page.ScreenshotAsync(
                new()
                {
                    Path = Path.Combine(Folder, name),
                    Animations = ScreenshotAnimations.Disabled,
                    FullPage = whole,
                }
            );
        }
    }
}
