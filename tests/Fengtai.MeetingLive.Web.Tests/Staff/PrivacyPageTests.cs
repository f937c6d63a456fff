using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Fengtai.MeetingLive.Web.Staff.Privacy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>个人信息 and 查看记录 of an administrator, on a real store.</summary>
public sealed class PrivacyPageTests : StaffRoom
{
    private const string Phone = "13812345678";
    private static readonly StreetId Street = new("wangzuo");
    private readonly string keyFile = Path.Combine(Path.GetTempPath(), $"privacy-page-{Guid.NewGuid():N}.key");

    public PrivacyPageTests()
    {
        Services.AddLogging();
        Services.AddDemands(
            new ConfigurationBuilder().AddInMemoryCollection([new("Privacy:KeyFile", keyFile)]).Build()
        );
        Services.AddPrivacy();
        Services.AddSingleton<StreetOffice>();
    }

    protected override TimeProvider Clock { get; } =
        new FakeTimeProvider(new DateTimeOffset(2025, 7, 4, 2, 0, 0, TimeSpan.Zero));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected override async Task PrepareAsync()
    {
        await using var context = Store.Create();
        context.Streets.Add(new() { Id = Street.Value, Name = "王佐镇" });
        await context.SaveChangesAsync(Cancel);
        await Services
            .GetRequiredService<DemandActs>()
            .AddAsync(
                Street.Value,
                new NewDemand("接诉即办", "暖气不热", new(2025, 6, 27), Phone: Phone, Person: "王秀英"),
                Cancel
            );
    }

    [Fact]
    public async Task A_person_is_found_by_phone_and_shown_masked()
    {
        var page = await OpenAsync("privacy");

        await FindAsync(page);

        var row = page.Find(".own-kept tbody tr").TextContent;
        Assert.Contains("王某某，138****5678", row, StringComparison.Ordinal);
        Assert.Contains("2026年7月4日", row, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, page.Find(".own-kept").TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await LooksAsync(LookKind.Search));
    }

