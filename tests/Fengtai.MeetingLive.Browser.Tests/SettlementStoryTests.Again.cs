using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The second half: late twice, bureaus called to the place, and the end.</summary>
public sealed partial class SettlementStoryTests
{
    /// <summary>--vermilion-text of tokens.css.</summary>
    private const string Red = "rgb(179, 38, 30)";

    /// <summary>两次逾期: a new day is set and missed too, so the bureaus are called to the place.</summary>
    private static async Task BeLateTwiceAsync(Story story)
    {
        var due = story.Item.Deadline;
        Assert.Equal(story.Begin.AddDays(45), due);
        story.Clock.GoTo(due.AddDays(5), 9);
        var board = await story.SignedInAsync(FirstSecretary, "/track/wangzuo");
        var late = board.Locator(".items tbody tr.row-late");
        await Expect(late).ToHaveCountAsync(1);
        await Expect(late.Locator(".state--late")).ToHaveTextAsync("逾期5天");
        await Expect(late.Locator(".state--late")).ToHaveCSSAsync("color", Red);
        await story.TakeAsync("late", ("board", board));
        await LeaveAsync(board);

        var again = due.AddDays(35);
        var unit = await story.Field.VisitAsync(await story.LinkAsync(Unit));
        await unit.Locator("#due").FillAsync(Typed(again));
        await AnswerAsync(unit, "moving", Cable);
        await story.TakeBothAsync("postponed", unit);
        await LeaveAsync(unit);
        Assert.Equal((again, 1), (story.Item.Deadline, story.Track.Missed));

        story.Clock.GoTo(again.AddDays(4), 9);
        board = await story.SignedInAsync(FirstSecretary, "/track/wangzuo");
        await Expect(board.Locator(".items tbody tr").First).ToContainTextAsync("逾期4天");
        await story.TakeAsync("late-again", ("board", board));
        await board.Locator(".items tbody a").First.ClickAsync();
        await Expect(board.Locator("#whistles .state--late")).ToContainTextAsync("建议吹哨");
        await story.TakeWholeAsync("proposed", ("item", board));
        var meet = again.AddDays(6);
        await board.Locator("#open-whistle").ClickAsync();
        await board.Locator("#whistle-bureau").FillAsync("区供电公司");
        await board.Locator("#whistle-add").ClickAsync();
        await Expect(board.Locator(".act .chip")).ToHaveCountAsync(1);
        await board.Locator("#whistle-bureau").FillAsync(Bureau);
        await board.Locator("#whistle-day").FillAsync(Typed(meet));
        await board.Locator("#whistle-clock").FillAsync("14:00");
        await board.Locator("#whistle-place").FillAsync("3号院西门");
        await board.Locator("#whistle-about").FillAsync("断了的电缆由谁更换");
        await story.TakeAsync("whistle", ("item", board));
        await board.Locator("#whistle-save").ClickAsync();
        await Expect(board.Locator("#whistles [data-bureau]")).ToHaveCountAsync(2);
        var call = await IssueAsync(board, Bureau);
        await story.TakeWholeAsync("called", ("item", board));
        await LeaveAsync(board);

        var bureau = await story.Field.VisitAsync(call);
        await Expect(bureau.Locator("main")).ToContainTextAsync("3号院西门");
        await story.TakeBothAsync("whistle-open", bureau);
        await bureau.Locator("label[for=c-yes]").ClickAsync();
        await bureau.Locator("#note").FillAsync("带电缆和抢修车到场");
        await bureau.Locator("form.answer .btn--main").ClickAsync();
        await Expect(bureau.Locator(".said-now")).ToBeVisibleAsync();
        await story.Secret.LookAsync(bureau);
        await story.TakeBothAsync("whistle-answered", bureau);
        await LeaveAsync(bureau);

        await MeetOnSiteAsync(story, meet);
    }

