using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>The pages of administration on a real store.</summary>
public sealed class AdminPageTests : StaffRoom
{
    private static readonly StreetId Wangzuo = new("wangzuo");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public AdminPageTests()
    {
        Services.AddSingleton<StaffCircuits>();
        Services.AddSingleton<StaffSessions>();
        Services.AddSingleton<SignInThrottle>();
        Services.AddSingleton<StreetOffice>();
        Services.AddSingleton<StreetLists>();
        Services.AddSingleton<AccountOffice>();
        Services.AddScoped<StaffAccounts>();
        Services.AddScoped(provider => provider.GetRequiredService<MeetingStore>().Create());
        Services
            .AddIdentityCore<StaffAccount>(identity =>
            {
                identity.User.AllowedUserNameCharacters = "";
                identity.Password.RequireLowercase = false;
                identity.Password.RequireNonAlphanumeric = false;
            })
            .AddEntityFrameworkStores<MeetingContext>();
    }

    [Fact]
    public async Task The_26_streets_are_offered_and_those_that_are_chosen_are_taken_over()
    {
        var page = await OpenAsync();
        Assert.Contains("已接入0个", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(26, page.FindAll(".offers input").Count);
        Assert.True(page.Find("#take").HasAttribute("disabled"));

        await page.Find(".offers input[value=wangzuo]").ChangeAsync(new() { Value = true });
        await page.Find(".offers input[value=fangzhuang]").ChangeAsync(new() { Value = true });
        await page.Find("#take").ClickAsync(new());

        Assert.Contains("已接入2个", page.Find("h1").TextContent, StringComparison.Ordinal);
        Assert.Equal(24, page.FindAll(".offers input").Count);
        Assert.Equal("/admin/wangzuo", page.Find("tr[data-street=wangzuo] a").GetAttribute("href"));
        Assert.Contains("已接入2个街镇。", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_are_chosen_by_one_press()
    {
        var page = await OpenAsync();

        await page.Find("#choose-all").ClickAsync(new());
        await page.Find("#take").ClickAsync(new());

        Assert.Equal(26, page.FindAll("#streets tbody tr").Count);
        Assert.Empty(page.FindAll("#take-over"));
    }

    [Fact]
    public async Task A_street_with_a_taken_name_is_refused_at_its_form_and_what_was_typed_stays()
    {
        var page = await OpenAsync();
        await page.Find("#choose-all").ClickAsync(new());
        await page.Find("#take").ClickAsync(new());

        await page.Find("#add-name").ChangeAsync(new() { Value = "王佐镇" });
        await page.Find("#add-id").ChangeAsync(new() { Value = "wangzuo-2" });
        await page.Find("aside form").SubmitAsync();

        Assert.Contains("这个名称已有", page.Find("aside .why").TextContent, StringComparison.Ordinal);
        Assert.Equal("王佐镇", page.Find("#add-name").GetAttribute("value"));
    }

    [Fact]
    public async Task A_streets_administrator_sees_that_street_alone_and_can_take_over_none()
    {
        await using (var context = Store.Create())
        {
            context.Streets.AddRange(
                new() { Id = "wangzuo", Name = "王佐镇" },
                new() { Id = "fangzhuang", Name = "方庄街道" }
            );
            await context.SaveChangesAsync(Cancel);
        }

        var page = await ShowAsync<AdminPage>(Wangzuo, Roles.Administrator, "王佐镇管理员", _ => { });

        Assert.Equal("您管理1个街镇", page.Find("h1").TextContent);
        Assert.Empty(page.FindAll("aside"));
        Assert.Empty(page.FindAll(".acts-cell"));
    }

    [Fact]
    public async Task Whoever_does_not_administer_sees_nothing()
    {
        var page = await ShowAsync<AdminPage>(Wangzuo, Roles.Secretary, "王佐镇秘书", _ => { });

        Assert.Contains("没有这个角色", page.Find("h1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_accounts_password_is_shown_once_and_the_last_administrator_is_not_locked()
    {
        var page = await OpenAsync();

        await page.Find("#district-name").ChangeAsync(new() { Value = "第三方评估员" });
        await page.Find(".accounts form.add-line").SubmitAsync();

        Assert.Matches("^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$", page.Find("#temporary").TextContent);
        Assert.Contains("待换密码", page.Find("tr[data-account=第三方评估员]").TextContent, StringComparison.Ordinal);
        await page.Find("#noted").ClickAsync(new());
        Assert.Empty(page.FindAll("#temporary"));

        await page.FindAll("tr[data-account=区管理员] .act")[2].ClickAsync(new());
        Assert.Contains("这是最后一个管理员", page.Find(".accounts .why").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grid_worker_is_given_one_of_the_streets_grids_and_one_without_is_marked()
    {
        await using (var context = Store.Create())
        {
            context.Streets.Add(new() { Id = "wangzuo", Name = "王佐镇" });
            context.Grids.Add(
                new()
                {
                    StreetId = "wangzuo",
                    Id = "g7",
                    Name = "第7网格",
                    Community = "翡翠山社区",
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        var page = await ShowAsync<AccountsPanel>(
            Wangzuo,
            Roles.Administrator,
            "王佐镇管理员",
            p => p.Add(x => x.Street, Wangzuo).Add(x => x.Title, "账号")
        );
        await page.Find("#account-name").ChangeAsync(new() { Value = "网格员甲" });
        await page.Find("form.add-line input[value=Secretary]").ChangeAsync(new() { Value = false });
        await page.Find("form.add-line input[value=GridWorker]").ChangeAsync(new() { Value = true });
        await page.Find("form.add-line").SubmitAsync();
        Assert.Contains("还没选网格", page.Find("tr[data-account=网格员甲]").TextContent, StringComparison.Ordinal);

        await page.Find("tr[data-account=网格员甲] .act").ClickAsync(new());
        await page.Find("#edit-grid").ChangeAsync(new() { Value = "第7网格" });
        await page.Find("tr[data-account=网格员甲] form").SubmitAsync();
        Assert.Contains("第7网格", page.Find("tr[data-account=网格员甲]").TextContent, StringComparison.Ordinal);
        await using var after = Store.Create();
        Assert.Equal("第7网格", (await after.Grants.SingleAsync(g => g.Grid != null, Cancel)).Grid);
    }

    [Fact]
    public async Task Once_the_role_is_taken_away_the_open_page_saves_nothing()
    {
        var page = await OpenAsync();
        await page.Find("#choose-all").ClickAsync(new());
        await using (var context = Store.Create())
            await context.Grants.ExecuteDeleteAsync(Cancel);

        await page.Find("#take").ClickAsync(new());

        await using var after = Store.Create();
        Assert.Equal(0, await after.Streets.CountAsync(Cancel));
        Assert.Contains("没有这个角色", page.Find("h1").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("units", "#unit-name", "城市管理办")]
    [InlineData("topics", "#topic-name", "停车管理")]
    public async Task What_stands_already_is_refused_at_its_list(string view, string field, string name)
    {
        await using (var context = Store.Create())
        {
            context.Streets.Add(new() { Id = "wangzuo", Name = "王佐镇" });
            await context.SaveChangesAsync(Cancel);
        }

        var page = await ShowAsync<StreetAdminPage>(
            Wangzuo,
            Roles.Administrator,
            "王佐镇管理员",
            p => p.Add(x => x.Street, "wangzuo").Add(x => x.View, view)
        );
        for (var i = 0; i < 2; i++)
        {
            await page.Find(field).ChangeAsync(new() { Value = name });
            await page.Find("form.add-line").SubmitAsync();
        }

        Assert.Single(page.FindAll("tbody tr"));
        Assert.Contains("这个名称已有", page.Find("form.add-line .why").TextContent, StringComparison.Ordinal);
        Assert.Equal(name, page.Find(field).GetAttribute("value"));
    }

    private Task<IRenderedComponent<AdminPage>> OpenAsync() =>
        ShowAsync<AdminPage>(StaffPerson.District, Roles.Administrator, "区管理员", _ => { });
}
