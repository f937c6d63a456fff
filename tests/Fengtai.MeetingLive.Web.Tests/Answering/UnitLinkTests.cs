using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Preparation.Visits;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Answering;

/// <summary>A unit without an account answers by its link, without a script, on the real journal.</summary>
public sealed partial class UnitLinkTests(LinkHost host) : IClassFixture<LinkHost>
{
    private static readonly (string, string)[] Moving =
    [
        ("kind", "moving"),
        ("due", "2025-12-15"),
        ("text", "灶具已订货，12月10日到。"),
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_shows_the_item_and_nothing_private_and_is_for_no_search_engine()
    {
        var item = await host.PromisedAsync();
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(At(await host.LinkAsync(item)), Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")), StringComparison.Ordinal);
        Assert.StartsWith(
            "default-src 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        foreach (
            var said in new[]
            {
                "镇民生保障办，请您答复",
                "2025年12月4日前有效",
                "11月30日前办结，还有10天",
                "村口能不能设一个助餐点？",
                "138****1234",
                "1人附议",
                "西王佐村助餐点",
                "王镇长",
                "会上承诺",
            }
        )
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.DoesNotContain("王秀英", page, StringComparison.Ordinal);
        Assert.DoesNotContain("13800001234", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_with_photo_and_a_new_day_is_one_entry_though_it_is_sent_twice()
    {
        var item = await host.PromisedAsync();
        var path = await host.LinkAsync(item);
        using var browser = host.Browser();
        var page = await browser.GetStringAsync(At(path), Cancel);
        (string, string)[] fields = [.. LinkHost.Hidden(page), ("act", "report"), .. Moving];
        var (first, _) = await LinkHost.SendAsync(browser, path, fields, VisitRoom.Photo());
        var (again, _) = await LinkHost.SendAsync(browser, path, fields, VisitRoom.Photo());
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.SeeOther), (first.StatusCode, again.StatusCode));

        var report = Assert.Single(item.Track.Steps.Select(step => step.Event).OfType<Reported>());
        Assert.Equal("link:" + Promised.Unit, report.By.Value);
        Assert.Equal(new DateOnly(2025, 12, 15), item.Item.Deadline);
        var photo = Assert.Single(report.Photos).Value;
        using var picture = await browser.GetAsync(At($"/photo/{photo}/small"), Cancel);
        Assert.Equal("image/jpeg", picture.Content.Headers.ContentType!.MediaType);
        await using (var context = host.Service<MeetingStore>().Create())
        {
            Assert.Equal(
                Script.Street.Value,
                (
                    await context.Photos.SingleAsync(p => p.Hash == photo && p.StreetId == Script.Street.Value, Cancel)
                ).StreetId
            );
            Assert.Equal(
                "灶具已订货，12月10日到。",
                (await context.Commitments.SingleAsync(c => c.Id == item.Id.Value, Cancel)).Delay
            );
        }

        var done = WebUtility.HtmlDecode(await browser.GetStringAsync(first.Headers.Location, Cancel));
        Assert.Contains("已收到，谢谢", done, StringComparison.Ordinal);
        Assert.Contains("公开页现在这样写", done, StringComparison.Ordinal);
        Assert.Contains("灶具已订货，12月10日到。", done, StringComparison.Ordinal);
        Assert.Contains("改到2025年12月15日办结", done, StringComparison.Ordinal);
        Assert.Contains("要改，就再报一次", done, StringComparison.Ordinal);
        (first, _) = await LinkHost.PostAsync(
            browser,
            path,
            "report",
            [("kind", "moving"), ("text", "改在12月8日到。")]
        );
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal(2, item.Track.Steps.Count(step => step.Event is Reported));
    }

    [Fact]
    public async Task Done_needs_a_photo_and_then_waits_for_the_street()
    {
        var item = await host.PromisedAsync();
        var path = await host.LinkAsync(item);
        using var browser = host.Browser();
        (string, string)[] fields = [("kind", "done"), ("text", "助餐点已开门。")];
        var (answer, page) = await LinkHost.PostAsync(browser, path, "report", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请附一张现场照片", page, StringComparison.Ordinal);
        Assert.Contains("助餐点已开门。</textarea>", page, StringComparison.Ordinal);

        (answer, _) = await LinkHost.PostAsync(browser, path, "report", fields, VisitRoom.Photo());
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(CommitmentState.AwaitingCheck, item.Item.State);
        page = WebUtility.HtmlDecode(await browser.GetStringAsync(answer.Headers.Location, Cancel));
        Assert.Contains("待验收", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"kind\"", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kind", "", "请选办得怎样")]
    [InlineData("due", "2025-11-19", "这一天已经过去")]
    [InlineData("due", "尽快", "看不懂这个日子")]
    [InlineData("text", " ", "请写怎么答群众")]
    [InlineData("text", "办\u202E好了", "有看不见的字符")]
    public async Task What_is_wrong_stands_at_its_place_and_nothing_typed_is_lost(
        string field,
        string value,
        string said
    )
    {
        var item = await host.PromisedAsync();
        using var browser = host.Browser();
        var fields = Moving.Select(f => f.Item1 == field ? (field, value) : f).ToArray();
        var (answer, page) = await LinkHost.PostAsync(browser, await host.LinkAsync(item), "report", fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(said, page, StringComparison.Ordinal);
        if (field != "text")
            Assert.Contains("灶具已订货，12月10日到。</textarea>", page, StringComparison.Ordinal);
        Assert.Empty(item.Track.Steps);
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_kept_whole_and_says_by_how_much()
    {
        var item = await host.PromisedAsync();
        using var browser = host.Browser();
        var text = new string('长', 203);
        var (answer, page) = await LinkHost.PostAsync(
            browser,
            await host.LinkAsync(item),
            "report",
            [("kind", "moving"), ("text", text)]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("最多200字，多了3字", page, StringComparison.Ordinal);
        Assert.Contains(text + "</textarea>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_three_photos_the_large_and_the_broken_are_named_and_the_sound_one_stays_with_the_form()
    {
        var item = await host.PromisedAsync();
        var path = await host.LinkAsync(item);
        using var browser = host.Browser();
        var sound = VisitRoom.Photo(800, 600);
        var (answer, page) = await LinkHost.PostAsync(
            browser,
            path,
            "report",
            Moving,
            sound,
            new byte[60 * 1024 * 1024],
            sound[..(sound.Length * 2 / 3)],
            "没有图"u8.ToArray()
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("照片2.jpg：太大，最多10MB", page, StringComparison.Ordinal);
        Assert.Contains("照片3.jpg：不完整", page, StringComparison.Ordinal);
        Assert.Contains("照片4.jpg：不是能看的照片", page, StringComparison.Ordinal);
        Assert.Contains("灶具已订货，12月10日到。</textarea>", page, StringComparison.Ordinal);
        var seal = LinkHost.SealIn(page);

        (answer, _) = await LinkHost.SendAsync(
            browser,
            path,
            [.. LinkHost.Hidden(page), ("act", "report"), ("kept", seal), ("kept", "forged"), .. Moving]
        );
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Single(Assert.IsType<Reported>(item.Track.Steps[0].Event).Photos);

        // In another unit's form the same seal is worth nothing.
        var other = await host.PromisedAsync();
        (answer, _) = await LinkHost.PostAsync(
            browser,
            await host.LinkAsync(other),
            "report",
            [("kept", seal), .. Moving]
        );
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Empty(Assert.IsType<Reported>(other.Track.Steps[0].Event).Photos);
    }

    [Fact]
    public async Task Of_seven_photos_six_stay_with_the_form_and_the_rest_is_told()
    {
        var item = await host.PromisedAsync();
        using var browser = host.Browser();
        var photos = Enumerable.Range(1, 7).Select(n => VisitRoom.Photo(100 + n)).ToArray();
        var (answer, page) = await LinkHost.PostAsync(browser, await host.LinkAsync(item), "report", Moving, photos);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("一次最多6张，有1张没有收", page, StringComparison.Ordinal);
        Assert.Equal(6, page.Split("name=\"kept\"").Length - 1);
    }

    [Fact]
    public async Task A_late_item_is_marked_and_a_report_under_way_needs_a_new_day()
    {
        var own = new LinkHost();
        await own.InitializeAsync();
        await using (own)
        {
            var item = await own.PromisedAsync();
            own.Clock.SetUtcNow(new DateTimeOffset(2025, 12, 5, 2, 0, 0, TimeSpan.Zero));
            var path = await own.LinkAsync(item);
            using var browser = own.Browser();
            Assert.Contains(
                "逾期5天",
                WebUtility.HtmlDecode(await browser.GetStringAsync(At(path), Cancel)),
                StringComparison.Ordinal
            );
            var (answer, page) = await LinkHost.PostAsync(
                browser,
                path,
                "report",
                [("kind", "moving"), ("due", ""), ("text", "等配件。")]
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("已过原定时限，请写新的办结日子", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Not_our_business_goes_back_to_the_street_with_its_reason()
    {
        var item = await host.PromisedAsync();
        var path = await host.LinkAsync(item);
        using var browser = host.Browser();
        var (answer, page) = await LinkHost.PostAsync(browser, path, "decline", [("reason", "")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("请写为什么不归您这里", page, StringComparison.Ordinal);
        (answer, _) = await LinkHost.PostAsync(browser, path, "decline", [("reason", "归镇城建办")]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("归镇城建办", item.Track.Declined);
        Assert.Contains(
            "由街镇另定单位",
            WebUtility.HtmlDecode(await browser.GetStringAsync(answer.Headers.Location, Cancel)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task What_is_settled_is_shown_and_takes_no_report()
    {
        var item = await host.PromisedAsync();
        var path = await host.LinkAsync(item);
        using var browser = host.Browser();
        var before = await browser.GetStringAsync(At(path), Cancel);
        var (answer, _) = await LinkHost.PostAsync(
            browser,
            path,
            "report",
            [("kind", "done"), ("text", "助餐点已开门。")],
            VisitRoom.Photo()
        );
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        await host.DoAsync(item, (id, at) => new Accept(id, LinkHost.Office, at, item.Id));

        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(At(path), Cancel));
        Assert.Contains("已办结", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        (answer, page) = await LinkHost.SendAsync(
            browser,
            path,
            [.. LinkHost.Hidden(before), ("act", "report"), .. Moving]
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("这一事项已经办完，不再接收进展", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_without_the_pages_token_changes_nothing_and_keeps_what_was_typed()
    {
        var item = await host.PromisedAsync();
        using var browser = host.Browser();
        var (answer, page) = await LinkHost.SendAsync(
            browser,
            await host.LinkAsync(item),
            [("act", "report"), ("id", "12345678"), .. Moving]
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("页面放久了", page, StringComparison.Ordinal);
        Assert.Contains("灶具已订货，12月10日到。</textarea>", page, StringComparison.Ordinal);
        Assert.Empty(item.Track.Steps);
    }

    private Task<string> SaysAsync(string path, HttpStatusCode status, string said) =>
        SaysAsync(host, path, status, said);

    private static async Task<string> SaysAsync(LinkHost host, string path, HttpStatusCode status, string said)
    {
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(At(path), Cancel);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(said, page, StringComparison.Ordinal);
        foreach (var secret in new[] { "王佐镇", "助餐点", Promised.Unit })
            Assert.DoesNotContain(secret, page, StringComparison.Ordinal);
        using var posted = await browser.PostAsync(At(path), new MultipartFormDataContent(), Cancel);
        Assert.Equal(status, posted.StatusCode);
        return page;
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
