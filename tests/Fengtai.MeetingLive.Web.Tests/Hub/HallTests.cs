using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>A hall of two hundred phones that act at once.</summary>
public sealed class HallTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    private const int Phones = 200;

    [Fact]
    public async Task Two_hundred_phones_rate_at_once_and_every_reply_is_on_disk()
    {
        var hall = await Task.WhenAll(
            Enumerable
                .Range(0, Phones)
                .Select(async _ => Host.NewDevice() is var device ? (device, phone: await JoinAsync(device)) : default)
        );

        var replies = await Task.WhenAll(
            hall.Select(
                async (one, i) =>
                {
                    var (first, second) = (
                        one.phone.RateAsync("r1", i % 5 + 1),
                        one.phone.RateAsync("r2", (i + 1) % 5 + 1)
                    );
                    var repeated = one.phone.RateAsync("r1", i % 5 + 1);
                    return (First: await first, Second: await second, Repeated: await repeated);
                }
            )
        );

        using var fresh = await Node.OpenAsync(Host.Database, Cancel);
        var rated = (await Ratings.ReadAsync(fresh, Script.Meeting)).ToDictionary(r => r.Version);
        Assert.Equal(2 * Phones, rated.Count);
        for (var i = 0; i < Phones; i++)
        {
            var who = Host.ActorOf(Script, hall[i].device);
            Assert.Equal(new Given(replies[i].First.Version, who, "r1", i % 5 + 1), rated[replies[i].First.Version]);
            Assert.Equal(
                new Given(replies[i].Second.Version, who, "r2", (i + 1) % 5 + 1),
                rated[replies[i].Second.Version]
            );
            Assert.True(replies[i].First.Ok && replies[i].Second.Ok);
            Assert.Equal(replies[i].First, replies[i].Repeated);
        }

        var round = (await fresh.Journal.LoadAsync(Script.Meeting, Cancel)).Meeting.Rounds[Script.Overall];
        Assert.Equal(Ratings.Fold(rated.Values), round.Tally);
        Assert.Equal(new Tally(40, 40, 40, 40, 40), round.Tally);
        Assert.Equal(
            2 * Phones,
            replies.SelectMany(r => new[] { r.First.Receipt, r.Second.Receipt }).Distinct().Count()
        );
    }
}

/// <summary>A rating as the journal holds it, with its private part.</summary>
internal sealed record Given(long Version, ActorId By, string As, int Score);

/// <summary>Ratings read straight from the rows, not through the rules that wrote them.</summary>
internal static class Ratings
{
    public static async Task<List<Given>> ReadAsync(Node node, MeetingId meeting)
    {
        await using var context = node.Store.Create();
        var hidden = context.Private.Where(p => p.MeetingId == meeting.Value).ToDictionary(p => p.Version, p => p.Body);
        return
        [
            .. from row in await node.Journal.ReadAsync(meeting, TestContext.Current.CancellationToken)
            where row.Type is "rated.2"
            let own = JsonDocument.Parse(hidden[row.Version]).RootElement
            select new Given(
                row.Version,
                new ActorId(own.GetProperty("by").GetString()!),
                own.GetProperty("id").GetString()!,
                own.GetProperty("score").GetInt32()
            ),
        ];
    }

    /// <summary>Each one's latest, counted.</summary>
    public static Tally Fold(IEnumerable<Given> ratings)
    {
        var latest = new Dictionary<ActorId, int>();
        foreach (var rating in ratings.OrderBy(r => r.Version))
        {
            latest[rating.By] = rating.Score;
        }

        return latest.Values.Aggregate(default(Tally), (tally, score) => tally.Replace(null, score));
    }
}
