using Fengtai.MeetingLive.Core;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The district's overview, the evaluation and the evaluator's page, in both languages: axe finds nothing.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class EvaluationAccessibilityTests(Chromium chromium)
{
    [Fact]
    public async Task The_overview_the_evaluation_and_the_evaluators_page_have_no_violation()
    {
        var axe = new Axe("axe-evaluation");
        await using var house = await House.OpenAsync();
        foreach (var (lang, code) in new[] { ("zh-CN", "WANG10"), ("en", "WANG20") })
        {
            var meeting = await house.PlayAsync(code, toTheEnd: true);
            await meeting.DoAsync(
                (id, by, at) =>
                    new ArrangeEvaluation(
                        id,
                        by,
                        at,
                        [new EvaluatorSeat("高校学者1", EvaluatorKind.Scholar)],
                        [40, 40, 20]
                    )
            );
            await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
            var page = await office.VisitStaffAsync($"/district?period=all&street={meeting.Street}&lang={lang}");
            await Expect(page.Locator("#meetings")).ToBeVisibleAsync();
            await axe.CheckAsync($"district-{lang}", page);

            var scores = await office.VisitStaffAsync($"/track/{meeting.Street}/evaluation/{meeting.Code}?lang={lang}");
            await scores.Locator("[data-act=invite]").ClickAsync();
            await Expect(scores.Locator("#invitation")).ToBeVisibleAsync();
            await axe.CheckAsync($"scores-{lang}", scores);

            var path = new Uri(await scores.Locator("#invitation").InputValueAsync()).AbsolutePath;
            await scores.GotoAsync($"{house.Address}{path}?lang={lang}");
            await Expect(scores.Locator("#score0")).ToBeVisibleAsync();
            await axe.CheckAsync($"evaluator-{lang}", scores);
        }

        axe.AssertNothing();
    }
}
