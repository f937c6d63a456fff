using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The staff's pages in every state they have, in both languages: axe finds nothing.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class StaffAccessibilityTests(Chromium chromium)
{
    private static readonly string[] Languages = ["zh-CN", "en"];

    [Fact]
    public async Task The_desk_has_no_violation_in_any_of_its_panels()
    {
        var axe = new Axe("axe-desk");
        await using var house = await House.OpenAsync();
        foreach (var lang in Languages)
        {
            var meeting = await house.PlayAsync(lang == "en" ? "WANG20" : "WANG10");
            await meeting.AskAsync("小区里的停车位晚上太少，能不能共享单位的车位？");
            await meeting.AskAsync("小区里的停车位晚上太少，能不能共享机关的车位？");
            await meeting.AskAsync("社区公园的滑梯断了一级，什么时候换？");
            await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
            var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}?lang={lang}");
            Task CheckAsync(string what) => axe.CheckAsync($"{what}-{lang}", desk);
            async Task PressAsync(string key, string focused)
            {
                await desk.Queue().PressAsync(key);
                await Expect(desk.Locator(focused)).ToBeFocusedAsync();
            }

            async Task BackAsync()
            {
                await desk.Keyboard.PressAsync("Escape");
                await Expect(desk.Queue()).ToBeFocusedAsync();
            }

            // The question on stage: promised, with what is missing said; then answered.
            await PressAsync("2", "#deadline");
            await CheckAsync("outcome");
            await desk.Locator("#deadline").FillAsync("不日");
            await desk.Locator("#unit").FillAsync("");
            await desk.Keyboard.PressAsync("Control+Enter");
            await Expect(desk.Locator("#deadline")).ToHaveAttributeAsync("aria-invalid", "true");
            await CheckAsync("outcome-wrong");
            await PressAsync("1", "#gist");
            await CheckAsync("answer");
            await BackAsync();

            // What waits: two that say the same, a refusal, topic, labels, merging by number, a slip.
            await desk.ViewAtAsync(0);
            await desk.QueueRow("共享机关的车位").ClickAsync();
            await Expect(desk.Locator("#merge")).ToBeVisibleAsync();
            await CheckAsync("like");
            await desk.Queue().PressAsync("r");
            await desk.Queue().PressAsync("6");
            await Expect(desk.Locator("#note")).ToBeFocusedAsync();
            await CheckAsync("refuse");
            await BackAsync();
            await PressAsync("t", "#topic");
            await CheckAsync("topic");
            await BackAsync();
            await PressAsync("l", "#label");
            await CheckAsync("labels");
            await desk.Locator("#label").FillAsync("夜间");
            await desk.Keyboard.PressAsync("Enter");
            await Expect(desk.QueueRow("共享机关的车位").Locator(".lab")).ToHaveTextAsync("夜间");
            await CheckAsync("labelled");
            await BackAsync();
            await desk.QueueRow("滑梯").ClickAsync();
            await Expect(desk.Locator("main.item h1")).ToContainTextAsync("滑梯");
            await PressAsync("m", "#merge-into");
            await desk.Locator("#merge-into").FillAsync("999");
            await desk.Keyboard.PressAsync("Enter");
            await Expect(desk.Locator("#merge-into-why")).ToBeVisibleAsync();
            await CheckAsync("merge");
            await BackAsync();
            await PressAsync("n", "#slip-text");
            await CheckAsync("slip");
            await BackAsync();

            // What has its outcome, by view; one refused and one merged are there for it.
            var two = meeting.Find("共享机关的车位");
            var refused = await meeting.AskAsync("谁家的车总占着消防通道？");
            await meeting.DoAsync((id, by, at) => new Merge(id, by, at, two, meeting.Find("共享单位的车位")));
            await meeting.DoAsync((id, by, at) => new Refuse(id, by, at, refused, RefusalReason.Other, "已另行登记。"));
            for (var view = 1; view < 6; view++)
            {
                await desk.ViewAtAsync(view);
                await desk.Queue().Locator("li").First.ClickAsync();
                await Expect(desk.Locator("main.item h1")).ToBeVisibleAsync();
                await CheckAsync($"view-{view}");
            }

            // Paper: a first count, then somebody else's that differs from it.
            await PressAsync("p", "#paper-5");
            await CheckAsync("paper-first");
            await BackAsync();
            await meeting.DoAsync(
                Actor.Staff(new ActorId("other"), Roles.Secretary, meeting.Street),
                (id, by, at) => new EnterPaper(id, by, at, new("overall"), [0, 0, 1, 2, 3], 8, "老人不用手机")
            );
            await PressAsync("p", "#paper-5");
            foreach (var (field, n) in new[] { ("5", "4"), ("4", "2"), ("3", "1"), ("2", "0"), ("1", "0") })
                await desk.Locator($"#paper-{field}").FillAsync(n);
            await desk.Locator("#paper-present").FillAsync("8");
            await desk.Keyboard.PressAsync("Control+Enter");
            await Expect(desk.Locator("tr.differs")).ToHaveCountAsync(1);
            await CheckAsync("paper-second");
            await BackAsync();

            // Polls: open, closed, and what became of the proposals.
            await meeting.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("station")));
            await Expect(desk.Locator("#close-poll")).ToBeVisibleAsync();
            await desk.Queue().PressAsync("v");
            await Expect(desk.Locator("#close-poll.btn--armed")).ToBeVisibleAsync();
            await CheckAsync("poll");
            await desk.Queue().PressAsync("v");
            await Expect(desk.Locator("#mark-poll")).ToBeVisibleAsync();
            await desk.Queue().PressAsync("k");
            await Expect(desk.Locator("#mark-centre .two button").First).ToBeFocusedAsync();
            await desk.Locator("#mark-centre .two button").First.ClickAsync();
            await desk.Keyboard.PressAsync("Control+Enter");
            await Expect(desk.Locator("#reason-centre")).ToHaveAttributeAsync("aria-invalid", "true");
            await CheckAsync("marks");
            await BackAsync();

            // Closing: blocked by the stage, ready, done.
            await desk.Locator("#closing").ClickAsync();
            await Expect(desk.Locator("#close-meeting")).ToBeDisabledAsync();
            await CheckAsync("closing-blocked");
            var stage = meeting.Now.Stage!.Question;
            await meeting.DoAsync((id, by, at) => new Answer(id, by, at, stage, "本周内划线，当天公布。"));
            await Expect(desk.Locator("#close-meeting")).ToBeEnabledAsync();
            await CheckAsync("closing-ready");
            await desk.Keyboard.PressAsync("Control+Enter");
            await Expect(desk.Locator("main.closing a.btn--main")).ToBeVisibleAsync();
            await CheckAsync("closing-done");
            await BackAsync();
            await CheckAsync("over");
        }

        axe.AssertNothing();
    }

    [Fact]
    public async Task The_minutes_have_no_violation_at_any_of_their_steps()
    {
        var axe = new Axe("axe-minutes");
        await using var house = await House.OpenAsync();
        foreach (var lang in Languages)
        {
            var meeting = await house.PlayAsync(lang == "en" ? "WANG20" : "WANG10", toTheEnd: true);
            await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
            var page = await office.VisitStaffAsync($"/desk/{meeting.Code}/minutes?lang={lang}");
            Task CheckAsync(string what) => axe.CheckAsync($"{what}-{lang}", page);
            await page.Locator("#form-excused").FillAsync(new string('长', 61));
            await page.Locator("#save-form").ClickAsync();
            await Expect(page.Locator(".elements .why")).ToBeVisibleAsync();
            await CheckAsync("draft-wrong");
            await page.Locator("#form-excused").FillAsync("武装部部长（因公）");
            await page.Locator("#save-form").ClickAsync();
            await Expect(page.Locator("#save-form")).ToBeDisabledAsync();
            var other = Actor.Staff(new ActorId("other"), Roles.Secretary, meeting.Street);
            await meeting.DoAsync(other, (id, by, at) => new SubmitMinutes(id, by, at));
            await page.Locator("[data-wording^=Answer] button").First.ClickAsync();
            await Expect(page.Locator("#wording")).ToBeFocusedAsync();
            await page.Locator("#wording").FillAsync("改成99户。");
            await page.Locator("#save-wording").ClickAsync();
            await Expect(page.Locator(".wordings .why")).ToBeVisibleAsync();
            await CheckAsync("review");
            await page.Locator("#pass").ClickAsync();
            await Expect(page.Locator("#seal")).ToBeEnabledAsync();
            await CheckAsync("passed");
            await page.Locator("#seal").ClickAsync();
            await page.Locator("#supplement").FillAsync("会后补发书面答复。");
            await page.Locator("#add").ClickAsync();
            await Expect(page.Locator("a[href$='supplement-1.pdf']")).ToBeVisibleAsync();
            await CheckAsync("sealed");
        }

        axe.AssertNothing();
    }

    [Fact]
    public async Task The_desk_with_tickets_and_halls_and_before_the_meeting_has_no_violation()
    {
        var axe = new Axe("axe-seats");
        await using var house = await House.OpenAsync();
        var seats = await house.OpenMeetingAsync("WANG10", plan => plan with { Entry = EntryRule.Ticket });
        await seats.IssueAsync("C排1座");
        await seats.DoAsync(
            (id, by, at) => new ShowScene(id, by, at, SceneKind.Timetable, Venue: seats.Now.Plan.Venues[1].Id)
        );
        await house.AnnounceAsync("WANG20");
        foreach (var lang in Languages)
        {
            await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
            var desk = await office.VisitStaffAsync($"/desk/{seats.Code}?lang={lang}");
            await desk.Locator("#ticket-first").FillAsync("九");
            await desk.Locator("#issue-tickets").ClickAsync();
            await Expect(desk.Locator(".tickets .why")).ToBeVisibleAsync();
            await axe.CheckAsync($"desk-tickets-{lang}", desk);
            foreach (var path in new[] { "/desk/WANG20", "/present/WANG20", "/present/WANG20/remote", "/desk/NOPE99" })
            {
                await desk.OpenAsync($"{path}?lang={lang}");
                await Expect(desk.Locator("[data-interactive=true], .notice").First).ToBeVisibleAsync();
                await axe.CheckAsync($"{path.Replace('/', '-')}-{lang}", desk);
            }
        }

        axe.AssertNothing();
    }

    [Fact]
    public async Task The_console_and_its_remote_have_no_violation()
    {
        var axe = new Axe("axe-talk");
        await using var house = await House.OpenAsync();
        var meeting = await house.PlayAsync("WANG10");
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");
        await Expect(desk.Locator("#save")).ToBeVisibleAsync();
        var pages = new List<(string Look, IPage Page, IBrowserContext Context)>();
        foreach (var lang in Languages)
        {
            foreach (var (what, device) in new[] { ("", Device.Tablet), ("/remote", Device.Mobile) })
            {
                var context = await chromium.OpenAsync(device, house.Address, calm: true);
                var page = await context.VisitStaffAsync($"/present/{meeting.Code}{what}?lang={lang}");
                pages.Add((what.Trim('/') + lang, page, context));
            }
        }

        async Task CheckAsync(string what, SceneKind scene)
        {
            await meeting.DoAsync((id, by, at) => new ShowScene(id, by, at, scene));
            foreach (var (look, page, _) in pages)
            {
                await page.BringToFrontAsync();
                await Expect(page.Locator($"[data-scene={scene}]")).ToHaveAttributeAsync("aria-pressed", "true");
                await axe.CheckAsync($"{what}-{look}", page);
            }
        }

        await CheckAsync("answering", SceneKind.Question);
        await CheckAsync("slide-while-answering", SceneKind.Slide);
        var stage = meeting.Now.Stage!.Question;
        await meeting.DoAsync((id, by, at) => new Answer(id, by, at, stage, "本周内划线，当天公布。"));
        await CheckAsync("approved", SceneKind.Rating);
        await meeting.DoAsync((id, by, at) => new CloseMeeting(id, by, at));
        await CheckAsync("over", SceneKind.Closing);
        foreach (var (_, _, context) in pages)
            await context.DisposeAsync();
        axe.AssertNothing();
    }

    [Fact]
    public async Task The_first_page_and_the_doors_have_no_violation()
    {
        var axe = new Axe("axe-home");
        await using var demo = await DemoServer.RunAsync();
        await using var house = await House.OpenAsync(signIn: true);
        await house.AnnounceAsync("WANG10");
        await house.HireAsync("主讲人", Roles.Presenter);
        foreach (var lang in Languages)
        {
            await using var context = await chromium.OpenAsync(Device.Desktop, demo.Address, calm: true);
            await axe.CheckAsync($"home-{lang}", await context.VisitAsync($"/?lang={lang}"));

            await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
            var page = await office.VisitAsync($"/signin?lang={lang}&returnUrl=/desk/WANG10");
            await axe.CheckAsync($"signin-{lang}", page);
            await page.SignInAsync("主讲人", "the wrong one");
            await Expect(page.Locator("#why")).ToBeVisibleAsync();
            await axe.CheckAsync($"signin-wrong-{lang}", page);
            await page.SignInAsync("主讲人", House.Password);
            await Expect(page.Locator("main > h1")).ToBeVisibleAsync();
            await axe.CheckAsync($"role-missing-{lang}", page);
            await page.OpenAsync($"/signout?lang={lang}");
            await axe.CheckAsync($"signout-{lang}", page);
        }

        axe.AssertNothing();
    }
}
