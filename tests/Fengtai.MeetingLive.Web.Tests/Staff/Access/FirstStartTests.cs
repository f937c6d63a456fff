using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Live;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>The token of the first start, and what bounds guessing.</summary>
public sealed class FirstStartTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2025, 7, 10, 6, 0, 0, TimeSpan.Zero));
    private MeetingStore store = null!;

    public async ValueTask InitializeAsync()
    {
        store = new MeetingStore(Options.Create(database.Options));
        await store.PrepareAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        store.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void A_token_is_twelve_characters_in_groups_and_none_looks_like_another()
    {
        var first = Begin();
        var tokens = Enumerable.Range(0, 50).Select(_ => first.Issue()).ToList();

        Assert.All(
            tokens,
            token =>
                Assert.Matches(
                    new Regex(
                        "^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$",
                        RegexOptions.ExplicitCapture,
                        TimeSpan.FromSeconds(1)
                    ),
                    token
                )
        );
        Assert.Equal(50, tokens.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void It_is_read_as_it_was_typed_and_says_how_long_it_lasts()
    {
        var first = Begin();
        var token = first.Issue();
        clock.Advance(TimeSpan.FromMinutes(4));

        Assert.Equal(new TokenSays.Right(TimeSpan.FromMinutes(26)), first.Try(token));
        Assert.IsType<TokenSays.Right>(
            first.Try($" {token.ToLowerInvariant().Replace("-", "　", StringComparison.Ordinal)} ")
        );
        Assert.IsType<TokenSays.Right>(first.Try(token.Replace('0', 'o').Replace('1', 'l').Replace('2', '２')));
    }

    [Fact]
    public void After_half_an_hour_and_after_a_restart_it_counts_no_more()
    {
        var first = Begin();
        var token = first.Issue();
        var next = first.Issue();

        Assert.IsType<TokenSays.Wrong>(first.Try(token));
        clock.Advance(FirstStart.Lasts);
        Assert.IsType<TokenSays.Expired>(first.Try(next));
        Assert.IsType<TokenSays.Expired>(Begin().Try(next));
    }

    [Fact]
    public void Wrong_tokens_make_even_the_right_one_wait()
    {
        var first = Begin();
        var token = first.Issue();
        for (var i = 1; i < FirstStart.MostWrong; i++)
            Assert.IsType<TokenSays.Wrong>(first.Try("AAAA-AAAA-AAAA"));

        Assert.Equal(new TokenSays.TooOften(FirstStart.Wait), first.Try(null));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(new TokenSays.TooOften(TimeSpan.FromSeconds(20)), first.Try(token));
        clock.Advance(TimeSpan.FromSeconds(20));
        Assert.IsType<TokenSays.Right>(first.Try(token));
    }

    [Fact]
    public async Task It_is_closed_in_the_demo_and_for_good_once_settled()
    {
        var first = Begin();
        var token = first.Issue();
        Assert.True(await first.IsOpenAsync(TestContext.Current.CancellationToken));

        first.Settle();

        Assert.False(await first.IsOpenAsync(TestContext.Current.CancellationToken));
        Assert.IsType<TokenSays.Expired>(first.Try(token));
        Assert.False(await Begin(demo: true).IsOpenAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_name_rests_after_five_attempts_whether_it_is_an_account_or_not()
    {
        var throttle = new SignInThrottle(clock);
        for (var i = 1; i < SignInThrottle.MostByName; i++)
            Assert.Equal(new SignInTurn.Free(null), throttle.Ask("秘书"));

        var until = clock.GetUtcNow() + SignInThrottle.Rest;
        Assert.Equal(new SignInTurn.Free(until), throttle.Ask("秘书"));
        Assert.Equal(new SignInTurn.Rests(until), throttle.Ask("秘书"));
        Assert.IsType<SignInTurn.Free>(throttle.Ask("主讲人"));
        clock.Advance(SignInThrottle.Rest);
        Assert.Equal(new SignInTurn.Free(null), throttle.Ask("秘书"));
    }

    [Fact]
    public void A_clock_that_is_set_back_by_a_day_makes_nobody_rest_for_a_day()
    {
        var jumping = new JumpingClock(DateTimeOffset.UtcNow);
        var throttle = new SignInThrottle(jumping);
        for (var i = 0; i < SignInThrottle.MostByName; i++)
            throttle.Ask("秘书");

        jumping.Off = TimeSpan.FromDays(-1);

        var rests = Assert.IsType<SignInTurn.Rests>(throttle.Ask("秘书"));
        Assert.InRange(rests.Until - jumping.GetUtcNow(), TimeSpan.FromMinutes(10), SignInThrottle.Rest);
    }

    [Fact]
    public void A_right_password_and_an_administrator_clear_a_name()
    {
        var throttle = new SignInThrottle(clock);
        for (var i = 1; i < SignInThrottle.MostByName; i++)
            throttle.Ask("秘书");
        throttle.Succeeded("秘书");
        Assert.Equal(new SignInTurn.Free(null), throttle.Ask("秘书"));
        for (var i = 0; i < SignInThrottle.MostByName; i++)
            throttle.Ask("秘书");

        throttle.Forgive("秘书");

        Assert.Equal(new SignInTurn.Free(null), throttle.Ask("秘书"));
    }

    [Fact]
    public void All_names_together_are_bounded_by_the_minute()
    {
        var throttle = new SignInThrottle(clock);
        for (var i = 0; i < SignInThrottle.MostInAll; i++)
            Assert.IsType<SignInTurn.Free>(throttle.Ask($"name {i}"));

        var busy = Assert.IsType<SignInTurn.Busy>(throttle.Ask("another"));
        Assert.Equal(clock.GetUtcNow() + TimeSpan.FromMinutes(1), busy.Until);
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<SignInTurn.Free>(throttle.Ask("another"));
    }

    [Theory]
    [InlineData(
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0",
        "windows/edge"
    )]
    [InlineData(
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/17.0 Safari/605.1",
        "mac/safari"
    )]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0", "linux/firefox")]
    [InlineData(
        "Mozilla/5.0 (Linux; Android 13) Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.50",
        "android/wechat"
    )]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1", "iphone/safari")]
    [InlineData("curl/8.0", "other/other")]
    [InlineData(null, "other/other")]
    public void A_device_is_told_by_its_kind(string? agent, string kind) =>
        Assert.Equal(kind, DeviceKind.FromUserAgent(agent).ToString());

    [Fact]
    public void What_stands_in_the_table_and_is_no_kind_is_another_device() =>
        Assert.Equal(new DeviceKind("other", "edge"), DeviceKind.Read("<b>/edge"));

    private FirstStart Begin(bool demo = false) => new(store, new DemoAccess(demo), clock);
}
