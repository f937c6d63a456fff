using System.Text;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>One meeting as the hall lives it: phones, big screen, presenter and desk, all open at once.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class StoryTests(Chromium chromium)
{
    private const string OnStage = "小区晚上停车位太少";
    private const string Promise = "夜间错峰共享停车位";
    private const string Question = "文化活动中心晚上能不能延长到九点？";
    private const string Gist = "9月1日起每周五、周六开放到晚上9点。";
    private const string Rude = "隔壁单元的张某到底欠了多少物业费？";
    private const string Offline = "路口的反光镜坏了，什么时候换？";
    private const string Unsent = "结束以后还能提吗？";

    [Fact]
    public async Task A_whole_meeting_is_played_on_four_surfaces()
    {
        var pictures = new Pictures("story");
        await using var server = await DemoServer.RunAsync();
        await using var pocket = await chromium.OpenAsync(Device.Mobile, server.Address);
        await using var neighbours = await chromium.OpenAsync(Device.Mobile, server.Address);
        await using var hall = await chromium.OpenAsync(Device.Hall, server.Address);
        await using var stage = await chromium.OpenAsync(Device.Tablet, server.Address);
        await using var office = await chromium.OpenAsync(Device.Desktop, server.Address);
        var cable = await Cable.LayAsync(neighbours);
        var phone = await pocket.VisitAsync($"/m/{Surfaces.Code}");
        var second = await neighbours.VisitAsync($"/m/{Surfaces.Code}");
        var screen = await hall.VisitAsync($"/screen/{Surfaces.Code}");
        var presenter = await stage.VisitStaffAsync($"/present/{Surfaces.Code}");
        var desk = await office.VisitStaffAsync($"/desk/{Surfaces.Code}");
        var mistakes = new List<string>();
        foreach (var page in new[] { phone, second, screen, presenter, desk })
        {
            page.PageError += (_, error) => mistakes.Add($"{page.Url}: {error}");
        }

        Task TakeAsync(string what) =>
            pictures.TakeAsync(
                what,
                ("phone", phone),
                ("second", second),
                ("screen", screen),
                ("presenter", presenter),
                ("desk", desk)
            );

        await screen.ShowsAsync("rating:");
        await TakeAsync("open");

        // A rating is received, is counted on the screen, and may be changed without being counted twice.
        var before = await screen.RatedAsync();
        await phone.Level(4).ClickAsync();
        await phone.ReceivedAsync(4);
        await screen.HasRatedAsync(before + 1);
        await TakeAsync("rated");
        await phone.Level(5).ClickAsync();
        await phone.ReceivedAsync(5);
        await Expect(phone.Level(4)).ToHaveAttributeAsync("aria-checked", "false");
        await Expect(desk.ChoseAtDesk(5)).ToHaveTextAsync("1");
        await Expect(desk.ChoseAtDesk(4)).ToHaveTextAsync("0");
        await screen.HasRatedAsync(before + 1);

        // A question waits until the desk lets it be seen.
        await phone.AskAsync(Question);
        await phone.TabAsync("now");
        await Expect(phone.OwnQuestion(Question)).ToContainTextAsync("待审核");
        await desk.ChooseAsync("待审", Question);
        await TakeAsync("asked");
        await second.TabAsync("ask");
        await Expect(second.BoardRow(Question)).ToHaveCountAsync(0);
        await desk.Queue().PressAsync("a");
        await Expect(desk.QueueRow(Question)).ToHaveCountAsync(0);
        await Expect(phone.OwnQuestion(Question)).ToContainTextAsync("已公开");

        // Another phone seconds it.
        await second.Locator("[data-more=board]").ClickAsync();
        var support = second.BoardRow(Question).Locator(".back");
        await support.ClickAsync();
        await Expect(support.Locator("[data-f=say]")).ToHaveTextAsync("已附议");
        await Expect(support.Locator("[data-f=n]")).ToHaveTextAsync("1");
        await TakeAsync("supported");

        await TurnPagesAsync(presenter, screen, second);
        await TakeAsync("slide");

        // The question on stage becomes a promise, by keys alone: the plan has filled the form.
        await desk.ChooseAsync("待上台", OnStage);
        await Expect(desk.Locator("#title")).ToHaveValueAsync(Promise);
        await desk.Queue().PressAsync("2");
        await Expect(desk.Locator("#deadline")).ToBeFocusedAsync();
        await TakeAsync("recording");
        await desk.Keyboard.PressAsync("Control+Enter");
        await screen.ShowsAsync("timetable");
        await Expect(screen.Scene().Locator("tr.new")).ToContainTextAsync(Promise);
        await second.TabAsync("timetable");
        await Expect(second.Locator("[data-list=timetable] > li").Filter(new() { HasText = Promise }))
            .ToContainTextAsync("城市管理办");
        await TakeAsync("promised");

        // The new one goes on stage and is answered there.
        await desk.ChooseAsync("待上台", Question);
        await desk.Queue().PressAsync("s");
        await screen.ShowsAsync("question:");
        await Expect(screen.Scene().Locator(".said")).ToContainTextAsync(Question);
        await Expect(presenter.Locator("main.talk blockquote")).ToContainTextAsync(Question);
        await Expect(phone.Locator("[data-part=stage]")).ToContainTextAsync(Question);
        await TakeAsync("on-stage");
        await desk.ChooseAsync("待上台", Question);
        await desk.Queue().PressAsync("1");
        await desk.Locator("#gist").FillAsync(Gist);
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(phone.OwnQuestion(Question)).ToContainTextAsync("已现场答复");
        await Expect(phone.OwnQuestion(Question)).ToContainTextAsync(Gist);
        await TakeAsync("answered");

        // Whoever is refused is told why.
        await second.AskAsync(Rude);
        await desk.ChooseAsync("待审", Rude);
        await desk.Queue().PressAsync("r");
        await Expect(desk.Locator("form.refuse")).ToBeVisibleAsync();
        await desk.Queue().PressAsync("1");
        await Expect(desk.Locator("#refuse")).ToBeEnabledAsync();
        await TakeAsync("refusing");
        await desk.Queue().PressAsync("Enter");
        await second.TabAsync("now");
        await Expect(second.OwnQuestion(Rude)).ToContainTextAsync("未予展示：涉及他人隐私");
        await TakeAsync("refused");

        await LoseTheNetworkAsync(cable, second, desk, pictures);

        // The round is closed, then the meeting.
        await desk.Queue().FocusAsync();
        await desk.Queue().PressAsync("e");
        await Expect(desk.Locator("#close-round.btn--armed")).ToBeVisibleAsync();
        await desk.Queue().PressAsync("e");
        await phone.TabAsync("now");
        await Expect(phone.Locator("main form[data-round=overall] [data-f=kind]")).ToHaveTextAsync("本轮已结束");
        await presenter.Locator("[data-scene=Rating]").ClickAsync();
        await screen.ShowsAsync("rating:");
        await Expect(screen.Scene().Locator(".tag--closed")).ToContainTextAsync("已结束");
        await TakeAsync("round-closed");

        await second.TabAsync("ask");
        await second.Locator("#text").FillAsync(Unsent);
        await desk.Locator("#closing").ClickAsync();
        await Expect(desk.Locator("#close-meeting")).ToBeEnabledAsync();
        await TakeAsync("closing");
        await desk.Keyboard.PressAsync("Control+Enter");
        await screen.ShowsAsync("closing");
        await Expect(phone.Locator("[data-part=idle]")).ToContainTextAsync("会议已结束");
        await phone.TabAsync("ask");
        await Expect(phone.Locator("[data-part=over]")).ToContainTextAsync("不再收提问");
        await Expect(phone.Locator("form.ask")).ToBeHiddenAsync();
        await TakeAsync("closed");
        // What somebody was typing is not thrown away.
        await Expect(second.Locator("form.ask button.btn--main")).ToBeDisabledAsync();
        await Expect(second.Locator("#text")).ToHaveValueAsync(Unsent);
        await TakeAsync("too-late");

        await AssertMinutesAsync(office);
        Assert.Empty(mistakes);
    }

    /// <summary>The remote's key brings the report back, and then turns its pages, on the screen and on the phones.</summary>
    private static async Task TurnPagesAsync(IPage presenter, IPage screen, IPage phone)
    {
        await phone.TabAsync("now");
        await presenter.Keyboard.PressAsync("PageDown");
        await screen.ShowsAsync("slide:");
        var current = presenter.Locator("main.show figure.slide:not(.slide--small)");
        var first = await current.GetAttributeAsync("data-slide");
        await presenter.Keyboard.PressAsync("PageDown");
        await Expect(current).Not.ToHaveAttributeAsync("data-slide", first!);
        await screen.ShowsAsync($"slide:{await current.GetAttributeAsync("data-slide")}");
        var title = Joined(await current.Locator("h2").InnerTextAsync());
        Assert.NotEmpty(title);
        Assert.Equal(title, Joined(await screen.Scene().Locator("h1").InnerTextAsync()));
        await Expect(phone.Locator("#slide")).ToBeVisibleAsync();
        await Expect(phone.Locator("#slide .finding .c").First)
            .ToHaveTextAsync(await current.Locator("h2 .c").First.InnerTextAsync());
    }

    /// <summary>What is done without a network is kept, is said to be on its way, and arrives once.</summary>
    private static async Task LoseTheNetworkAsync(Cable network, IPage phone, IPage desk, Pictures pictures)
    {
        await phone.TabAsync("now");
        await network.CutAsync();
        await Expect(phone.Band()).ToContainTextAsync("网络断开");
        await phone.Level(3).ClickAsync();
        await Expect(phone.Level(3).Locator("[data-f=say]")).ToHaveTextAsync("发送中");
        await phone.AskAsync(Offline);
        await phone.TabAsync("now");
        await Expect(phone.OwnQuestion(Offline)).ToContainTextAsync("发送中");
        await Expect(phone.Band()).ToContainTextAsync("2条内容已存手机");
        await pictures.TakeAsync("offline", ("second", phone));

        await network.MendAsync();
        await phone.ReceivedAsync(3);
        await Expect(phone.OwnQuestion(Offline)).ToContainTextAsync("待审核");
        await Expect(phone.OwnQuestion(Offline)).ToHaveCountAsync(1);
        await Expect(phone.Band()).ToBeHiddenAsync();
        await desk.ViewAsync("待审");
        await Expect(desk.QueueRow(Offline)).ToHaveCountAsync(1);
        await Expect(desk.ChoseAtDesk(3)).ToHaveTextAsync("1");
        await pictures.TakeAsync("online", ("second", phone), ("desk", desk));
    }

    /// <summary>The minutes, fetched as the desk's link does it, hold what was asked and what was promised.</summary>
    private static async Task AssertMinutesAsync(IBrowserContext office)
    {
        var response = await office.APIRequest.GetAsync($"/desk/{Surfaces.Code}/minutes.pdf");
        Assert.Equal(200, response.Status);
        var bytes = await response.BodyAsync();
        Assert.Equal("%PDF"u8.ToArray(), bytes[..4]);
        using var document = PdfDocument.Open(bytes);
        var text = new StringBuilder();
        foreach (var page in document.GetPages())
        {
            foreach (
                var line in page
                    .Letters.GroupBy(letter => Math.Round(letter.StartBaseLine.Y))
                    .OrderByDescending(line => line.Key)
            )
            {
                text.Append(
                    string.Concat(line.OrderBy(letter => letter.StartBaseLine.X).Select(letter => letter.Value))
                );
            }
        }

        var minutes = Joined(text.ToString());
        Assert.Contains(Question, minutes, StringComparison.Ordinal);
        Assert.Contains(Promise, minutes, StringComparison.Ordinal);
    }

    private static string Joined(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
