using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>/setup through the real host.</summary>
public sealed class SetupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/desk/FT2025")]
    [InlineData("/present/FT2025")]
    [InlineData("/prepare/wangzuo")]
    [InlineData("/track/wangzuo")]
    [InlineData("/admin")]
    [InlineData("/account")]
    [InlineData("/signin")]
    public async Task Every_way_of_the_staff_leads_there_while_nobody_has_an_account(string path)
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser();

        var turned = await browser.GetAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, "/setup"), (turned.Status, turned.Location));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/_blazor")).Status);
    }

    [Fact]
    public async Task The_token_makes_one_administrator_who_is_signed_in_and_the_page_is_gone()
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser();

        var made = await SendAsync(browser, host.First.Issue(), "丰台区管理员", AccessHost.Password);

        Assert.Equal((HttpStatusCode.Redirect, "/admin"), (made.Status, made.Location));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).Status);
        using var other = host.Browser();
        var gone = await other.GetAsync("/setup");
        Assert.Equal(HttpStatusCode.Gone, gone.Status);
        Assert.Contains("href=\"/signin\"", gone.Text, StringComparison.Ordinal);
        Assert.Equal("/account", (await other.SignInAsync("丰台区管理员", AccessHost.Password)).Location);
    }

    [Fact]
    public async Task Of_two_who_press_at_once_one_becomes_administrator_and_the_other_is_led_to_sign_in()
    {
        await using var host = await AccessHost.StartAsync();
        var token = host.First.Issue();
        using var one = host.Browser();
        using var two = host.Browser();
        var (first, second) = (await one.TokenAsync("/setup"), await two.TokenAsync("/setup"));

        var came = await Task.WhenAll(
            one.PostAsync("/setup", first, null, Fields(token, "管理员甲", AccessHost.Password)),
            two.PostAsync("/setup", second, null, Fields(token, "管理员乙", AccessHost.Password))
        );

        Assert.Single(came, answer => answer.Status == HttpStatusCode.Redirect);
        Assert.Contains(
            "href=\"/signin\"",
            Assert.Single(came, answer => answer.Status == HttpStatusCode.Gone).Text,
            StringComparison.Ordinal
        );
        await using var context = host.Store.Create();
        Assert.Equal(1, await context.Users.CountAsync(Cancel));
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_its_place_and_what_was_typed_stays_but_for_the_password()
    {
        await using var host = await AccessHost.StartAsync();
        host.First.Issue();
        using var browser = host.Browser();

        var wrong = await SendAsync(browser, "K7QX-M2DP-94TR", "丰台区管理员", "short one");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
        Assert.Contains("口令不对", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("密码至少12个字符", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"K7QX-M2DP-94TR\"", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"丰台区管理员\"", wrong.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("short one", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_token_beside_another_mistake_says_how_long_it_lasts()
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser();
        var token = host.First.Issue();
        host.Clock.Advance(TimeSpan.FromMinutes(4));

        var wrong = await SendAsync(browser, token, " ", AccessHost.Password);

        Assert.Contains("口令对，还有26分钟有效", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("请写登录名", wrong.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_says_what_to_do_and_too_many_wrong_ones_how_long_to_wait()
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser();
        var token = host.First.Issue();
        for (var i = 1; i < FirstStart.MostWrong; i++)
            await SendAsync(browser, "WRONG", "管理员", AccessHost.Password);

        var often = await SendAsync(browser, "WRONG", "管理员", AccessHost.Password);
        host.Clock.Advance(FirstStart.Lasts);
        var expired = await SendAsync(browser, token, "管理员", AccessHost.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, often.Status);
        Assert.Contains("请过30秒再填", often.Text, StringComparison.Ordinal);
        Assert.Contains("重新启动一次", expired.Text, StringComparison.Ordinal);
        Assert.True(await host.First.IsOpenAsync(Cancel));
    }

    [Fact]
    public async Task Without_the_forms_token_and_from_elsewhere_nothing_is_made()
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser();
        var token = host.First.Issue();
        var form = await browser.TokenAsync("/setup");
        var fields = Fields(token, "管理员", AccessHost.Password);

        var bare = await browser.PostAsync("/setup", token: null, browser.Origin, fields);
        var foreign = await browser.PostAsync("/setup", form, "https://elsewhere.example", fields);
        var offer = await browser.PostAsync("/setup/passkey", form, "https://elsewhere.example", fields);

        Assert.Equal(HttpStatusCode.BadRequest, bare.Status);
        Assert.Equal(HttpStatusCode.Forbidden, foreign.Status);
        Assert.Equal(HttpStatusCode.Forbidden, offer.Status);
        Assert.True(await host.First.IsOpenAsync(Cancel));
    }

    [Fact]
    public async Task Where_no_passkey_can_be_made_none_is_offered_and_the_reason_is_said()
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser();
        var token = host.First.Issue();
        var form = await browser.TokenAsync("/setup");
        (string, string)[] fields = [("token", token), ("name", "管理员"), ("way", "passkey")];

        // http and a bare address: no secure context for a passkey.
        var offer = await browser.PostAsync("/setup/passkey", form, browser.Origin, fields);
        var sent = await browser.PostAsync("/setup", form, browser.Origin, fields);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, offer.Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
        Assert.Contains("要用https网址或在本机打开", sent.Text, StringComparison.Ordinal);
        Assert.True(await host.First.IsOpenAsync(Cancel));
    }

    [Fact]
    public async Task A_passkey_that_was_not_made_for_our_offer_makes_nobody()
    {
        await using var host = await AccessHost.StartAsync();
        using var browser = host.Browser("localhost");
        var token = host.First.Issue();
        var form = await browser.TokenAsync("/setup");

        foreach (var credential in new[] { "", "{}", "no json", "{\"id\":\"AA\",\"type\":\"public-key\"}" })
        {
            var sent = await browser.PostAsync(
                "/setup",
                form,
                browser.Origin,
                ("token", token),
                ("name", "管理员"),
                ("way", "passkey"),
                ("credential", credential)
            );
            Assert.Equal(HttpStatusCode.UnprocessableEntity, sent.Status);
            Assert.Contains("没有设成，什么都没改", sent.Text, StringComparison.Ordinal);
        }

        Assert.True(await host.First.IsOpenAsync(Cancel));
    }

    private static (string, string)[] Fields(string token, string name, string password) =>
        [("token", token), ("name", name), ("way", "password"), ("password", password)];

    private static Task<Answer> SendAsync(PlainBrowser browser, string token, string name, string password) =>
        browser.SendAsync("/setup", "/setup", Fields(token, name, password));
}
