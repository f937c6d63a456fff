using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

public sealed partial class SettlementStoryTests
{
    /// <summary>Who takes part, each with windows of their own, and where the item stands.</summary>
    /// <param name="Pocket">The resident's phone.</param>
    /// <param name="Street">Anybody's phone.</param>
    /// <param name="Hall">The big screen, and anybody's desk.</param>
    /// <param name="Field">The phones of units and bureaus.</param>
    private sealed record Story(
        MonthsClock Clock,
        House House,
        Gathering Meeting,
        IBrowserContext Pocket,
        IBrowserContext Street,
        IBrowserContext Hall,
        IBrowserContext Office,
        IBrowserContext Field,
        Secret Secret,
        Axe Axe,
        Pictures Pictures
    )
    {
        public string Code => Meeting.Code;

        public DateOnly Begin => Meeting.Now.Plan.Date;

        public Commitment Item => Meeting.Now.Timetable.Values.Single(c => c.Title == Title);

        public Track Track => Tracks.Of(Meeting.Now, Item.Id);

        public string ItemPath => $"/track/{Meeting.Street}/{Code}/{Item.Id}";

        /// <summary>Signed in anew: the last time was days ago, or it was somebody else.</summary>
        public async Task<IPage> SignedInAsync(string name, string path)
        {
            await Office.ClearCookiesAsync();
            var page = await Office.VisitAsync(path);
            await page.SignInAsync(name, House.Password);
            await Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
            return page;
        }

        /// <summary>The office makes a link for the unit.</summary>
        public async Task<string> LinkAsync(string unit)
        {
            var item = await SignedInAsync(FirstSecretary, ItemPath);
            await Expect(item.Locator("h1")).ToHaveTextAsync(Title);
            var path = await IssueAsync(item, bureau: null);
            await Expect(item.Locator("#issued")).ToContainTextAsync(unit);
            await LeaveAsync(item);
            return path;
        }

        /// <summary>待验收 becomes 已办结 by somebody who looks at it.</summary>
        public async Task AcceptAsync(string name, DateOnly day, string picture)
        {
            Clock.GoTo(day, 9);
            var board = await SignedInAsync(name, "/track/wangzuo");
            await Expect(board.Locator("#count-AwaitingCheck b")).ToHaveTextAsync("1");
            await TakeAsync($"{picture}-board", ("board", board));
            await board.Locator(".items tbody a").Filter(new() { HasText = Title }).ClickAsync();
            await Expect(board.Locator(".head .state")).ToContainTextAsync("待验收");
            await TakeWholeAsync($"{picture}-check", ("item", board));
            await board.Locator("#accept").ClickAsync();
            await Expect(board.Locator(".head .state")).ToContainTextAsync("已办结");
            await TakeWholeAsync(picture, ("item", board));
            await LeaveAsync(board);
        }

        /// <summary>查回执, typed as it was kept.</summary>
        public async Task<IPage> LookUpAsync(string receipt)
        {
            var phone = await Pocket.VisitAsync("/receipt");
            await phone.Locator("#code").FillAsync(receipt);
            await phone.Locator("form.find button").ClickAsync();
            await Expect(phone.Locator(".found h1")).ToContainTextAsync(Asked);
            return phone;
        }

        public Task TakeAsync(string what, params (string Who, IPage Page)[] pages) => Pictures.TakeAsync(what, pages);

        public Task TakeWholeAsync(string what, params (string Who, IPage Page)[] pages) =>
            Pictures.TakeAsync(what, whole: true, pages);

        /// <summary>A phone's page, and the same at a desk.</summary>
        public async Task TakeBothAsync(string what, IPage page)
        {
            await TakeWholeAsync(what, ("phone", page));
            await page.SetViewportSizeAsync(1280, 800);
            await TakeWholeAsync(what, ("desk", page));
            await page.SetViewportSizeAsync(Device.Mobile.Width, Device.Mobile.Height);
        }
    }
}
