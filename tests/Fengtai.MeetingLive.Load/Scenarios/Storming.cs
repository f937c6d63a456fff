using System.Diagnostics;

namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>All rate: 600 at once, or everybody within a few seconds while the tally is shown.</summary>
internal static class Storming
{
    public const string Burst = "burst";
    public const string Storm = "storm";
    public const int AtOnce = 600;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task BurstAsync(Stage stage) =>
        RunAsync(stage, Burst, [.. stage.Swarm.Phones.Take(AtOnce)], TimeSpan.Zero);

    public static Task StormAsync(Stage stage) => RunAsync(stage, Storm, stage.Swarm.Phones, stage.Options.Storm);

    private static async Task RunAsync(Stage stage, string name, IReadOnlyList<Phone> phones, TimeSpan within)
    {
        var version = stage.Disk is { } disk ? await disk.VersionAsync() : 0;
        var syncs = stage.Server.Syncs;
        var ratings = await stage.RateAsync(phones, within);
        var ended = Stopwatch.GetTimestamp();
        stage.Note(name, "reply p50", ratings.Waits.P50, "ms");
        stage.Note(name, "reply p95", ratings.Waits.P95, "ms");
        stage.Note(name, "reply p99", ratings.Waits.P99, "ms");
        stage.Note(name, "longest reply", ratings.Waits.Most, "ms");
        stage.Note(name, "refused or lost", ratings.Refused.Values.Sum());
        foreach (var (code, count) in ratings.Refused)
        {
            stage.Note(name, $"  {code}", count);
        }

        if (name == Storm)
        {
            var last = stage.Tally;
            var missing = await Swarm.UntilAsync(stage.Swarm.Phones, phone => phone.Tally == last, Patience);
            stage.Note(name, "last reply to last tally", Stopwatch.GetElapsedTime(ended).TotalMilliseconds, "ms");
            stage.Note(name, "phones without the last tally", missing);
        }

        if (stage.Disk is { } written)
        {
            var commits = await written.CommitsAsync(version);
            stage.Note(name, "commits", commits);
            stage.Note(name, "ratings a commit", ratings.Waits.Count / (double)commits);
        }

        if (stage.Server.Syncs is { } now && syncs is { } then)
            stage.Note(name, "syncs to disk", now - then);
    }
}
