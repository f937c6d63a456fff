using System.Diagnostics;

namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>Pages opened, sockets opened, meeting joined; what each phone costs in memory.</summary>
internal static class Joining
{
    public const string Name = "join";
    private const int Warming = 50;

    /// <summary>As many rate again and again while the server compiles what it needs.</summary>
    private const int WarmingRounds = 6;

    /// <summary>The first calls of a process are slow and are nobody's figure; they also tell the sizes.</summary>
    /// <returns>The sizes, and what the tally says by then.</returns>
    public static async Task<(Sizes Sizes, Tally Rated)> WarmAsync(Uri address)
    {
        await using var swarm = new Swarm(address);
        await swarm.OpenPagesAsync(Warming);
        var (_, failed, why) = await swarm.JoinAllAsync(slow: 0);
        if (failed > 0)
            throw new InvalidOperationException($"{failed} of {Warming} phones could not join: {why}");
        for (var round = 0; round < WarmingRounds; round++)
        {
            await Task.WhenAll(swarm.Phones.Select(phone => phone.RateAsync($"warm-{round}", round % 5 + 1)));
        }

        // The last tally is under way.
        await Task.Delay(2 * Limits.Window);
        var one = swarm.Phones[0];
        return (new Sizes(swarm.PageSize, one.WelcomeSize, one.TallySize), one.Tally);
    }

    public static async Task RunAsync(Stage stage)
    {
        var phones = stage.Options.Phones;
        var since = Stopwatch.GetTimestamp();
        var pages = await stage.Swarm.OpenPagesAsync(phones);
        stage.Note(Name, "pages opened", phones / Stopwatch.GetElapsedTime(since).TotalSeconds, "/s");
        stage.Note(Name, "page p99", pages.P99, "ms");
        await SettleAsync(stage);
        var before = stage.Server.Memory;

        since = Stopwatch.GetTimestamp();
        var (waits, failed, why) = await stage.Swarm.JoinAllAsync(Stalled.Count(phones));
        if (failed > 0)
            Console.WriteLine($"  {failed} phones could not join: {why}");
        stage.Note(Name, "phones joined", (phones - failed) / Stopwatch.GetElapsedTime(since).TotalSeconds, "/s");
        stage.Note(Name, "socket to meeting p99", waits.P99, "ms");
        await SettleAsync(stage);
        stage.Note(Name, "memory a phone", (stage.Server.Memory - before) / 1024.0 / phones, "KiB");
        stage.Note(Name, "phones not held", stage.Swarm.Phones.Count(phone => !phone.IsOpen));
    }

    /// <summary>Until pushes about those who came have gone out and the collector has had its turn.</summary>
    private static Task SettleAsync(Stage stage) => Task.Delay(stage.Options.Phones < 1000 ? 500 : 3000);
}
