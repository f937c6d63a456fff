using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Who is let in and who is counted: tickets, the hall's changing code, and ratings on paper.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class DoorStoriesTests(Chromium chromium)
{
    private static readonly RoundId Overall = new("overall");

    [Fact]
    public async Task A_ticket_is_one_phone_s_until_the_desk_releases_its_seat()
    {
        var pictures = new Pictures("ticket");
        await using var house = await House.OpenAsync();
        var meeting = await house.OpenMeetingAsync("WANG10", plan => plan with { Entry = EntryRule.Ticket });
        await meeting.DoAsync((id, by, at) => new OpenRound(id, by, at, Overall));
        await using var one = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var other = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");
        await desk.Locator("#ticket-row").FillAsync("C");
        await desk.Locator("#ticket-first").FillAsync("1");
        await desk.Locator("#ticket-last").FillAsync("2");
        await desk.Locator("#issue-tickets").ClickAsync();
        await Expect(desk.Locator(".tickets h2")).ToContainTextAsync("已发2，已用0");
        var ticket = house.Service<TicketOffice>().List(meeting.Now, house.Address)[0];

        // The first phone scans it, the second is told what to do and follows from outside.
        var first = await one.VisitAsync(ticket.Url);
        await Expect(first.Locator(".entry")).ToContainTextAsync("座位票C排1座");
        await Expect(desk.Locator(".tickets h2")).ToContainTextAsync("已发2，已用1");
        await first.Level(5).ClickAsync();
        await first.ReceivedAsync(5);
        var second = await other.NewPageAsync();
        await second.OpenAsync(ticket.Url, 409);
        await Expect(second.Locator("h1")).ToContainTextAsync("已在另一部手机用过");
        await Expect(second.Locator(".steps")).ToContainTextAsync("签到台");
        await pictures.TakeAsync("taken", ("first", first), ("second", second));
        await second.Locator("a.btn--main").ClickAsync();
        await Expect(second.Locator(".entry")).ToContainTextAsync("您在线上参加");

        // Released at the desk, the seat is the second phone's: typed, as it is printed.
        await desk.Locator("#ticket-seat").FillAsync("C排1座");
        await desk.Locator("#release-ticket").ClickAsync();
        await Expect(desk.Said()).ToContainTextAsync("已释放C排1座");
        await pictures.TakeAsync("released", ("desk", desk));
        await second.Locator("#ticket").FillAsync(ticket.Code.ToLowerInvariant());
        await second.Locator("form.look button").First.ClickAsync();
        await Expect(second.Locator(".entry")).ToContainTextAsync("座位票C排1座");
        await second.Level(2).ClickAsync();
        await second.ReceivedAsync(2);
        await Expect(desk.Locator("tr[data-venue=main] .n").Nth(2)).ToHaveTextAsync("1");
        await first.OpenAsync($"/m/{meeting.Code}");
        await Expect(first.Locator(".entry")).ToContainTextAsync("您在线上参加");
        await pictures.TakeAsync("admitted", ("first", first), ("second", second), ("desk", desk));
    }

    [Fact]
    public async Task The_hall_s_code_changes_on_its_screen_and_an_old_one_admits_nobody()
    {
        var pictures = new Pictures("hall-code");
        var clock = new ForwardClock();
        await using var house = await House.OpenAsync(clock: clock);
        var meeting = await house.OpenMeetingAsync("WANG10", plan => plan with { Entry = EntryRule.Hall });
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address);
        await using var one = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var late = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var street = await chromium.OpenAsync(Device.Hall, house.Address);
        var venue = meeting.Now.Plan.Venues[0].Id;
        string Code() => house.Service<HallCodes>().Now(meeting.Now, venue).Code;

        // Only the screen that the desk opened shows it.
        var desk = await office.VisitStaffAsync($"/desk/{meeting.Code}");
        var screen = await office.RunAndWaitForPageAsync(() => desk.Locator("tr[data-venue=main] a").ClickAsync());
        await screen.SetViewportSizeAsync(Device.Hall.Width, Device.Hall.Height);
        await Expect(screen.Locator("[data-again]")).ToBeVisibleAsync();
        await Expect(screen.Locator("#scene")).ToContainTextAsync("扫码入场");
        var stranger = await street.VisitAsync($"/screen/{meeting.Code}");
        await Expect(stranger.Locator("#scene")).ToContainTextAsync("扫码在线上参加");
        await Expect(stranger.Locator("[data-again]")).ToHaveCountAsync(0);
        await pictures.TakeAsync("screens", ("screen", screen), ("stranger", stranger));

        var photo = Code();
        var phone = await one.VisitAsync($"/m/{meeting.Code}?k={photo}");
        await Expect(phone.Locator(".entry")).ToContainTextAsync("您已入场（主会场）");
        // The code stands no longer in the address that somebody might send on.
        await Expect(phone)
            .Not.ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(
                    "k=",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );

        var before = await screen.Locator("svg.qr path").First.GetAttributeAsync("d");
        clock.Forward(TimeSpan.FromMinutes(2));
        await meeting.DoAsync((id, by, at) => new ShowScene(id, by, at, SceneKind.Timetable));
        await screen.ShowsAsync("timetable");
        await Expect(screen.Scene().Locator("svg.qr path").First).Not.ToHaveAttributeAsync("d", before!);

        var outside = await late.VisitAsync($"/m/{meeting.Code}?k={photo}");
        await Expect(outside.Locator(".entry")).ToContainTextAsync("入场码已过期");
        await Expect(outside.Locator(".entry")).ToContainTextAsync("您在线上参加");
        await pictures.TakeAsync("expired", ("outside", outside));
        await outside.OpenAsync($"/m/{meeting.Code}?k={Code()}");
        await Expect(outside.Locator(".entry")).ToContainTextAsync("您已入场（主会场）");
        await pictures.TakeAsync("admitted", ("outside", outside));
        Assert.Equal(2, meeting.Now.Present.Count);
    }

    [Fact]
    public async Task Ratings_on_paper_count_when_two_have_counted_the_same_and_are_marked_everywhere()
    {
        var pictures = new Pictures("paper");
        await using var house = await House.OpenAsync(signIn: true);
        await house.HireAsync("会务甲", Roles.Secretary);
        await house.HireAsync("会务乙", Roles.Secretary);
        var meeting = await house.OpenMeetingAsync("WANG10");
        await meeting.DoAsync((id, by, at) => new OpenRound(id, by, at, Overall));
        await meeting.DoAsync((id, by, at) => new ShowScene(id, by, at, SceneKind.Rating));
        await using var pocket = await chromium.OpenAsync(Device.Mobile, house.Address);
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address);
        await using var one = await chromium.OpenAsync(Device.Desktop, house.Address);
        await using var two = await chromium.OpenAsync(Device.Desktop, house.Address);
        var phone = await pocket.VisitAsync($"/m/{meeting.Code}");
        await phone.Level(4).ClickAsync();
        await phone.ReceivedAsync(4);
        var screen = await hall.VisitAsync($"/screen/{meeting.Code}");
        await screen.HasRatedAsync(1);
        var first = await SignedInAsync(one, meeting, "会务甲");
        var second = await SignedInAsync(two, meeting, "会务乙");

        await CountAsync(first, 3, 2, 1, 0, 0);
        await first.Locator("#paper-reason").FillAsync("部分老人没有手机");
        await first.Keyboard.PressAsync("Control+Enter");
        await Expect(first.Said()).ToContainTextAsync("6");
        // One alone counts nothing.
        await screen.HasRatedAsync(1);
        await pictures.TakeAsync("first", ("first", first), ("second", second));

        // The other counts differently, is shown where, counts again, and it stands.
        await CountAsync(second, 2, 3, 1, 0, 0);
        await second.Keyboard.PressAsync("Control+Enter");
        await Expect(second.Locator("tr.differs")).ToHaveCountAsync(2);
        await screen.HasRatedAsync(1);
        await pictures.TakeAsync("differs", ("second", second));
        await second.Locator("#paper-5").FillAsync("3");
        await second.Locator("#paper-4").FillAsync("2");
        await second.Keyboard.PressAsync("Control+Enter");
        await screen.HasRatedAsync(7);
        await Expect(screen.Scene().Locator(".base")).ToContainTextAsync("含纸质6份");
        await Expect(first.Locator(".rounds").First).ToContainTextAsync("含纸质6份");
        await Expect(phone.Locator("main form[data-round=overall] [data-f=by]")).ToContainTextAsync("含纸质6份");
        // The public page tells what is closed.
        await first.Queue().FocusAsync();
        await first.Queue().PressAsync("e");
        await Expect(first.Locator("#close-round.btn--armed")).ToBeVisibleAsync();
        await first.Queue().PressAsync("e");
        await Expect(first.Locator("#close-round")).ToHaveCountAsync(0);
        var page = await pocket.VisitAsync($"/p/{meeting.Code}");
        await Expect(page.Locator("#speak .src").Filter(new() { HasText = "含纸质6份" })).ToBeVisibleAsync();
        await page.Locator("#speak .src").Filter(new() { HasText = "含纸质6份" }).ScrollIntoViewIfNeededAsync();
        await pictures.TakeAsync("counted", ("first", first), ("screen", screen), ("phone", phone), ("page", page));
    }

    private static async Task<IPage> SignedInAsync(IBrowserContext context, Gathering meeting, string name)
    {
        var desk = await context.VisitAsync($"/desk/{meeting.Code}");
        await desk.SignInAsync(name, House.Password);
        await Expect(desk.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        return desk;
    }

    /// <summary>Slips by level, 非常满意 first; as many were handed out.</summary>
    private static async Task CountAsync(IPage desk, params int[] slips)
    {
        await desk.Queue().PressAsync("p");
        await Expect(desk.Locator("#paper-5")).ToBeFocusedAsync();
        foreach (var (i, n) in slips.Index())
            await desk.Locator($"#paper-{5 - i}").FillAsync($"{n}");
        await desk.Locator("#paper-present").FillAsync($"{slips.Sum()}");
    }

    /// <summary>The machine's clock, set forward; timers go on as they do.</summary>
    private sealed class ForwardClock : TimeProvider
    {
        private TimeSpan ahead;

        public void Forward(TimeSpan by) => ahead += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;
    }
}
