using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>After the meeting, from the hall to the end: a resident's phone, the office, a unit, a bureau and everybody.</summary>
[Collection(Chromium.OneAtATime)]
public sealed partial class SettlementStoryTests(Chromium chromium)
{
    private const string Number = "13873915678";
    private const string Asked = "3号院西门的路灯坏了半个月";
    private const string Question = $"{Asked}，老人晚上摔过跤，什么时候修好？请回电138-7391-5678。";
    private const string Title = "3号院西门路灯修复";
    private const string Unit = "城市管理办";
    private const string Bureau = "区城管委";
    private const string Unsolved = "亮了三天又灭了，北边两盏一直没亮。";
    private const string Lit = "5盏全部换成新灯，晚上都亮了。";
    private const string Cable = "挖开看了，地下电缆断了一段，要换新的。";
    private const string Agreed = "区城管委出电缆，本月底前接通。";
    private const string Finding = "北边两盏不亮，井盖下有积水。";
    private const string Last = "电缆换新，7盏灯连亮三十天。";
    private const string FirstSecretary = "镇秘书";
    private const string SecondSecretary = "另一位秘书";

    [Fact]
    public async Task One_question_goes_from_the_hall_to_a_reopened_and_finally_settled_end_six_months_later()
    {
        var tomorrow = Days.Of(TimeProvider.System.GetUtcNow()).AddDays(1);
        await using var clock = new MonthsClock(At(tomorrow, 14));
        await using var house = await House.OpenAsync(signIn: true, clock.Time);
        await house.NameStreetAsync("王佐镇");
        await house.HireAsync(FirstSecretary, Roles.Secretary);
        await house.HireAsync(SecondSecretary, Roles.Secretary);
        var meeting = await house.OpenMeetingAsync(
            "WANG60",
            plan =>
                plan with
                {
                    Date = tomorrow,
                    Commitments =
                    [
                        .. plan.Commitments.Take(2).Select(c => c with { Deadline = tomorrow.AddDays(300) }),
                    ],
                }
        );
        await using var pocket = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        await using var street = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        await using var hall = await chromium.OpenAsync(Device.Hall, house.Address, calm: true);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        await using var field = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        var secret = new Secret(Number);
        foreach (var windows in new[] { pocket, street, hall, field })
            secret.Guard(windows);
        var story = new Story(
            clock,
            house,
            meeting,
            pocket,
            street,
            hall,
            office,
            field,
            secret,
            new("axe-settlement"),
            new("settlement")
        );

        var receipt = await AskInTheHallAsync(story);
        await ReportAndAcceptAsync(story);
        var open = await SendBackAsync(story, receipt);
        await BeLateTwiceAsync(story);
        await SettleAsync(story, receipt, open);

        Assert.Equal(tomorrow.AddMonths(6), clock.Today);
        await ReadAsEverybodyAsync(story);
        secret.AssertKept();
        story.Axe.AssertNothing();
    }

    /// <summary>会上: asked by phone, let through, seconded, staged and answered with a promise.</summary>
    /// <returns>The receipt's code, as the phone keeps it.</returns>
    private static async Task<string> AskInTheHallAsync(Story story)
    {
        var phone = await story.Pocket.VisitAsync($"/m/{story.Code}");
        var neighbour = await story.Street.VisitAsync($"/m/{story.Code}");
        var screen = await story.Hall.VisitAsync($"/screen/{story.Code}");
        var desk = await story.SignedInAsync(FirstSecretary, $"/desk/{story.Code}");
        await phone.AskAsync(Question);
        await phone.TabAsync("now");
        await Expect(phone.OwnQuestion(Asked)).ToContainTextAsync("待审核");
        await desk.ChooseAsync("待审", Asked);
        await desk.Queue().PressAsync("a");
        await Expect(desk.QueueRow(Asked)).ToHaveCountAsync(0);
        await neighbour.TabAsync("ask");
        await neighbour.BoardRow(Asked).Locator(".back").ClickAsync();
        await Expect(neighbour.BoardRow(Asked).Locator(".back [data-f=say]")).ToHaveTextAsync("已附议");
        await story.TakeAsync("supported", ("phone", phone), ("neighbour", neighbour), ("desk", desk));

        await desk.ChooseAsync("待上台", Asked);
        await desk.Queue().PressAsync("s");
        await screen.ShowsAsync("question:");
        await Expect(screen.Scene().Locator(".said")).ToContainTextAsync(Asked);
        await story.Secret.LookAsync(phone, neighbour, screen);
        await story.TakeAsync("stage", ("phone", phone), ("screen", screen));
        await desk.ChooseAsync("待上台", Asked);
        await desk.Queue().PressAsync("2");
        foreach (
            var (field, text) in new[]
            {
                ("title", Title),
                ("lead", "副镇长（分管城建）"),
                ("unit", Unit),
                ("owner", "道路专员"),
                ("deadline", Typed(story.Begin.AddDays(45))),
            }
        )
            await desk.Locator($"#{field}").FillAsync(text);
        await story.TakeAsync("recording", ("desk", desk));
        await desk.Keyboard.PressAsync("Control+Enter");
        await screen.ShowsAsync("timetable");
        await Expect(screen.Scene().Locator("tr.new")).ToContainTextAsync(Title);
        await Expect(phone.OwnQuestion(Asked)).ToContainTextAsync(Unit);
        var kept = phone.OwnQuestion(Asked).Locator("[data-f=receipt]");
        await Expect(kept).ToHaveTextAsync(Surfaces.Receipt());
        await story.TakeAsync("promised", ("phone", phone), ("screen", screen));
        var receipt = await kept.InnerTextAsync();

        await desk.Locator("#closing").ClickAsync();
        await Expect(desk.Locator("#close-meeting")).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("Control+Enter");
        await screen.ShowsAsync("closing");
        await Expect(phone.Locator("[data-part=idle]")).ToContainTextAsync("会议已结束");
        await story.Secret.LookAsync(phone, neighbour, screen);
        await story.TakeAsync("closed", ("phone", phone), ("screen", screen));
        await LeaveAsync(phone, neighbour, screen, desk);
        return receipt;
    }

