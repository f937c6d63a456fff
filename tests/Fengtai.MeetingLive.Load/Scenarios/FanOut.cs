namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>
/// A question that nobody had expected, until the last phone shows it. It is asked by a phone and approved with it, since
/// questions are shown first here; so the way to the disk is in the figure.
/// </summary>
internal static class FanOut
{
    public const string Name = "fan-out";
    private const int Length = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Longer than any window, so that each question finds the server at rest.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1200);

    public static async Task RunAsync(Stage stage)
    {
        var phones = stage.Swarm.Phones;
        var questions = stage.Options.Seconds < 2 ? 4 : 20;
        var waits = new List<double>();
        var last = new List<double>();
        var missing = 0;
        for (var i = 0; i < questions; i++)
        {
            await Task.Delay(Pause);
            // Asked by phones that have asked nothing yet: of one device the server takes only so many acts a second.
            var (seen, missed) = await stage.FanOutAsync(phones[i % phones.Count], phones, Length, Patience);
            var these = seen.ToArray();
            waits.AddRange(these);
            last.Add(these.Max());
            missing += missed;
        }

        stage.NoteFanOut(Name, new Samples(waits));
        stage.Note(Name, "last phone, median", new Samples(last).P50, "ms");
        stage.Note(Name, "phones that missed one", missing);
    }

    private static void NoteFanOut(this Stage stage, string scenario, Samples waits)
    {
        stage.Note(scenario, "p50", waits.P50, "ms");
        stage.Note(scenario, "p99", waits.P99, "ms");
        stage.Note(scenario, Limits.LessWindow, stage.LessWindow(waits), "ms");
    }

    /// <summary>Our pushes wait for the window at most; the bare hub has none.</summary>
    public static double LessWindow(this Stage stage, Samples waits) =>
        Math.Max(0, waits.P99 - (stage.Disk is null ? 0 : Limits.Window.TotalMilliseconds));
}
