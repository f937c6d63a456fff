using System.Text.Json;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

public sealed class JoinTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task Who_joins_is_shown_all_there_is()
    {
        var phone = await ConnectAsync(Host.NewDevice().Cookie);

        var reply = await phone.JoinAsync(Script.Code);

        var shown = await phone.ShownAsync(_ => true);
        Assert.True(reply.Ok);
        Assert.Equal(reply.Version, shown.Version());
        Assert.True(shown.IsFull());
        Assert.NotEmpty(shown.Epoch());
        Assert.Equal(["mine", "phase", "present", "rating", "scene", "stage", "timetable"], shown.Sections());
        Assert.Equal("running", shown.At("phase", "phase")?.GetString());
        Assert.True(shown.At("rating", "rounds", "overall", "open")?.GetBoolean());
        Assert.Equal("[0,0,0,0,0]", shown.At("rating", "rounds", "overall", "counts")?.GetRawText());
        Assert.Equal(0, shown.At("rating", "rounds", "overall", "total")?.GetInt32());
        Assert.Equal(JsonValueKind.Null, shown.At("stage")?.ValueKind);
    }

    [Fact]
    public async Task A_code_is_read_without_regard_to_case()
    {
        var phone = await ConnectAsync(Host.NewDevice().Cookie);

        Assert.True((await phone.JoinAsync(Script.Code.ToLowerInvariant())).Ok);
    }

    [Fact]
    public async Task Who_comes_back_with_the_same_version_is_shown_only_what_is_its_own()
    {
        var phone = await JoinAsync();
        await phone.RateAsync("r1", 4);
        var held = await phone.ShownAsync(HasOneRating);

        var reply = await phone.JoinAsync(Script.Code, held.Epoch(), held.Version());

        Assert.True(reply.Ok);
        Assert.Equal(held.Version(), reply.Version);
        var shown = await phone.ShownAsync(p => p.At("mine", "ratings", "overall") is not null);
        Assert.False(shown.IsFull());
        Assert.Equal(["mine"], shown.Sections());
        Assert.Equal(4, shown.At("mine", "ratings", "overall", "score")?.GetInt32());
    }

    [Fact]
    public async Task Who_comes_back_with_an_older_version_is_shown_what_changed_since()
    {
        var device = Host.NewDevice();
        var phone = await JoinAsync(device);
        await phone.RateAsync("r1", 4);
        var held = await phone.ShownAsync(HasOneRating);
        var ask = Script.Ask(1);
        await Host.DoAsync(Script, ask, Script.Approve(ask.Question));
        var back = await ConnectAsync(device.Cookie);

        var reply = await back.JoinAsync(Script.Code, held.Epoch(), held.Version());

        Assert.Equal(held.Version() + 2, reply.Version);
        var shown = await back.ShownAsync(_ => true);
        Assert.False(shown.IsFull());
        Assert.Equal(["board", "mine", "supports"], shown.Sections());
        Assert.Equal(ask.Text, shown.Item(ask.Question.Value)?.GetProperty("text").GetString());
    }

    [Theory]
    [InlineData("another epoch", 5)]
    [InlineData(null, 1_000_000)]
    [InlineData(null, -1)]
    [InlineData(null, long.MinValue)]
    public async Task An_epoch_or_a_version_that_cannot_be_is_answered_with_all_there_is(string? epoch, long version)
    {
        var phone = await JoinAsync();
        epoch ??= (await phone.ShownAsync(p => p.IsFull())).Epoch();
        var other = await ConnectAsync(Host.NewDevice().Cookie);

        Assert.True((await other.JoinAsync(Script.Code, epoch, version)).Ok);

        Assert.True((await other.ShownAsync(_ => true)).IsFull());
    }

    [Theory]
    [InlineData("NOSUCH")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ")]
    [InlineData("' OR 1=1 --")]
    public async Task An_unknown_code_leads_nowhere(string? code)
    {
        var phone = await ConnectAsync(Host.NewDevice().Cookie);

        await AssertRefusedAsync("meeting.unknown", () => phone.JoinAsync(code));
        await AssertRefusedAsync("device.not-joined", () => phone.RateAsync("r1", 5));
        Assert.Empty(phone.Seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("garbage")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("%00%01")]
    public async Task A_device_without_our_cookie_is_unknown(string? cookie)
    {
        var phone = await ConnectAsync(cookie);

        await AssertRefusedAsync("device.unknown", () => phone.JoinAsync(Script.Code));
        await AssertRefusedAsync("device.not-joined", () => phone.RateAsync("r1", 5));
        Assert.Empty(phone.Seen);
    }

    [Fact]
    public async Task A_cookie_that_was_touched_is_refused()
    {
        var cookie = Host.NewDevice().Cookie;
        var last = cookie[^5] == 'A' ? 'B' : 'A';
        var phone = await ConnectAsync(cookie[..^5] + last + cookie[^4..]);

        await AssertRefusedAsync("device.unknown", () => phone.JoinAsync(Script.Code));
    }

    [Fact]
    public async Task Who_joined_is_counted_once_however_often_it_comes_back()
    {
        var device = Host.NewDevice();
        var phone = await JoinAsync(device);
        await JoinAsync(device);
        await phone.JoinAsync(Script.Code);
        await phone.RateAsync("r1", 4);

        Assert.Single((await Host.SessionAsync(Script)).Current.Present);
        Assert.Single(await Host.ReadAsync(Script), row => row.Type is "entered.1");
    }

    [Fact]
    public async Task A_screen_sees_all_but_is_not_counted_and_cannot_act()
    {
        var screen = await ConnectAsync(cookie: null);

        Assert.True((await screen.JoinAsync(Script.Code, screen: true)).Ok);

        var shown = await screen.ShownAsync(_ => true);
        Assert.True(shown.IsFull());
        Assert.Null(shown.At("mine"));
        await AssertRefusedAsync("device.not-joined", () => screen.RateAsync("r1", 5));
        await AssertRefusedAsync("device.not-joined", () => screen.AskAsync("a1", "能行吗？"));
        await AssertRefusedAsync("device.not-joined", () => screen.SupportAsync("q"));
        await AssertRefusedAsync("device.not-joined", () => screen.WithdrawAsync("q"));
        Assert.Empty((await Host.SessionAsync(Script)).Current.Present);
    }

    [Fact]
    public async Task A_phone_that_joins_again_as_a_screen_is_a_screen()
    {
        var phone = await JoinAsync();

        Assert.True((await phone.JoinAsync(Script.Code, screen: true)).Ok);

        await AssertRefusedAsync("device.not-joined", () => phone.RateAsync("r1", 5));
    }

    [Fact]
    public async Task Who_goes_over_to_another_meeting_hears_no_more_of_the_first()
    {
        var phone = await JoinAsync();
        var other = await Host.MeetingAsync();
        Assert.True((await phone.JoinAsync(other.Code)).Ok);
        var ask = Script.Ask(1);
        await Host.DoAsync(Script, ask, Script.Approve(ask.Question));
        var witness = await JoinAsync();
        await witness.ShownAsync(p => p.Item(ask.Question.Value) is not null);
        var theirs = other.Ask(1);

        await Host.DoAsync(other, theirs, other.Approve(theirs.Question));

        await phone.ShownAsync(p => p.Item(theirs.Question.Value) is not null);
        Assert.DoesNotContain(phone.Seen, p => p.Item(ask.Question.Value) is not null);
    }

    private static bool HasOneRating(JsonElement patch) =>
        patch.At("rating", "rounds", "overall", "total") is { } total && total.GetInt32() == 1;
}
