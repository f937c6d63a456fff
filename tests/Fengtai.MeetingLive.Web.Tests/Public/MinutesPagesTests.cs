using System.Buffers.Binary;
using System.Net;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The minutes of a closed meeting for everybody, also in a browser that saves no files.</summary>
public sealed partial class MinutesPagesTests(PublicHost host) : IClassFixture<PublicHost>
{
    private const string WeChat =
        "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36 XWEB/5169 MicroMessenger/8.0.37";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_every_sheet_with_its_size_and_words()
    {
        using var browser = await AfterClosingAsync();
        var page = await browser.GetStringAsync(At("/p/FT2025/minutes"), Cancel);

        var sheets = Sheet().Matches(page);
        Assert.InRange(sheets.Count, 3, 40);
        Assert.Contains($"第1页，共{sheets.Count}页", page, StringComparison.Ordinal);
        Assert.All(sheets, sheet => Assert.Equal("1240 1754", $"{sheet.Groups["w"]} {sheet.Groups["h"]}"));
        Assert.Equal(sheets.Count - 1, page.Split("loading=\"lazy\"").Length - 1);
        Assert.DoesNotContain("在微信里", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_is_a_picture_that_is_not_sent_twice()
    {
        using var browser = await AfterClosingAsync();
        using var first = await browser.GetAsync(At("/p/FT2025/minutes/1.png"), Cancel);
        var png = await first.Content.ReadAsByteArrayAsync(Cancel);
        using var again = new HttpRequestMessage(HttpMethod.Get, At("/p/FT2025/minutes/1.png"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await browser.SendAsync(again, Cancel);

        Assert.Equal("image/png", first.Content.Headers.ContentType?.MediaType);
        Assert.Equal((1240, 1754), (Number(png, 16), Number(png, 20)));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task The_file_is_there_for_ordinary_browsers()
    {
        using var browser = await AfterClosingAsync();
        using var answer = await browser.GetAsync(At("/p/FT2025/minutes.pdf"), Cancel);
        var pdf = await answer.Content.ReadAsByteArrayAsync(Cancel);

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("%PDF"u8.ToArray(), pdf[..4]);
    }

    [Theory]
    [InlineData("/p/FT2025/minutes/0.png")]
    [InlineData("/p/FT2025/minutes/99.png")]
    public async Task A_page_that_is_not_there_is_404_in_words(string path)
    {
        using var browser = await AfterClosingAsync();
        using var answer = await browser.GetAsync(At(path), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有这一页", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_WeChat_the_pictures_come_first_and_the_page_says_how_to_save_the_file()
    {
        using var browser = await AfterClosingAsync();
        Assert.True(await FileComesFirstAsync(browser));

        browser.DefaultRequestHeaders.UserAgent.ParseAdd(WeChat);
        Assert.False(await FileComesFirstAsync(browser));
        var page = await browser.GetStringAsync(At("/p/FT2025/minutes"), Cancel);
        Assert.Contains("在浏览器打开", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_phone_leads_to_the_minutes_once_the_meeting_is_closed()
    {
        using var browser = await AfterClosingAsync();
        var page = await browser.GetStringAsync(At("/m/FT2025"), Cancel);

        Assert.Matches("<p class=\"acts\" data-f=\"results\">.*href=\"/p/FT2025/minutes\"", page);
    }

    private async Task<HttpClient> AfterClosingAsync()
    {
        await host.CloseAsync();
        return host.Browser();
    }

    private static async Task<bool> FileComesFirstAsync(HttpClient browser)
    {
        var page = await browser.GetStringAsync(At("/p/FT2025"), Cancel);
        var file = page.IndexOf("/p/FT2025/minutes.pdf", StringComparison.Ordinal);
        var pictures = page.IndexOf("\"/p/FT2025/minutes\"", StringComparison.Ordinal);
        Assert.True(file > 0 && pictures > 0, "the page links both");
        return file < pictures;
    }

    private static int Number(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at, 4));

    private static Uri At(string path) => new(path, UriKind.Relative);

    [GeneratedRegex(
        "<img src=\"/p/FT2025/minutes/\\d+\\.png\" width=\"(?<w>\\d+)\" height=\"(?<h>\\d+)\"",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Sheet();
}
