using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>What residents and everybody else read: in each state, language and size of letters axe finds nothing.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class AccessibilityTests(Chromium chromium)
{
    private static readonly (string Look, string Query)[] Looks =
    [
        ("zh", "?lang=zh&elder=0"),
        ("zh-large", "?lang=zh&elder=1"),
        ("en", "?lang=en&elder=0"),
        ("en-large", "?lang=en&elder=2"),
    ];

    private static bool IsPictured(string look) => look is "zh" or "en-large";

    [Fact]
    public async Task The_phone_has_no_violation_in_any_state_language_or_size_of_letters()
    {
        const string rude = "隔壁单元的张某到底欠了多少物业费？";
        var axe = new Axe("axe-phone");
        await using var house = await House.OpenAsync();
        var meeting = await house.PlayAsync("WANG10");
        var phones = new List<(string Look, IPage Page, IBrowserContext Context)>();
        foreach (var (look, query) in Looks)
        {
            var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
            phones.Add((look, await context.VisitAsync($"/m/{meeting.Code}{query}"), context));
        }

        // A round is open and rated; a question waits.
        foreach (var (look, phone, _) in phones)
        {
            await axe.CheckAsync($"open-{look}", phone, IsPictured(look));
            await phone.Level(4).ClickAsync();
            await Expect(phone.RatingReceipt()).ToHaveTextAsync(Surfaces.Receipt());
            await phone.AskAsync(look + rude);
            await axe.CheckAsync($"asked-{look}", phone, IsPictured(look));
            await phone.TabAsync("timetable");
            await axe.CheckAsync($"timetable-{look}", phone, IsPictured(look));
            await phone.TabAsync("now");
            await Expect(phone.OwnQuestion(rude)).ToHaveCountAsync(1);
        }

        // Two polls and a slide; each question is refused.
        await meeting.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("station")));
        await meeting.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("parking")));
        await meeting.DoAsync((id, by, at) => new ShowSlide(id, by, at, meeting.Now.Plan.Deck.Slides[2].Id));
        foreach (var (look, phone, _) in phones)
        {
            var question = meeting.Find(look + rude);
            await meeting.DoAsync((id, by, at) => new Refuse(id, by, at, question, RefusalReason.Privacy, ""));
            await phone.BringToFrontAsync();
            await phone.Choice("station", "yard").ClickAsync();
            await Expect(phone.Choice("station", "yard")).ToHaveAttributeAsync("aria-pressed", "true");
            await phone.Choice("parking", "gate").ClickAsync();
            await Expect(phone.Locator("form[data-poll=parking] [data-undo]")).ToBeVisibleAsync();
            await axe.CheckAsync($"polls-{look}", phone, IsPictured(look));
        }

        // All is closed, but the meeting goes on; and one phone has lost the network.
        await meeting.DoAsync((id, by, at) => new CloseRound(id, by, at, new RoundId("overall")));
        await meeting.DoAsync((id, by, at) => new ClosePoll(id, by, at, new PollId("station")));
        await meeting.DoAsync((id, by, at) => new ClosePoll(id, by, at, new PollId("parking")));
        foreach (var (look, phone, _) in phones)
        {
            await Expect(phone.Locator("[data-list=polls-done] .result")).ToHaveCountAsync(2);
            await axe.CheckAsync($"closed-{look}", phone, IsPictured(look));
        }

        var stage = meeting.Now.Stage!.Question;
        await meeting.DoAsync((id, by, at) => new Answer(id, by, at, stage, "本周内划线，当天公布。"));
        await meeting.DoAsync((id, by, at) => new CloseMeeting(id, by, at));
        foreach (var (look, phone, context) in phones)
        {
            await Expect(phone.Locator("[data-part=idle]")).ToBeVisibleAsync();
            await axe.CheckAsync($"over-{look}", phone, IsPictured(look));
            await phone.TabAsync("ask");
            await axe.CheckAsync($"over-ask-{look}", phone, IsPictured(look));
            await context.DisposeAsync();
        }

        axe.AssertNothing();
    }

    [Fact]
    public async Task The_phones_doors_have_no_violation()
    {
        var axe = new Axe("axe-door");
        await using var house = await House.OpenAsync();
        var hall = await house.OpenMeetingAsync("WANG10", plan => plan with { Entry = EntryRule.Hall });
        var seats = await house.OpenMeetingAsync("WANG20", plan => plan with { Entry = EntryRule.Ticket });
        await house.AnnounceAsync("WANG30");
        var tickets = await seats.IssueAsync("C排1座", "C排2座", "C排3座", "C排4座");
        for (var i = 0; i < Looks.Length; i++)
        {
            var (look, query) = Looks[i];
            await using var first = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
            await using var second = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
            var phone = await first.NewPageAsync();
            var other = await second.NewPageAsync();
            var ticket = $"/m/{seats.Code}{query}&t={tickets[i].Code}";
            foreach (
                var (what, page, path, status) in new[]
                {
                    ("code", phone, $"/m{query}", 200),
                    ("code-unknown", phone, $"/m/NOPE99{query}", 404),
                    ("before", phone, $"/m/WANG30{query}", 200),
                    ("hall-outside", phone, $"/m/{hall.Code}{query}", 200),
                    ("hall-expired", phone, $"/m/{hall.Code}{query}&k=0000000000", 200),
                    ("ticket-unknown", other, $"/m/{seats.Code}{query}&t=AAAA-AAAA-AAAA", 200),
                    ("ticket", phone, ticket, 200),
                    ("ticket-taken", other, ticket, 409),
                }
            )
            {
                await page.OpenAsync(path, status);
                await axe.CheckAsync($"{what}-{look}", page, IsPictured(look));
            }
        }

        axe.AssertNothing();
    }

    [Fact]
    public async Task The_public_pages_have_no_violation_while_it_runs_and_after_it()
    {
        var axe = new Axe("axe-public");
        await using var house = await House.OpenAsync();
        var running = await house.PlayAsync("WANG10");
        await running.DoAsync((id, by, at) => new OpenPoll(id, by, at, new PollId("station")));
        var over = await house.PlayAsync("WANG20", toTheEnd: true);
        foreach (var (look, query) in Looks)
        {
            await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
            var page = await context.NewPageAsync();
            foreach (
                var (what, path, status) in new[]
                {
                    ("result-running", $"/p/{running.Code}", 200),
                    ("result-over", $"/p/{over.Code}", 200),
                    ("result-none", "/p/NOPE99", 404),
                    ("minutes-not-yet", $"/p/{running.Code}/minutes", 404),
                    ("minutes", $"/p/{over.Code}/minutes", 200),
                    ("live-running", $"/live/{running.Code}", 200),
                    ("live-over", $"/live/{over.Code}", 200),
                    ("live-none", "/live/NOPE99", 404),
                    ("no-such-page", "/nothing-here", 404),
                }
            )
            {
                await page.OpenAsync(path + query, status);
                await axe.CheckAsync($"{what}-{look}", page, IsPictured(look));
            }

            // A receipt that was never given, one that is none, and a question's.
            await page.OpenAsync("/receipt" + query);
            await axe.CheckAsync($"receipt-{look}", page, IsPictured(look));
            foreach (var (what, code) in new[] { ("short", "W3K7"), ("unknown", "W3K7-Q2D9-5M") })
            {
                await page.Locator("#code").FillAsync(code);
                await page.Locator("form.find button").ClickAsync();
                await Expect(page.Locator(what == "short" ? ".why" : ".found .hints")).ToBeVisibleAsync();
                await axe.CheckAsync($"receipt-{what}-{look}", page, IsPictured(look));
            }

            await page.OpenAsync($"/m/{running.Code}{query}");
            await page.AskAsync($"公交站的雨棚什么时候修？{look}");
            await page.TabAsync("now");
            var own = page.OwnQuestion("公交站的雨棚").Locator("[data-f=receipt]");
            await Expect(own).ToHaveTextAsync(Surfaces.Receipt());
            // In large letters the list is folded; what stands in it is there all the same.
            var receipt = (await own.TextContentAsync())!;
            await page.OpenAsync("/receipt" + query);
            await page.Locator("#code").FillAsync(receipt);
            await page.Locator("form.find button").ClickAsync();
            await Expect(page.Locator(".found .eyebrow")).ToBeVisibleAsync();
            await axe.CheckAsync($"receipt-question-{look}", page, IsPictured(look));
        }

        axe.AssertNothing();
    }
}
