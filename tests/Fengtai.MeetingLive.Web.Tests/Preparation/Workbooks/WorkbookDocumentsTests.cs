using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Tests.Staff.Access;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Workbooks;

/// <summary>The workbook's files behind the door of the staff.</summary>
public sealed class WorkbookDocumentsTests
{
    [Fact]
    public async Task Template_and_export_are_for_the_street_s_office_only()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("王佐镇秘书", Roles.Secretary);
        await host.HireAsync("主讲人", Roles.Presenter);
        using var stranger = host.Browser();
        using var secretary = host.Browser();
        using var presenter = host.Browser();
        await secretary.SignInAsync("王佐镇秘书", AccessHost.Password);
        await presenter.SignInAsync("主讲人", AccessHost.Password);

        foreach (
            var path in new[] { "/prepare/wangzuo/workbook/template.xlsx", "/prepare/wangzuo/workbook/export.xlsx" }
        )
        {
            Assert.Equal(HttpStatusCode.Found, (await stranger.GetAsync(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await presenter.GetAsync(path)).Status);
            var file = await secretary.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, file.Status);
            Assert.StartsWith("PK", file.Text, StringComparison.Ordinal);
        }

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await secretary.GetAsync("/prepare/fengtai/workbook/export.xlsx")).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await secretary.GetAsync("/prepare/wangzuo/workbook/nothing/marked.xlsx")).Status
        );
    }
}
