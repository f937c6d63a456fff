using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>A grid worker's round of visits, with and without network.</summary>
[Collection(Chromium.OneAtATime)]
public sealed class VisitTests(Chromium chromium)
{
    private const string Street = "wangzuo";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Recorded_without_network_three_households_outlive_a_reload_and_arrive_once_each()
    {
        var pictures = new Pictures("visits-offline");
        await using var house = await OpenAsync(signIn: true);
        await house.HireAsync("网格员甲", Roles.GridWorker);
        await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);

        // Once online: the door leads to the sign-in and back, and the page is kept.
        var phone = await context.VisitAsync($"/visit/{Street}");
        await phone.SignInAsync("网格员甲", House.Password);
        await ReadyAsync(phone);

        await context.SetOfflineAsync(true);
        await phone.ReloadAsync();
        await Expect(phone.Locator("body")).ToHaveAttributeAsync("data-ready", "true");
        await FillAsync(phone, "1号楼", "路灯几时修？", "Elderly");
        await phone.Locator("#photo").SetInputFilesAsync(Photo());
        await Expect(phone.Locator(".photo-kept")).ToBeVisibleAsync();
        await SaveAsync(phone, waiting: 1);
        await FillAsync(phone, "2号楼", "晚饭能送上门吗？", "Elderly", "Disabled");
        await SaveAsync(phone, waiting: 2);
        await FillAsync(phone, "3号楼", "充电站能不能歇脚？", "NewEmployment");
        await SaveAsync(phone, waiting: 3);

        await phone.ReloadAsync();
        await Expect(phone.Locator("[data-part=band]")).ToContainTextAsync("3户已存手机");
        await phone.Locator(".tabs a[href='#wait']").ClickAsync();
        await Expect(phone.Locator("[data-list=wait] > li")).ToHaveCountAsync(3);
        await pictures.TakeAsync("waiting", ("phone", phone));
        await using (var nothing = house.Service<MeetingStore>().Create())
        {
            Assert.Equal(0, await nothing.Visits.CountAsync(Cancel));
        }

        await context.SetOfflineAsync(false);
        await Expect(phone.Locator("[data-list=sent] > li")).ToHaveCountAsync(3);
        await Expect(phone.Locator("[data-list=wait] > li")).ToHaveCountAsync(0);
        await pictures.TakeAsync("sent", ("phone", phone));

        await using var store = house.Service<MeetingStore>().Create();
        var visits = await store.Visits.OrderBy(v => v.At).ToListAsync(Cancel);
        Assert.Equal(["1号楼", "2号楼", "3号楼"], visits.Select(v => v.Household));
        Assert.Equal([true, false, false], visits.Select(v => v.PhotoHash is not null));
        Assert.Equal(visits.OrderBy(v => v.ReceivedAt).Select(v => v.Id), visits.Select(v => v.Id));
        // The receipt that the phone shows is the one by which /receipt finds the question.
        var receipt = house.Service<VisitBook>().ReceiptOf(new StreetId(Street), visits[^1].Id);
        await Expect(phone.Locator("[data-list=sent] > li").First)
            .ToContainTextAsync($"{receipt[..4]}-{receipt[4..8]}-{receipt[8..]}");
        var look = await context.VisitAsync("/receipt");
        await look.Locator("#code").FillAsync(receipt);
        await look.Locator("form.find button").ClickAsync();
        await Expect(look.Locator(".found h1")).ToHaveTextAsync("充电站能不能歇脚？");
        Assert.Equal(3, await store.Demands.CountAsync(d => d.Source == "走访", Cancel));
        var coverage = await house.Service<VisitCoverage>().OfAsync(new StreetId(Street), Cancel);
        Assert.Equal(3, coverage.Households);

