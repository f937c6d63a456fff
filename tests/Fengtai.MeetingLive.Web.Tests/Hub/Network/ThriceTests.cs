using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub.Network;

/// <summary>Every act of a phone, three times under one id: it happens once, and each time the answer is the same.</summary>
public sealed class ThriceTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>By method: the event that it becomes, and what it is called with.</summary>
    private static readonly Dictionary<string, (string Event, Func<Questions, object> Argument)> Acts = new(
        StringComparer.Ordinal
    )
    {
        ["Ask"] = ("asked.1", _ => new AskRequest("one-id", "路灯何时亮？", "助餐", Name: "王秀英")),
        ["Support"] = ("supported.1", there => new SupportRequest(there.Neighbours.Value)),
        ["Withdraw"] = ("withdrawn.1", there => new WithdrawRequest(there.Own.Value)),
        ["Rate"] = ("rated.2", _ => new RateRequest("one-id", Script.Overall.Value, 4)),
        ["Vote"] = ("voted.2", _ => new VoteRequest("one-id", Script.Site.Value, ["yard"])),
    };

    public static TheoryData<string> Methods => [.. Acts.Keys];

    [Fact]
    public void Every_act_of_the_hub_is_in_the_table()
    {
        var methods = typeof(ResidentHub)
            .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => !method.IsSpecialName && method.GetBaseDefinition() == method)
            .Select(method => method.Name);

        // Joining is no act: it has no id, and whoever joins again is counted once all the same.
        Assert.Equal([.. Acts.Keys.Append("Join").Order()], methods.Order());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task One_after_the_other(string method)
    {
        var (device, argument, before) = await PrepareAsync(method);
        var phone = await JoinAsync(device);

        var replies = new List<Reply>();
        for (var n = 0; n < 3; n++)
            replies.Add(await phone.CallAsync(method, argument));

        await AssertOnceAsync(method, before, replies);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task At_the_same_time(string method)
    {
        var (device, argument, before) = await PrepareAsync(method);
        // One phone's calls wait for each other; three tabs of it do not.
        var tabs = new[] { await JoinAsync(device), await JoinAsync(device), await JoinAsync(device) };

        var replies = await Task.WhenAll(tabs.Select(tab => Task.Run(() => tab.CallAsync(method, argument))));

        await AssertOnceAsync(method, before, replies);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public async Task Over_a_network_that_sends_everything_three_times(string method)
    {
        var (device, argument, before) = await PrepareAsync(method);
        await using var network = await BadNetwork.BetweenAsync(Host.Address, new Weather(Copies: 2), seed: 0);
        using var phone = await RawSocket.ConnectAsync(network.Address, device.Cookie);
        await phone.JoinAsync(Script.Code, screen: false);
        await phone.ReadUntilAsync("\"invocationId\":\"j\"");

        var call = JsonSerializer.Serialize(argument, argument.GetType(), Web);
        await phone.SendAsync($$"""{"type":1,"invocationId":"act","target":"{{method}}","arguments":[{{call}}]}""");
        var replies = new List<Reply>();
        // Three calls, and each answer three times.
        while (replies.Count < 9)
        {
            await phone.ReadUntilAsync("\"invocationId\":\"act\"");
            var result = JsonNode.Parse(phone.Messages[^1])!["result"];
            replies.Add(result.Deserialize<Reply>(Web)!);
        }

        await AssertOnceAsync(method, before, replies);
    }

    private async Task<(Device, object Argument, int Before)> PrepareAsync(string method)
    {
        await Host.DoAsync(Script, Script.OpenPoll());
        var neighbours = Script.Ask(1);
        await Host.DoAsync(Script, neighbours, Script.Approve(neighbours.Question));
        var device = Host.NewDevice();
        Assert.True((await (await JoinAsync(device)).AskAsync("own", "村口能不能设一个助餐点？")).Ok);
        var own = (await Host.SessionAsync(Script)).Current.Questions.Keys.Single(id => id != neighbours.Question);
        return (device, Acts[method].Argument(new Questions(own, neighbours.Question)), await CountAsync(method));
    }

    private async Task AssertOnceAsync(string method, int before, IReadOnlyCollection<Reply> replies)
    {
        Assert.Equal(before + 1, await CountAsync(method));
        var reply = Assert.Single(replies.Distinct());
        Assert.True(reply.Ok, reply.Code);
        var entry = Assert.Single(await Host.ReadAsync(Script), row => row.Version == reply.Version);
        Assert.Equal(Acts[method].Event, entry.Type);
    }

    private async Task<int> CountAsync(string method) =>
        (await Host.ReadAsync(Script)).Count(row => row.Type == Acts[method].Event);

    /// <summary>What there is to act on: a question of one's own, and one of a neighbour that all can see.</summary>
    private sealed record Questions(QuestionId Own, QuestionId Neighbours);
}
