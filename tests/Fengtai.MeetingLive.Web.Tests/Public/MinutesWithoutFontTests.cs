using System.Net;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>When there can be no minutes, everybody reads why.</summary>
public sealed class MinutesWithoutFontTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Before_closing_and_without_a_font_the_page_says_so_and_then_the_minutes_are_there()
    {
        using var browser = host.Browser();
        foreach (var path in new[] { "minutes", "minutes.pdf", "minutes/1.png" })
            Assert.Equal((HttpStatusCode.NotFound, true), await SaidAsync(path, "会议还没结束"));
        Assert.Equal((HttpStatusCode.NotFound, true), await SaidAsync("../NOSUCH/minutes", "没有这个会议码"));

        await host.CloseAsync();
        var options = host.Service<IOptions<DocumentOptions>>().Value;
        options.Fonts = Path.Combine(Path.GetTempPath(), "no-fonts-here");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), await SaidAsync("minutes", "缺少字体"));
        options.Fonts = null;
        Assert.Equal((HttpStatusCode.OK, true), await SaidAsync("minutes", "minutes/1.png"));

        async Task<(HttpStatusCode, bool)> SaidAsync(string path, string words)
        {
            using var answer = await browser.GetAsync(new Uri($"/p/FT2025/{path}", UriKind.Relative), Cancel);
            var said = await answer.Content.ReadAsStringAsync(Cancel);
            return (answer.StatusCode, said.Contains(words, StringComparison.Ordinal));
        }
    }
}
