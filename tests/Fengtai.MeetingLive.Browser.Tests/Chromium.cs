using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Fengtai.MeetingLive.Browser.Tests.Chromium))]

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The one browser of all tests: the machine's own Chromium, so that nothing is downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>Each test has a server and several pages; side by side they would only wait for each other.</summary>
    public const string OneAtATime = "one at a time";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Find(),
                Args =
                [
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>A window of its own cookies; dispose it with its page.</summary>
    internal Task<IBrowserContext> OpenAsync(Device device, string address, bool script = true, bool calm = false) =>
        browser!.NewContextAsync(
            new()
            {
                BaseURL = address,
                ViewportSize = new() { Width = device.Width, Height = device.Height },
                DeviceScaleFactor = device.Scale,
                UserAgent = device.Phone ? Device.PhoneAgent : null,
                IsMobile = device.Phone,
                HasTouch = device.Phone,
                JavaScriptEnabled = script,
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ReducedMotion = calm ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            }
        );

    private static string Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return Names
                .SelectMany(name => folders.Select(folder => Path.Combine(folder, name)))
                .Prepend("/usr/bin/chromium")
                .FirstOrDefault(File.Exists)
            ?? throw new FileNotFoundException(
                "No Chromium on this machine. Install it: apt-get install -y --no-install-recommends chromium fonts-noto-cjk"
            );
    }
}

/// <summary>What a surface is looked at with.</summary>
internal sealed record Device(int Width, int Height, float Scale = 1, bool Phone = false)
{
    public const string PhoneAgent =
        "Mozilla/5.0 (Linux; Android 13; V2244A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0 "
        + "Mobile Safari/537.36 MicroMessenger/8.0.50";

    public static readonly Device Mobile = new(390, 844, Scale: 2, Phone: true);
    public static readonly Device Hall = new(1920, 1080);
    public static readonly Device Tablet = new(1180, 820);
    public static readonly Device Desktop = new(1800, 1125);
}
