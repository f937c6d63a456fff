using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Reminding;
using Fengtai.MeetingLive.Web.Staff.Reminders;
using Fengtai.MeetingLive.Web.Tests.Reminding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Reminders;

/// <summary>今日提醒, as the office sees it.</summary>
public sealed class RemindersPageTests : StaffRoom
{
    private static readonly StreetId Street = new("wangzuo");
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 10, 15, 2, 0, 0, TimeSpan.Zero));

    protected override TimeProvider Clock => clock;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public RemindersPageTests()
    {
        Services.AddSingleton<ReminderBook>();
        Services.AddSingleton<SignedLinks>();
        Services.AddSingleton(new MailPost(Options.Create(new MailOptions())));
    }

    protected override async Task PrepareAsync()
    {
        await using var context = Store.Create();
        context.Commitments.Add(DigestTests.Row());
        await context.SaveChangesAsync(Cancel);
    }

    [Fact]
    public async Task The_office_sees_who_is_told_what_and_that_no_mail_goes_out()
    {
        var page = await ShowAsync(Roles.Secretary);
        Assert.Contains("2位要看，1项逾期", page.Find("#sum").TextContent, StringComparison.Ordinal);
        Assert.Contains("逾期5天", page.Find("[data-to='Unit:平安建设办']").TextContent, StringComparison.Ordinal);
        Assert.Contains("副镇长（分管平安）", page.Markup, StringComparison.Ordinal);
        Assert.Contains("没有配置邮件服务器", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rule_that_is_wrong_is_named_at_its_field_and_keeps_what_was_typed()
    {
        var page = await ShowAsync(Roles.Secretary);
        page.Find("#lead-after").Change("9");
        page.Find("#head-after").Change("两天");
        await page.Find("form.rules").SubmitAsync();
        page.WaitForAssertion(() =>
            Assert.Contains("请填1到30的天数，不早于牵头领导", page.Markup, StringComparison.Ordinal)
        );
        Assert.Equal("两天", page.Find("#head-after").GetAttribute("value"));
        Assert.Equal(ReminderRules.Usual, await Services.GetRequiredService<ReminderBook>().RulesAsync(Street, Cancel));

        page.Find("#head-after").Change("12");
        await page.Find("form.rules").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("规则已存", page.Markup, StringComparison.Ordinal));
        var kept = await Services.GetRequiredService<ReminderBook>().RulesAsync(Street, Cancel);
        Assert.Equal((9, 12), (kept.LeadAfter, kept.HeadAfter));
        // Five days late is not nine: the lead is not told any more.
        Assert.DoesNotContain("副镇长（分管平安）", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mailbox_is_kept_and_what_is_none_is_said()
    {
        var page = await ShowAsync(Roles.Administrator);
        page.Find("[data-to='Unit:平安建设办'] input").Change("平安办");
        await page.Find("[data-to='Unit:平安建设办'] form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("邮箱写法不对", page.Markup, StringComparison.Ordinal));
        page.Find("[data-to='Unit:平安建设办'] input").Change("pingan@example.cn");
        await page.Find("[data-to='Unit:平安建设办'] form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("邮箱已存", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_calendars_address_is_made_and_withdrawn()
    {
        var page = await ShowAsync(Roles.Secretary);
        page.Find("#feed-unit").Change("平安建设办");
        await page.Find("#make-feed").ParentElement!.SubmitAsync();
        page.WaitForAssertion(() =>
            Assert.Contains("/feed/", page.Find(".feeds input").GetAttribute("value"), StringComparison.Ordinal)
        );
        await page.Find(".feeds button").ClickAsync(new());
        page.WaitForAssertion(() =>
            Assert.Contains("已收回", page.Find(".feeds").TextContent, StringComparison.Ordinal)
        );
        await using var context = Store.Create();
        Assert.NotNull((await context.Links.SingleAsync(Cancel)).WithdrawnAt);
    }

    [Theory]
    [InlineData(Roles.Presenter)]
    [InlineData(Roles.Unit)]
    [InlineData(Roles.GridWorker)]
    [InlineData(Roles.Evaluator)]
    public async Task Others_are_turned_away_in_words(Roles role)
    {
        var page = await ShowAsync(role);
        Assert.DoesNotContain("平安建设办", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form"));
    }

    private Task<IRenderedComponent<RemindersPage>> ShowAsync(Roles roles) =>
        ShowAsync<RemindersPage>(Street, roles, $"who-{roles}", p => p.Add(x => x.Street, Street.Value));
}
