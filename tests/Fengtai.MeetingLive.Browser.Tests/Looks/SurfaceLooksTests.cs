using System.Text;
using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests.Looks;

/// <summary>
/// Every surface looks as it was last reviewed, in Chinese and English, with ordinary and with large letters. The demo's
/// meeting stands at one moment; what is random or the machine's (QR codes, addresses, receipts, fingerprints) is covered.
/// </summary>
[Collection(Chromium.OneAtATime)]
public sealed class SurfaceLooksTests(Chromium chromium)
{
    /// <summary>14:45 in Beijing on the day of the demo's meeting.</summary>
    private static readonly DateTime Moment = new(2025, 8, 25, 6, 45, 0, DateTimeKind.Utc);

    private const string Covered =
        ".qr, [data-f=receipt], .hash, [data-check=journal] span, .stage-foot p > .code, .addr > span";

    private readonly StringBuilder wrong = new();

    [Fact]
    public async Task The_residents_phone()
    {
        await using var server = await StandingAsync();
        foreach (
            var (look, query) in new[]
            {
                ("zh", "?lang=zh"),
                ("zh-elder", "?lang=zh&elder=1"),
                ("en", "?lang=en"),
                ("en-elder", "?lang=en&elder=1"),
            }
        )
        {
            await using var context = await OpenAsync(Device.Mobile, server);
            var phone = await context.VisitAsync($"/m/{Surfaces.Code}{query}");
            await Expect(phone.Level(4)).ToBeVisibleAsync();
            await LookAsync($"phone-now-{look}", phone);
            await phone.TabAsync("ask");
            await LookAsync($"phone-ask-{look}", phone);
            await phone.TabAsync("timetable");
            await LookAsync($"phone-timetable-{look}", phone);
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public async Task What_everybody_reads()
    {
        await using var server = await StandingAsync();
        foreach (
            var (look, language, letters) in new[]
            {
                ("zh", "zh-CN", 0),
                ("zh-elder", "zh-CN", 1),
                ("en", "en", 0),
                ("en-elder", "en", 1),
            }
        )
        {
            await using var context = await OpenAsync(Device.Mobile, server);
            // The phone's page remembers the size of the letters for the others.
            var page = await context.VisitAsync($"/m?lang={(language == "en" ? "en" : "zh")}&elder={letters}");
            await LookAsync($"code-{look}", page);
            await page.OpenAsync($"/p/{Surfaces.Code}?lang={language}");
            await LookAsync($"public-{look}", page);
            await page.OpenAsync($"/live/{Surfaces.Code}?lang={language}&elder={letters}");
            await LookAsync($"live-{look}", page);
            await page.OpenAsync($"/receipt?lang={language}");
            await LookAsync($"receipt-{look}", page);
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public async Task The_big_screen()
    {
        await using var server = await StandingAsync();
        await using var hall = await OpenAsync(Device.Hall, server);
        var screens = new (string Look, IPage Page)[]
        {
            ("zh", await hall.VisitAsync($"/screen/{Surfaces.Code}")),
            ("ink", await hall.VisitAsync($"/screen/{Surfaces.Code}?theme=ink")),
            ("en", await hall.VisitAsync($"/screen/{Surfaces.Code}?lang=en")),
        };
        foreach (var kind in Enum.GetValues<SceneKind>().Where(kind => kind != SceneKind.Closing))
        {
            await server.DoAsync((by, at) => new ShowScene(new($"look-{kind}"), by, at, kind));
            await LookAsync(kind, screens);
        }

        await server.DoAsync(server.ToTheEnd());
        await LookAsync(SceneKind.Closing, screens);
        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    [Fact]
    public async Task The_staffs_pages()
    {
        await using var server = await StandingAsync();
        foreach (var language in new[] { "zh", "en" })
        {
            await using var office = await OpenAsync(Device.Desktop, server);
            var page = await office.VisitAsync($"/?lang={language}");
            await LookAsync($"home-{language}", page);
            await page.OpenAsync($"/signin?lang={language}");
            await LookAsync($"signin-{language}", page);
            await page.OpenAsync($"/desk/{Surfaces.Code}?lang={language}");
            await Expect(page.Locator("#save")).ToBeVisibleAsync();
            await LookAsync($"desk-{language}", page);
            await page.Locator("#closing").ClickAsync();
            await Expect(page.Locator("main.closing")).ToBeVisibleAsync();
            await LookAsync($"desk-closing-{language}", page);
            await page.OpenAsync($"/desk/{Surfaces.Code}/minutes?lang={language}");
            await Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
            await Expect(page.Locator(".preview")).ToHaveJSPropertyAsync("complete", true);
            await LookAsync($"minutes-{language}", page);

            await using var stage = await OpenAsync(Device.Tablet, server);
            var presenter = await stage.VisitStaffAsync($"/present/{Surfaces.Code}?lang={language}");
            await presenter.Locator("[data-scene=Slide]").ClickAsync();
            await Expect(presenter.Locator("[data-scene=Slide]")).ToHaveAttributeAsync("aria-pressed", "true");
            await LookAsync($"presenter-slide-{language}", presenter);
            await presenter.Locator("[data-scene=Question]").ClickAsync();
            await Expect(presenter.Locator("main.talk")).ToBeVisibleAsync();
            await LookAsync($"presenter-question-{language}", presenter);

            await using var hand = await OpenAsync(Device.Mobile, server);
            var remote = await hand.VisitStaffAsync($"/present/{Surfaces.Code}/remote?lang={language}");
            await LookAsync($"remote-{language}", remote);
        }

        Assert.True(wrong.Length == 0, wrong.ToString());
    }

    private static Task<DemoServer> StandingAsync() =>
        DemoServer.RunAsync(new StandingClock(new DateTimeOffset(Moment)));

    private async Task<IBrowserContext> OpenAsync(Device device, DemoServer server)
    {
        var context = await chromium.OpenAsync(device, server.Address, calm: true);
        await context.Clock.SetFixedTimeAsync(Moment);
        return context;
    }

    private async Task LookAsync(SceneKind kind, (string Look, IPage Page)[] screens)
    {
        var scene = kind.ToString().ToLowerInvariant();
        foreach (var (look, screen) in screens)
        {
            await screen.BringToFrontAsync();
            await screen.ShowsAsync(scene);
            await Expect(screen.Locator("#scene .layer")).ToHaveCountAsync(1);
            await LookAsync($"screen-{scene}-{look}", screen);
        }
    }

    /// <summary>All that looks otherwise is gathered, so that one run tells everything.</summary>
    private async Task LookAsync(string name, IPage page)
    {
        await page.EvaluateAsync("() => document.fonts.ready");
        var picture = await page.ScreenshotAsync(
            new()
            {
                Animations = ScreenshotAnimations.Disabled,
                Caret = ScreenshotCaret.Hide,
                Mask = [page.Locator(Covered)],
                MaskColor = "#808080",
            }
        );
        if (Baseline.Check(name, picture) is { } differs)
            wrong.AppendLine(differs);
    }

    /// <summary>The time of day stands still; timers run.</summary>
    private sealed class StandingClock(DateTimeOffset moment) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => moment;
    }
}
