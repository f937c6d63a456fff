using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub.Network;

/// <summary>
/// A hall rates over a network that loses, delays, doubles and mixes up messages and cuts connections. What was answered is
/// in the journal once, the tally is what the phones chose last, and in the end everybody sees the same.
/// </summary>
public sealed class BadNetworkTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    private const int Phones = 50;
    private const int Taps = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(20251123)]
    public async Task What_was_answered_is_there_once_and_everybody_sees_the_same_in_the_end(int seed)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var off = new CancellationTokenSource();
        await using var network = await BadNetwork.BetweenAsync(Host.Address, Weather.Storm, seed);
        var devices = Enumerable.Range(0, Phones).Select(_ => Host.NewDevice()).ToArray();
        var phones = devices
            .Select(
                (device, i) => new OutboxPhone(network.Address, device.Cookie, Script.Code, unchecked(seed * 31 + i))
            )
            .ToArray();
        var running = phones.Select(phone => phone.RunAsync(off.Token)).ToArray();

        await UnlessOneFailsAsync(
            Task.WhenAll(
                phones.Select((phone, i) => TapAsync(phone, new Random(unchecked(seed * 37 + i)), limit.Token))
            ),
            running
        );
        network.CalmDown();
        // One more, whom the network does not touch, so that there is news for all.
        var last = Host.NewDevice();
        var witness = await JoinAsync(last);
        var rated = await witness.RateAsync("witness", 1);
        var all = Shown.All((await Host.SessionAsync(Script)).Current);
        await UnlessOneFailsAsync(Task.WhenAll(phones.Select(phone => phone.ShowsAsync(all, limit.Token))), running);

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"seed {seed}: {phones.Sum(p => p.Done.Count)} ratings answered over {phones.Sum(p => p.Connections)} connections; {string.Join(", ", network.Faults.OrderBy(f => f.Key).Select(f => $"{f.Key} {f.Value}"))}"
        );
        await off.CancelAsync();
        await Task.WhenAll(running);
        // All kinds of faults happened, or the weather was better than it was meant to be.
        Assert.All(
            Enum.GetValues<Fault>(),
            fault => Assert.InRange(network.Faults.GetValueOrDefault(fault), 1, int.MaxValue)
        );
        Assert.All(phones.SelectMany(phone => phone.Answers), answers => Assert.Single(answers.Value.Distinct()));
        Assert.All(
            phones,
            phone => Assert.Equal(phone.Answers.Keys.Order(), phone.Done.Select(d => d.Rating.Id).Order())
        );

        var expected = phones
            .SelectMany(
                (phone, i) =>
                    phone.Done.Select(done => new Given(
                        done.Version,
                        Host.ActorOf(Script, devices[i]),
                        done.Rating.Id,
                        done.Rating.Score
                    ))
            )
            .Append(new Given(rated.Version, Host.ActorOf(Script, last), "witness", 1))
            .OrderBy(given => given.Version);
        using var fresh = await Node.OpenAsync(Host.Database, Cancel);
        Assert.Equal(expected, await Ratings.ReadAsync(fresh, Script.Meeting));
        var model = phones
            .Select(phone => phone.Done[^1].Rating.Score)
            .Append(1)
            .Aggregate(default(Core.Tally), (tally, score) => tally.Replace(null, score));
        var round = (await fresh.Journal.LoadAsync(Script.Meeting, Cancel)).Meeting.Rounds[Script.Overall];
        Assert.Equal(model, round.Tally);
    }

    /// <summary>Somebody who changes their mind now and then, until all of it has been answered.</summary>
    private static async Task TapAsync(OutboxPhone phone, Random chance, CancellationToken cancel)
    {
        for (var tap = 0; tap < Taps; tap++)
        {
            phone.Rate(chance.Next(1, 6));
            // Sometimes at once again, while the last is still on its way.
            if (chance.Next(3) > 0)
                await phone.EmptyAsync(cancel);
        }

        await phone.EmptyAsync(cancel);
    }

    /// <summary>A phone runs until it is switched off; what makes it end before is told at once.</summary>
    private static async Task UnlessOneFailsAsync(Task work, Task[] phones)
    {
        await await Task.WhenAny([work, .. phones]);
        Assert.DoesNotContain(phones, phone => phone.IsCompleted);
        await work;
    }
}