    /// <summary>三周后: the unit says how far it is, then that it is done; the office looks and accepts.</summary>
    private static async Task ReportAndAcceptAsync(Story story)
    {
        story.Clock.GoTo(story.Begin.AddDays(21), 10);
        var unit = await story.Field.VisitAsync(await story.LinkAsync(Unit));
        await Expect(unit.Locator("h1")).ToContainTextAsync(Asked);
        await AnswerAsync(unit, "moving", "灯具已订货，下周到货。");
        await story.Secret.LookAsync(unit);
        await story.TakeBothAsync("progress", unit);

        story.Clock.GoTo(story.Begin.AddDays(28), 16);
        await unit.ReloadAsync();
        await AnswerAsync(unit, "done", Lit, FieldHouse.Photo());
        await story.TakeBothAsync("done", unit);
        await LeaveAsync(unit);
        await story.AcceptAsync(SecondSecretary, story.Begin.AddDays(29), "accepted");
        Assert.Equal(CommitmentState.Done, story.Item.State);
    }

    /// <summary>居民不满意: every step in plain words, rated, and sent back.</summary>
    /// <returns>A second page with the form, left open.</returns>
    private static async Task<IPage> SendBackAsync(Story story, string receipt)
    {
        story.Clock.GoTo(story.Begin.AddDays(33), 20);
        var phone = await story.LookUpAsync(receipt);
        var steps = phone.Locator("ol.steps");
        foreach (var step in new[] { "提交", "审核通过", "上台", "列入时间表", "灯具已订货", Lit, "验收" })
            await Expect(steps).ToContainTextAsync(step);
        await Expect(phone.Locator(".found .eyebrow")).ToContainTextAsync("已办结");
        await story.TakeBothAsync("receipt-settled", phone);
        var open = await story.LookUpAsync(receipt);
        await phone.Locator("form.levels button[value='2']").ClickAsync();
        await Expect(phone.Locator("form.levels button[value='2']")).ToHaveAttributeAsync("aria-pressed", "true");
        await story.Axe.CheckAsync("rated", phone, picture: false);
        await story.TakeAsync("rated", ("phone", phone));
        await phone.Locator("#why").FillAsync(Unsolved);
        await story.TakeAsync("reopening", ("phone", phone));
        await phone.Locator("form.again button").ClickAsync();
        await Expect(phone.Locator("#again [role=status]")).ToBeVisibleAsync();
        await Expect(phone.Locator("form.again")).ToHaveCountAsync(0);
        await story.Secret.LookAsync(phone);
        await story.Axe.CheckAsync("reopened", phone, picture: false);
        await story.TakeBothAsync("reopened", phone);
        await LeaveAsync(phone);
        Assert.Equal((CommitmentState.Moving, 1), (story.Item.State, story.Track.Reopenings));
        return open;
    }

    private static DateTimeOffset At(DateOnly day, int hour) =>
        new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(8));

    /// <summary>As people read it.</summary>
    private static string Long(DateOnly day) => day.ToString("yyyy年M月d日", CultureInfo.InvariantCulture);

    /// <summary>As a field for days takes it.</summary>
    private static string Typed(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
