using System.Net;
using System.Net.Http.Headers;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>Both pages as a browser gets them.</summary>
public sealed class PublicPagesTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_result_page_has_the_four_rights_and_the_fingerprint()
    {
        using var browser = host.Browser();
        var page = await browser.GetStringAsync(At("/p/FT2025"), Cancel);
        var places = new[] { "知情权", "参与权", "表达权", "监督权" }
            .Select(right => page.IndexOf(right, StringComparison.Ordinal))
            .ToArray();
        Assert.DoesNotContain(-1, places);
        Assert.Equal(places.Order(), places);
        Assert.Contains("会还在开，随时更新", page, StringComparison.Ordinal);
        Assert.Contains("记录指纹", page, StringComparison.Ordinal);
        Assert.Contains("<svg class=\"chart\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/p/FT2025")]
    [InlineData("/p/NOSUCH")]
    [InlineData("/receipt")]
    public async Task No_page_needs_a_script_or_a_style_of_its_own(string path)
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(At(path), Cancel);
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith(
            "default-src 'none'; style-src 'self';",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task An_unknown_code_is_404_in_words()
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(At("/p/NOSUCH"), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("没有这个会议码", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_has_not_changed_is_not_sent_again_but_another_language_is()
    {
        using var browser = host.Browser();
        using var first = await browser.GetAsync(At("/p/FT2025"), Cancel);
        Assert.Equal("public, max-age=5", first.Headers.CacheControl?.ToString());
        var tag = Assert.IsType<EntityTagHeaderValue>(first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, await StatusAsync(browser, "/p/FT2025", tag));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/p/FT2025?lang=en", tag));
    }

    [Fact]
    public async Task A_receipt_of_a_question_is_found_however_it_is_typed_and_its_name_is_not_shown()
    {
        var receipt = await host.AskAsync("device-a", "a1", "东门路灯什么时候修好？");
        using var browser = host.Browser();
        using var answer = await PublicHost.LookUpAsync(
            browser,
            $"{receipt[..4]}-{receipt[4..8]}-{receipt[8..]}".ToLowerInvariant()
        );
        var page = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Contains("东门路灯什么时候修好？", page, StringComparison.Ordinal);
        Assert.Contains("等待审核", page, StringComparison.Ordinal);
        Assert.DoesNotContain("不公开的名字", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_ratings_by_one_phone_the_first_is_replaced()
    {
        var first = await host.RateAsync("device-b", "b1", 2);
        var second = await host.RateAsync("device-b", "b2", 5);
        using var browser = host.Browser();
        Assert.Contains("已被改选代替", await PageAsync(browser, first), StringComparison.Ordinal);
        var counted = await PageAsync(browser, second);
        Assert.Contains("您的评价已计入这一轮", counted, StringComparison.Ordinal);
        Assert.DoesNotContain("非常满意", counted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W3K7-Q2D9-5", "还差1位，回执码共10位")]
    [InlineData("W3K7-Q2D9-5M1", "多了1位，回执码共10位")]
    [InlineData("W3K7-Q2D9-5U", "回执码里没有“U”，请核对")]
    [InlineData("", "请先输入回执码，共10位")]
    [InlineData("ZZZZ-ZZZZ-ZZ", "没有查到")]
    public async Task What_is_wrong_is_said(string typed, string said)
    {
        using var browser = host.Browser();
        Assert.Contains(said, await PageAsync(browser, typed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_in_the_address_is_put_in_the_field_and_not_looked_up()
    {
        var receipt = await host.AskAsync("device-c", "c1", "这句话不能由地址查出来");
        using var browser = host.Browser();
        var page = await browser.GetStringAsync(At($"/receipt?code={receipt}"), Cancel);
        Assert.Contains($"value=\"{receipt}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("这句话不能由地址查出来", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_the_pages_token_gets_the_form_again()
    {
        var receipt = await host.AskAsync("device-d", "d1", "没有令牌不能查");
        using var browser = host.Browser();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("code", receipt)]);
        using var answer = await browser.PostAsync(At("/receipt"), form, Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain(
            "没有令牌不能查",
            await answer.Content.ReadAsStringAsync(Cancel),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Receipts_rebuilt_equal_those_written_inline()
    {
        await host.AskAsync("device-e", "e1", "重建前后一样");
        var meeting = (await host.DoorAsync()).Session.Current;
        var inline = await ReceiptsAsync(meeting.Id);
        Assert.NotEmpty(inline);
        await Projections.RebuildAsync(
            host.Service<MeetingStore>(),
            host.Service<MeetingJournal>(),
            meeting.Id,
            Cancel
        );
        Assert.Equal(inline, await ReceiptsAsync(meeting.Id));
    }

    private async Task<List<string>> ReceiptsAsync(MeetingId meeting)
    {
        await using var context = host.Service<MeetingStore>().Create();
        return await context
            .Receipts.Where(r => r.MeetingId == meeting.Value)
            .OrderBy(r => r.Version)
            .Select(r => $"{r.Version} {r.Hash} {r.QuestionId} {r.RoundId} {r.PollId}")
            .ToListAsync(Cancel);
    }

    private static async Task<string> PageAsync(HttpClient browser, string code)
    {
        using var answer = await PublicHost.LookUpAsync(browser, code);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient browser, string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At(path));
        request.Headers.IfNoneMatch.Add(known);
        using var answer = await browser.SendAsync(request, Cancel);
        return answer.StatusCode;
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
