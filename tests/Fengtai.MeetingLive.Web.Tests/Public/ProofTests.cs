using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>What a closed round publishes so that anyone can count again, and what it must not tell.</summary>
public sealed class ProofTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    private const string Overall = "openings/rating/overall.json";

    [Fact]
    public async Task The_reply_to_a_rating_holds_what_opens_its_commitment_and_a_repeat_gets_the_same()
    {
        var phone = await JoinAsync();

        var rated = await phone.RateAsync("r1", 4);

        var kept = Assert.Single((await Host.SessionAsync(Script)).Current.Rounds[Script.Overall].Latest).Value;
        Assert.Equal(Seals.Rating(rated.Proof!, Script.Overall, 4), kept.Commitment);
        Assert.Equal(rated.Proof, (await phone.RateAsync("r1", 4)).Proof);
        Assert.NotEqual(rated.Proof, (await phone.RateAsync("r2", 4)).Proof);
    }

    [Fact]
    public async Task The_reply_to_a_ballot_holds_what_opens_it_and_a_question_s_holds_nothing()
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        var phone = await JoinAsync();

        var voted = await phone.CallAsync("Vote", new VoteRequest("v1", "site", ["yard"]));

        var kept = Assert.Single((await Host.SessionAsync(Script)).Current.Polls[Script.Site].Latest).Value;
        Assert.Equal(Seals.Ballot(voted.Proof!, Script.Site, [new ProposalId("yard")]), kept.Commitment);
        Assert.Null((await phone.AskAsync("a1", "路灯何时能亮？")).Proof);
    }

    [Fact]
    public async Task A_round_is_opened_to_all_once_it_is_closed_and_only_while_it_is_shown()
    {
        var phone = await JoinAsync();
        await phone.RateAsync("r1", 4);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(Overall)).Status);

        await Host.DoAsync(Script, Script.CloseRound());
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Overall)).Status);

        await Host.DoAsync(Script, Script.ShowRound(false));
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(Overall)).Status);
        await Host.DoAsync(Script, Script.ShowRound(true));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(Overall)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("openings/rating/none.json")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync("openings/poll/overall.json")).Status);
    }

    [Fact]
    public async Task The_openings_give_the_journal_s_root_and_counts_and_the_phone_s_own_is_among_them()
    {
        var mine = await JoinAsync();
        var first = await mine.RateAsync("r1", 2);
        var last = await mine.RateAsync("r2", 5);
        await (await JoinAsync()).RateAsync("r1", 3);
        await Host.DoAsync(Script, Script.CloseRound());

        var json = JsonNode.Parse((await GetAsync(Overall)).Text)!;

        var leaves = json["leaves"]!
            .AsArray()
            .Select(leaf => (Salt: leaf!["salt"]!.GetValue<string>(), Score: leaf["score"]!.GetValue<int>()))
            .ToArray();
        var commitments = leaves.Select(leaf => Seals.Rating(leaf.Salt, Script.Overall, leaf.Score)).ToArray();
        Assert.Equal(commitments.Order(StringComparer.Ordinal), commitments);
        var closed = JsonNode.Parse((await Host.ReadAsync(Script)).Single(row => row.Type == "round-closed.1").Body)!;
        Assert.Equal(closed["root"]!.GetValue<string>(), Seals.Root(commitments));
        Assert.Equal(closed["root"]!.GetValue<string>(), json["root"]!.GetValue<string>());
        Assert.Equal("[0,0,1,0,1]", json["counts"]!.ToJsonString());
        Assert.Equal("[0,0,1,0,1]", closed["counts"]!.ToJsonString());
        Assert.Contains((last.Proof!, 5), leaves);
        Assert.DoesNotContain(leaves, leaf => leaf.Salt == first.Proof);
        Assert.Equal(["meeting", "kind", "id", "root", "counts", "leaves"], json.AsObject().Select(part => part.Key));
        Assert.Equal(["salt", "score"], json["leaves"]![0]!.AsObject().Select(part => part.Key));
    }

    [Fact]
    public async Task A_poll_is_opened_in_the_same_way()
    {
        await Host.DoAsync(Script, Script.OpenPoll(Script.Order));
        var phone = await JoinAsync();
        var voted = await phone.CallAsync("Vote", new VoteRequest("v1", "order", ["shop", "west"]));
        await Host.DoAsync(Script, Script.ClosePoll(Script.Order));

        var json = JsonNode.Parse((await GetAsync("openings/poll/order.json")).Text)!;

        var leaf = Assert.Single(json["leaves"]!.AsArray())!;
        Assert.Equal(
            (voted.Proof, "[\"shop\",\"west\"]"),
            (leaf["salt"]!.GetValue<string>(), leaf["choices"]!.ToJsonString())
        );
        Assert.Equal(
            Seals.Root([Seals.Ballot(voted.Proof!, Script.Order, [new("shop"), new("west")])]),
            json["root"]!.GetValue<string>()
        );
        Assert.Equal(
            (1, "[1,0,2]", "[0,0,1]"),
            (json["total"]!.GetValue<int>(), json["counts"]!.ToJsonString(), json["firsts"]!.ToJsonString())
        );
    }

    [Fact]
    public async Task Whoever_rated_first_cannot_be_told_from_the_openings()
    {
        var (forth, back) = (await Host.MeetingAsync(), await Host.MeetingAsync());
        // The same five people with the same salts, in either order.
        var one = Enumerable.Range(1, 5).Select(who => forth.Rate(who, who)).ToArray();
        var other = Enumerable.Range(1, 5).Select(who => back.Rate(who, who)).ToArray();
        await Host.DoAsync(forth, [.. one, forth.CloseRound()]);
        await Host.DoAsync(back, [.. other.Reverse(), back.CloseRound()]);

        var (first, second) = (await GetAsync(Overall, forth.Code), await GetAsync(Overall, back.Code));

        Assert.Equal(
            first.Text.Replace(forth.Code, "", StringComparison.Ordinal),
            second.Text.Replace(back.Code, "", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Neither_journal_nor_openings_hold_who_rated_or_a_receipt_and_the_journal_holds_no_score()
    {
        var device = Host.NewDevice();
        var phone = await JoinAsync(device);
        var rated = await phone.RateAsync("own-id-5", 5);
        await Host.DoAsync(Script, Script.CloseRound(), Script.Close());
        var kept = (await Host.SessionAsync(Script)).Current.Rounds[Script.Overall].Latest.Single().Value;

        var (journal, openings) = (await GetAsync("journal.jsonl"), await GetAsync(Overall));

        string[] nowhere = [device.Id, Host.ActorOf(Script, device).Value, rated.Receipt!, kept.Receipt, "own-id-5"];
        foreach (var secret in nowhere)
        {
            Assert.DoesNotContain(secret, journal.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, openings.Text, StringComparison.Ordinal);
        }

        // What opens a rating must not lead to the entry that it made.
        Assert.Contains(rated.Proof!, openings.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(rated.Proof!, journal.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Commitment, journal.Text, StringComparison.Ordinal);
        var entry = (await Host.ReadAsync(Script)).Single(row => row.Type == "rated.2");
        Assert.Equal(["round", "from", "seal"], JsonNode.Parse(entry.Body)!.AsObject().Select(part => part.Key));
    }

    [Fact]
    public async Task Openings_may_be_cached_and_set_no_cookie()
    {
        await (await JoinAsync()).RateAsync("r1", 4);
        await Host.DoAsync(Script, Script.CloseRound());

        var first = await GetAsync(Overall);
        var again = await GetAsync(Overall, tag: first.Tag);
        var packed = await GetAsync(Overall, accept: "br");

        Assert.NotNull(first.Tag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        Assert.False(first.SetsCookie);
        Assert.Equal(("br", HttpStatusCode.OK), (packed.Encoding, packed.Status));
    }

    [Fact]
    public async Task The_phones_hear_of_the_root_when_the_round_is_closed()
    {
        var phone = await JoinAsync();
        await phone.RateAsync("r1", 4);
        await Host.DoAsync(Script, Script.CloseRound());

        var patch = await phone.ShownAsync(p => p.At("rating", "rounds", "overall", "root") is not null);

        Assert.Equal(
            (await Host.SessionAsync(Script)).Current.Rounds[Script.Overall].Root,
            patch.At("rating", "rounds", "overall", "root")!.Value.GetString()
        );
    }

    [Theory]
    [InlineData("zh-CN", "已核对：您的评价计入总数。")]
    [InlineData("en", "Checked on this phone: your rating is in the total.")]
    public async Task The_words_of_a_check_come_all_at_once_so_that_nobody_is_told_what_a_phone_found(
        string lang,
        string counted
    )
    {
        using var browser = new HttpClient { BaseAddress = Host.Address };

        var words = JsonNode.Parse(
            await browser.GetStringAsync(new Uri($"/proof-words.json?lang={lang}", UriKind.Relative), Cancel)
        )!;

        Assert.Equal(["counted", "replaced", "absent", "differs"], words.AsObject().Select(word => word.Key));
        Assert.Equal(counted, words["counted"]!.GetValue<string>());
    }

    private async Task<Answer> GetAsync(string path, string? code = null, string? tag = null, string? accept = null)
    {
        using var handler = new HttpClientHandler { AutomaticDecompression = DecompressionMethods.None };
        using var browser = new HttpClient(handler) { BaseAddress = Host.Address };
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri($"/p/{code ?? Script.Code}/{path}", UriKind.Relative)
        );
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accept);
        using var answer = await browser.SendAsync(request, Cancel);
        return new Answer(
            answer.StatusCode,
            await answer.Content.ReadAsStringAsync(Cancel),
            answer.Headers.ETag?.ToString(),
            answer.Headers.Contains("Set-Cookie"),
            answer.Content.Headers.ContentEncoding.SingleOrDefault()
        );
    }

    private sealed record Answer(HttpStatusCode Status, string Text, string? Tag, bool SetsCookie, string? Encoding);
}
