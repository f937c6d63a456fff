using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>What people do together in the hall, each on the page that he or she has before them.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class HallStoriesTests(Chromium chromium)
{
    private static readonly RoundId Overall = new("overall");

    [Fact]
    public async Task Two_questions_become_one_and_both_who_asked_and_who_supported_see_it()
    {
        const string first = "小区里的停车位晚上太少，能不能共享单位的车位？";
        const string second = "小区里的停车位晚上太少，能不能共享机关的车位？";
        var pictures = new Pictures("merge");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10");
        await using var ann = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var bob = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var eve = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        var annas = await ann.VisitAsync($"/m/{meeting.Code}");
        var bobs = await bob.VisitAsync($"/m/{meeting.Code}");
        var eves = await eve.VisitAsync($"/m/{meeting.Code}");
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");

        await annas.AskAsync(first);
        await desk.ChooseAsync("待审", first);
        await desk.Queue().PressAsync("a");
        await eves.TabAsync("ask");
        await eves.BoardRow(first).Locator(".back").ClickAsync();
        await Expect(eves.BoardRow(first).Locator("[data-f=n]")).ToHaveTextAsync("1");
        await bobs.AskAsync(second);

        // The desk shows both side by side, and says before it is done what comes of it.
        await desk.ChooseAsync("待审", second);
        await Expect(desk.Locator("[data-like]")).ToContainTextAsync(first);
        await Expect(desk.Locator(".like .sum")).ToContainTextAsync("2");
        await pictures.TakeAsync("alike", ("desk", desk));
        await desk.Queue().PressAsync("m");

        await bobs.TabAsync("now");
        await Expect(bobs.OwnQuestion(second)).ToContainTextAsync("已并入第1号");
        await annas.TabAsync("now");
        await Expect(annas.OwnQuestion(first)).ToContainTextAsync("并入同样的提问1条");
        await Expect(eves.BoardRow(first).Locator("[data-f=n]")).ToHaveTextAsync("2");
        await Expect(eves.BoardRow(second)).ToHaveCountAsync(0);
        await pictures.TakeAsync("merged", ("ann", annas), ("bob", bobs), ("eve", eves), ("desk", desk));

        // What becomes of the one becomes of the other.
        await desk.ChooseAsync("待上台", first);
        await desk.Queue().PressAsync("s");
        await Expect(desk.Said()).ToContainTextAsync("台");
        await desk.Queue().PressAsync("1");
        await desk.Locator("#gist").FillAsync("单位车位每晚7点起开放。");
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(bobs.OwnQuestion(second)).ToContainTextAsync("单位车位每晚7点起开放。");
        await Expect(annas.OwnQuestion(first)).ToContainTextAsync("已现场答复");
        await pictures.TakeAsync("answered", ("ann", annas), ("bob", bobs));
    }

    [Fact]
    public async Task A_ranking_stays_hidden_until_it_is_closed_and_then_says_what_was_adopted_and_why()
    {
        const string reason = "先从两家单位开始，9月公布名单。";
        var pictures = new Pictures("poll");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10");
        await using var ann = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var bob = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        var annas = await ann.VisitAsync($"/m/{meeting.Code}");
        var bobs = await bob.VisitAsync($"/m/{meeting.Code}");
        var screen = await hall.VisitAsync($"/screen/{meeting.Code}");
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");

        await desk.Locator(".polls .other")
            .Filter(new() { HasText = "夜间共享车位" })
            .GetByRole(AriaRole.Button)
            .ClickAsync();
        await Expect(desk.Locator("#close-poll")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Alt+Digit7");
        await screen.ShowsAsync("poll:2");
        await RankAsync(annas, "gate", "units");
        await RankAsync(bobs, "units", "yard", "gate");
        await Expect(screen.Scene().Locator(".base")).ToContainTextAsync("2");

        // The desk counts along; the hall and the phones see only that there are votes.
        await Expect(screen.Scene().Locator(".ballot li")).ToHaveCountAsync(5);
        await Expect(screen.Scene().Locator("svg.chart")).ToHaveCountAsync(0);
        await Expect(annas.Locator("[data-list=polls-done] .result")).ToHaveCountAsync(0);
        await Expect(desk.Locator(".polls .mini b").First).ToHaveTextAsync("7");
        await pictures.TakeAsync("open", ("ann", annas), ("screen", screen), ("desk", desk));

        await desk.Queue().FocusAsync();
        await desk.Queue().PressAsync("v");
        await Expect(desk.Locator("#close-poll.btn--armed")).ToBeVisibleAsync();
        await desk.Queue().PressAsync("v");
        await Expect(desk.Locator("#mark-poll")).ToBeVisibleAsync();
        // Now with its figures, the most wished for on top.
        await Expect(screen.Scene().Locator("svg.chart")).ToBeVisibleAsync();
        await Expect(screen.Scene().Locator("svg.chart text").First).ToContainTextAsync("单位车位夜间开放");
        await Expect(annas.Locator("[data-list=polls-done] .result li").First).ToContainTextAsync("单位车位夜间开放");
        await Expect(annas.Locator("[data-list=polls-done] .result")).ToContainTextAsync("您排第1");
        await pictures.TakeAsync("closed", ("ann", annas), ("screen", screen), ("desk", desk));

        // A proposal is adopted with its reason; without one nothing is saved.
        await desk.Queue().PressAsync("k");
        await Expect(desk.Locator("#mark-units .two button").First).ToBeVisibleAsync();
        await desk.Locator("#mark-units .two button").First.ClickAsync();
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.Locator("#reason-units-why")).ToBeVisibleAsync();
        await pictures.TakeAsync("no-reason", ("desk", desk));
        await desk.Locator("#reason-units").FillAsync(reason);
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.Locator(".marks")).ToHaveCountAsync(0);
        await Expect(annas.Locator("[data-list=polls-done] .result")).ToContainTextAsync(reason);
        var page = await office.VisitAsync($"/p/{meeting.Code}");
        await Expect(page.Locator(".cells li").Filter(new() { HasText = reason })).ToContainTextAsync("采纳");
        await page.Locator(".cells").Last.ScrollIntoViewIfNeededAsync();
        await pictures.TakeAsync("adopted", ("ann", annas), ("page", page), ("desk", desk));
    }

    [Fact]
    public async Task Two_halls_see_different_pictures_and_are_counted_apart()
    {
        var pictures = new Pictures("halls");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10");
        await meeting.DoAsync((id, by, at) => new OpenRound(id, by, at, Overall));
        await meeting.DoAsync((id, by, at) => new ShowScene(id, by, at, SceneKind.Rating));
        await using var wall = await chromium.OpenAsync(Device.Hall, house.Address);
        await using var villageWall = await chromium.OpenAsync(Device.Hall, house.Address);
        await using var town = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var village = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        await using var stage = await chromium.OpenAsync(Device.Tablet, house.Address);
        var main = await wall.VisitAsync($"/screen/{meeting.Code}");
        var second = await villageWall.NewPageAsync();

        // Somebody mistypes the second hall's code, reads what to do, and finds it.
        await second.OpenAsync("/screen/WANG19", 404);
        await Expect(second.Locator("h1")).ToContainTextAsync("没有这个会场码");
        await Expect(second.Locator("main")).ToContainTextAsync("WANG19");
        await pictures.TakeAsync("wrong-code", ("second", second));
        await second.OpenAsync($"/screen/{meeting.SecondCode}");
        await Expect(second.Locator(".where")).ToContainTextAsync("佃起村分会场");

        var towns = await town.VisitAsync($"/m/{meeting.Code}");
        var villages = await village.VisitAsync($"/m/{meeting.SecondCode}");
        await towns.Level(5).ClickAsync();
        await towns.ReceivedAsync(5);
        await villages.Level(2).ClickAsync();
        await villages.ReceivedAsync(2);
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");
        var console = await stage.VisitStaffAsync($"/present/{meeting.Code}");
        await Expect(desk.Locator("tr[data-venue=main] .n")).ToHaveTextAsync(["1", "0", "1", "1"]);
        await Expect(desk.Locator("tr[data-venue='sub-1'] .n")).ToHaveTextAsync(["1", "0", "1", "0"]);
        await Expect(main.Scene().Locator(".tag .by-venue")).ToContainTextAsync("佃起村分会场");

        // The timetable for the village only.
        await desk.Locator(".chip[data-venue='sub-1']").ClickAsync();
        await desk.Locator(".scene-keys button").Filter(new() { HasText = "时间表" }).ClickAsync();
        await second.ShowsAsync("timetable");
        await main.ShowsAsync("rating:4");
        await Expect(console.Locator(".venues .own")).ToContainTextAsync("佃起村分会场");
        await pictures.TakeAsync("apart", ("main", main), ("second", second), ("desk", desk), ("console", console));
        await console.Locator("[data-same='sub-1']").ClickAsync();
        await second.ShowsAsync("rating:4");
        await Expect(desk.Locator(".venues .own")).ToHaveCountAsync(0);
        await pictures.TakeAsync("together", ("second", second));
    }

    [Fact]
    public async Task Photos_of_before_and_after_stand_on_the_wall_and_on_the_phone()
    {
        var pictures = new Pictures("photos");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10");
        var slide = meeting.Now.Plan.Deck.Slides.First(s => s.Content is PhotosContent);
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address);
        await using var pocket = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var stage = await chromium.OpenAsync(Device.Tablet, house.Address);
        var screen = await hall.VisitAsync($"/screen/{meeting.Code}");
        var phone = await pocket.VisitAsync($"/m/{meeting.Code}");
        var console = await stage.VisitStaffAsync($"/present/{meeting.Code}");

        var place = meeting.Now.Plan.Deck.IndexOf(slide.Id);
        for (var page = 0; page <= place; page++)
        {
            await console.Keyboard.PressAsync("PageDown");
            await screen.ShowsAsync($"slide:{meeting.Now.Plan.Deck.Slides[page].Id}");
        }

        foreach (var (who, figures) in new[] { ("screen", screen.Scene()), ("phone", phone.Locator("#slide")) })
        {
            await Expect(figures.Locator(".photo img")).ToHaveCountAsync(2);
            foreach (var image in await figures.Locator(".photo img").AllAsync())
            {
                await image.ScrollIntoViewIfNeededAsync();
                await Expect(image).ToHaveJSPropertyAsync("complete", true);
                Assert.True(await image.EvaluateAsync<int>("i => i.naturalWidth") > 0, who);
                await Expect(image)
                    .ToHaveAttributeAsync("alt", new Regex(".+", RegexOptions.None, TimeSpan.FromSeconds(1)));
            }
        }

        await pictures.TakeAsync("shown", ("screen", screen), ("phone", phone), ("console", console));
    }

    /// <summary>Puts them in this order and sends it.</summary>
    private static async Task RankAsync(IPage phone, params string[] wishes)
    {
        foreach (var (place, wish) in wishes.Index())
        {
            await phone.Choice("parking", wish).ClickAsync();
            await Expect(phone.Choice("parking", wish)).ToContainTextAsync($"{place + 1}");
        }

        await phone.Locator("form[data-poll=parking] [data-send]").ClickAsync();
        await Expect(phone.Locator("form[data-poll=parking] [data-f=receipt]")).ToHaveTextAsync(Surfaces.Receipt());
    }
}
