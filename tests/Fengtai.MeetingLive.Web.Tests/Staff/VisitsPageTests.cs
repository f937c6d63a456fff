using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff.Prepare;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>入户走访 at the office: whom nobody has visited yet, the plan, and what was asked.</summary>
public sealed class VisitsPageTests : StaffRoom
{
    private static readonly StreetId Street = Script.Street;

    public VisitsPageTests()
    {
        Services.AddSingleton<VisitCoverage>();
        Services.AddSingleton<VisitList>();
        Services.AddLogging();
        Services.AddDemands(
            new ConfigurationBuilder()
                .AddInMemoryCollection([
                    new("Privacy:KeyFile", Path.Combine(Path.GetTempPath(), $"visits-page-{Guid.NewGuid():N}.key")),
                ])
                .Build()
        );
        Services.AddPrivacy();
    }

    protected override TimeProvider Clock { get; } = new FakeTimeProvider(Script.Begin.AddDays(-5));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private VisitCoverage Coverage => Services.GetRequiredService<VisitCoverage>();

    protected override async Task PrepareAsync()
    {
        await using var context = Store.Create();
        context.Grids.AddRange(Grid("g3", "第3网格"), Grid("g12", "第12网格"));
        await context.SaveChangesAsync(Cancel);
    }

    [Fact]
    public async Task A_street_without_visits_and_plan_is_told_what_to_do_first()
    {
        var page = await OpenAsync();

        Assert.Equal("走到0户，还没定计划", page.Find("h1").TextContent);
        Assert.Contains("先定计划", page.Find("#behind").TextContent, StringComparison.Ordinal);
        Assert.Contains("二维码", page.Find("#none").TextContent, StringComparison.Ordinal);
        Assert.Contains("/visit/wangzuo", page.Find(".visits-qr a").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_grids_it_says_who_enters_them()
    {
        await using (var context = Store.Create())
        {
            context.Grids.RemoveRange(context.Grids);
            await context.SaveChangesAsync(Cancel);
        }

        var page = await OpenAsync();

        Assert.Contains("还没有网格", page.Find("#behind").TextContent, StringComparison.Ordinal);
        Assert.True(page.Find("#plan").HasAttribute("disabled"));
    }

    [Fact]
    public async Task The_group_that_is_behind_is_named_with_where_to_go_first()
    {
        await PlanAsync((Group.Elderly, 2), (Group.NewEmployment, 4));
        await VisitedAsync("a1", Group.Elderly);
        await VisitedAsync("a2", Group.Elderly);
        await VisitedAsync("a3", Group.NewEmployment);

        var page = await OpenAsync();

        Assert.Equal("走到3户，还差3户", page.Find("h1").TextContent);
        Assert.Equal(
            "新就业群体走得少：计划4户，走到1户。第3网格还差3户，先去那里。",
            page.Find("#behind").TextContent.Trim()
        );
        Assert.StartsWith("第3网格", page.FindAll(".cover tbody tr")[1].TextContent.Trim(), StringComparison.Ordinal);
        Assert.NotEmpty(page.FindAll(".cover-cell--behind"));
    }

    [Fact]
    public async Task The_plan_is_set_in_place_and_kept()
    {
        var page = await OpenAsync();
        await page.Find("#plan").ClickAsync(new());

        await page.Find("[aria-label='第3网格，老年人，计划户数']").InputAsync("２０");
        await page.Find("#plan-save").ClickAsync(new());

        Assert.Equal(20, (await Coverage.OfAsync(Street, Cancel)).Planned);
        Assert.Contains("计划已存下", page.Find("#behind").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#plan-save"));
    }

    [Theory]
    [InlineData("十户")]
    [InlineData("-1")]
    [InlineData("10000")]
    [InlineData("1.5")]
    public async Task A_plan_that_is_no_number_is_named_and_nothing_typed_is_lost(string typed)
    {
        var page = await OpenAsync();
        await page.Find("#plan").ClickAsync(new());
        await page.Find("[aria-label='第3网格，老年人，计划户数']").InputAsync("5");

        await page.Find("[aria-label='第12网格，其他，计划户数']").InputAsync(typed);
        await page.Find("#plan-save").ClickAsync(new());

        Assert.Contains("第12网格的其他", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, page.Find("[aria-invalid=true]").GetAttribute("value"));
        Assert.Equal("5", page.Find("[aria-label='第3网格，老年人，计划户数']").GetAttribute("value"));
        Assert.Equal(0, (await Coverage.OfAsync(Street, Cancel)).Planned);
    }

    [Fact]
    public async Task Whoever_lost_the_role_meanwhile_sets_no_plan()
    {
        var page = await OpenAsync();
        await page.Find("#plan").ClickAsync(new());
        await using (var context = Store.Create())
        {
            context.Grants.RemoveRange(context.Grants);
            await context.SaveChangesAsync(Cancel);
        }

        await page.Find("[aria-label='第3网格，老年人，计划户数']").InputAsync("5");
        await page.Find("#plan-save").ClickAsync(new());

        Assert.NotEmpty(page.FindAll("[role=alert]"));
        Assert.Equal(0, (await Coverage.OfAsync(Street, Cancel)).Planned);
    }

    [Fact]
    public async Task The_list_shows_what_was_asked_where_it_stands_and_no_number()
    {
        await VisitedAsync("a1", Group.Elderly, asked: "打13800138000问问，路灯几时修？");

        var page = await OpenAsync();

        var row = page.Find(".visit-rows tbody tr").TextContent;
        Assert.Contains("待列入", row, StringComparison.Ordinal);
        Assert.Contains("138****8000", row, StringComparison.Ordinal);
        Assert.Contains("第3网格 3号院5号楼", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_is_masked_until_a_purpose_is_given_and_goes_with_the_page()
    {
        await VisitedAsync("a1", Group.Elderly, phone: "13812345678");
        var page = await OpenAsync();
        Assert.Contains("138****5678", page.Find(".visit-rows").TextContent, StringComparison.Ordinal);

        await page.Find(".reveal .btn").ClickAsync(new());
        await page.Find("form.reveal").SubmitAsync();
        Assert.Contains("请写查看的用途", page.Find(".reveal .why").TextContent, StringComparison.Ordinal);
        Assert.Empty((await LooksAsync()).Lines);
        await page.Find("#why-a1").InputAsync("回访");
        await page.Find("form.reveal").SubmitAsync();

        Assert.Equal("13812345678", page.Find(".reveal .number").TextContent);
        var look = Assert.Single((await LooksAsync()).Lines);
        Assert.Equal((LookKind.Visit, "a1", "回访", "王佐镇秘书"), (look.Kind, look.Item, look.Purpose, look.By));
        await page.Find("#by-group").ChangeAsync("Elderly");
        await page.WaitForAssertionAsync(() => Assert.Empty(page.FindAll(".reveal .number")));
        Assert.DoesNotContain("13812345678", page.Markup, StringComparison.Ordinal);
    }

    private Task<LookPage> LooksAsync() =>
        Services.GetRequiredService<LookLog>().PageAsync(Street.Value, new LookFilter(), 1, Cancel);

    [Fact]
    public async Task Filters_stand_in_the_address_and_the_export_takes_them()
    {
        await VisitedAsync("a1", Group.Elderly);
        await VisitedAsync("a2", Group.Disabled);
        var navigation = Services.GetRequiredService<NavigationManager>();
        var page = await OpenAsync();

        await page.Find("#by-group").ChangeAsync("Disabled");

        Assert.EndsWith("/prepare/wangzuo/visits?group=Disabled", navigation.Uri, StringComparison.Ordinal);
        await page.WaitForAssertionAsync(() => Assert.Equal("1户", page.Find("#found").TextContent));
        Assert.EndsWith(
            "visits.csv?group=Disabled",
            page.Find("a[download]").GetAttribute("href")!,
            StringComparison.Ordinal
        );
        await page.Find("#by-group").ChangeAsync("Working");
        await page.WaitForAssertionAsync(() =>
            Assert.Contains("没有符合", page.Find("#none").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_grid_worker_has_no_business_at_the_office()
    {
        var page = await ShowAsync<VisitsPage>(
            Street,
            Roles.GridWorker,
            "网格员",
            p => p.Add(x => x.Street, Street.Value)
        );

        Assert.Contains("这一页给秘书和管理员用", page.Markup, StringComparison.Ordinal);
    }

    private Task<IRenderedComponent<VisitsPage>> OpenAsync() =>
        ShowAsync<VisitsPage>(Street, Roles.Secretary, "王佐镇秘书", p => p.Add(x => x.Street, Street.Value));

    private Task PlanAsync(params ReadOnlySpan<(Group Group, int Households)> cells) =>
        Coverage.SetTargetsAsync(
            Street,
            cells.ToArray().ToDictionary(cell => ("g3", cell.Group), cell => cell.Households),
            Cancel
        );

    private async Task VisitedAsync(string id, Group group, string asked = "路灯不亮", string? phone = null)
    {
        var key = await Services.GetRequiredService<PersonalData>().KeyAsync(Cancel);
        await using var context = Store.Create();
        context.Visits.Add(
            new VisitRow
            {
                StreetId = Street.Value,
                Id = id,
                Revision = 1,
                GridId = "g3",
                Household = "3号院5号楼",
                Groups = VisitGroups.Flag(group),
                Asked = asked,
                ToList = true,
                Phone = phone is null ? null : key.Seal(phone, VisitRow.PhoneOf(Street.Value, id)),
                By = "网格员甲",
                At = Clock.GetUtcNow().UtcTicks,
                ReceivedAt = Clock.GetUtcNow().UtcTicks,
            }
        );
        await context.SaveChangesAsync(Cancel);
    }

    private static GridRow Grid(string id, string name) =>
        new()
        {
            StreetId = Street.Value,
            Id = id,
            Name = name,
            Community = "翡翠山社区",
        };
}
