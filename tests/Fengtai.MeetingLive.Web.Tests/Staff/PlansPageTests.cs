using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Prepare.Plans;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>回应预案: what is missing is pointed out by how many it concerns; who checked a plan stands beside it.</summary>
public sealed class PlansPageTests : StaffRoom
{
    private static readonly StreetId Street = Script.Street;

    private ListFigures? listed = new(
        new(2025, 8, 20),
        false,
        [],
        [
            new("停车管理", "错峰停车", 3, 2, 1),
            new("停车管理", null, 1, 1, 0),
            new("供暖", null, 9, 5, 2),
            new("教育", null, 1, 0, 0),
        ],
        []
    );

    protected override TimeProvider Clock { get; } = new FakeTimeProvider(Script.Begin.AddDays(-5));

    protected override FollowedList Counts => new((_, _) => Task.FromResult(listed));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static MeetingPlan Plan =>
        new Script().Plan with
        {
            Topics = [new("停车管理", ["错峰停车", "立体停车"]), new("供暖", []), new("教育", [])],
            Leads = ["镇长"],
            Units = ["城市管理办"],
            Owners = ["科长"],
        };

    private static ResponsePlan Parking =>
        new(
            "停车管理",
            null,
            "事实",
            "年底前开放200个",
            "不承诺新建",
            "开放错峰车位",
            "镇长",
            "城市管理办",
            "科长",
            Plan.Date.AddDays(60),
            [],
            null
        );

