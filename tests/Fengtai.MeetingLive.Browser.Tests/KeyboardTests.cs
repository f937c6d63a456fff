using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Every surface is worked by keyboard alone: no click in this class.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class KeyboardTests(Chromium chromium)
{
    private const string Lamp = "河边的步道晚上能不能亮灯？";
    private const string Private = "隔壁单元的张某到底欠了多少物业费？";
    private const string Bench = "小区里的停车位晚上太少，能不能共享单位的车位？";
    private const string Same = "小区里的停车位晚上太少，能不能共享机关的车位？";

    [Fact]
    public async Task A_resident_enters_rates_asks_supports_votes_and_enlarges_the_letters_by_keys()
    {
        const string question = "文化活动中心晚上能不能延长到九点？";
        var pictures = new Pictures("keys-phone");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10");
        await meeting.AskAsync(Lamp, approved: true);
        await meeting.DoAsync((id, by, at) => new OpenRound(id, by, at, new RoundId("overall")));
        await meeting.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("station")));
        await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        var phone = await context.VisitAsync("/m");

        await phone.TypeByKeysAsync(phone.Locator("#code"), "wang10");
        await phone.Keyboard.PressAsync("Enter");
        await Expect(phone.Level(5)).ToHaveAttributeAsync("role", "radio");

        // Arrows only move; Enter sends.
        await phone.TabToAsync(phone.Level(5));
        await phone.Keyboard.PressAsync("ArrowDown");
        await Expect(phone.Level(4)).ToBeFocusedAsync();
        await pictures.TakeAsync("moved", ("phone", phone));
        await phone.Keyboard.PressAsync("Enter");
        await phone.ReceivedAsync(4);
        await Expect(phone.Level(4)).ToBeFocusedAsync();

        await phone.TabToAsync(phone.Choice("station", "yard"), back: true);
        await phone.Keyboard.PressAsync("Space");
        await Expect(phone.Choice("station", "yard")).ToContainTextAsync("已收到");

        await phone.ChooseByKeysAsync(phone.Locator(".tabs a[href='#ask']"));
        await Expect(phone.Locator("#ask")).ToBeFocusedAsync();
        await phone.TypeByKeysAsync(phone.Locator("#text"), question);
        await phone.ChooseByKeysAsync(phone.Locator("form.ask button.btn--main"));
        await Expect(phone.Locator("form.ask [data-f=receipt]")).ToHaveTextAsync(Surfaces.Receipt());
        await pictures.TakeAsync("asked", ("phone", phone));

        var support = phone.BoardRow(Lamp).Locator(".back");
        await phone.ChooseByKeysAsync(support);
        await Expect(support).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(support.Locator("[data-f=n]")).ToHaveTextAsync("1");

        await phone.ChooseByKeysAsync(phone.Locator("[data-elder]"), back: true);
        await Expect(phone.Locator("html")).ToHaveAttributeAsync("data-mode", "elder");
        await phone.ChooseByKeysAsync(phone.Locator(".larger"));
        await Expect(phone.Locator("html")).ToHaveAttributeAsync("data-size", "2");
        await pictures.TakeAsync("larger", ("phone", phone));

        foreach (var tab in new[] { "now", "ask", "timetable" })
        {
            await phone.ChooseByKeysAsync(phone.Locator($".tabs a[href='#{tab}']"));
            await Expect(phone.Locator($"#{tab}")).ToBeVisibleAsync();
            await phone.WalkAsync($"larger letters, {tab}");
        }
    }

    [Fact]
    public async Task A_secretary_signs_in_and_brings_a_whole_meeting_to_its_end_by_keys()
    {
        var pictures = new Pictures("keys-desk");
        await using var house = await House.OpenAsync(signIn: true);
        await house.HireAsync("会务秘书", Roles.Secretary);
        var meeting = await house.AnnounceAsync("WANG10");
        foreach (var text in new[] { Lamp, Private, Bench, Same })
            await meeting.AskAsync(text);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        var desk = await office.VisitAsync($"/desk/{meeting.Code}");

        await desk.SignInByKeysAsync("会务秘书");
        await Expect(desk.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        await desk.WalkAsync("desk before the meeting");
        await desk.ChooseByKeysAsync(desk.Locator("#open-meeting"));
        await Expect(desk.Said()).ToContainTextAsync("已开");
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Queue()).ToBeFocusedAsync();

        // The first is approved, the second refused with its reason, the third and fourth are one.
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(Lamp);
        await desk.Keyboard.PressAsync("a");
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(Private);
        await desk.Keyboard.PressAsync("r");
        await Expect(desk.Locator("form.refuse")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("1");
        await Expect(desk.Locator("#refuse")).ToBeEnabledAsync();
        await pictures.TakeAsync("refusing", ("desk", desk));
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(Bench);
        await Expect(desk.Locator("#merge")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("m");
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(Same);
        await Expect(desk.QueueRow(Bench)).ToHaveCountAsync(0);
        Assert.Equal(QuestionState.Merged, meeting.Now.Questions[meeting.Find(Bench)].State);

        await desk.Keyboard.PressAsync("l");
        await Expect(desk.Locator("#label")).ToBeFocusedAsync();
        await desk.Keyboard.TypeAsync("夜间");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.QueueRow(Same).Locator(".lab")).ToHaveTextAsync("夜间");
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Queue()).ToBeFocusedAsync();
        await desk.Keyboard.PressAsync("a");
        // Nothing waits any more, and the focus is still to be seen.
        await Expect(desk.Queue().Locator("li")).ToHaveCountAsync(0);
        await pictures.TakeAsync("empty", ("desk", desk));

        // On stage, and there it becomes a promise.
        await desk.ChooseByKeysAsync(desk.GetByRole(AriaRole.Tab, new() { Name = "待上台" }), back: true);
        await desk.TabToAsync(desk.Queue());
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(Same);
        await desk.Keyboard.PressAsync("ArrowDown");
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(Lamp);
        await desk.Keyboard.PressAsync("s");
        await Expect(desk.Said()).ToContainTextAsync("台");
        await desk.Keyboard.PressAsync("2");
        // The question itself is the title to begin with; the first field that is empty has the focus.
        await Expect(desk.Locator("#lead")).ToBeFocusedAsync();
        await desk.Keyboard.TypeAsync("副镇长（分管）");
        await desk.TypeByKeysAsync(desk.Locator("#unit"), "城市管理办");
        await desk.TypeByKeysAsync(desk.Locator("#owner"), "市政专员");
        await desk.TypeByKeysAsync(desk.Locator("#deadline"), "10月31日");
        await pictures.TakeAsync("outcome", ("desk", desk));
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.QueueRow(Lamp)).ToHaveCountAsync(0);
        var promise = Assert.Single(meeting.Now.Timetable.Values, c => c.Question == meeting.Find(Lamp));
        Assert.Equal(
            ("城市管理办", "市政专员", new DateOnly(2025, 10, 31)),
            (promise.Unit, promise.Owner, promise.Deadline)
        );

        // A round and a poll are opened at their buttons and closed by a letter pressed twice.
        await desk.ChooseByKeysAsync(desk.Locator(".rounds:not(.polls) .other button:not([disabled])").First);
        await Expect(desk.Locator("#close-round")).ToBeVisibleAsync();
        await desk.ChooseByKeysAsync(desk.Locator(".polls .other button:not([disabled])").First);
        await Expect(desk.Locator("#close-poll")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Queue()).ToBeFocusedAsync();
        foreach (var (key, button) in new[] { ("e", "#close-round"), ("v", "#close-poll") })
        {
            await desk.Keyboard.PressAsync(key);
            await Expect(desk.Locator($"{button}.btn--armed")).ToBeVisibleAsync();
            await desk.Keyboard.PressAsync(key);
            await Expect(desk.Locator(button)).ToHaveCountAsync(0);
        }

        await desk.WalkAsync("desk");
        await desk.ChooseByKeysAsync(desk.Locator("#closing"), back: true);
        await Expect(desk.Locator("#close-meeting")).ToBeEnabledAsync();
        await desk.WalkAsync("closing");
        await desk.Keyboard.PressAsync("Control+Enter");
        await Expect(desk.Locator("main.closing a.btn--main")).ToBeVisibleAsync();
        await pictures.TakeAsync("closed", ("desk", desk));
        Assert.Equal(Phase.Closed, meeting.Now.Phase);
        Assert.Equal(1, meeting.Now.Questions.Values.Count(q => q.State == QuestionState.Refused));
    }

    [Fact]
    public async Task A_presenter_turns_pages_switches_scenes_and_puts_a_question_on_stage_by_keys()
    {
        var pictures = new Pictures("keys-talk");
        await using var house = await House.OpenAsync(signIn: true);
        await house.HireAsync("主讲人", Roles.Presenter);
        var meeting = await house.OpenMeetingAsync("WANG10");
        await meeting.AskAsync(Lamp, approved: true);
        await using var stage = await chromium.OpenAsync(Device.Tablet, house.Address, calm: true);
        await using var pocket = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address, calm: true);
        var screen = await hall.VisitAsync($"/screen/{meeting.Code}");
        await screen.ShowsAsync("welcome");

        var console = await stage.VisitAsync($"/present/{meeting.Code}");
        await console.SignInByKeysAsync("主讲人");
        await Expect(console.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        var slides = meeting.Now.Plan.Deck.Slides;
        await console.Keyboard.PressAsync("PageDown");
        await screen.ShowsAsync($"slide:{slides[0].Id}");
        await console.Keyboard.PressAsync("PageDown");
        await screen.ShowsAsync($"slide:{slides[1].Id}");
        await console.Keyboard.PressAsync("Alt+Digit5");
        await screen.ShowsAsync("timetable");
        await console.ChooseByKeysAsync(console.Locator("[data-scene=Wall]"));
        await screen.ShowsAsync("wall");
        await console.WalkAsync("console");
        await console.ChooseByKeysAsync(console.Locator("[data-question]").First);
        await screen.ShowsAsync("question:");
        await Expect(console.Locator("main.talk blockquote")).ToContainTextAsync(Lamp);
        await console.WalkAsync("console while somebody answers");
        await pictures.TakeAsync("stage", ("console", console), ("screen", screen));

        var remote = await pocket.VisitAsync($"/present/{meeting.Code}/remote");
        await remote.SignInByKeysAsync("主讲人");
        await Expect(remote.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        await remote.Keyboard.PressAsync("PageDown");
        await screen.ShowsAsync($"slide:{slides[1].Id}");
        await remote.Keyboard.PressAsync("PageUp");
        await screen.ShowsAsync($"slide:{slides[0].Id}");
        await remote.ChooseByKeysAsync(remote.Locator("#next"));
        await screen.ShowsAsync($"slide:{slides[1].Id}");
        await remote.ChooseByKeysAsync(remote.Locator("[data-scene=Question]"));
        await screen.ShowsAsync("question:");
        await remote.WalkAsync("remote");
        await pictures.TakeAsync("remote", ("remote", remote));
    }

    [Fact]
    public async Task Pages_for_everybody_are_walked_through_by_Tab()
    {
        await using var demo = await DemoServer.RunAsync();
        await using var context = await chromium.OpenAsync(Device.Desktop, demo.Address, calm: true);
        var page = await context.NewPageAsync();
        foreach (
            var path in new[]
            {
                "/",
                "/m",
                $"/m/{Surfaces.Code}",
                $"/p/{Surfaces.Code}",
                $"/live/{Surfaces.Code}",
                "/receipt",
                "/signin",
            }
        )
        {
            await page.OpenAsync(path);
            // The script makes one stop of a round's five levels.
            if (path.StartsWith("/m/", StringComparison.Ordinal))
                await Expect(page.Level(5)).ToHaveAttributeAsync("role", "radio");
            await page.WalkAsync(path);
        }

        // A receipt is looked up without leaving the keyboard.
        await page.OpenAsync("/receipt");
        await page.TypeByKeysAsync(page.Locator("#code"), "W3K7-Q2D9-5M");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".found h1")).ToBeVisibleAsync();
        await page.WalkAsync("a receipt that was not found");
    }
}
