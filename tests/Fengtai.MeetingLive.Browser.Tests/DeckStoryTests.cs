using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>A report card is made from nothing: pasted, put in order, a missed target withheld with its mark; a plan is written.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class DeckStoryTests(Chromium chromium)
{
    private const string Source = "王佐镇接诉即办台账，2025年7月5日";
    private static readonly StreetId Street = new("wangzuo");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deck_is_made_from_nothing_and_a_plan_is_written()
    {
        var pictures = new Pictures("deck");
        var axe = new Axe("axe-deck");
        await using var house = await House.OpenAsync();
        await PreparedAsync(house);
        await using var desktop = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        await desktop.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);

        var page = await desktop.VisitStaffAsync("/prepare/wangzuo/deck");
        await Expect(page.Locator("main")).ToContainTextAsync("成绩单还是空的");
        await axe.CheckAsync("empty", page);

        // Bars, from the clipboard as a spreadsheet leaves them there; one cell is no number.
        await AddAsync(page, "#add-first");
        await WordsAsync(page, "停车诉求最多，供暖少了三分之一");
        await PasteAsync(page, "0:0", "主题\t件数\r\n停车管理\t1,024\r\n供暖\t８９１\r\n物业管理\t尽快\r\n");
        await Expect(page.Locator("[data-cell='1:1']")).ToHaveValueAsync("８９１");
        await Expect(page.Locator(".got")).ToContainTextAsync("第3行，数值");
        await axe.CheckAsync("pasted", page);
        await TypeAsync(page, "[data-cell='2:1']", "806");
        await TypeAsync(page, "#unit", "件");
        var preview = page.FrameLocator("iframe[data-preview]");
        await Expect(preview.Locator("h1")).ToContainTextAsync("停车诉求最多");
        await Expect(preview.Locator("svg.chart")).ToContainTextAsync("1,024");
        await SaveAsync(page);

        // Figures, one of them under its target.
        await AddAsync(page, "#add");
        await page.Locator(".kinds button").First.ClickAsync();
        await WordsAsync(page, "每100件诉求，还有近14件没解决");
        await PasteAsync(page, "0:0", "诉求解决率\t\t\t86.2%\t84.9%\t90%\n");
        await Expect(preview.Locator(".tag")).ToContainTextAsync("未达目标");
        await Expect(preview.Locator("svg.chart")).ToContainTextAsync("还差3.8个百分点");
        await SaveAsync(page);
        await pictures.TakeAsync("figures", ("page", page));
        await axe.CheckAsync("figures", page);

        // A text.
        await AddAsync(page, "#add");
        await page.Locator(".kinds button").Last.ClickAsync();
        await WordsAsync(page, "一盏灯，三天亮了");
        await TypeAsync(page, "[data-cell='0:0']", "居民周一反映，周三路灯亮了。");
        await SaveAsync(page);
        await ShowAsync(page, ["停车诉求最多，供暖少了三分之一", "每100件诉求，还有近14件没解决", "一盏灯，三天亮了"]);

        // Put in order by keyboard, then by hand.
        await page.Locator("[data-slide-row] button").Last.FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowUp");
        await Expect(page.Locator("#say")).ToContainTextAsync("从第3页移到第2页，共3页");
        await Expect(page.Locator("[data-slide-row] button").Nth(1)).ToBeFocusedAsync();
        await page.Locator("[data-slide-row]")
            .Nth(2)
            .DragToAsync(
                page.Locator("[data-slide-row]").First,
                new()
                {
                    TargetPosition = new() { X = 40, Y = 4 },
                }
            );
        await ShowAsync(page, ["每100件诉求，还有近14件没解决", "停车诉求最多，供暖少了三分之一", "一盏灯，三天亮了"]);
        await SaveAsync(page);

        // The target is taken away: not without a reason, and not without a mark.
        await page.Locator("[data-slide-row] button").First.ClickAsync();
        await TypeAsync(page, "[data-cell='0:5']", "");
        await page.Locator("#save").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("没有存盘");
        await axe.CheckAsync("target-hidden", page);
        await page.Locator("[data-due] input").FillAsync("统计口径调整");
        await SaveAsync(page);
        await Expect(preview.Locator(".withheld")).ToHaveTextAsync("未列目标：诉求解决率。原因：统计口径调整");
        await pictures.TakeAsync("withheld", ("page", page));

        // What was typed and not saved is there again after the page was left.
        await page.Locator("#slide-title").FillAsync("断线前写的标题");
        await Expect(page.Locator("#saved")).ToContainTextAsync("未存盘");
        await page.ReloadAsync();
        await LiveAsync(page);
        await page.Locator("#take-kept").ClickAsync();
        await Expect(page.Locator("[data-slide-row]").First).ToContainTextAsync("断线前写的标题");
        await SaveAsync(page);

        var deck = (await house.Service<Preparations>().LoadAsync(Street, Cancel)).Plan.Deck;
        Assert.Equal(
            ["断线前写的标题", "停车诉求最多，供暖少了三分之一", "一盏灯，三天亮了"],
            deck.Slides.Select(slide => slide.Title)
        );
        Assert.Equal("统计口径调整", Assert.Single(deck.Slides[0].Withheld!.Value).Reason);

        await PlanAsync(page, axe, pictures);
        var plan = Assert.Single((await house.Service<Preparations>().LoadAsync(Street, Cancel)).Content.ResponsePlans);
        Assert.NotNull(plan.CheckedOn);
        axe.AssertNothing();
    }

    private static async Task PlanAsync(IPage page, Axe axe, Pictures pictures)
    {
        await page.OpenAsync("/prepare/wangzuo/plans");
        await LiveAsync(page);
        await Expect(page.Locator("h1")).ToContainTextAsync("份预案");
        await page.Locator("tbody tr").First.ClickAsync();
        await TypeAsync(page, "#plan-deadline", "尽快");
        await page.Locator("#save-plan").ClickAsync();
        await Expect(page.Locator(".form")).ToContainTextAsync("不写“尽快”");
        await axe.CheckAsync("plan-wrong", page);
        await TypeAsync(page, "#plan-may-say", "上半年已新增助餐点6个，7月5日公示。");
        await TypeAsync(page, "#plan-may-promise", "10月底前每个社区都能送餐上门。");
        await TypeAsync(page, "#plan-may-not", "不承诺晚上8点后送餐，人手不够。");
        await TypeAsync(page, "#plan-title", "助餐点送餐上门");
        foreach (var field in new[] { "lead", "unit", "owner" })
        {
            var first = await page.Locator($"#known-{field} option").First.GetAttributeAsync("value");
            await TypeAsync(page, $"#plan-{field}", first!);
        }

        await TypeAsync(page, "#plan-deadline", "60天");
        await page.Locator("#check-plan").ClickAsync();
        await Expect(page.Locator("#say")).ToContainTextAsync("已核对");
        await Expect(page)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(
                    "topic=",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );
        await axe.CheckAsync("plan", page);
        await pictures.TakeAsync("plans", ("page", page));
        await page.OpenAsync("/prepare/wangzuo/plans?lang=en");
        await LiveAsync(page);
        await axe.CheckAsync("plans-en", page);
        await page.OpenAsync("/prepare/wangzuo/deck?lang=en");
        await LiveAsync(page);
        await axe.CheckAsync("deck-en", page);
        await pictures.TakeAsync("deck-en", ("page", page));
    }

    private static async Task PreparedAsync(House house)
    {
        var pack = Assert.IsType<PackResult.Sound>(MeetingPack.Read(MeetingPack.DemoFolder)).Pack;
        var preparations = house.Service<Preparations>();
        var now = await preparations.LoadAsync(Street, Cancel);
        var plan = pack.Plan with
        {
            Code = now.Plan.Code,
            Street = Street,
            Venues = [pack.Plan.Venues[0] with { Code = now.Plan.Code }],
            Deck = Deck.Empty,
            Date = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(6),
        };
        var by = Actor.Staff(new ActorId("王佐镇秘书"), Roles.Secretary, Street);
        Assert.IsType<Saved.Kept>(await preparations.SaveAsync(now, new Prepared(plan, [], []), by, Cancel));
    }

    /// <summary>A new slide begins with its title; what is typed before it has the focus would go elsewhere.</summary>
    private static async Task AddAsync(IPage page, string button)
    {
        await page.Locator(button).ClickAsync();
        await Expect(page.Locator("#slide-title")).ToBeFocusedAsync();
        await Expect(page.Locator("#slide-title")).ToHaveValueAsync("");
    }

    private static async Task WordsAsync(IPage page, string title)
    {
        await page.Locator("#slide-title").FillAsync(title);
        await TypeAsync(page, "#slide-topic", "诉求清单");
        await TypeAsync(page, "#slide-period", "2025年上半年");
        await TypeAsync(page, "#slide-source", Source);
    }

    /// <summary>Typed and left, for a field is taken when it is left.</summary>
    private static async Task TypeAsync(IPage page, string field, string text)
    {
        await page.Locator(field).FillAsync(text);
        await page.Locator(field).BlurAsync();
    }

    private static async Task PasteAsync(IPage page, string cell, string text)
    {
        await page.EvaluateAsync("text => navigator.clipboard.writeText(text)", text);
        await page.Locator($"[data-cell='{cell}']").FocusAsync();
        await page.Keyboard.PressAsync("Control+v");
        await Expect(page.Locator(".got")).ToContainTextAsync("收到");
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.Keyboard.PressAsync("Control+s");
        await Expect(page.Locator("#saved")).ToContainTextAsync("已存盘");
    }

    private static Task ShowAsync(IPage page, string[] titles) =>
        Expect(page.Locator("[data-slide-row] .t")).ToHaveTextAsync(titles);

    private static Task LiveAsync(IPage page) => Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();
}
