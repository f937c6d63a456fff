using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>A phone finds out by itself, on plain HTTP, whether its rating was counted.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class ProofTests(Chromium chromium)
{
    /// <summary>As in a page of plain HTTP; the tests' own address counts as secure.</summary>
    private const string NoSubtle = "Object.defineProperty(crypto, 'subtle', { value: undefined });";

    [Fact]
    public async Task A_closed_round_says_on_each_phone_that_rated_whether_it_was_counted()
    {
        var pictures = new Pictures("proof");
        await using var server = await DemoServer.RunAsync();
        await using var first = await chromium.OpenAsync(Device.Mobile, server.Address);
        await using var second = await chromium.OpenAsync(Device.Mobile, server.Address);
        await using var third = await chromium.OpenAsync(Device.Mobile, server.Address);
        await first.AddInitScriptAsync(NoSubtle);
        var counted = await first.VisitAsync($"/m/{Surfaces.Code}");
        var cleared = await second.VisitAsync($"/m/{Surfaces.Code}");
        var cheated = await third.VisitAsync($"/m/{Surfaces.Code}");
        await RateAsync(counted, 2);
        await RateAsync(counted, 4);
        await RateAsync(cleared, 5);
        await RateAsync(cheated, 5);
        await cleared.EvaluateAsync("localStorage.clear()");
        // Somebody between phone and server publishes another score for each.
        await third.RouteAsync(
            "**/openings/rating/overall.json",
            async route =>
            {
                var answer = await route.FetchAsync();
                var openings = JsonNode.Parse(await answer.TextAsync())!;
                foreach (var leaf in openings["leaves"]!.AsArray())
                    leaf!["score"] = 5;
                await route.FulfillAsync(new() { Response = answer, Body = openings.ToJsonString() });
            }
        );

        await server.DoAsync((by, at) => new CloseRound(new CommandId("close-overall"), by, at, DemoPlay.Overall));

        await Expect(Line(counted)).ToHaveTextAsync("已核对：您的评价计入总数。");
        await Expect(Line(cheated)).ToContainTextAsync("核对不符");
        Assert.True(await counted.EvaluateAsync<bool>("crypto.subtle === undefined"));
        await pictures.TakeAsync("closed", ("counted", counted), ("cheated", cheated));

        await counted.ReloadAsync();
        await Expect(Line(counted)).ToHaveTextAsync("已核对：您的评价计入总数。");
        // The phone that kept nothing has the same result, without a word about itself.
        await Expect(cleared.Locator("form[data-round=overall] [data-f=counts]")).ToBeVisibleAsync();
        await Expect(Line(cleared)).ToBeHiddenAsync();
    }

    private static ILocator Line(IPage phone) => phone.Locator("form[data-round=overall] [data-f=proof]");

    private static async Task RateAsync(IPage phone, int level)
    {
        await phone.Level(level).ClickAsync();
        await phone.ReceivedAsync(level);
        await Expect(phone.RatingReceipt()).Not.ToBeEmptyAsync();
    }
}
