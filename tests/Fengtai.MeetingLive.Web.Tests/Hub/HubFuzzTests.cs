using System.Net.WebSockets;
using Fengtai.MeetingLive.Web.Tests.Hostile;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// Messages that nobody of ours sends, made from sound ones by chance: the server answers or closes, says nothing of its
/// inside, and goes on for all others. The chance has a seed, so that what fails fails again.
/// </summary>
public sealed class HubFuzzTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    private const int Sockets = 400;
    private const int MessagesEach = 4;
    private const long MostMemory = 64 * 1024 * 1024;

    private static readonly string[] Sound =
    [
        """{"type":1,"invocationId":"1","target":"Join","arguments":[{"code":"FT2025","screen":false,"epoch":"e","version":3}]}""",
        """{"type":1,"invocationId":"2","target":"Rate","arguments":[{"id":"r1","round":"overall","score":5}]}""",
        """{"type":1,"invocationId":"3","target":"Ask","arguments":[{"id":"q1","text":"路灯何时亮？","topic":"养老服务"}]}""",
        """{"type":1,"invocationId":"4","target":"Support","arguments":[{"questionId":"q-1"}]}""",
        """{"type":1,"invocationId":"5","target":"Withdraw","arguments":[{"questionId":"q-1"}]}""",
        """{"type":1,"invocationId":"6","target":"Vote","arguments":[{"id":"v1","poll":"station","choices":["yard"]}]}""",
        """{"type":4,"invocationId":"7","target":"Join","arguments":[]}""",
        """{"type":5,"invocationId":"7"}""",
        """{"type":3,"invocationId":"8","result":42}""",
        """{"type":2,"invocationId":"9","item":[]}""",
        """{"type":6}""",
        """{"type":8,"sequenceId":9}""",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(20251123)]
    public async Task Messages_by_chance_crash_nothing_tell_nothing_and_keep_nobody_waiting(int seed)
    {
        var healthy = await JoinAsync();
        var chance = new Random(seed);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (answered, closed) = (0, 0);
        for (var n = 0; n < Sockets; n++)
        {
            using var socket = await RawSocket.ConnectAsync(Host.Address, Host.NewDevice().Cookie);
            if (await SurvivesAsync(socket, chance))
                answered++;
            else
                closed++;
            Assert.All(socket.Messages, Inside.IsNotTold);
        }

        // Both happen, or the messages were all alike.
        Assert.InRange(answered, 1, Sockets);
        Assert.InRange(closed, 1, Sockets);
        Assert.True((await healthy.RateAsync("r-after", 5)).Ok);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, MostMemory);
    }

    /// <summary>True: after all of them it still answers; false: it has closed.</summary>
    private async Task<bool> SurvivesAsync(RawSocket socket, Random chance)
    {
        try
        {
            if (chance.Next(2) == 0)
                await socket.JoinAsync(Script.Code, screen: false);
            for (var n = 0; n < MessagesEach; n++)
                await socket.SendAsync(Chance.Mutated(Sound[chance.Next(Sound.Length)], chance));
            await socket.SendAsync(
                """{"type":1,"invocationId":"the-end","target":"Support","arguments":[{"questionId":"none"}]}"""
            );
            while (await socket.NextAsync() is { } message)
            {
                if (message.Contains("the-end", StringComparison.Ordinal))
                    return true;
            }
        }
        catch (WebSocketException)
        {
            // Closed while we were still sending.
        }

        return false;
    }
}
