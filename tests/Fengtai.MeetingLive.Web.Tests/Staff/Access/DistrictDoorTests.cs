using System.Net;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>Who comes to the district's overview and to the evaluation, by their addresses.</summary>
public sealed class DistrictDoorTests
{
    [Theory]
    [InlineData("/district")]
    [InlineData("/district/streets.csv")]
    [InlineData("/track/wangzuo/evaluation/FT2025")]
    public async Task Nobody_comes_in_without_signing_in(string path)
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var browser = host.Browser();

        Assert.StartsWith("/signin", (await browser.GetAsync(path)).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streets_own_office_is_told_that_the_overview_is_the_districts()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("王佐镇秘书", Roles.Secretary);
        using var clerk = host.Browser();
        await clerk.SignInAsync("王佐镇秘书", AccessHost.Password);

        var page = await clerk.GetAsync("/district");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("区级总览给全区的管理员、秘书和评估员用", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/district/streets.csv")).Status);
    }

    [Fact]
    public async Task The_districts_administrator_looks_and_takes_the_table_along()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var browser = host.Browser();
        await browser.SignInAsync("区管理员", AccessHost.Password);

        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/district")).Status);
        var table = await browser.GetAsync("/district/streets.csv?period=all");
        Assert.Equal(HttpStatusCode.OK, table.Status);
        Assert.Contains("响应率,有结果的提问,提出的提问", table.Text, StringComparison.Ordinal);
        Assert.Contains("全区", table.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/district/streets.xlsx")).Status);
    }

    [Fact]
    public async Task Who_presents_does_not_see_the_evaluation_and_the_evaluator_takes_no_appraisal_along()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("主讲", Roles.Presenter);
        await host.HireAsync("评估员", Roles.Evaluator);
        using var presenter = host.Browser();
        await presenter.SignInAsync("主讲", AccessHost.Password);
        using var evaluator = host.Browser();
        await evaluator.SignInAsync("评估员", AccessHost.Password);

        var refused = await presenter.GetAsync("/track/wangzuo/evaluation/FT2025");
        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("评价给秘书、管理员和评估员用", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await evaluator.GetAsync("/track/wangzuo/evaluation/FT2025")).Status);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await evaluator.GetAsync("/track/wangzuo/evaluation/FT2025/scores.xlsx")).Status
        );
    }
}