    [Fact]
    public async Task Nothing_is_erased_before_the_question_in_place_is_answered()
    {
        var page = await OpenAsync("privacy");
        await FindAsync(page);
        await page.Find("#erase-form").SubmitAsync();
        Assert.Contains("请写明删除的理由", page.Find("#erase-form .why").TextContent, StringComparison.Ordinal);

        await page.Find("#reason").ChangeAsync(new() { Value = "本人来电要求" });
        await page.Find("#erase-form").SubmitAsync();
        await page.Find("#erase-no").ClickAsync(new());
        Assert.Equal(1, await KeptAsync());
        await page.Find("#erase-form").SubmitAsync();
        Assert.Contains("删去后不能恢复", page.Find(".sure").TextContent, StringComparison.Ordinal);
        await page.Find("#erase-yes").ClickAsync(new());

        Assert.Equal(0, await KeptAsync());
        Assert.Contains("已删去1件", page.Find("#erased").TextContent, StringComparison.Ordinal);
        Assert.Contains("仍保留", page.Find("#erased").TextContent, StringComparison.Ordinal);
        Assert.Contains("原文已于2025年7月4日删去", page.Find(".own-kept").TextContent, StringComparison.Ordinal);
        Assert.Contains("提问0，诉求1，走访0", page.Find("#register").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#receipt", "W3K7", "回执是10位")]
    [InlineData("#phone", "十三", "不像电话号码")]
    [InlineData("#phone", "", "请填回执码或电话号码")]
    public async Task What_is_typed_wrong_is_told_at_the_form(string field, string typed, string said)
    {
        var page = await OpenAsync("privacy");

        await page.Find(field).ChangeAsync(new() { Value = typed });
        await page.Find("#find-person").SubmitAsync();

        Assert.Contains(said, page.Find("#find-person .why").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, await LooksAsync(LookKind.Search));
    }

    [Fact]
    public async Task Whom_nothing_is_kept_of_is_told_so()
    {
        var page = await OpenAsync("privacy");

        await FindAsync(page, "13900001111");

        Assert.Contains("没有找到", page.Find("#none").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_cannot_be_tried_through()
    {
        var page = await OpenAsync("privacy");
        for (var n = 0; n < (int)SearchThrottle.Burst; n++)
            await FindAsync(page);

        await FindAsync(page);

        Assert.Contains("查找太频繁", page.Find("#find-person .why").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".own-kept"));
    }

    [Fact]
    public async Task Own_data_is_handed_out_to_the_account_that_made_it_for_ten_minutes()
    {
        var page = await OpenAsync("privacy");
        await FindAsync(page);

        await page.Find("#own").ClickAsync(new());

        var address = page.Find("#own-json").GetAttribute("href")!;
        Assert.DoesNotContain(Phone, address, StringComparison.Ordinal);
        var ticket = Path.GetFileNameWithoutExtension(address);
        var tickets = Services.GetRequiredService<OwnDataTickets>();
        Assert.Equal(Phone, tickets.Find(ticket, Street, "王佐镇管理员")!.Demands.Single().Phone);
        Assert.Null(tickets.Find(ticket, Street, "另一位管理员"));
        Assert.Null(tickets.Find(ticket, new StreetId("fangzhuang"), "王佐镇管理员"));
        ((FakeTimeProvider)Clock).Advance(OwnDataTickets.Lasts + TimeSpan.FromSeconds(1));
        Assert.Null(tickets.Find(ticket, Street, "王佐镇管理员"));
        Assert.Equal(1, await LooksAsync(LookKind.OwnData));
    }

    [Fact]
    public async Task The_sheet_to_print_has_the_persons_own_number_and_nobody_elses_name()
    {
        var page = await OpenAsync("privacy");
        await FindAsync(page);
        await page.Find("#own").ClickAsync(new());
        var ticket = Path.GetFileNameWithoutExtension(page.Find("#own-sheet").GetAttribute("href")!);
        var data = Services.GetRequiredService<OwnDataTickets>().Find(ticket, Street, "王佐镇管理员");

        var sheet = Render<OwnDataSheet>(p => p.Add(x => x.Data, data));

        Assert.Contains(Phone, sheet.Markup, StringComparison.Ordinal);
        Assert.Contains("保存到2026年7月4日", sheet.Markup, StringComparison.Ordinal);
        Assert.Contains("王佐镇，2025年7月4日制作", sheet.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_shows_who_looked_at_what_and_why_and_is_filtered()
    {
        var log = Services.GetRequiredService<LookLog>();
        await log.WriteAsync(
            Street.Value,
            LookKind.Demand,
            "42",
            "回访",
            new Looker("秘书甲", Roles.Secretary),
            Cancel
        );
        await log.WriteAsync(
            Street.Value,
            LookKind.Search,
            null,
            "查找",
            new Looker("管理员乙", Roles.Administrator),
            Cancel
        );
        var page = await OpenAsync("looks");
        Assert.Equal(2, page.FindAll(".looks tbody tr").Count);

        await page.Find("#by-account").ChangeAsync(new() { Value = "秘书甲" });

        var row = Assert.Single(page.FindAll(".looks tbody tr")).TextContent;
        Assert.All(
            ["秘书甲", "秘书", "诉求的联系方式", "42", "回访"],
            part => Assert.Contains(part, row, StringComparison.Ordinal)
        );
        Assert.EndsWith(
            "looks.csv?by=%E7%A7%98%E4%B9%A6%E7%94%B2",
            page.Find("#looks-csv").GetAttribute("href"),
            StringComparison.Ordinal
        );
        await page.Find("#by-day").ChangeAsync(new() { Value = "2025-07-03" });
        Assert.Contains("没有查看记录", page.Find("#none").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("privacy")]
    [InlineData("looks")]
    public async Task Who_does_not_administer_the_street_sees_neither(string view)
    {
        var page = await ShowAsync<StreetAdminPage>(
            Street,
            Roles.Secretary,
            "王佐镇秘书",
            p => p.Add(x => x.Street, Street.Value).Add(x => x.View, view)
        );

        Assert.Contains("没有这个角色", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".privacy, .looks"));
    }

    [Fact]
    public async Task Once_the_role_is_taken_away_the_open_page_finds_nothing()
    {
        var page = await OpenAsync("privacy");
        await using (var context = Store.Create())
            await context.Grants.ExecuteDeleteAsync(Cancel);

        await FindAsync(page);

        Assert.Empty(page.FindAll(".own-kept"));
        Assert.Contains("没有这个角色", page.Find("#find-person .why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void English_has_the_same_keys_as_Chinese()
    {
        var words = new System.Resources.ResourceManager(typeof(PrivacyWords));
        Assert.Equal(Keys("zh-CN"), Keys("en"));

        IEnumerable<string> Keys(string culture) =>
            words
                .GetResourceSet(System.Globalization.CultureInfo.GetCultureInfo(culture), true, culture != "en")!
                .Cast<System.Collections.DictionaryEntry>()
                .Select(entry => (string)entry.Key)
                .Order(StringComparer.Ordinal);
    }

    private Task<IRenderedComponent<StreetAdminPage>> OpenAsync(string view) =>
        ShowAsync<StreetAdminPage>(
            Street,
            Roles.Administrator,
            "王佐镇管理员",
            p => p.Add(x => x.Street, Street.Value).Add(x => x.View, view)
        );

    private static async Task FindAsync(IRenderedComponent<StreetAdminPage> page, string phone = Phone)
    {
        await page.Find("#phone").ChangeAsync(new() { Value = phone });
        await page.Find("#find-person").SubmitAsync();
    }

    private async Task<int> LooksAsync(LookKind kind)
    {
        await using var context = Store.Create();
        return await context.Looks.CountAsync(l => l.Kind == kind, Cancel);
    }

    private async Task<int> KeptAsync()
    {
        await using var context = Store.Create();
        return await context.Demands.CountAsync(d => d.Sealed != null, Cancel);
    }
}
