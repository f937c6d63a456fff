using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Prepare.Decks;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>成绩单: written, pasted, put in order, saved; nothing typed is lost and no missed target disappears.</summary>
public sealed class DeckPageTests : StaffRoom
{
    private static readonly StreetId Street = Script.Street;

    private static readonly Slide Rates = new(
        new("rates"),
        "每100件诉求，还有近14件没解决",
        "接诉即办",
        new FiguresContent([new("诉求解决率", "86.2", "%", Value: 86.2m, LastYear: 84.9m, Target: 90m)]),
        "2025年上半年",
        "接诉即办台账，2025年7月",
        false,
        []
    );

    private static readonly Slide Parking = new(
        new("parking"),
        "停车成了头一件",
        "诉求清单",
        new BarsContent("件", [new("停车管理", 31), new("供暖", 18)]),
        "2025年上半年",
        "接诉即办台账，2025年7月",
        false,
        []
    );

    protected override TimeProvider Clock { get; } = new FakeTimeProvider(Script.Begin.AddDays(-5));

    protected override Task PrepareAsync()
    {
        JSInterop.Setup<bool>("deck.keep", _ => true).SetResult(true);
        return Task.CompletedTask;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ListFigures? listed;

    protected override FollowedList Counts => new((_, _) => Task.FromResult(listed));

    [Fact]
    public async Task An_empty_deck_says_what_a_slide_is_and_begins_with_one()
    {
        await SavedAsync();
        var page = await OpenAsync();
        Assert.Contains("一页说一个结论", page.Markup, StringComparison.Ordinal);

        await page.Find("#add-first").ClickAsync(new());

        Assert.Single(page.FindAll("[data-slide-row]"));
        Assert.Contains("缺标题", page.Find("[data-slide-row]").TextContent, StringComparison.Ordinal);
        Assert.Equal(9, page.FindAll(".kinds button").Count);
    }

    [Fact]
    public async Task The_picture_is_the_scene_of_the_big_screen()
    {
        await SavedAsync(Rates, Parking);
        await OpenAsync();

        var html = Picture();

        Assert.Contains("class=\"stage\" data-scene=\"slide:rates\"", html, StringComparison.Ordinal);
        Assert.Contains("未达目标", html, StringComparison.Ordinal);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_block_from_a_spreadsheet_goes_over_the_cells_and_is_said_back()
    {
        await SavedAsync(Parking);
        var page = await OpenAsync();

        await page.InvokeAsync(() =>
            page.Instance.PasteAsync(
                0,
                0,
                "主题\t件数\n停车管理\t1,024\n供暖\t８９１\n\"物业\"\"管理\"\"\"\t尽快\n",
                false
            )
        );

        Assert.Equal("1,024", page.Find("[data-cell='0:1']").GetAttribute("value"));
        Assert.Equal("物业\"管理\"", page.Find("[data-cell='2:0']").GetAttribute("value"));
        Assert.Equal("true", page.Find("[data-cell='2:1']").GetAttribute("aria-invalid"));
        var got = page.Find(".got").TextContent;
        Assert.Contains("收到3行2列", got, StringComparison.Ordinal);
        Assert.Contains("第1行认作列名", got, StringComparison.Ordinal);
        Assert.Contains("第3行，数值", got, StringComparison.Ordinal);
        Assert.Contains("读不出数：“尽快”", got, StringComparison.Ordinal);

        await page.Find("#save").ClickAsync(new());
        Assert.Contains("没有存盘", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("尽快", page.Find("[data-cell='2:1']").GetAttribute("value"));

        await page.Find("[data-cell='2:1']").ChangeAsync(new() { Value = "806" });
        await page.Find("#save").ClickAsync(new());
        var bars = Assert.IsType<BarsContent>((await NowAsync()).Plan.Deck.Slides[0].Content);
        Assert.Equal([1024m, 891m, 806m], bars.Bars.Select(bar => bar.Value));
    }

    [Fact]
    public async Task Alt_and_an_arrow_move_a_slide_and_it_is_announced()
    {
        await SavedAsync(Rates, Parking);
        var page = await OpenAsync();

        await page.Find("[data-slide-row=rates] button")
            .KeyDownAsync(new KeyboardEventArgs { Key = "ArrowDown", AltKey = true });

        Assert.Contains("从第1页移到第2页，共2页", page.Find("#say").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["parking", "rates"],
            page.FindAll("[data-slide-row]").Select(row => row.GetAttribute("data-slide-row"))
        );
        await page.InvokeAsync(() => page.Instance.DropAsync("rates", "parking", false));
        Assert.Equal(
            ["rates", "parking"],
            page.FindAll("[data-slide-row]").Select(row => row.GetAttribute("data-slide-row"))
        );
    }

    [Fact]
    public async Task A_missed_target_goes_only_with_a_reason_that_stays()
    {
        await SavedAsync(Rates);
        var page = await OpenAsync();

        await page.Find("[data-cell='0:5']").ChangeAsync(new() { Value = "" });
        await page.Find("#save").ClickAsync(new());
        Assert.Contains("没有存盘", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        await page.Find("[data-due=诉求解决率] input").InputAsync(new() { Value = "统计口径调整" });
        await page.Find("#save").ClickAsync(new());

        Assert.Equal("统计口径调整", Assert.Single((await NowAsync()).Plan.Deck.Slides[0].Withheld!.Value).Reason);
        var html = Picture();
        Assert.Contains("未列目标：诉求解决率。原因：统计口径调整", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slide_with_a_missed_target_is_deleted_with_a_reason_and_comes_back_by_undo()
    {
        await SavedAsync(Rates, Parking);
        var page = await OpenAsync();

        await page.Find("#remove").ClickAsync(new());
        Assert.Equal(2, page.FindAll("[data-slide-row]").Count);
        await page.Find("#removal").InputAsync(new() { Value = "改为书面报告" });
        await page.Find("form.removal").SubmitAsync();
        Assert.Single(page.FindAll("[data-slide-row]"));

        await page.Find("#undo").ClickAsync(new());
        Assert.Equal(2, page.FindAll("[data-slide-row]").Count);
        Assert.Equal("rates", page.FindAll("[data-slide-row]")[0].GetAttribute("data-slide-row"));

        await page.Find("#remove").ClickAsync(new());
        await page.Find("#removal").InputAsync(new() { Value = "改为书面报告" });
        await page.Find("form.removal").SubmitAsync();
        await page.Find("#save").ClickAsync(new());
        var mark = Assert.Single((await NowAsync()).Plan.Deck.Withheld!.Value);
        Assert.Equal(("rates", "改为书面报告"), (mark.Slide.Value, mark.Reason));
    }

    [Fact]
    public async Task No_other_door_saves_a_draft_without_its_missed_target()
    {
        await SavedAsync(Rates);
        var now = await NowAsync();
        var saved = await SaveAsync(now, now.Content with { Plan = now.Plan with { Deck = Deck.Empty } });
        Assert.Equal("deck.slide-hidden", Assert.IsType<Saved.Refused>(saved).Rejection.Code);
    }

    [Fact]
    public async Task When_another_page_saved_another_slide_both_are_kept()
    {
        await SavedAsync(Rates, Parking);
        var page = await OpenAsync();
        await ElsewhereAsync(deck => deck with { Slides = deck.Slides.SetItem(1, Parking with { Topic = "停车" }) });

        await page.Find("#slide-title").InputAsync(new() { Value = "还有近14件没解决" });
        await page.Find("#save").ClickAsync(new());

        var deck = (await NowAsync()).Plan.Deck;
        Assert.Equal(("还有近14件没解决", "停车"), (deck.Slides[0].Title, deck.Slides[1].Topic));
        Assert.Contains("已并在一起存盘", page.Find("#say").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_both_changed_the_same_slide_a_person_decides_with_both_before_them()
    {
        await SavedAsync(Parking);
        var page = await OpenAsync();
        await ElsewhereAsync(deck => deck with { Slides = [Parking with { Title = "别人的标题" }] });
        await page.Find("#slide-title").InputAsync(new() { Value = "我的标题" });
        await page.Find("#save").ClickAsync(new());

        var clashes = page.Find("#clashes");
        Assert.Contains("别人的标题", clashes.TextContent, StringComparison.Ordinal);
        Assert.Contains("我的标题", clashes.TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#save-chosen").HasAttribute("disabled"));
        Assert.Equal("别人的标题", (await NowAsync()).Plan.Deck.Slides[0].Title);

        await page.FindAll("#clashes input[type=radio]")[0].ChangeAsync(new() { Value = true });
        await page.Find("#save-chosen").ClickAsync(new());

        Assert.Equal("我的标题", (await NowAsync()).Plan.Deck.Slides[0].Title);
        Assert.Empty(page.FindAll("#clashes"));
    }

    [Fact]
    public async Task A_slide_follows_the_list_and_is_up_to_date_when_the_editor_opens()
    {
        listed = new(
            new(2025, 8, 20),
            false,
            [new("12345", 9)],
            [new("停车管理", null, 3, 2, 1), new("供暖", null, 2, 1, 0)],
            []
        );
        await SavedAsync(Parking with { Follows = Follow.Topics });
        var page = await OpenAsync();

        Assert.Equal("6", page.Find("[data-cell='0:1']").GetAttribute("value"));
        Assert.True(page.Find("[data-cell='0:1']").HasAttribute("readonly"));
        Assert.Equal("截至2025年8月20日，共9件", page.Find("#slide-period").GetAttribute("value"));
        await page.Find("#save").ClickAsync(new());
        Assert.Equal(6, Assert.IsType<BarsContent>((await NowAsync()).Plan.Deck.Slides[0].Content).Bars[0].Value);
    }

    [Fact]
    public async Task What_was_typed_and_not_saved_comes_back_from_the_browser()
    {
        await SavedAsync(Parking);
        var first = await OpenAsync();
        await first.Find("#slide-title").InputAsync(new() { Value = "断线前写的" });
        var text = (string)JSInterop.Invocations["deck.keep"][^1].Arguments[1]!;
        JSInterop.Setup<string?>("deck.kept", call => call.Arguments[1] is 0).SetResult(text);
        JSInterop.Setup<string?>("deck.kept", call => call.Arguments[1] is > 0).SetResult(null);

        var page = await OpenAsync("第二个秘书");
        await page.Find("#take-kept").ClickAsync(new());

        Assert.Contains("断线前写的", page.Find("[data-slide-row]").TextContent, StringComparison.Ordinal);
        Assert.Equal("停车成了头一件", (await NowAsync()).Plan.Deck.Slides[0].Title);
    }

    [Fact]
    public async Task An_open_meeting_is_shown_and_not_changed()
    {
        await SavedAsync(Parking);
        var saved = await Services
            .GetRequiredService<Preparations>()
            .AnnounceAsync(await NowAsync(), Script.Secretary, Cancel);
        var session = await Sessions.GetAsync(Assert.IsType<Saved.Kept>(saved).Now.Meeting);
        await session.ExecuteAsync(new OpenMeeting(new("open"), Script.Secretary, Clock.GetUtcNow()), Cancel);

        var page = await OpenAsync();

        Assert.True(page.Find("#add").HasAttribute("disabled"));
        Assert.True(page.Find("[data-cell='0:1']").HasAttribute("readonly"));
        Assert.Empty(page.FindAll("#remove"));
    }

    /// <summary>What the frame was last given.</summary>
    private string Picture() =>
        System.Net.WebUtility.HtmlDecode((string)JSInterop.Invocations["deck.show"][^1].Arguments[0]!);

    private Task<IRenderedComponent<DeckPage>> OpenAsync(string name = "王佐镇秘书") =>
        ShowAsync<DeckPage>(Street, Roles.Secretary, name, p => p.Add(x => x.Street, Street.Value));

    private Task<Preparing> NowAsync() => Services.GetRequiredService<Preparations>().LoadAsync(Street, Cancel);

    private Task<Saved> SaveAsync(Preparing basis, Prepared content) =>
        Services.GetRequiredService<Preparations>().SaveAsync(basis, content, Script.Secretary, Cancel);

    private async Task SavedAsync(params Slide[] slides)
    {
        var content = new Prepared(new Script().Plan with { Deck = new Deck([.. slides]) }, [], []);
        Assert.IsType<Saved.Kept>(await SaveAsync(await NowAsync(), content));
    }

    private async Task ElsewhereAsync(Func<Deck, Deck> change)
    {
        var now = await NowAsync();
        var content = now.Content with { Plan = now.Plan with { Deck = change(now.Plan.Deck) } };
        Assert.IsType<Saved.Kept>(await SaveAsync(now, content));
    }
}
