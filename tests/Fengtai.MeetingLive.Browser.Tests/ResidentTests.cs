using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The resident's page where something is missing: the script, or the server.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class ResidentTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_works_without_JavaScript()
    {
        const string question = "社区公园的长椅什么时候修？";
        var pictures = new Pictures("plain");
        await using var server = await DemoServer.RunAsync();
        await using var context = await chromium.OpenAsync(Device.Mobile, server.Address, script: false);
        var phone = await context.VisitAsync($"/m/{Surfaces.Code}");
        await pictures.TakeAsync("open", ("phone", phone));

        await phone.Level(4).ClickAsync();
        await phone.ReceivedAsync(4);
        await Expect(phone.Level(4)).ToHaveAttributeAsync("aria-pressed", "true");
        var receipt = await phone.RatingReceipt().InnerTextAsync();
        await pictures.TakeAsync("rated", ("phone", phone));

        await phone.Locator("#text").FillAsync(question);
        await phone.Locator("form.ask button.btn--main").ClickAsync();
        await Expect(phone.OwnQuestion(question)).ToContainTextAsync("待审核");
        await Expect(phone.Locator(".said-now")).ToContainTextAsync("回执码");
        await pictures.TakeAsync("asked", ("phone", phone));

        await phone.Level(2).ClickAsync();
        await phone.ReceivedAsync(2);
        await Expect(phone.Level(2)).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(phone.Level(4)).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.NotEqual(receipt, await phone.RatingReceipt().InnerTextAsync());
        await Expect(phone.OwnQuestion(question)).ToHaveCountAsync(1);
        await pictures.TakeAsync("changed", ("phone", phone));
    }

    [Fact]
    public async Task A_phone_keeps_what_was_typed_over_a_restart_of_the_server()
    {
        const string sent = "河边的步道晚上能不能亮灯？";
        const string half = "还有一件事，公交";
        var pictures = new Pictures("restart");
        await using var server = await DemoServer.RunAsync();
        await using var context = await chromium.OpenAsync(Device.Mobile, server.Address);
        var phone = await context.VisitAsync($"/m/{Surfaces.Code}");
        await phone.Level(4).ClickAsync();
        await phone.ReceivedAsync(4);

        await server.StopAsync();
        await Expect(phone.Band()).ToContainTextAsync("网络断开");
        await phone.AskAsync(sent);
        await phone.Locator("#text").FillAsync(half);
        await pictures.TakeAsync("typed", ("phone", phone));
        await phone.TabAsync("now");
        await Expect(phone.OwnQuestion(sent)).ToContainTextAsync("发送中");
        await pictures.TakeAsync("stopped", ("phone", phone));

        await server.StartAsync();
        await Expect(phone.OwnQuestion(sent)).ToContainTextAsync("待审核");
        await Expect(phone.Band()).ToBeHiddenAsync();
        // As the server knows it, not only as the phone remembers it.
        await phone.ReloadAsync();
        await Expect(phone.OwnQuestion(sent)).ToHaveCountAsync(1);
        await Expect(phone.OwnQuestion(sent)).ToContainTextAsync("待审核");
        await phone.ReceivedAsync(4);
        await phone.TabAsync("ask");
        await Expect(phone.Locator("#text")).ToHaveValueAsync(half);
        await using var office = await chromium.OpenAsync(Device.Desktop, server.Address);
        var desk = await office.VisitStaffAsync($"/desk/{Surfaces.Code}");
        await desk.ViewAsync("待审");
        await Expect(desk.QueueRow(sent)).ToHaveCountAsync(1);
        await pictures.TakeAsync("delivered", ("phone", phone), ("desk", desk));
    }
}