    /// <summary>Who came, what was seen and what was settled there.</summary>
    private static async Task MeetOnSiteAsync(Story story, DateOnly meet)
    {
        story.Clock.GoTo(meet, 15);
        var item = await story.SignedInAsync(FirstSecretary, story.ItemPath);
        await Expect(item.Locator($"[data-bureau={Bureau}]")).ToContainTextAsync("带电缆和抢修车到场");
        await item.Locator($"[data-bureau={Bureau}] [data-act=arrived]").ClickAsync();
        await Expect(item.Locator($"[data-bureau={Bureau}] .state--done")).ToBeVisibleAsync();
        await item.Locator("[data-bureau=区供电公司] [data-act=absent]").ClickAsync();
        await Expect(item.Locator("[data-bureau=区供电公司] .state--late")).ToBeVisibleAsync();
        await item.Locator("#open-visit").ClickAsync();
        await item.Locator("#visit-who").FillAsync("副镇长（分管城建）");
        await item.Locator("#visit-place").FillAsync("3号院西门");
        await item.Locator("#visit-day").FillAsync(Typed(meet));
        await item.Locator("#visit-clock").FillAsync("14:10");
        await item.Locator("#visit-finding").FillAsync(Finding);
        await item.Locator("#visit-photos input").SetInputFilesAsync(FieldHouse.Photo(shade: 60));
        await Expect(item.Locator("#visit-form img.shot")).ToHaveCountAsync(1);
        await story.TakeAsync("visit", ("item", item));
        await item.Locator("#visit-save").ClickAsync();
        await Expect(item.Locator(".way")).ToContainTextAsync(Finding);
        await item.Locator("#conclude-text").FillAsync(Agreed);
        await item.Locator("#conclude-save").ClickAsync();
        await Expect(item.Locator("#whistles")).ToContainTextAsync(Agreed);
        await Expect(item.Locator("#whistles")).Not.ToContainTextAsync("建议吹哨");
        await story.Axe.CheckAsync("concluded", item, picture: false);
        await story.TakeWholeAsync("concluded", ("item", item));
        await LeaveAsync(item);
    }

    /// <summary>办结: done again, accepted again; the receipt shows the end and cannot send it back twice.</summary>
    /// <param name="open">The receipt's page as it stood before it was sent back.</param>
    private static async Task SettleAsync(Story story, string receipt, IPage open)
    {
        var end = story.Begin.AddMonths(6);
        story.Clock.GoTo(end.AddDays(-4), 10);
        var unit = await story.Field.VisitAsync(await story.LinkAsync(Unit));
        await AnswerAsync(unit, "done", Last, FieldHouse.Photo(shade: 200));
        await story.Secret.LookAsync(unit);
        await story.TakeBothAsync("done-again", unit);
        await LeaveAsync(unit);
        await story.AcceptAsync(SecondSecretary, end.AddDays(-3), "accepted-again");

        story.Clock.GoTo(end, 19);
        var phone = await story.LookUpAsync(receipt);
        await Expect(phone.Locator(".found .eyebrow")).ToContainTextAsync("已办结");
        foreach (var step in new[] { Cable, Finding, Agreed, Last })
            await Expect(phone.Locator("ol.steps")).ToContainTextAsync(step);
        // What was promised in the hall still says the day that was promised there.
        await Expect(phone.Locator("ol.steps")).ToContainTextAsync($"{Long(story.Begin.AddDays(45))}前办结");
        await Expect(phone.Locator("#again small")).ToContainTextAsync("用过");
        await Expect(phone.Locator("form.again")).ToHaveCountAsync(0);
        await phone.Locator("form.levels button[value='4']").ClickAsync();
        await Expect(phone.Locator("form.levels button[value='4']")).ToHaveAttributeAsync("aria-pressed", "true");
        await story.Secret.LookAsync(phone);
        await story.TakeBothAsync("receipt-end", phone);

        // The page that was left open the first time still has its form; it is answered in words, and nothing is lost.
        await open.Locator("#why").FillAsync(Unsolved);
        await open.Locator("form.again button").ClickAsync();
        await Expect(open.Locator("#again [role=alert]")).ToBeVisibleAsync();
        await Expect(open.Locator("form.again")).ToHaveCountAsync(0);
        await story.Axe.CheckAsync("not-twice", open, picture: false);
        await story.TakeAsync("not-twice", ("phone", open));
        await phone.OpenAsync("/receipt?lang=en");
        await phone.Locator("#code").FillAsync(receipt);
        await phone.Locator("form.find button").ClickAsync();
        await Expect(phone.Locator("form.levels button[value='4']")).ToHaveAttributeAsync("aria-pressed", "true");
        await story.Axe.CheckAsync("receipt-en", phone, picture: false);
        await story.TakeBothAsync("receipt-end-en", phone);
        await LeaveAsync(phone, open);
        Assert.Equal((CommitmentState.Done, 1), (story.Item.State, story.Track.Reopenings));
    }

