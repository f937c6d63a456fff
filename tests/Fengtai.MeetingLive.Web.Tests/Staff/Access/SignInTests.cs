using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>Signing in, one's own account and what is closed to whom, through the real host.</summary>
public sealed class SignInTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_five_wrong_passwords_it_says_until_when_whether_there_is_such_an_account_or_not()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var browser = host.Browser();
        var until = Beijing.Clock(host.Clock.GetUtcNow() + SignInThrottle.Rest);
        foreach (var name in new[] { "区管理员", "没有这个账号" })
        {
            for (var i = 1; i < 5; i++)
                Assert.Contains(
                    "登录名或密码不对",
                    (await browser.SignInAsync(name, $"wrong {i}")).Text,
                    StringComparison.Ordinal
                );

            var fifth = await browser.SignInAsync(name, "wrong 5");
            var right = await browser.SignInAsync(name, AccessHost.Password);

            Assert.Equal(HttpStatusCode.Unauthorized, fifth.Status);
            Assert.Contains($"连错5次，{until}后才能再试密码", fifth.Text, StringComparison.Ordinal);
            Assert.Contains($"连错5次，{until}后才能再试密码", right.Text, StringComparison.Ordinal);
        }

        host.Clock.Advance(SignInThrottle.Rest + TimeSpan.FromSeconds(1));
        // Identity's own lock-out goes by the machine's clock; an administrator's or the time's passing ends it.
        await using (var context = host.Store.Create())
        {
            await context.Users.ExecuteUpdateAsync(
                s => s.SetProperty(a => a.LockoutEnd, (DateTimeOffset?)null),
                Cancel
            );
        }

        Assert.Equal("/account", (await browser.SignInAsync("区管理员", AccessHost.Password)).Location);
    }

    [Fact]
    public async Task A_lock_out_that_a_clock_set_back_has_stretched_to_a_day_ends_at_once()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var browser = host.Browser();
        await LockAsync(host, SignInThrottle.Rest - TimeSpan.FromMinutes(1));
        var resting = await browser.SignInAsync("区管理员", AccessHost.Password);
        await LockAsync(host, TimeSpan.FromDays(1));

        var stretched = await browser.SignInAsync("区管理员", AccessHost.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, resting.Status);
        Assert.Equal("/account", stretched.Location);
    }

    /// <summary>By the machine's clock, as Identity does after five wrong passwords.</summary>
    private static async Task LockAsync(AccessHost host, TimeSpan more)
    {
        var until = DateTimeOffset.UtcNow + more;
        await using var context = host.Store.Create();
        await context.Users.ExecuteUpdateAsync(s => s.SetProperty(a => a.LockoutEnd, until), Cancel);
    }

    [Fact]
    public async Task Guesses_at_a_password_do_not_throw_out_whoever_is_in()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var inside = host.Browser();
        using var stranger = host.Browser();
        await inside.SignInAsync("区管理员", AccessHost.Password);

        for (var i = 0; i < 6; i++)
            await stranger.SignInAsync("区管理员", $"wrong {i}");

        Assert.Equal(HttpStatusCode.OK, (await inside.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task All_guesses_together_are_bounded_from_wherever_they_come()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var browser = host.Browser();
        var form = await browser.TokenAsync("/signin");
        var throttle = host.Service<SignInThrottle>();
        for (var i = 0; i < SignInThrottle.MostInAll; i++)
            throttle.Ask($"guess {i}");

        var busy = await browser.PostAsync(
            "/signin",
            form,
            null,
            ("name", "区管理员"),
            ("password", AccessHost.Password)
        );

        Assert.Equal(HttpStatusCode.TooManyRequests, busy.Status);
        Assert.Contains("现在试密码的人太多", busy.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_another_sites_page_and_without_the_forms_token_nobody_signs_in()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var browser = host.Browser();
        var form = await browser.TokenAsync("/signin");
        (string, string)[] fields = [("name", "区管理员"), ("password", AccessHost.Password)];

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await browser.PostAsync("/signin", form, "https://elsewhere.example", fields)).Status
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await browser.PostAsync("/signin", token: null, browser.Origin, fields)).Status
        );
        Assert.StartsWith("/signin", (await browser.GetAsync("/admin")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_is_ended_elsewhere_is_dead_at_the_next_request()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var office = host.Browser();
        using var stolen = host.Browser();
        await stolen.SignInAsync("区管理员", AccessHost.Password);
        await office.SignInAsync("区管理员", AccessHost.Password);
        Assert.Equal(HttpStatusCode.OK, (await stolen.GetAsync("/admin")).Status);
        var account = await office.GetAsync("/account");
        var sessions = Regex
            .Matches(
                account.Text,
                "name=\"id\" value=\"(?<id>[0-9a-f]{32})\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Select(m => m.Groups["id"].Value)
            .ToList();
        Assert.Equal(2, sessions.Count);
        Assert.Contains("这台", account.Text, StringComparison.Ordinal);
        string[] others;
        await using (var context = host.Store.Create())
        {
            others = await context.Sessions.OrderBy(s => s.StartedAt).Select(s => s.Id).Take(1).ToArrayAsync(Cancel);
        }

        var ended = await office.SendAsync("/account", "/account/sessions/end", ("id", others[0]));

        Assert.Equal("/account?done=ended", ended.Location);
        Assert.StartsWith("/signin", (await stolen.GetAsync("/admin")).Location, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stolen.GetAsync("/_blazor")).Status);
        Assert.Equal(HttpStatusCode.OK, (await office.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_this_one_too()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var one = host.Browser();
        using var two = host.Browser();
        await one.SignInAsync("区管理员", AccessHost.Password);
        await two.SignInAsync("区管理员", AccessHost.Password);

        var left = await one.SendAsync("/account", "/account/sessions/end-all", ("all", "yes"));

        Assert.Equal("/signin", left.Location);
        foreach (var browser in new[] { one, two })
            Assert.StartsWith("/signin", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
        Assert.Equal("/account", (await one.SignInAsync("区管理员", AccessHost.Password)).Location);
    }

    [Fact]
    public async Task A_temporary_password_opens_only_the_page_on_which_it_is_changed()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("王佐镇秘书", Roles.Secretary, temporary: true);
        using var browser = host.Browser();
        await browser.SignInAsync("王佐镇秘书", AccessHost.Password);

        Assert.Equal("/account/password", (await browser.GetAsync("/prepare/wangzuo")).Location);
        Assert.Equal("/account/password", (await browser.GetAsync("/account")).Location);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/_blazor")).Status);
        var same = await ChangeAsync(browser, AccessHost.Password, AccessHost.Password, AccessHost.Password);
        var wrong = await ChangeAsync(browser, "not the one", "a quite new pass phrase", "a quite new pass phrase");
        var differs = await ChangeAsync(browser, AccessHost.Password, "a quite new pass phrase", "another");
        Assert.Contains("新旧密码一样", same.Text, StringComparison.Ordinal);
        Assert.Contains("现在的密码不对", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("两遍不一样", differs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("pass phrase", differs.Text, StringComparison.Ordinal);

        var done = await ChangeAsync(
            browser,
            AccessHost.Password,
            "a quite new pass phrase",
            "a quite new pass phrase"
        );

        Assert.Equal("/account?done=password", done.Location);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/prepare/wangzuo")).Status);
        using var again = host.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.SignInAsync("王佐镇秘书", AccessHost.Password)).Status);
        Assert.Equal("/account", (await again.SignInAsync("王佐镇秘书", "a quite new pass phrase")).Location);
    }

    [Fact]
    public async Task Administration_is_closed_to_whoever_does_not_administer()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("王佐镇秘书", Roles.Secretary);
        await host.HireAsync("王佐镇管理员", Roles.Administrator);
        using var clerk = host.Browser();
        using var street = host.Browser();
        await clerk.SignInAsync("王佐镇秘书", AccessHost.Password);
        await street.SignInAsync("王佐镇管理员", AccessHost.Password);

        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/admin")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/admin/wangzuo")).Status);
        Assert.Equal(HttpStatusCode.OK, (await street.GetAsync("/admin/wangzuo")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await street.GetAsync("/admin/fangzhuang/units")).Status);
        Assert.Equal("/prepare", (await clerk.GetAsync("/account/begin")).Location);
        Assert.Equal("/admin", (await street.GetAsync("/account/begin")).Location);
    }

    [Fact]
    public async Task What_was_promised_is_closed_to_whoever_follows_nothing_there()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("城市管理办", Roles.Unit);
        await host.HireAsync("评估员", Roles.Evaluator);
        using var unit = host.Browser();
        using var panel = host.Browser();
        await unit.SignInAsync("城市管理办", AccessHost.Password);
        await panel.SignInAsync("评估员", AccessHost.Password);

        Assert.Equal(HttpStatusCode.OK, (await unit.GetAsync("/track/wangzuo")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await unit.GetAsync("/track/fangzhuang")).Status);
        Assert.Equal("/track", (await unit.GetAsync("/account/begin")).Location);
        foreach (var path in new[] { "/track/wangzuo", "/track/wangzuo/FT2025/pipes", "/track/wangzuo/items.csv" })
            Assert.Equal(HttpStatusCode.Forbidden, (await panel.GetAsync(path)).Status);
    }

    [Fact]
    public async Task A_locked_account_is_told_so_only_with_its_right_password()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        await host.HireAsync("王佐镇秘书", Roles.Secretary);
        await using (var context = host.Store.Create())
        {
            await context
                .Users.Where(a => a.UserName == "王佐镇秘书")
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.Locked, true), Cancel);
        }

        using var browser = host.Browser();
        var wrong = await browser.SignInAsync("王佐镇秘书", "not the one");
        var right = await browser.SignInAsync("王佐镇秘书", AccessHost.Password);

        Assert.Contains("登录名或密码不对", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("这个账号已停用", right.Text, StringComparison.Ordinal);
        Assert.StartsWith("/signin", (await browser.GetAsync("/account")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_passkey_is_offered_only_where_one_can_be_used_and_a_made_up_one_signs_nobody_in()
    {
        await using var host = await AccessHost.WithAdministratorAsync();
        using var bare = host.Browser();
        using var named = host.Browser("localhost");
        var here = await named.TokenAsync("/signin");

        var refused = await bare.PostAsync("/signin/passkey-options", await bare.TokenAsync("/signin"), bare.Origin);
        var offered = await named.PostAsync("/signin/passkey-options", here, named.Origin);
        var madeUp = await named.PostAsync("/signin/passkey", here, named.Origin, ("credential", "{\"id\":\"AA\"}"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(HttpStatusCode.OK, offered.Status);
        Assert.Contains("\"userVerification\":\"required\"", offered.Text, StringComparison.Ordinal);
        Assert.Contains("\"allowCredentials\":[]", offered.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, madeUp.Status);
        Assert.Contains("这把通行密钥没有登记", madeUp.Text, StringComparison.Ordinal);
    }

    private static Task<Answer> ChangeAsync(PlainBrowser browser, string old, string password, string again) =>
        browser.SendAsync(
            "/account/password",
            "/account/password",
            ("old", old),
            ("password", password),
            ("again", again)
        );
}
