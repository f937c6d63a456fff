using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.SignalR;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

public sealed class ActTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task A_question_is_asked_supported_by_others_and_withdrawn()
    {
        var asker = await JoinAsync();
        var neighbour = await JoinAsync();

        var asked = await asker.AskAsync("a1", "  村口能不能设一个助餐点？\r\n", "助餐", "王秀英");

        Assert.True(asked.Ok);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{10}$", asked.Receipt);
        var question = Assert.Single((await Host.SessionAsync(Script)).Current.Questions).Value;
        Assert.Equal(("村口能不能设一个助餐点？", "助餐", "王秀英"), (question.Text, question.Topic, question.Name));
        var id = question.Id.Value;
        await Host.DoAsync(Script, Script.Approve(question.Id));
        Assert.True((await neighbour.SupportAsync(id)).Ok);
        var shown = await asker.ShownAsync(p => p.At("supports", id)?.GetInt32() == 1);
        Assert.True(shown.Version() > asked.Version);
        Assert.True((await asker.WithdrawAsync(id)).Ok);
        Assert.Equal(QuestionState.Withdrawn, (await Host.SessionAsync(Script)).Current.Questions[question.Id].State);
    }

    [Fact]
    public async Task The_last_rating_counts_and_is_shown_to_all()
    {
        var phone = await JoinAsync();
        var screen = await ConnectAsync(cookie: null);
        await screen.JoinAsync(Script.Code, screen: true);

        var first = await phone.RateAsync("r1", 2);
        var second = await phone.RateAsync("r2", 5);

        Assert.True(first.Ok && second.Ok);
        Assert.Equal(first.Version + 1, second.Version);
        Assert.NotEqual(first.Receipt, second.Receipt);
        await screen.ShownAsync(p => p.At("rating", "rounds", "overall", "counts")?.GetRawText() is "[0,0,0,0,1]");
    }

    [Fact]
    public async Task A_repeated_id_gets_the_same_reply_and_nothing_is_journalled()
    {
        var phone = await JoinAsync();
        var rated = await phone.RateAsync("r1", 2);
        var asked = await phone.AskAsync("a1", "路灯何时能亮？");
        await phone.RateAsync("r2", 5);
        var before = (await Host.ReadAsync(Script)).Count;

        // The late copy of 2, and a copy with another content: the id decides.
        Assert.Equal(rated, await phone.RateAsync("r1", 2));
        Assert.Equal(rated, await phone.RateAsync("r1", 4));
        Assert.Equal(asked, await phone.AskAsync("a1", "路灯何时能亮？"));

        Assert.Equal(before, (await Host.ReadAsync(Script)).Count);
        Assert.Equal(
            5,
            Assert.Single((await Host.SessionAsync(Script)).Current.Rounds[Script.Overall].Latest).Value.Score
        );
    }

    [Fact]
    public async Task Ids_are_each_device_s_own()
    {
        var one = await JoinAsync();
        var other = await JoinAsync();

        var first = await one.RateAsync("same", 2);
        var second = await other.RateAsync("same", 5);

        Assert.True(second.Ok);
        Assert.NotEqual(first.Version, second.Version);
        Assert.NotEqual(first.Receipt, second.Receipt);
    }

    public static TheoryData<string, string?> BadTexts =>
        new()
        {
            { "question.empty", null },
            { "question.empty", "" },
            { "question.empty", " \r\n\t" },
            { "question.too-long", new string('问', Core.Words.QuestionMost + 1) },
            { "question.too-long", new string('a', 2100) },
            { "question.forbidden-characters", "响铃\a" },
            { "question.forbidden-characters", "空\0字" },
            { "question.forbidden-characters", "转义\u001b[31m" },
            { "question.forbidden-characters", "倒\u202e过来" },
            { "question.forbidden-characters", "隔\u2066离\u2069" },
            { "question.forbidden-characters", "半个\ud83d" },
        };

    [Theory]
    [MemberData(nameof(BadTexts))]
    public async Task A_text_that_may_not_stand_is_refused(string code, string? text)
    {
        var phone = await JoinAsync();

        await AssertRefusedAsync(code, () => phone.AskAsync("a1", text));
    }

    [Fact]
    public async Task Five_hundred_characters_may_stand_also_when_each_takes_two_places()
    {
        var phone = await JoinAsync();

        Assert.True((await phone.AskAsync("a1", string.Concat(Enumerable.Repeat("𠮷", Core.Words.QuestionMost)))).Ok);
    }

    [Theory]
    [InlineData("question.topic-unknown", "没有的话题", null)]
    [InlineData("question.name-too-long", null, "一二三四五六七八九十一二三四五六七八九十一")]
    [InlineData("question.forbidden-characters", null, "王\u202e秀英")]
    public async Task A_topic_or_a_name_that_may_not_stand_is_refused(string code, string? topic, string? name)
    {
        var phone = await JoinAsync();

        await AssertRefusedAsync(code, () => phone.AskAsync("a1", "路灯何时能亮？", topic, name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\n")]
    [InlineData("编号")]
    [InlineData("'--")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task An_id_that_no_phone_of_ours_makes_is_refused(string? id)
    {
        var phone = await JoinAsync();

        await AssertRefusedAsync("shape.id", () => phone.RateAsync(id, 5));
        await AssertRefusedAsync("shape.id", () => phone.AskAsync(id, "路灯何时能亮？"));
        await AssertRefusedAsync("question.unknown", () => phone.SupportAsync(id));
        await AssertRefusedAsync("question.unknown", () => phone.WithdrawAsync(id));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public async Task A_score_is_one_to_five(int score)
    {
        var phone = await JoinAsync();

        await AssertRefusedAsync("rating.score-out-of-range", () => phone.RateAsync("r1", score));
    }

    [Theory]
    [InlineData("round.unknown", null)]
    [InlineData("round.unknown", "")]
    [InlineData("round.unknown", "none")]
    [InlineData("round.unknown", "12345678901234567890123456789012345678901234567890123456789012345")]
    [InlineData("round.not-open", "conduct")]
    public async Task Only_a_round_that_is_open_takes_ratings(string code, string? round)
    {
        var phone = await JoinAsync();

        await AssertRefusedAsync(code, () => phone.RateAsync("r1", 5, round));
    }

    [Fact]
    public async Task A_closed_round_takes_no_rating_and_still_knows_the_ones_it_took()
    {
        var phone = await JoinAsync();
        var rated = await phone.RateAsync("r1", 4);
        await Host.DoAsync(Script, Script.CloseRound());

        await AssertRefusedAsync("round.not-open", () => phone.RateAsync("r2", 5));
        Assert.Equal(rated, await phone.RateAsync("r1", 4));
    }

    [Fact]
    public async Task A_closed_meeting_takes_nothing_and_can_still_be_read()
    {
        var phone = await JoinAsync();
        await Host.DoAsync(Script, Script.CloseRound(), Script.Close());

        await AssertRefusedAsync("meeting.closed", () => phone.RateAsync("r2", 5));
        await AssertRefusedAsync("meeting.closed", () => phone.AskAsync("a1", "还能问吗？"));
        var late = await ConnectAsync(Host.NewDevice().Cookie);
        Assert.True((await late.JoinAsync(Script.Code)).Ok);
        Assert.Equal("closed", (await late.ShownAsync(_ => true)).At("phase", "phase")?.GetString());
    }

    [Fact]
    public async Task Nobody_supports_a_question_of_its_own_or_one_that_is_not_public_or_withdraws_another_s()
    {
        var asker = await JoinAsync();
        var other = await JoinAsync();
        await asker.AskAsync("a1", "路灯何时能亮？");
        var id = Assert.Single((await Host.SessionAsync(Script)).Current.Questions).Key;

        await AssertRefusedAsync("question.unknown", () => other.SupportAsync(id.Value));
        await AssertRefusedAsync("question.unknown", () => other.WithdrawAsync(id.Value));
        await AssertRefusedAsync("question.own", () => asker.SupportAsync(id.Value));
        await AssertRefusedAsync("question.unknown", () => other.SupportAsync("none"));
        await AssertRefusedAsync("question.unknown", () => other.WithdrawAsync("none"));
        await Host.DoAsync(Script, Script.Approve(id));
        await AssertRefusedAsync("question.not-yours", () => other.WithdrawAsync(id.Value));
    }

    private const int Hammered = ConnectionBudget.MessagesAtOnce - 20;

    [Fact]
    public async Task Who_hammers_is_told_to_wait_and_nobody_else_is()
    {
        var device = Host.NewDevice();
        var phone = await JoinAsync(device);
        var other = await JoinAsync();

        // More than a device may, and fewer than would cut its connection off.
        var replies = await Task.WhenAll(Enumerable.Range(0, Hammered).Select(i => phone.RateAsync($"r{i}", 5)));

        Assert.Contains(replies, reply => reply is { Ok: false, Code: "device.too-fast", Message.Length: > 0 });
        Assert.InRange(replies.Count(reply => reply.Ok), (int)DeviceThrottle.Burst, Hammered - 1);
        Assert.True((await other.RateAsync("r1", 5)).Ok);
    }

    [Theory]
    [InlineData("Rate", """{"id":"r1","round":"overall","score":"many"}""")]
    [InlineData("Rate", """{"id":"r1","round":"overall","score":4.5}""")]
    [InlineData("Rate", """{"id":"r1","round":"overall","score":99999999999}""")]
    [InlineData("Rate", """{"id":{"a":1},"round":"overall","score":4}""")]
    [InlineData("Rate", """[1,2,3]""")]
    [InlineData("Rate", """7""")]
    [InlineData("Rate", """null""")]
    [InlineData("Ask", """{"id":"a1","text":["a"]}""")]
    [InlineData("NoSuchMethod", """{}""")]
    public async Task Arguments_of_another_kind_are_an_error_and_the_connection_lives(string method, string argument)
    {
        var phone = await JoinAsync();
        var before = (await Host.ReadAsync(Script)).Count;

        using var json = System.Text.Json.JsonDocument.Parse(argument);
        await Assert.ThrowsAsync<HubException>(() => phone.CallAsync(method, json.RootElement));

        Assert.Equal(before, (await Host.ReadAsync(Script)).Count);
        Assert.True((await phone.RateAsync("r1", 5)).Ok);
    }
}
