using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Where things stand on the pages, in the words of who uses them.</summary>
internal static partial class Surfaces
{
    public const string Code = "FT2025";

    /// <summary>The round that the demo opens with.</summary>
    private const string Overall = "main form[data-round=overall]";

    public static async Task<IPage> VisitAsync(this IBrowserContext context, string path)
    {
        var page = await context.NewPageAsync();
        var response = await page.GotoAsync(path);
        Assert.Equal(200, response!.Status);
        return page;
    }

    /// <summary>Goes there on a page that is open, and finds this status.</summary>
    public static async Task OpenAsync(this IPage page, string path, int status = 200)
    {
        var response = await page.GotoAsync(path);
        Assert.Equal(status, response!.Status);
    }

    /// <summary>A key pressed before the circuit lives would be lost.</summary>
    public static async Task<IPage> VisitStaffAsync(this IBrowserContext context, string path)
    {
        var page = await context.VisitAsync(path);
        await Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
        return page;
    }

    public static async Task SignInAsync(this IPage page, string name, string password)
    {
        await page.Locator("#name").FillAsync(name);
        await page.Locator("#password").FillAsync(password);
        await page.Locator("form .btn--main").ClickAsync();
    }

    /// <summary>The name's field has the focus already.</summary>
    public static async Task SignInByKeysAsync(this IPage page, string name)
    {
        await Expect(page.Locator("#name")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(House.Password);
        await page.Keyboard.PressAsync("Enter");
    }

    // The phone.

    public static ILocator Level(this IPage phone, int level) =>
        phone.Locator($"{Overall} button.level[value='{level}']");

    /// <summary>A row of an open ballot.</summary>
    public static ILocator Choice(this IPage phone, string poll, string proposal) =>
        phone.Locator($"form[data-poll='{poll}'] button[value='{proposal}']");

    public static ILocator RatingReceipt(this IPage phone) => phone.Locator($"{Overall} .note [data-f=receipt]");

    public static ILocator Band(this IPage phone) => phone.Locator("[data-part=band]");

    public static ILocator OwnQuestion(this IPage phone, string text) =>
        phone.Locator("[data-list=mine] > li").Filter(new() { HasText = text });

    public static ILocator BoardRow(this IPage phone, string text) =>
        phone.Locator("[data-list=board] > li").Filter(new() { HasText = text });

    public static Task TabAsync(this IPage phone, string tab) => phone.Locator($".tabs a[href='#{tab}']").ClickAsync();

    public static async Task AskAsync(this IPage phone, string text)
    {
        await phone.TabAsync("ask");
        await phone.Locator("#text").FillAsync(text);
        await phone.Locator("form.ask button.btn--main").ClickAsync();
    }

    public static async Task ReceivedAsync(this IPage phone, int level)
    {
        await Expect(phone.Level(level).Locator("[data-f=say]")).ToContainTextAsync("已收到");
        await Expect(phone.RatingReceipt()).ToHaveTextAsync(Receipt());
    }

    // The big screen.

    /// <summary>The newest picture; while one fades over the other there are two.</summary>
    public static ILocator Scene(this IPage screen) => screen.Locator("#scene .layer").Last;

    /// <summary>Waits for the scene; when it does not come, says where it was lost: at the server, on the way, or in the window.</summary>
    public static async Task ShowsAsync(this IPage screen, string scene)
    {
        try
        {
            await Expect(screen.Scene().Locator($"[data-scene^='{scene}']")).ToBeVisibleAsync();
        }
        catch (PlaywrightException e)
        {
            throw new InvalidOperationException(
                $"The screen does not show '{scene}': {await screen.EvaluateAsync<string>(WhatTheScreenKnows)}",
                e
            );
        }
    }

    private const string WhatTheScreenKnows = """
        async () => {
          const scenes = (root) => [...root.querySelectorAll("[data-scene]")].map((el) => el.dataset.scene);
          const asked = performance.getEntriesByType("resource").filter((r) => r.name.includes("/scene")).slice(-4);
          const answer = await fetch(location.pathname + "/scene", { cache: "no-store" });
          const now = new DOMParser().parseFromString(await answer.text(), "text/html");
          return JSON.stringify({
            window: scenes(document),
            server: answer.status + " " + scenes(now),
            cut: !!document.querySelector("[data-reconnecting]:not([hidden])"),
            hidden: document.hidden,
            at: Math.round(performance.now()),
            asked: asked.map((r) => [r.name.split("?")[1], Math.round(r.startTime), Math.round(r.responseEnd), r.responseStatus]),
          });
        }
        """;

    /// <summary>How many have rated, as the hall reads it.</summary>
    public static ILocator RatedOnScreen(this IPage screen) => screen.Scene().Locator(".base p:first-child b");

    public static async Task<int> RatedAsync(this IPage screen)
    {
        var text = Figure().Match(await screen.RatedOnScreen().InnerTextAsync()).Value;
        return int.Parse(text, CultureInfo.InvariantCulture);
    }

    public static Task HasRatedAsync(this IPage screen, int people) =>
        Expect(screen.RatedOnScreen())
            .ToHaveTextAsync(new Regex($@"^\s*{people}\s*/", RegexOptions.None, TimeSpan.FromSeconds(1)));

    // The desk.

    /// <summary>How many chose a level of the round, at the desk.</summary>
    public static ILocator ChoseAtDesk(this IPage desk, int level) => desk.Locator(".rounds .mini b").Nth(5 - level);

    public static ILocator Queue(this IPage desk) => desk.Locator("ul[role=listbox]");

    public static ILocator QueueRow(this IPage desk, string text) =>
        desk.Queue().Locator("li").Filter(new() { HasText = text });

    public static Task ViewAsync(this IPage desk, string view) =>
        desk.GetByRole(AriaRole.Tab, new() { Name = view }).ClickAsync();

    /// <summary>By its place, whatever the language: 0 is what waits.</summary>
    public static async Task ViewAtAsync(this IPage desk, int place)
    {
        await desk.GetByRole(AriaRole.Tab).Nth(place).ClickAsync();
        await Expect(desk.GetByRole(AriaRole.Tab).Nth(place)).ToHaveAttributeAsync("aria-selected", "true");
    }

    /// <summary>Chooses a question of a view, with the keyboard's focus on the queue.</summary>
    public static async Task ChooseAsync(this IPage desk, string view, string text)
    {
        await desk.ViewAsync(view);
        await desk.QueueRow(text).ClickAsync();
        await Expect(desk.QueueRow(text)).ToHaveAttributeAsync("aria-selected", "true");
        await Expect(desk.Locator("main.item h1")).ToContainTextAsync(text);
        await Expect(desk.Queue()).ToBeFocusedAsync();
    }

    /// <summary>What the desk says last was done.</summary>
    public static ILocator Said(this IPage desk) => desk.Locator("[data-said]");

    [GeneratedRegex(@"^[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{2}$", RegexOptions.None, 1000)]
    public static partial Regex Receipt();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Figure();
}
