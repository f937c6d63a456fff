using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>After the meeting: from the board to an item that is reported with a photo, checked and settled.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class TrackStoryTests(Chromium chromium)
{
    private const string Code = "WANG60";
    private const string LongTitle =
        "西王佐村至南宫村沿线背街小巷补装太阳能路灯并同步修整破损路面与无障碍坡道以及沿街排水沟盖板更换工作";
    private static readonly DateOnly Today = DateOnly.FromDateTime(
        DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime
    );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_the_board_to_a_report_with_a_photo_and_its_check_by_somebody_else()
    {
        var pictures = new Pictures("track");
        var axe = new Axe("axe-track");
        await using var house = await House.OpenAsync(signIn: true);
        await house.HireAsync("镇秘书", Roles.Secretary);
        await house.HireAsync("另一位秘书", Roles.Secretary);
        var meeting = await house.OpenMeetingAsync(
            Code,
            plan => plan with { Commitments = Forty, Date = Today.AddDays(-60) }
        );
        await using var one = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        await using var two = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);

        // The board: overdue first, counted; urged at once.
        var page = await SignedInAsync(one, "镇秘书", "/track/wangzuo");
        await Expect(page.Locator(".items tbody tr").First).ToContainTextAsync("逾期9天");
        await Expect(page.Locator("#count-all b")).ToHaveTextAsync("41");
        await axe.CheckAsync("board", page);
        await LookAsync(pictures, "board", page);
        await page.Locator("#urge").ClickAsync();
        await page.Locator("#urge-note").FillAsync("周五前报原因");
        await axe.CheckAsync("urge", page);
        await pictures.TakeAsync("urge", ("page", page));
        await page.Locator("#urge-go").DblClickAsync();
        await Expect(page.Locator(".told")).ToContainTextAsync("已督办5项");
        Assert.All(
            meeting.Now.Tracks.Values,
            track => Assert.Single(track.Steps, step => step.Event is Urged { Note: "周五前报原因" })
        );

        // The other views, a filter, and back by the browser's own button.
        foreach (var view in new[] { "columns", "calendar" })
        {
            await page.Locator($".views a[href*='{view}']").ClickAsync();
            await Expect(page.Locator($".views a[href*='{view}']")).ToHaveAttributeAsync("aria-current", "page");
            await axe.CheckAsync(view, page);
            await LookAsync(pictures, view, page);
        }

        await page.Locator(".views a").First.ClickAsync();
        await page.Locator("#pick-unit").SelectOptionAsync("平安建设办");
        await Expect(page.Locator("#count-all b")).ToHaveTextAsync("10");
        await Expect(page.Locator("#pick-unit")).ToHaveAttributeAsync("aria-pressed", "true");
        await page.GoBackAsync();
        await Expect(page.Locator("#count-all b")).ToHaveTextAsync("41");

        // The item: reported as done with a photo.
        await page.Locator(".items tbody a").First.ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync(LongTitle);
        await axe.CheckAsync("item", page);
        await page.Locator("#open-report").ClickAsync();
        await page.Locator("input[name=report-kind][value=Done]").CheckAsync();
        await page.Locator("#report-text").FillAsync("路灯全部装好，晚上都亮了");
        await page.Locator("#report-save").ClickAsync();
        await Expect(page.Locator("#report-form [role=alert]")).ToContainTextAsync("请附一张现场照片");
        await page.Locator("#report-photos input").SetInputFilesAsync(Picture());
        await Expect(page.Locator("#report-form img.shot")).ToHaveCountAsync(1);
        await axe.CheckAsync("report", page);
        await LookAsync(pictures, "report", page);
        await page.Locator("#report-save").DblClickAsync();
        await Expect(page.Locator("#check")).ToContainTextAsync("报办结的人不能自己验收");
        await Expect(page.Locator(".way img.shot")).ToHaveCountAsync(1);
        await axe.CheckAsync("to-check", page);
        await LookAsync(pictures, "to-check", page);

        // Somebody else accepts; the first page follows without being asked.
        var other = await SignedInAsync(two, "另一位秘书", new Uri(page.Url).AbsolutePath);
        await other.Locator("#accept").ClickAsync();
        await Expect(other.Locator("#check")).ToHaveCountAsync(0);
        await Expect(page.Locator(".head")).ToContainTextAsync("已办结");
        await Expect(page.Locator("#say")).ToContainTextAsync("验收");
        Assert.Equal(CommitmentState.Done, meeting.Now.Timetable[new("item-0")].State);

        // Another item: bureaus called, a link for one of them, the place visited.
        await page.GotoAsync("/track/wangzuo?state=overdue");
        await LiveAsync(page);
        await page.Locator(".items tbody a").First.ClickAsync();
        await BlowAsync(page);
        await page.Locator("#open-link").ClickAsync();
        await page.Locator("#link-for").SelectOptionAsync("区城管委");
        await page.Locator("#link-issue").ClickAsync();
        await Expect(page.Locator("#link-address"))
            .ToHaveValueAsync(
                new System.Text.RegularExpressions.Regex(
                    "/w/[0-9A-Z]{32}$",
                    System.Text.RegularExpressions.RegexOptions.None,
                    TimeSpan.FromSeconds(1)
                )
            );
        await page.Locator("#link-copy").ClickAsync();
        await axe.CheckAsync("link", page);
        await LookAsync(pictures, "link", page);
        await page.Locator("[data-bureau=区城管委] [data-act=arrived]").ClickAsync();
        await Expect(page.Locator("[data-bureau=区城管委] .state--done")).ToBeVisibleAsync();
        await page.Locator("#open-visit").ClickAsync();
        await axe.CheckAsync("visit", page);
        await page.Locator("#open-charge").ClickAsync();
        await axe.CheckAsync("charge", page);
        await LookAsync(pictures, "charge", page);

        // The same in English.
        await page.GotoAsync("/track/wangzuo?lang=en");
        await LiveAsync(page);
        await axe.CheckAsync("board-en", page);
        await LookAsync(pictures, "board-en", page);
        await page.Locator(".items tbody a").First.ClickAsync();
        await Expect(page.Locator("h1")).ToBeVisibleAsync();
        await axe.CheckAsync("item-en", page);
        await LookAsync(pictures, "item-en", page);
        axe.AssertNothing();
    }

    [Fact]
    public async Task What_is_not_settled_is_carried_over_to_the_next_meeting()
    {
        var pictures = new Pictures("track-carry");
        await using var house = await House.OpenAsync();
        await using var one = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        var page = await one.VisitStaffAsync("/track/wangzuo");
        await Expect(page.Locator("main")).ToContainTextAsync("还没有承办事项");
        await LookAsync(pictures, "empty", page);

        var meeting = await house.OpenMeetingAsync(
            Code,
            plan => plan with { Commitments = Forty[..3], Date = Today.AddDays(-60) }
        );
        await meeting.DoAsync((id, by, at) => new CloseMeeting(id, by, at));
        await page.GotoAsync("/track/wangzuo");
        await LiveAsync(page);
        await page.Locator("#carry").ClickAsync();
        await Expect(page.Locator("#carry-panel")).ToContainTextAsync("还没有准备下次会议");
        await pictures.TakeAsync("none-prepared", ("page", page));

        var preparations = house.Service<Preparations>();
        var now = await preparations.LoadAsync(meeting.Street, Cancel);
        var plan = meeting.Now.Plan with
        {
            Code = now.Plan.Code,
            Venues = [meeting.Now.Plan.Venues[0] with { Code = now.Plan.Code }],
            Title = "王佐镇第二次报告会",
            Date = Today.AddDays(30),
            Commitments = [],
        };
        Assert.IsType<Saved.Kept>(
            await preparations.SaveAsync(now, new Prepared(plan, [], []), Actor.System(meeting.Street), Cancel)
        );
        await page.GotoAsync("/track/wangzuo");
        await LiveAsync(page);
        await page.Locator("#carry").ClickAsync();
        await pictures.TakeAsync("prepared", ("page", page));
        await page.Locator("#carry-all").DblClickAsync();
        await Expect(page.Locator(".told")).ToContainTextAsync("已结转3项，到王佐镇第二次报告会");
        Assert.Equal(3, (await preparations.LoadAsync(meeting.Street, Cancel)).Plan.Commitments.Length);
    }

    private static async Task BlowAsync(IPage page)
    {
        await page.Locator("#open-whistle").ClickAsync();
        await page.Locator("#whistle-bureau").FillAsync("区消防救援支队");
        await page.Locator("#whistle-add").ClickAsync();
        await Expect(page.Locator(".act .chip")).ToHaveCountAsync(1);
        await page.Locator("#whistle-bureau").FillAsync("区城管委");
        await page.Locator("#whistle-day")
            .FillAsync(Today.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.Locator("#whistle-clock").FillAsync("14:00");
        await page.Locator("#whistle-place").FillAsync("3号院北门");
        await page.Locator("#whistle-about").FillAsync("夜间谁来拖移");
        await page.Locator("#whistle-save").ClickAsync();
        await Expect(page.Locator("#whistles")).ToContainTextAsync("3号院北门");
    }

    private static async Task<IPage> SignedInAsync(IBrowserContext context, string name, string address)
    {
        var page = await context.VisitAsync(address);
        await page.SignInAsync(name, House.Password);
        await LiveAsync(page);
        return page;
    }

    /// <summary>In the two widths that offices have.</summary>
    private static async Task LookAsync(Pictures pictures, string what, IPage page)
    {
        foreach (var (width, height) in new[] { (1024, 768), (1440, 900) })
        {
            await page.SetViewportSizeAsync(width, height);
            await pictures.TakeAsync($"{what}-{width}", ("page", page));
            Assert.True(
                await page.EvaluateAsync<bool>(
                    "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
                ),
                $"{what} is wider than {width} pixels."
            );
        }
    }

    private static Task LiveAsync(IPage page) => Expect(page.Locator("[data-interactive=true]")).ToBeVisibleAsync();

    private static FilePayload Picture()
    {
        using var bitmap = new SKBitmap(640, 400);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.MidnightBlue);
            using var lamp = new SKPaint { Color = SKColors.Gold };
            for (var x = 60; x < 640; x += 120)
                canvas.DrawCircle(x, 140, 30, lamp);
        }

        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 90);
        return new FilePayload
        {
            Name = "路灯.png",
            MimeType = "image/png",
            Buffer = data.ToArray(),
        };
    }

    /// <summary>Of every state, with short and long names; five are late.</summary>
    private static ImmutableArray<Commitment> Forty => [.. Enumerable.Range(0, 41).Select(Item)];

    private static Commitment Item(int n)
    {
        string[] titles =
        [
            "楼道充电口排查",
            "镇区主路口补划斑马线",
            "老楼上下水改造方案公示",
            "化粪池清掏复查",
            "夜间错峰共享停车位",
        ];
        string[] units = ["城市管理办", "平安建设办", "环境保障办", "民生保障办"];
        var due = Today.AddDays(
            n < 5 ? n - 9
            : n < 9 ? n - 5
            : n
        );
        return new Commitment(
            new CommitmentId($"item-{n}"),
            n == 0 ? LongTitle : titles[n % titles.Length] + (n < 10 ? "" : $"（{n}）"),
            n == 0 ? "镇党委副书记、镇长（分管城市建设与综合保障工作）" : "副镇长（分管城建）",
            n == 0 ? "综合保障与城市管理联合办公室（王佐镇）" : units[n % units.Length],
            n == 0 ? "综合保障办公室市政道路专员（北片）" : "道路专员",
            due,
            [.. Enumerable.Range(1, n % 4).Select(m => new Milestone(due.AddDays(-m), $"第{m}步", m % 2 == 1))],
            n < 20 ? CommitmentState.Moving
                : n < 24 ? CommitmentState.NotStarted
                : n < 26 ? CommitmentState.CannotBeDone
                : CommitmentState.Done
        )
        {
            Topic = n % 3 == 0 ? "停车管理" : null,
        };
    }
}
