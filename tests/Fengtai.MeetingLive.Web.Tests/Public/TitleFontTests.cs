using System.Net;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The big screen's title face comes from the server, once.</summary>
public sealed class TitleFontTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static readonly Uri Font = new("/fonts/title.ttf", UriKind.Relative);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_a_truetype_font_that_a_browser_keeps_for_a_year()
    {
        using var screen = host.Browser();
        using var answer = await screen.GetAsync(Font, Cancel);

        Assert.Equal("font/ttf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
        Assert.Equal([0, 1, 0, 0], (await answer.Content.ReadAsByteArrayAsync(Cancel))[..4]);
        Assert.Contains(
            "/fonts/title.ttf",
            await screen.GetStringAsync(new Uri("/screen/FT2025", UriKind.Relative), Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Without_it_the_screen_still_comes()
    {
        using var screen = host.Browser();
        var options = host.Service<IOptions<DocumentOptions>>().Value;
        options.Fonts = Path.Combine(Path.GetTempPath(), "no-fonts-here");
        using var font = await screen.GetAsync(Font, Cancel);
        using var page = await screen.GetAsync(new Uri("/screen/FT2025", UriKind.Relative), Cancel);
        options.Fonts = null;

        Assert.Equal(HttpStatusCode.NotFound, font.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
