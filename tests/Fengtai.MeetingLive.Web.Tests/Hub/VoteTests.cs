using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

public sealed class VoteTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Fact]
    public async Task The_last_ballot_counts_and_is_shown_to_all()
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        var phone = await JoinAsync();
        var screen = await ConnectAsync(cookie: null);
        await screen.JoinAsync(Script.Code, screen: true);

        var first = await VoteAsync(phone, "v1", "site", "west");
        var second = await VoteAsync(phone, "v2", "site", "yard");

        Assert.True(first.Ok && second.Ok);
        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{10}$", first.Receipt);
        Assert.NotEqual(first.Receipt, second.Receipt);
        var shown = await screen.ShownAsync(p => p.At("votes", "site", "counts")?.GetRawText() is "[0,1,0]");
        Assert.Equal(1, shown.At("votes", "site", "total")?.GetInt32());
    }

    [Fact]
    public async Task A_poll_that_opens_reaches_the_phones_with_its_proposals_and_its_hidden_counts_do_not()
    {
        var phone = await JoinAsync();

        await Host.DoAsync(Script, Script.OpenPoll(Script.Order));
        var patch = await phone.ShownAsync(p => p.At("polls", "items", "order") is not null);

        Assert.Equal("ranking", patch.At("polls", "items", "order", "kind")?.GetString());
        Assert.Equal(3, patch.At("polls", "items", "order", "proposals")?.GetArrayLength());
        Assert.Null(patch.At("votes", "order", "counts"));
        Assert.True((await VoteAsync(phone, "v1", "order", "shop", "west")).Ok);
        var voted = await phone.ShownAsync(p => p.At("votes", "order", "total")?.GetInt32() is 1);
        Assert.Null(voted.At("votes", "order", "counts"));
        Assert.Null(voted.At("votes", "order", "firsts"));

        await Host.DoAsync(Script, Script.ClosePoll(Script.Order));
        var closed = await phone.ShownAsync(p => p.At("votes", "order", "counts") is not null);
        Assert.Equal("[1,0,2]", closed.At("votes", "order", "counts")?.GetRawText());
        Assert.Equal("[0,0,1]", closed.At("votes", "order", "firsts")?.GetRawText());
    }

    [Fact]
    public async Task A_repeated_id_gets_the_same_reply_and_nothing_is_journalled()
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        var phone = await JoinAsync();
        var voted = await VoteAsync(phone, "v1", "site", "west");
        await VoteAsync(phone, "v2", "site", "yard");
        var before = (await Host.ReadAsync(Script)).Count;

        Assert.Equal(voted, await VoteAsync(phone, "v1", "site", "west"));
        Assert.Equal(voted, await VoteAsync(phone, "v1", "site", "shop"));

        Assert.Equal(before, (await Host.ReadAsync(Script)).Count);
        var ballot = Assert.Single((await Host.SessionAsync(Script)).Current.Polls[Script.Site].Latest).Value;
        Assert.Equal([new ProposalId("yard")], ballot.Choices);
    }

    [Fact]
    public async Task Who_comes_back_finds_its_own_ballot_and_receipt()
    {
        await Host.DoAsync(Script, Script.OpenPoll(Script.Order));
        var device = Host.NewDevice();
        var voted = await VoteAsync(await JoinAsync(device), "v1", "order", "shop", "west");

        var again = await ConnectAsync(device.Cookie);
        await again.JoinAsync(Script.Code);
        var mine = (await again.ShownAsync(p => p.At("mine") is not null)).At("mine", "votes", "order");

        Assert.Equal("[\"shop\",\"west\"]", mine?.GetProperty("choices").GetRawText());
        Assert.Equal(voted.Receipt, mine?.GetProperty("receipt").GetString());
    }

    public static TheoryData<string, string?, string[]?> WrongBallots =>
        new()
        {
            { "poll.unknown", null, ["west"] },
            { "poll.unknown", "none", ["west"] },
            { "poll.unknown", "a b", ["west"] },
            { "poll.ballot-empty", "site", null },
            { "poll.ballot-empty", "site", [] },
            { "poll.proposal-unknown", "site", ["moon"] },
            { "poll.proposal-unknown", "site", ["月亮"] },
            { "poll.proposal-unknown", "site", [.. Enumerable.Range(0, 1000).Select(i => $"p{i}")] },
            { "poll.too-many", "site", ["west", "yard"] },
            { "poll.choice-twice", "site", ["west", "west"] },
        };

    [Theory]
    [MemberData(nameof(WrongBallots))]
    public async Task A_ballot_that_cannot_be_is_refused_in_words(string code, string? poll, string[]? choices)
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        var phone = await JoinAsync();

        await AssertRefusedAsync(code, () => phone.CallAsync("Vote", new VoteRequest("v1", poll, choices)));
        await AssertRefusedAsync("shape.id", () => phone.CallAsync("Vote", new VoteRequest("a b", poll, choices)));
    }

    [Fact]
    public async Task A_closed_poll_takes_no_ballot_and_still_knows_the_ones_it_took()
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        var phone = await JoinAsync();
        await AssertRefusedAsync("poll.not-open", () => VoteAsync(phone, "v0", "order", "west"));
        var voted = await VoteAsync(phone, "v1", "site", "west");
        await Host.DoAsync(Script, Script.ClosePoll());

        await AssertRefusedAsync("poll.not-open", () => VoteAsync(phone, "v2", "site", "yard"));
        Assert.Equal(voted, await VoteAsync(phone, "v1", "site", "west"));
    }

    [Fact]
    public async Task What_became_of_a_proposal_reaches_the_phones_also_after_the_meeting()
    {
        var phone = await JoinAsync();
        await Host.DoAsync(Script, Script.OpenPoll(), Script.ClosePoll(), Script.CloseRound(), Script.Close());

        await Host.DoAsync(Script, Script.Mark("yard", adopted: true, "离集市近。"));
        var patch = await phone.ShownAsync(p =>
            p.At("polls", "items", "site") is { } site
            && site.GetRawText().Contains("adopted", StringComparison.Ordinal)
        );

        var yard = patch.At("polls", "items", "site", "proposals")!.Value.EnumerateArray().ElementAt(1);
        Assert.True(yard.GetProperty("adopted").GetBoolean());
        Assert.Equal("离集市近。", yard.GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_published_journal_shows_neither_who_voted_nor_for_what()
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        await VoteAsync(await JoinAsync(), "v1", "site", "yard");

        var entry = (await Host.ReadAsync(Script)).Last(row => row.Type == "voted.2");

        Assert.DoesNotContain("yard", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("salt", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("commitment", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("receipt", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("v1", entry.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"by\"", entry.Body, StringComparison.Ordinal);
    }

    private static Task<Reply> VoteAsync(Phone phone, string id, string poll, params string[] choices) =>
        phone.CallAsync("Vote", new VoteRequest(id, poll, choices));
}
