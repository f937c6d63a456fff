using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Answering;

/// <summary>A bureau that is called to the place answers by its link.</summary>
public sealed class WhistleLinkTests(LinkHost host) : IClassFixture<LinkHost>
{
    private const string Bureau = "区城管委";
    private static readonly WhistleId Call = new("w1");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_call_takes_an_answer_and_another_one_and_then_the_outcome()
    {
        var (item, path) = await CalledAsync();
        using var browser = host.Browser();
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(At(path), Cancel));
        foreach (
            var said in new[]
            {
                "区城管委，请您回复",
                "2025年11月24日星期一 14:00",
                "村口空地",
                "助餐点用地谁来定",
                "区规自分局",
                "还没回复",
                "加到日历",
            }
        )
            Assert.Contains(said, page, StringComparison.Ordinal);

        (string, string)[] no = [("coming", "no"), ("note", "")];
        var (answer, html) = await LinkHost.PostAsync(browser, path, "answer", no);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("来不了，请写原因", html, StringComparison.Ordinal);
        (answer, html) = await LinkHost.PostAsync(browser, path, "answer", [("note", "路远")]);
        Assert.Contains("请选会来还是来不了", html, StringComparison.Ordinal);
        Assert.Contains("路远</textarea>", html, StringComparison.Ordinal);

        (answer, _) = await LinkHost.PostAsync(browser, path, "answer", [("coming", "no"), ("note", "当天有会")]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal((false, "当天有会"), (Own(item).Coming!.Value, Own(item).Note));
        (answer, _) = await LinkHost.PostAsync(browser, path, "answer", [("coming", "yes"), ("note", "")]);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.True(Own(item).Coming);

        var before = await browser.GetStringAsync(At(path), Cancel);
        await host.DoAsync(
            item,
            (id, at) => new RecordAttendance(id, LinkHost.Office, at, item.Id, Call, Bureau, Arrived: true, new(14, 5))
        );
        await host.DoAsync(item, (id, at) => new ConcludeWhistle(id, LinkHost.Office, at, item.Id, Call, "月底前划线"));
        page = WebUtility.HtmlDecode(await browser.GetStringAsync(At(path), Cancel));
        Assert.Contains("月底前划线", page, StringComparison.Ordinal);
        Assert.Contains("14:05到场", page, StringComparison.Ordinal);
        Assert.Contains("没到", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<form", page, StringComparison.Ordinal);
        (answer, html) = await LinkHost.SendAsync(browser, path, [.. LinkHost.Hidden(before), ("coming", "yes")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("这次吹哨已经有结果", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_appointment_goes_into_a_calendar()
    {
        var (_, path) = await CalledAsync();
        using var browser = host.Browser();
        using var answer = await browser.GetAsync(At(path + "/appointment.ics"), Cancel);
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var ics = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("DTSTART:20251124T060000Z", ics, StringComparison.Ordinal);
        Assert.Contains("LOCATION:村口空地", ics, StringComparison.Ordinal);
        Assert.Equal(ics, await browser.GetStringAsync(At(path + "/appointment.ics"), Cancel));
    }

    [Fact]
    public async Task A_units_link_and_a_bureau_that_was_not_called_open_nothing_here()
    {
        var (item, _) = await CalledAsync();
        using var browser = host.Browser();
        var unit = "/w/" + (await host.LinkAsync(item))[3..];
        var stranger = await host.LinkAsync(item, LinkKind.Whistle, "区水务局", Call);
        foreach (var (path, status) in new[] { (unit, HttpStatusCode.NotFound), (stranger, HttpStatusCode.Gone) })
        {
            foreach (var address in new[] { path, path + "/appointment.ics" })
            {
                using var answer = await browser.GetAsync(At(address), Cancel);
                Assert.Equal(status, answer.StatusCode);
                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel));
                Assert.DoesNotContain("助餐点", page, StringComparison.Ordinal);
                Assert.DoesNotContain("王佐镇", page, StringComparison.Ordinal);
            }
        }
    }

    private async Task<(Promised Item, string Path)> CalledAsync()
    {
        var item = await host.PromisedAsync();
        await host.DoAsync(
            item,
            (id, at) =>
                new BlowWhistle(
                    id,
                    LinkHost.Office,
                    at,
                    item.Id,
                    Call,
                    [Bureau, "区规自分局"],
                    new DateTimeOffset(2025, 11, 24, 14, 0, 0, TimeSpan.FromHours(8)),
                    "村口空地",
                    "助餐点用地谁来定"
                )
        );
        return (item, await host.LinkAsync(item, LinkKind.Whistle, Bureau, Call));
    }

    private static BureauCall Own(Promised item) => item.Track.Whistles[0].Bureaus.First(b => b.Bureau == Bureau);

    private static Uri At(string path) => new(path, UriKind.Relative);
}