    /// <summary>公开结果: the item with its steps, on a phone and at a desk; its record is checked by who trusts nobody.</summary>
    private static async Task ReadAsEverybodyAsync(Story story)
    {
        foreach (var (who, context) in new[] { ("phone", story.Street), ("desk", story.Hall) })
        {
            var page = await context.VisitAsync($"/p/{story.Code}");
            var card = page.Locator($"#c-{story.Item.Id}");
            await Expect(card.Locator(".h")).ToContainTextAsync("已办结");
            await Expect(card).ToContainTextAsync($"{Long(story.Begin.AddMonths(6).AddDays(-3))}验收办结");
            await card.Locator("summary").ClickAsync();
            foreach (var step in new[] { Lit, Cable, Finding, Agreed, Last })
                await Expect(card).ToContainTextAsync(step);
            await Expect(card).Not.ToContainTextAsync(Unsolved);
            await story.Secret.LookAsync(page);
            await story.Axe.CheckAsync($"public-{who}", page, picture: false);
            await story.TakeWholeAsync($"public-{who}", (who, page));
            await card.ScrollIntoViewIfNeededAsync();
            await story.TakeAsync("public-item", (who, page));
            await page.Locator(".proof").ScrollIntoViewIfNeededAsync();
            await story.TakeAsync("public-proof", (who, page));
            await LeaveAsync(page);
        }

        foreach (var address in new[] { $"/p/{story.Code}?all=1", $"/m/{story.Code}", $"/screen/{story.Code}" })
        {
            var page = await story.Street.VisitAsync(address);
            await story.Secret.LookAsync(page);
            await LeaveAsync(page);
        }

        var journal = await story.Street.APIRequest.GetAsync($"/p/{story.Code}/journal.jsonl");
        Assert.Equal(200, journal.Status);
        var bytes = await journal.BodyAsync();
        story.Secret.Look(journal.Url, Encoding.UTF8.GetString(bytes));
        var folder = Directory.CreateTempSubdirectory("published-");
        try
        {
            var file = Path.Combine(folder.FullName, $"{story.Code}-journal.jsonl");
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            var (code, said) = await Verifier.RunAsync(file, "--head", story.Meeting.Session.Recorded.Head);
            Assert.Equal((0, "核对通过。"), (code, said.Split('\n')[0].Trim()));
            Assert.Contains("整份记录与当时所印一致", said, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A unit's answer on its page.</summary>
    private static async Task AnswerAsync(IPage unit, string kind, string text, params FilePayload[] photos)
    {
        await unit.Locator($"label[for=k-{kind}]").ClickAsync();
        await unit.Locator("#text").FillAsync(text);
        if (photos.Length > 0)
        {
            await unit.Locator("#photo").SetInputFilesAsync(photos);
            await Expect(unit.Locator("[data-list=shots] > li")).ToHaveCountAsync(photos.Length);
        }

        await unit.Locator("form.answer .btn--main").ClickAsync();
        await Expect(unit.Locator(".said-now")).ToContainTextAsync("已收到");
    }

    /// <summary>A link for the item's unit or a bureau that was called, made on the item's page.</summary>
    /// <returns>Its path.</returns>
    private static async Task<string> IssueAsync(IPage item, string? bureau)
    {
        await item.Locator("#open-link").ClickAsync();
        if (bureau is not null)
            await item.Locator("#link-for").SelectOptionAsync(bureau);
        await item.Locator("#link-issue").ClickAsync();
        var address = item.Locator("#link-address");
        await Expect(address)
            .ToHaveValueAsync(new Regex("/[uw]/[0-9A-Z]{32}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        return new Uri(await address.InputValueAsync()).AbsolutePath;
    }

    /// <summary>Nothing of a page that was left may wait for days to go by.</summary>
    private static async Task LeaveAsync(params IPage[] pages)
    {
        foreach (var page in pages)
        {
            await page.GotoAsync("about:blank");
            await page.CloseAsync();
        }
    }
}