        // And at the office.
        await house.HireAsync("街道秘书", Roles.Secretary);
        await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
        var desk = await office.VisitAsync($"/prepare/{Street}/visits");
        await desk.SignInAsync("街道秘书", House.Password);
        await Expect(desk.Locator("h1")).ToContainTextAsync("走到3户");
        await Expect(desk.Locator(".visit-rows tbody tr")).ToHaveCountAsync(3);
        await pictures.TakeAsync("office", ("page", desk));
    }

    [Fact]
    public async Task Signed_out_meanwhile_it_is_kept_asks_for_the_sign_in_and_then_goes()
    {
        await using var house = await OpenAsync(signIn: true);
        await house.HireAsync("网格员甲", Roles.GridWorker);
        await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        var phone = await context.VisitAsync($"/visit/{Street}");
        await phone.SignInAsync("网格员甲", House.Password);
        await ReadyAsync(phone);

        await context.ClearCookiesAsync();
        await FillAsync(phone, "1号楼", "路灯几时修？", "Elderly");
        await SaveAsync(phone, waiting: 1);
        await Expect(phone.Locator("[data-part=band]")).ToContainTextAsync("请重新登录");
        await phone.Locator("[data-f=go]").ClickAsync();
        await phone.SignInAsync("网格员甲", House.Password);

        await Expect(phone.Locator("[data-list=sent] > li")).ToHaveCountAsync(1);
        await using var store = house.Service<MeetingStore>().Create();
        Assert.Equal("1号楼", (await store.Visits.SingleAsync(Cancel)).Household);
    }

    [Fact]
    public async Task What_the_server_refuses_says_what_to_mend_and_goes_once_mended()
    {
        await using var house = await OpenAsync();
        await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        var phone = await context.VisitAsync($"/visit/{Street}");
        await ReadyAsync(phone);
        await using (var store = house.Service<MeetingStore>().Create())
        {
            await store
                .Grids.Where(g => g.Id == "g3")
                .ExecuteUpdateAsync(set => set.SetProperty(g => g.Closed, true), Cancel);
        }

        await FillAsync(phone, "1号楼", "路灯几时修？", "Elderly");
        await phone.Locator("[data-f=save]").ClickAsync();
        await Expect(phone.Locator("[data-part=band]")).ToContainTextAsync("要改一处");
        await phone.Locator(".tabs a[href='#wait']").ClickAsync();
        await Expect(phone.Locator("[data-list=wait] > li")).ToContainTextAsync("没有这个网格");
        await phone.Locator("[data-list=wait] [data-f=edit]").ClickAsync();
        await Expect(phone.Locator("#asked")).ToHaveValueAsync("路灯几时修？");
        await phone.Locator("#grid").SelectOptionAsync("g12");
        await phone.Locator("[data-f=save]").ClickAsync();

        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync("待发");
        await using var after = house.Service<MeetingStore>().Create();
        Assert.Equal("g12", (await after.Visits.SingleAsync(Cancel)).GridId);
    }

    [Fact]
    public async Task What_is_on_the_phone_cannot_be_read_as_text_and_a_photo_of_60_MB_is_told()
    {
        await using var house = await OpenAsync();
        await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
        var phone = await context.VisitAsync($"/visit/{Street}");
        await ReadyAsync(phone);
        await context.SetOfflineAsync(true);
        await FillAsync(phone, "1号楼", "这句话只有我知道", "Elderly");
        await SaveAsync(phone, waiting: 1);

        var kept = await phone.EvaluateAsync<string>(
            """
            async () => {
              const db = await new Promise((resolve) => { const r = indexedDB.open("mlo.visits"); r.onsuccess = () => resolve(r.result); });
              const all = (store) => new Promise((resolve) => { const r = db.transaction(store).objectStore(store).getAll(); r.onsuccess = () => resolve(r.result); });
              const [item] = await all("items");
              const [key] = await all("keys");
              const exported = await crypto.subtle.exportKey("raw", key).then(() => "exported", (e) => e.name);
              return JSON.stringify({ text: new TextDecoder().decode(item.box.data), names: Object.keys(item), exported, size: item.box.data.byteLength });
            }
            """
        );
        Assert.DoesNotContain("这句话只有我知道", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("1号楼", kept, StringComparison.Ordinal);
        Assert.Contains("InvalidAccessError", kept, StringComparison.Ordinal);

        // Playwright itself sends no file of more than 50 MB; the page makes one.
        await phone.EvaluateAsync(
            """
            () => {
              const input = document.querySelector("#photo");
              const files = new DataTransfer();
              files.items.add(new File([new Uint8Array(60 * 1024 * 1024)], "photo.jpg", { type: "image/jpeg" }));
              input.files = files.files;
              input.dispatchEvent(new Event("change", { bubbles: true }));
            }
            """
        );
        await Expect(phone.Locator("#photo-why")).ToContainTextAsync("照片有60MB，太大");
    }

    [Fact]
    public async Task The_visits_pages_have_no_violation_in_any_state_language_and_size_of_letters()
    {
        var axe = new Axe("axe-visits");
        await using var house = await OpenAsync();
        foreach (var lang in new[] { "zh-CN", "en" })
        {
            await using var context = await chromium.OpenAsync(Device.Mobile, house.Address, calm: true);
            var phone = await context.VisitAsync($"/visit/{Street}?lang={lang}");
            await phone.OpenAsync($"/visit/{Street}");
            await ReadyAsync(phone);
            await axe.CheckAsync($"form-{lang}", phone);
            await phone.Locator("[data-f=save]").ClickAsync();
            await Expect(phone.Locator("[aria-invalid=true]")).ToBeFocusedAsync();
            await axe.CheckAsync($"wrong-{lang}", phone);
            await context.SetOfflineAsync(true);
            await FillAsync(phone, "1号楼", "路灯几时修？", "Elderly");
            await phone.Locator("#photo").SetInputFilesAsync(Photo());
            await Expect(phone.Locator(".photo-kept")).ToBeVisibleAsync();
            await axe.CheckAsync($"photo-{lang}", phone);
            await phone.Locator("[data-f=save]").ClickAsync();
            await phone.Locator(".tabs a[href='#wait']").ClickAsync();
            await Expect(phone.Locator("[data-list=wait] > li")).ToHaveCountAsync(1);
            await axe.CheckAsync($"waiting-{lang}", phone);
            foreach (var size in new[] { "[data-elder]", ".larger" })
            {
                await phone.Locator(size).ClickAsync();
                await axe.CheckAsync($"waiting-{size}-{lang}", phone);
                await phone.Locator(".tabs a[href='#visit']").ClickAsync();
                await axe.CheckAsync($"form-{size}-{lang}", phone);
                await phone.Locator(".tabs a[href='#wait']").ClickAsync();
            }

            // No target under 44 px, at any size of letters.
            var small = await phone.EvaluateAsync<string[]>(
                """
                () => [...document.querySelectorAll("a, button, label.chip, label.tick, select, .input")]
                  .filter((e) => e.offsetParent && (e.getBoundingClientRect().height < 44 || e.getBoundingClientRect().width < 44))
                  .map((e) => e.outerHTML.slice(0, 120))
                """
            );
            Assert.Empty(small);
            await context.SetOfflineAsync(false);
            await Expect(phone.Locator("[data-list=sent] > li")).ToHaveCountAsync(1);

            await using var office = await chromium.OpenAsync(Device.Desktop, house.Address, calm: true);
            // The circuit knows the language by the cookie alone.
            await office.VisitAsync($"/visit/{Street}?lang={lang}");
            var desk = await office.VisitStaffAsync($"/prepare/{Street}/visits");
            await axe.CheckAsync($"office-{lang}", desk);
            await desk.Locator("#plan").ClickAsync();
            await Expect(desk.Locator("#plan-save")).ToBeVisibleAsync();
            await axe.CheckAsync($"plan-{lang}", desk);
        }

        axe.AssertNothing();
    }

    private static async Task<House> OpenAsync(bool signIn = false)
    {
        var house = await House.OpenAsync(signIn);
        await using var context = house.Service<MeetingStore>().Create();
        context.Streets.Add(new StreetRow { Id = Street, Name = "王佐镇" });
        context.Grids.AddRange(Grid("g3", "第3网格", "翡翠山社区"), Grid("g12", "第12网格", "佃起社区"));
        context.Topics.Add(
            new TopicRow
            {
                StreetId = Street,
                Name = "养老服务",
                Keywords = "",
            }
        );
        await context.SaveChangesAsync(Cancel);
        return house;
    }

    private static GridRow Grid(string id, string name, string community) =>
        new()
        {
            StreetId = Street,
            Id = id,
            Name = name,
            Community = community,
        };

    /// <summary>The script runs, and the page is kept for when there is no network.</summary>
    private static Task ReadyAsync(IPage phone) =>
        Expect(phone.Locator("body")).ToHaveAttributeAsync("data-offline", "ready");

    private static async Task FillAsync(IPage phone, string household, string asked, params string[] groups)
    {
        await phone.Locator("#grid").SelectOptionAsync("g3");
        foreach (var group in groups)
            await phone.Locator($"label[for=g-{group}]").ClickAsync();
        await phone.Locator("#household").FillAsync(household);
        await phone.Locator("#asked").FillAsync(asked);
    }

    private static async Task SaveAsync(IPage phone, int waiting)
    {
        await phone.Locator("[data-f=save]").ClickAsync();
        await Expect(phone.Locator("[data-f=waiting]")).ToHaveTextAsync($"待发{waiting}");
        await Expect(phone.Locator("#household")).ToHaveValueAsync("");
    }

    private static FilePayload Photo()
    {
        using var bitmap = new SKBitmap(3000, 2000);
        bitmap.Erase(SKColors.SteelBlue);
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return new FilePayload
        {
            Name = "photo.jpg",
            MimeType = "image/jpeg",
            Buffer = data.ToArray(),
        };
    }
}