    [Fact]
    public async Task What_is_missing_and_frequent_stands_on_top_with_the_demands_it_concerns()
    {
        await SavedAsync(Parking);
        var page = await OpenAsync();

        Assert.Equal("缺2份预案，涉及17件诉求", page.Find("h1").TextContent);
        Assert.Equal(["供暖", "教育", "停车管理"], page.FindAll("tbody tr a").Take(3).Select(a => a.TextContent));
        Assert.Contains("16件诉求还没有预案", page.FindAll("tbody tr")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("随主题", page.FindAll("tbody tr")[3].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_list_it_says_that_the_frequency_is_unknown()
    {
        listed = null;
        await SavedAsync(Parking);
        var page = await OpenAsync();
        Assert.Equal("缺2份预案", page.Find("h1").TextContent);
        Assert.Contains("还没有诉求清单", page.Find(".filters").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_written_what_is_wrong_is_said_where_it_is_and_stays_typed()
    {
        await SavedAsync(Parking);
        var page = await OpenAsync();
        await page.FindAll("tbody tr")[0].ClickAsync(new());
        await FillAsync(page, "deadline", "尽快");
        await FillAsync(page, "unit", "水务局");
        await FillAsync(page, "milestones", "明天开会");

        await page.Find("#save-plan").ClickAsync(new());

        Assert.Contains("不写“尽快”", page.Markup, StringComparison.Ordinal);
        Assert.Contains("名单里没有“水务局”", page.Markup, StringComparison.Ordinal);
        Assert.Contains("第1行：先写日期", page.Markup, StringComparison.Ordinal);
        Assert.Equal("尽快", page.Find("#plan-deadline").GetAttribute("value"));
        Assert.Single((await NowAsync()).Content.ResponsePlans);

        foreach (
            var (field, text) in new[]
            {
                ("may-say", "已换6公里老管"),
                ("may-promise", "10月底前换完"),
                ("may-not", "不承诺免费"),
                ("title", "更换老管"),
                ("lead", "镇长"),
                ("unit", "城市管理办"),
                ("owner", "科长"),
                ("deadline", "60天"),
                ("milestones", "30天 开工"),
            }
        )
            await FillAsync(page, field, text);
        await page.Find("#check-plan").ClickAsync(new());

        var plan = PlanChecks.Find((await NowAsync()).Content.ResponsePlans, "供暖", null)!;
        Assert.Equal(("王佐镇秘书", Plan.Date.AddDays(60)), (plan.CheckedBy, plan.Deadline));
        Assert.Equal("开工", Assert.Single(plan.Milestones).Text);
        Assert.Contains("已核对", page.Find("#say").TextContent, StringComparison.Ordinal);
        Assert.Equal("缺1份预案，涉及1件诉求", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task A_checked_plan_whose_text_changes_is_to_be_checked_again()
    {
        await SavedAsync(Parking with { CheckedBy = "主任", CheckedOn = new(2025, 8, 1) });
        var page = await OpenAsync();
        await page.Find("[data-plan='停车管理/']").ClickAsync(new());
        Assert.Contains("主任，2025年8月1日核对", page.Find("#checked").TextContent, StringComparison.Ordinal);

        await FillAsync(page, "may-promise", "年底前开放300个");
        Assert.Contains("要重新核对", page.Find("#checked").TextContent, StringComparison.Ordinal);
        await page.Find("#save-plan").ClickAsync(new());

        var plan = (await NowAsync()).Content.ResponsePlans[0];
        Assert.Equal("年底前开放300个", plan.MayPromise);
        Assert.Null(plan.CheckedBy);
    }

    [Fact]
    public async Task A_plan_that_both_changed_is_for_a_person_and_another_is_simply_kept()
    {
        await SavedAsync(Parking);
        var page = await OpenAsync();
        await page.Find("[data-plan='停车管理/']").ClickAsync(new());
        await FillAsync(page, "may-say", "我的话");
        await ElsewhereAsync(plans => plans.Add(Parking with { Topic = "教育" }));
        await page.Find("#save-plan").ClickAsync(new());
        Assert.Equal(
            new HashSet<string> { "停车管理", "教育" },
            (await NowAsync()).Content.ResponsePlans.Select(plan => plan.Topic).ToHashSet(StringComparer.Ordinal)
        );

        await FillAsync(page, "may-say", "又是我的话");
        await ElsewhereAsync(plans => [.. plans.Select(plan => plan with { MaySay = "别人的话" })]);
        await page.Find("#save-plan").ClickAsync(new());

        Assert.Contains("别人的话", page.Find("#clash").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            "又是我的话",
            page.Find("#plan-may-say").TextContent is ""
                ? page.Find("#plan-may-say").GetAttribute("value")
                : page.Find("#plan-may-say").TextContent
        );
        await page.Find("#mine").ClickAsync(new());
        Assert.Contains((await NowAsync()).Content.ResponsePlans, plan => plan.MaySay == "又是我的话");
    }

    [Fact]
    public async Task A_deleted_plan_comes_back_by_undo()
    {
        await SavedAsync(Parking);
        var page = await OpenAsync();
        await page.Find("[data-plan='停车管理/']").ClickAsync(new());
        await page.Find("#remove-plan").ClickAsync(new());
        Assert.Empty((await NowAsync()).Content.ResponsePlans);

        await page.Find("#undo").ClickAsync(new());

        Assert.Single((await NowAsync()).Content.ResponsePlans);
    }

    private static Task FillAsync(IRenderedComponent<PlansPage> page, string field, string text) =>
        page.Find($"#plan-{field}").ChangeAsync(new() { Value = text });

    private Task<IRenderedComponent<PlansPage>> OpenAsync() =>
        ShowAsync<PlansPage>(Street, Roles.Secretary, "王佐镇秘书", p => p.Add(x => x.Street, Street.Value));

    private Task<Preparing> NowAsync() => Services.GetRequiredService<Preparations>().LoadAsync(Street, Cancel);

    private Task<Saved> SaveAsync(Preparing basis, Prepared content) =>
        Services.GetRequiredService<Preparations>().SaveAsync(basis, content, Script.Secretary, Cancel);

    private async Task SavedAsync(params ResponsePlan[] plans) =>
        Assert.IsType<Saved.Kept>(await SaveAsync(await NowAsync(), new Prepared(Plan, [.. plans], [])));

    private async Task ElsewhereAsync(
        Func<
            System.Collections.Immutable.ImmutableArray<ResponsePlan>,
            System.Collections.Immutable.ImmutableArray<ResponsePlan>
        > change
    )
    {
        var now = await NowAsync();
        Assert.IsType<Saved.Kept>(
            await SaveAsync(now, now.Content with { ResponsePlans = change(now.Content.ResponsePlans) })
        );
    }
}
