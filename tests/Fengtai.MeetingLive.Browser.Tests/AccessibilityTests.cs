using System.Text;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>Every surface, in each of its looks, has no violation that axe knows of.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class AccessibilityTests(Chromium chromium)
{
    private readonly StringBuilder violations = new();
    private readonly Pictures pictures = new("axe");

    [Fact]
    public async Task The_phone_has_no_violation_on_any_tab_in_large_letters_or_in_English()
    {
        await using var server = await DemoServer.RunAsync();
        foreach (var (look, query) in new[] { ("phone", ""), ("elder", "?elder=1"), ("english", "?lang=en") })
        {
            await using var context = await chromium.OpenAsync(Device.Mobile, server.Address, calm: true);
            var phone = await context.VisitAsync($"/m/{Surfaces.Code}{query}");
            await phone.Level(4).ClickAsync();
            await Expect(phone.RatingReceipt()).ToHaveTextAsync(Surfaces.Receipt());
            foreach (var tab in new[] { "now", "ask", "timetable" })
            {
                await phone.TabAsync(tab);
                await Expect(phone.Locator($"#{tab}")).ToBeVisibleAsync();
                await CheckAsync($"{look}-{tab}", phone);
            }
        }

        await using var plain = await chromium.OpenAsync(Device.Mobile, server.Address, calm: true);
        await CheckAsync("code", await plain.VisitAsync("/m"));
        Assert.True(violations.Length == 0, violations.ToString());
    }

    [Fact]
    public async Task The_big_screen_has_no_violation_in_any_scene_on_paper_or_ink()
    {
        await using var server = await DemoServer.RunAsync();
        await using var office = await chromium.OpenAsync(Device.Desktop, server.Address);
        var desk = await office.VisitStaffAsync($"/desk/{Surfaces.Code}");
        await using var hall = await chromium.OpenAsync(Device.Hall, server.Address, calm: true);
        var paper = await hall.VisitAsync($"/screen/{Surfaces.Code}");
        var ink = await hall.VisitAsync($"/screen/{Surfaces.Code}?theme=ink");
        string[] scenes = ["welcome", "slide", "question", "rating", "timetable", "closing"];
        for (var i = 0; i < scenes.Length; i++)
        {
            await desk.Keyboard.PressAsync($"Alt+Digit{i + 1}");
            foreach (var (look, screen) in new[] { ("paper", paper), ("ink", ink) })
            {
                await screen.BringToFrontAsync();
                await screen.ShowsAsync(scenes[i]);
                await Expect(screen.Locator("#scene .layer")).ToHaveCountAsync(1);
                await CheckAsync($"{scenes[i]}-{look}", screen);
            }

            await desk.BringToFrontAsync();
        }

        Assert.True(violations.Length == 0, violations.ToString());
    }

    [Fact]
    public async Task The_staffs_pages_have_no_violation()
    {
        await using var server = await DemoServer.RunAsync();
        await using var stage = await chromium.OpenAsync(Device.Tablet, server.Address, calm: true);
        var presenter = await stage.VisitStaffAsync($"/present/{Surfaces.Code}");
        await presenter.Locator("[data-scene=Slide]").ClickAsync();
        await Expect(presenter.Locator("[data-scene=Slide]")).ToHaveAttributeAsync("aria-pressed", "true");
        await CheckAsync("presenter-slide", presenter);
        await presenter.Locator("[data-scene=Question]").ClickAsync();
        await Expect(presenter.Locator("main.talk")).ToBeVisibleAsync();
        await CheckAsync("presenter-question", presenter);

        await using var office = await chromium.OpenAsync(Device.Desktop, server.Address, calm: true);
        var desk = await office.VisitStaffAsync($"/desk/{Surfaces.Code}");
        await Expect(desk.Locator("#save")).ToBeVisibleAsync();
        await CheckAsync("desk-outcome", desk);
        await desk.Queue().PressAsync("1");
        await Expect(desk.Locator("#gist")).ToBeFocusedAsync();
        await CheckAsync("desk-answer", desk);
        await desk.ViewAsync("待审");
        await Expect(desk.Locator("#approve")).ToBeVisibleAsync();
        await CheckAsync("desk-queue", desk);
        await desk.Queue().PressAsync("r");
        await desk.Queue().PressAsync("1");
        await Expect(desk.Locator("#refuse")).ToBeEnabledAsync();
        await CheckAsync("desk-refuse", desk);
        await desk.Keyboard.PressAsync("Escape");
        await desk.Queue().PressAsync("t");
        await Expect(desk.Locator("#topic")).ToBeFocusedAsync();
        await CheckAsync("desk-topic", desk);
        await desk.Keyboard.PressAsync("Escape");
        await desk.Queue().PressAsync("n");
        await Expect(desk.Locator("#slip-text")).ToBeFocusedAsync();
        await CheckAsync("desk-slip", desk);
        await desk.Keyboard.PressAsync("Escape");
        await desk.Locator("#closing").ClickAsync();
        await Expect(desk.Locator("main.closing")).ToBeVisibleAsync();
        await CheckAsync("desk-closing", desk);
        Assert.True(violations.Length == 0, violations.ToString());
    }

    [Fact]
    public async Task The_demos_first_page_and_the_sign_in_have_no_violation()
    {
        await using var server = await DemoServer.RunAsync();
        await using var context = await chromium.OpenAsync(Device.Desktop, server.Address, calm: true);
        await CheckAsync("home", await context.VisitAsync("/"));
        await CheckAsync("home-english", await context.VisitAsync("/?lang=en"));
        await CheckAsync("signin", await context.VisitAsync("/signin"));
        Assert.True(violations.Length == 0, violations.ToString());
    }

    /// <summary>All that is wrong is gathered, so that one run tells everything.</summary>
    private async Task CheckAsync(string what, IPage page)
    {
        await pictures.TakeAsync(what, ("page", page));
        var result = await page.RunAxe();
        Assert.NotEmpty(result.Passes);
        foreach (var violation in result.Violations)
        {
            violations.AppendLine($"{what}: {violation.Id} ({violation.Impact}) {violation.Help}");
            foreach (var node in violation.Nodes.Take(4))
            {
                violations.AppendLine($"    {node.Html[..Math.Min(160, node.Html.Length)]}");
                foreach (var check in node.Any.Concat(node.All).Concat(node.None))
                {
                    violations.AppendLine($"      {check.Message}");
                }
            }
        }
    }
}
