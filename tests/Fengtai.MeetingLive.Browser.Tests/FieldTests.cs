using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Links;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>What is done outside the office: a grid worker reports without network, a unit answers by its link.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class FieldTests(Chromium chromium)
{
    [Fact]
    public async Task Reported_without_network_it_goes_when_there_is_one_and_what_was_settled_meanwhile_says_why_it_stays()
    {
        var pictures = new Pictures("grid-offline");
        await using var field = await FieldHouse.OpenAsync();
        await using var context = await chromium.OpenAsync(Device.Mobile, field.House.Address, calm: true);
        var phone = await SignedInAsync(context);
        await Expect(phone.Locator("h1").First).ToHaveTextAsync("今天要去2处");
        await Expect(phone.Locator("#items")).Not.ToContainTextAsync("别处的路灯");
        await pictures.TakeAsync("list", ("phone", phone));

        await context.SetOfflineAsync(true);
        await phone.ReloadAsync();
        await Expect(phone.Locator("body")).ToHaveAttributeAsync("data-ready", "true");
        await Expect(phone.Locator("[data-part=band]")).ToContainTextAsync("没有网络，照常能用");
        await Expect(phone.Locator("[data-f=made]")).ToContainTextAsync("清单是今天");
        await phone.Locator("#items details summary").First.ClickAsync();
        await Expect(phone.Locator("#items .steps-list").First).ToContainTextAsync("会上承诺");

        await ReportAsync(phone, FieldHouse.Late, "5号楼已接好，6号楼1个口没电。", photos: 2);
        await pictures.TakeAsync("report", ("phone", phone));
        await phone.Locator("[data-f=save]").ClickAsync();
        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync("待发1");
        await ReportAsync(phone, FieldHouse.Soon, "晚上又停了一辆车。");
        await phone.Locator("[data-f=save]").ClickAsync();
        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync("待发2");
        await Expect(phone.Locator($"[data-key$='~{FieldHouse.Late}'] [data-f=pending]")).ToHaveTextAsync("待发1条");
        await phone.ReloadAsync();
        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync("待发2");
        await pictures.TakeAsync("offline", ("phone", phone));
        // The other page opens too, though it was never looked at on this phone.
        await phone.Locator(".tabs a").Nth(1).ClickAsync();
        await Expect(phone.Locator("#visit h1")).ToHaveTextAsync("记一户");
        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync("待发2");
        await phone.Locator(".tabs a").Nth(0).ClickAsync();
        await Expect(phone.Locator("body")).ToHaveAttributeAsync("data-ready", "true");

        await field.SettleAsync(FieldHouse.Soon);
        Assert.Empty(field.TrackOf(FieldHouse.Late).Steps);
        await context.SetOfflineAsync(false);
        await phone.Locator(".tabs [data-tab=wait]").ClickAsync();
        await Expect(phone.Locator("[data-list=sent] > li")).ToHaveCountAsync(1);
        await Expect(phone.Locator("[data-list=wait] > li")).ToContainTextAsync("这一事项已经办完");
        await Expect(phone.Locator("[data-list=wait] > li")).ToContainTextAsync("晚上又停了一辆车");
        await pictures.TakeAsync("left", ("phone", phone));
        var report = Assert.IsType<Reported>(Assert.Single(field.TrackOf(FieldHouse.Late).Steps).Event);
        Assert.Equal((FieldHouse.Worker, 2), (report.By.Value, report.Photos.Length));

        await phone.Locator("[data-list=wait] [data-f=delete]").ClickAsync();
        await phone.Locator("[data-list=wait] [data-f=delete]").ClickAsync();
        await Expect(phone.Locator("[data-list=wait] > li")).ToHaveCountAsync(0);
        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync("待发");
    }

    [Fact]
    public async Task A_unit_answers_on_its_phone_with_a_photo_and_without_a_script()
    {
        var pictures = new Pictures("unit-link");
        await using var field = await FieldHouse.OpenAsync();
        var path = await field.LinkAsync(FieldHouse.Late);
        await using var context = await chromium.OpenAsync(Device.Mobile, field.House.Address, calm: true);
        var phone = await context.VisitAsync(path);
        await pictures.TakeAsync("open", ("phone", phone));
        await phone.Locator("label[for=k-moving]").ClickAsync();
        await phone.Locator("#text").FillAsync("循环泵已订货，月底前装好试水。");
        await Expect(phone.Locator("[data-f=count]")).ToHaveTextAsync("15/200");
        await phone.Locator("#photo").SetInputFilesAsync([FieldHouse.Photo("a.jpg"), FieldHouse.Photo("b.jpg")]);
        await Expect(phone.Locator("[data-list=shots] > li")).ToHaveCountAsync(2);
        await phone.Locator("[data-list=shots] button").First.ClickAsync();
        await Expect(phone.Locator("[data-list=shots] > li")).ToHaveCountAsync(1);
        await phone.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(AppContext.BaseDirectory, "screenshots", "unit-link-whole.png"),
                FullPage = true,
            }
        );
        await phone.Locator(".btn--main").ClickAsync();
        // It is late: a day must be given, and what was typed and taken is still there.
        await Expect(phone.Locator("#due-why")).ToContainTextAsync("请写新的办结日子");
        await Expect(phone.Locator("#text")).ToHaveValueAsync("循环泵已订货，月底前装好试水。");
        await Expect(phone.Locator("input[name=kept]")).ToHaveCountAsync(1);
        var due = Days.Of(DateTimeOffset.UtcNow).AddDays(9);
        await phone
            .Locator("#due")
            .FillAsync(due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await pictures.TakeAsync("mended", ("phone", phone));
        await phone.Locator(".btn--main").ClickAsync();
        await Expect(phone.Locator(".said-now")).ToContainTextAsync("已收到，谢谢");
        await pictures.TakeAsync("sent", ("phone", phone));
        Assert.Equal(due, field.Meeting.Now.Timetable[FieldHouse.Late].Deadline);
        Assert.Single(field.TrackOf(FieldHouse.Late).Steps.Select(s => s.Event).OfType<Reported>().Single().Photos);

        await using var bare = await chromium.OpenAsync(Device.Mobile, field.House.Address, script: false, calm: true);
        var plain = await bare.VisitAsync(await field.LinkAsync(FieldHouse.Soon));
        await plain.Locator("label[for=k-done]").ClickAsync();
        await Expect(plain.Locator("#due")).ToBeHiddenAsync();
        await plain.Locator("#text").FillAsync("通道已清空。");
        await plain.Locator("#photo").SetInputFilesAsync(FieldHouse.Photo());
        await pictures.TakeAsync("plain", ("phone", plain));
        await plain.Locator(".btn--main").ClickAsync();
        await Expect(plain.Locator(".said-now")).ToContainTextAsync("已收到，谢谢");
        Assert.Equal(CommitmentState.AwaitingCheck, field.Meeting.Now.Timetable[FieldHouse.Soon].State);
    }

    [Fact]
    public async Task The_pages_of_the_field_have_no_violation_in_any_language_and_size_of_letters()
    {
        var axe = new Axe("axe-field");
        await using var field = await FieldHouse.OpenAsync();
        var call = new WhistleId("w1");
        await field.Meeting.DoAsync(
            (id, by, at) =>
                new BlowWhistle(
                    id,
                    by,
                    at,
                    FieldHouse.Late,
                    call,
                    ["区供电公司", Unit],
                    at.AddDays(2),
                    "5号楼前",
                    "充电口由谁接电"
                )
        );
        var unit = await field.LinkAsync(FieldHouse.Late);
        var whistle = await field.LinkAsync(FieldHouse.Late, LinkKind.Whistle, "区供电公司", call);
        foreach (var lang in new[] { "zh-CN", "en" })
        {
            await using var links = await chromium.OpenAsync(Device.Mobile, field.House.Address, calm: true);
            foreach (var size in new[] { 0, 1, 2 })
            {
                var page = await links.VisitAsync($"{unit}?lang={lang}&elder={size}");
                await axe.CheckAsync($"unit-{lang}-{size}", page);
                await page.Locator(".answer .btn--main").ClickAsync();
                await Expect(page.Locator("#kind-why")).ToBeVisibleAsync();
                await axe.CheckAsync($"unit-wrong-{lang}-{size}", page, picture: size == 0);
                await NoneSmallAsync(page);
                page = await links.VisitAsync($"{whistle}?lang={lang}&elder={size}");
                await axe.CheckAsync($"whistle-{lang}-{size}", page);
                await NoneSmallAsync(page);
                await page.OpenAsync($"/u/none?lang={lang}&elder={size}", 404);
                await axe.CheckAsync($"shut-{lang}-{size}", page, picture: size == 0);
            }

            await using var context = await chromium.OpenAsync(Device.Mobile, field.House.Address, calm: true);
            var phone = await SignedInAsync(context);
            await phone.OpenAsync($"/grid/{FieldHouse.Street}?lang={lang}");
            await phone.OpenAsync($"/grid/{FieldHouse.Street}");
            await Expect(phone.Locator("body")).ToHaveAttributeAsync("data-offline", "ready");
            foreach (var (name, size) in new[] { ("usual", null), ("large", "[data-elder]"), ("larger", ".larger") })
            {
                if (size is not null)
                    await phone.Locator(size).ClickAsync();
                await axe.CheckAsync($"grid-{name}-{lang}", phone);
                await NoneSmallAsync(phone);
                await phone.Locator("#items a[data-f=report]").First.ClickAsync();
                await phone.Locator("[data-f=save]").ClickAsync();
                await Expect(phone.Locator("#kind-why")).ToBeVisibleAsync();
                await axe.CheckAsync($"report-{name}-{lang}", phone);
                await NoneSmallAsync(phone);
                await phone.Locator(".tabs [data-tab=items]").ClickAsync();
            }

            await context.SetOfflineAsync(true);
            await ReportAsync(phone, FieldHouse.Late, "5号楼已接好。", photos: 1);
            await phone.Locator("[data-f=save]").ClickAsync();
            await phone.Locator(".tabs [data-tab=wait]").ClickAsync();
            await Expect(phone.Locator("[data-list=wait] > li")).ToHaveCountAsync(1);
            await axe.CheckAsync($"wait-{lang}", phone);
            await NoneSmallAsync(phone);
            await context.SetOfflineAsync(false);
            await Expect(phone.Locator("[data-list=sent] > li")).ToHaveCountAsync(1);
        }

        axe.AssertNothing();
    }

    private static string Unit => FieldHouse.Unit;

    private static async Task<IPage> SignedInAsync(IBrowserContext context)
    {
        var phone = await context.VisitAsync($"/grid/{FieldHouse.Street}");
        await phone.SignInAsync(FieldHouse.Worker, House.Password);
        await Expect(phone.Locator("body")).ToHaveAttributeAsync("data-offline", "ready");
        return phone;
    }

    private static async Task ReportAsync(IPage phone, CommitmentId item, string text, int photos = 0)
    {
        await phone.Locator($"[data-key$='~{item}'] a[data-f=report]").ClickAsync();
        await phone.Locator("label[for=k-moving]").ClickAsync();
        for (var i = 1; i <= photos; i++)
        {
            await phone.Locator("#report input[type=file]").SetInputFilesAsync(FieldHouse.Photo(shade: (byte)(40 * i)));
            await Expect(phone.Locator("#report [data-list=shots] > li")).ToHaveCountAsync(i);
        }

        await phone.Locator("#text").FillAsync(text);
    }

    /// <summary>No target under 44 px, at any size of letters.</summary>
    private static async Task NoneSmallAsync(IPage page) =>
        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll("a, button, summary, label.chip, label.tick, select, .input")]
                  .filter((e) => e.checkVisibility() && !e.closest(".vh") && (e.getBoundingClientRect().height < 43.9 || e.getBoundingClientRect().width < 43.9))
                  .map((e) => e.outerHTML.slice(0, 120))
                """
            )
        );
}
