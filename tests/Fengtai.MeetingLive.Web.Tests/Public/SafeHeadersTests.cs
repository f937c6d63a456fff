namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>What every page tells the browser to refuse.</summary>
public sealed class SafeHeadersTests(PublicHost host) : IClassFixture<PublicHost>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/m/FT2025")]
    [InlineData("/screen/FT2025")]
    [InlineData("/present/FT2025")]
    [InlineData("/desk/FT2025")]
    [InlineData("/signin")]
    [InlineData("/p/FT2025")]
    [InlineData("/live/FT2025")]
    [InlineData("/receipt")]
    [InlineData("/tokens.css")]
    [InlineData("/no-such-page")]
    public async Task No_page_runs_foreign_script_is_framed_guessed_at_or_named_to_other_sites(string path)
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(
            new Uri(path, UriKind.Relative),
            TestContext.Current.CancellationToken
        );

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("default-src '", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
        Assert.DoesNotMatch("script-src[^;]*unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
    }
}
