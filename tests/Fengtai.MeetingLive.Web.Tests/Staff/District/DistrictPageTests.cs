using System.Collections;
using System.Globalization;
using System.Resources;
using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.District;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.District;

/// <summary>区级总览, as who looks after the whole district sees it.</summary>
public sealed class DistrictPageTests : StaffRoom
{
    private static readonly DateOnly Today = DistrictRows.Today;

    public DistrictPageTests() => Services.AddSingleton<DistrictReader>();

    protected override TimeProvider Clock { get; } =
        new FakeTimeProvider(new DateTimeOffset(Today.ToDateTime(new TimeOnly(2, 0)), TimeSpan.Zero));

    [Fact]
    public async Task The_district_sees_every_street_with_its_figures_and_what_they_are_parts_of()
    {
        var page = await OpenAsync();

        Assert.Equal("2场会3条承诺，已办结1条", page.Find("h1").TextContent);
        Assert.Contains("2条在办，其中1条逾期", page.Find(".sub").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["王佐镇", "方庄街道", "云岗街道"],
            page.FindAll("tr[data-street] td:first-child").Select(td => td.TextContent)
        );
        var town = page.Find("tr[data-street=wangzuo]").TextContent;
        Assert.Contains("80.0 8/10", town, StringComparison.Ordinal);
        Assert.Contains("50.0 1/2", town, StringComparison.Ordinal);
        Assert.Contains("75.0 3/4", town, StringComparison.Ordinal);
        Assert.Equal("本年还没开会", page.Find("tr[data-street=yungang] .unmet").TextContent);
        Assert.Contains("延期不改", page.Find(".meaning").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_street_to_its_late_item_it_is_two_clicks()
    {
        var page = await OpenAsync();
        var street = page.Find("tr[data-street=wangzuo] a").GetAttribute("href")!;

        Go(street);

        page.WaitForElement("#late");
        Assert.Equal("/track/wangzuo/w1/late", page.Find("#late a").GetAttribute("href"));
        Assert.Contains("逾期5天", page.Find("#late").TextContent, StringComparison.Ordinal);
        Assert.Contains("没有说明原因", page.Find("#late").TextContent, StringComparison.Ordinal);
        Assert.Equal("/track/wangzuo", page.Find("#open-board").GetAttribute("href"));
        Assert.Equal("/track/wangzuo/evaluation/W1", page.Find("#meetings .eval").GetAttribute("href"));
        Assert.Equal("true", page.Find("tr[data-street=wangzuo]").GetAttribute("aria-selected"));
        Assert.Contains("8/10条有结果", page.Find(".rates").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_the_rates_went_is_shown_for_the_district_by_month_and_for_a_street_by_meeting()
    {
        var earlier = DistrictRows.Meeting("wangzuo", "w0", new DateOnly(2025, 3, 1));
        (earlier.Answered, earlier.HandedOver, earlier.Refused) = (3, 2, 0);
        await DistrictRows.KeepAsync(Store, earlier);
        var page = await OpenAsync();
        Assert.Contains("2025年3月50.0%，2025年9月80.0%", page.Find("#trend").TextContent, StringComparison.Ordinal);
        Assert.Equal(3, page.FindAll("#trend circle").Count);

        Go(page.Find("tr[data-street=wangzuo] a").GetAttribute("href")!);

        page.WaitForAssertion(() =>
            Assert.Contains("3月1日50.0%，8月25日80.0%", page.Find("#trend").TextContent, StringComparison.Ordinal)
        );
        // Nothing was followed up before: one point is no trend.
        Assert.Contains("只有一次", page.Find("#trend").TextContent, StringComparison.Ordinal);
        Go("/district?street=fangzhuang");
        page.WaitForAssertion(() =>
            Assert.Contains("开过两场会以后", page.Find("#trend").TextContent, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Any_column_sorts_and_turns_round_and_a_street_of_which_nothing_is_known_stays_last()
    {
        var page = await OpenAsync();

        Go(page.Find("#sort-last").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(["fangzhuang", "wangzuo", "yungang"], Order(page)));
        Go(page.Find("#sort-last").GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Equal(["wangzuo", "fangzhuang", "yungang"], Order(page)));
        Assert.Equal("ascending", page.Find("th[aria-sort]").GetAttribute("aria-sort"));
    }

    [Fact]
    public async Task The_evaluator_looks_but_is_sent_to_the_public_page_for_an_item()
    {
        var page = await OpenAsync(Roles.Evaluator, "/district?street=wangzuo");

        Assert.Equal("/p/W1#c-late", page.Find("#late a").GetAttribute("href"));
        Assert.Empty(page.FindAll("#open-board"));
    }

    [Fact]
    public async Task Communities_that_held_a_meeting_stand_beside_each_other_with_their_street()
    {
        await DistrictRows.KeepAsync(
            Store,
            DistrictRows.Meeting("wangzuo", "c1", Today.AddDays(-9), of: (MeetingScale.Community, "佃起社区"))
        );
        var page = await OpenAsync();
        Assert.Equal("2场会3条承诺，已办结1条", page.Find("h1").TextContent);

        Go(page.Find("#scale-community").GetAttribute("href")!);

        page.WaitForAssertion(() => Assert.Equal("1场会0条承诺，已办结0条", page.Find("h1").TextContent));
        Assert.Equal("佃起社区王佐镇", page.Find("tr[data-street] td").TextContent);
        Go(page.Find("tr[data-street] a").GetAttribute("href")!);
        page.WaitForElement("#meetings");
        Assert.Equal("/track/wangzuo", page.Find("#open-board").GetAttribute("href"));
        Assert.Empty(page.FindAll("#communities"));
    }

    [Fact]
    public async Task Where_no_company_has_held_a_meeting_the_page_says_how_one_is_listed()
    {
        var page = await OpenAsync(address: "/district?scale=property");

        Assert.Equal("本年还没有物业企业开会", page.Find("h1").TextContent);
        Assert.Contains("会议层级", page.Find("#empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Theory]
    [InlineData("*", Roles.Presenter)]
    [InlineData("wangzuo", Roles.Administrator)]
    public async Task Who_has_no_office_for_the_whole_district_is_told_so(string street, Roles roles)
    {
        var page = await ShowAsync<DistrictPage>(new StreetId(street), roles, "某人", _ => { });

        Assert.Contains("区级总览给全区的管理员、秘书和评估员用", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("table"));
    }

    [Fact]
    public void Both_languages_have_the_same_words()
    {
        var resources = new ResourceManager(typeof(DistrictWords).FullName!, typeof(DistrictWords).Assembly);
        string[] Keys(CultureInfo culture) =>
            [
                .. resources
                    .GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
                    .Cast<DictionaryEntry>()
                    .Select(entry => (string)entry.Key)
                    .Order(StringComparer.Ordinal),
            ];

        Assert.Equal(Keys(CultureInfo.InvariantCulture), Keys(CultureInfo.GetCultureInfo("en")));
    }

    protected override async Task PrepareAsync()
    {
        var town = DistrictRows.Meeting("wangzuo", "w1", new DateOnly(2025, 8, 25));
        var done = DistrictRows.Promise(town, "done", CommitmentState.Done, Today.AddDays(9));
        (done.FollowedUp, done.FollowedUpSatisfied) = (4, 3);
        await DistrictRows.KeepAsync(
            Store,
            DistrictRows.Street("fangzhuang", "方庄街道", 1),
            DistrictRows.Street("yungang", "云岗街道", 2),
            DistrictRows.Street("wangzuo", "王佐镇", 3),
            town,
            done,
            DistrictRows.Promise(town, "late", CommitmentState.Moving, Today.AddDays(-5)),
            DistrictRows.Promise(town, "to-come", CommitmentState.Moving, Today.AddDays(5)),
            DistrictRows.Meeting("fangzhuang", "f1", new DateOnly(2025, 9, 1))
        );
    }

    private static string?[] Order(IRenderedComponent<DistrictPage> page) =>
        [.. page.FindAll("tr[data-street]").Select(row => row.GetAttribute("data-street"))];

    private void Go(string address) => Services.GetRequiredService<NavigationManager>().NavigateTo(address);

    private Task<IRenderedComponent<DistrictPage>> OpenAsync(
        Roles roles = Roles.Administrator,
        string address = "/district"
    )
    {
        Go(address);
        return ShowAsync<DistrictPage>(StaffPerson.District, roles, "区督办", _ => { });
    }
}
