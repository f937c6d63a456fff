using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Prepare;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>总览: what is ready, what is missing, and the announcement.</summary>
public sealed class PrepareHomeTests : StaffRoom
{
    private static readonly StreetId Street = Script.Street;

    protected override TimeProvider Clock { get; } = new FakeTimeProvider(Script.Begin.AddDays(-5));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_street_with_nothing_prepared_is_told_what_it_needs_and_cannot_announce()
    {
        var page = await OpenAsync();

        Assert.Equal("12项备好0项", page.Find("h1").TextContent);
        Assert.Contains("还没定日期", page.Find("header").TextContent, StringComparison.Ordinal);
        var button = page.Find("#announce");
        Assert.True(button.HasAttribute("disabled"));
        Assert.Contains("还缺会议名称、主办单位、日期", page.Find("#why-not").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_complete_is_announced_by_one_press()
    {
        await SavedAsync();
        var page = await OpenAsync();
        Assert.Contains("还有5天", page.Find("header").TextContent, StringComparison.Ordinal);

        await page.Find("#announce").ClickAsync(new());

        Assert.Contains("已公告，会议码", page.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("#announce"));
        Assert.Equal(Phase.Preparing, (await NowAsync()).Phase);
    }

    [Fact]
    public async Task Whoever_looks_at_an_older_state_announces_nothing_and_is_told()
    {
        await SavedAsync();
        var page = await OpenAsync();
        await SavedAsync();

        await page.Find("#announce").ClickAsync(new());

        Assert.Contains("有人刚改过", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal(Phase.Draft, (await NowAsync()).Phase);
    }

    [Fact]
    public async Task Who_only_presents_does_not_prepare()
    {
        var page = await ShowAsync<PrepareHome>(
            Street,
            Roles.Presenter,
            "主讲",
            p => p.Add(x => x.Street, Street.Value)
        );

        Assert.Contains("这一页给秘书和管理员用", page.Markup, StringComparison.Ordinal);
    }

    private Task<IRenderedComponent<PrepareHome>> OpenAsync() =>
        ShowAsync<PrepareHome>(Street, Roles.Secretary, "王佐镇秘书", p => p.Add(x => x.Street, Street.Value));

    private Task<Preparing> NowAsync() => Services.GetRequiredService<Preparations>().LoadAsync(Street, Cancel);

    private async Task SavedAsync()
    {
        var content = new Prepared(new Script().Plan, [], []);
        var saved = await Services
            .GetRequiredService<Preparations>()
            .SaveAsync(await NowAsync(), content, Script.Secretary, Cancel);
        Assert.IsType<Saved.Kept>(saved);
    }
}
