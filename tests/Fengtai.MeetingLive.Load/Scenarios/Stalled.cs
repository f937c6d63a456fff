using System.Diagnostics;

namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>
/// One phone in twenty stops reading while long questions come: until when the server bears it, and what the others notice.
/// So that buffers of transport and kernel are full at once, they first ask for the whole picture many times. Those cut off
/// come back and stop again.
/// </summary>
internal static class Stalled
{
    public const string Name = "stalled";
    public const string HealthyP99 = "healthy p99";
    public const string CutOff = "stalled phones cut off";
    public const string Longest = "longest until cut off";
    public const string Shortest = "shortest until cut off";
    private const double Share = .05;
    private const int Length = 500;

    /// <summary>
    /// Bytes that are more than one connection's buffers hold: with 256 KB some of 10,000 were full only after 7 s, with 384
    /// they are full as soon as with 640. More would only keep the server busy.
    /// </summary>
    private const int Filling = 384 * 1024;

    /// <summary>From the first that stops to the last: a hall's phones do not all lose the network in one millisecond.</summary>
    private static readonly TimeSpan Onset = TimeSpan.FromSeconds(2);

    /// <summary>Fewer calls than the server takes from one connection at once; of pictures of 8 KB it is enough.</summary>
    private const int PicturesMost = 80;
    private const int PicturesLeast = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Just beyond the window: as much as can come.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>How often it is looked who is cut off, by a message each.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>The first of all phones; they get little room when they join.</summary>
    public static int Count(int phones) => Math.Max(1, (int)(phones * Share));

    public static int RoundsOf(LoadOptions options) => options.Seconds < 2 ? 1 : 5;

    public static async Task RunAsync(Stage stage)
    {
        var phones = stage.Swarm.Phones;
        var stalled = phones.Take(Count(phones.Count)).ToArray();
        var healthy = phones.Skip(stalled.Length).ToArray();
        if (healthy.Length == 0)
            return;
        var before = stage.Server.Memory;
        var pictures = await PicturesAsync(stage, healthy);
        var waits = new List<double>();
        var untilCut = new List<double>();
        var (missing, asked) = (0, 0);
        for (var round = 0; round < RoundsOf(stage.Options); round++)
        {
            var cutting = CutOffAsync(stalled, pictures);
            do
            {
                var asker = healthy[asked++ % healthy.Length];
                var (seen, missed) = await stage.FanOutAsync(asker, healthy, Length, Patience);
                waits.AddRange(seen);
                missing += missed;
                await Task.Delay(Pause);
            } while (!cutting.IsCompleted);
            untilCut.AddRange(await cutting);
            await ComeBackAsync(stalled);
        }

        var times = new Samples(waits);
        stage.Note(Name, "healthy p50", times.P50, "ms");
        stage.Note(Name, HealthyP99, times.P99, "ms");
        stage.Note(Name, Limits.LessWindow, stage.LessWindow(times), "ms");
        stage.Note(Name, "healthy phones that missed one", missing);
        stage.Note(Name, "healthy phones cut off", healthy.Count(phone => !phone.IsOpen));
        stage.Note(Name, "memory more", (stage.Server.Memory - before) / 1024.0 / 1024, "MiB");
        stage.Note(Name, CutOff, untilCut.Count);
        stage.Note(Name, Shortest, untilCut.Count == 0 ? double.NaN : untilCut.Min(), "s");
        stage.Note(Name, Longest, untilCut.Count == 0 ? double.NaN : untilCut.Max(), "s");
    }

    /// <summary>How many pictures fill the buffers: by how large one has become, as one of the others is shown it.</summary>
    private static async Task<int> PicturesAsync(Stage stage, Phone[] healthy)
    {
        healthy[^1].AskForAll(1);
        // Comes after the picture on the same connection.
        await stage.FanOutAsync(healthy[0], healthy, Length, Patience);
        return Math.Clamp(Filling / Math.Max(1, healthy[^1].WelcomeSize), PicturesLeast, PicturesMost);
    }

    /// <summary>They stop reading one after the other, and what they asked for comes.</summary>
    /// <returns>Seconds until each was cut off, as it notices itself when it writes; without those that were not.</returns>
    private static async Task<IReadOnlyList<double>> CutOffAsync(Phone[] stalled, int pictures)
    {
        var waits = new List<double>();
        var waiting = new List<(Phone Phone, long Since)>();
        var begun = Stopwatch.GetTimestamp();
        var at = 0;
        using var clock = new PeriodicTimer(Tick);
        do
        {
            var due = (int)
                Math.Min(stalled.Length, Math.Ceiling(stalled.Length * (Stopwatch.GetElapsedTime(begun) / Onset)));
            for (; at < due; at++)
            {
                stalled[at].Stall();
                stalled[at].AskForAll(pictures);
                waiting.Add((stalled[at], Stopwatch.GetTimestamp()));
            }

            foreach (var (phone, _) in waiting)
            {
                phone.Ping();
            }

            foreach (var cut in waiting.Where(w => !w.Phone.IsOpen).ToArray())
            {
                waits.Add(Stopwatch.GetElapsedTime(cut.Since).TotalSeconds);
                waiting.Remove(cut);
            }
        } while (
            (at < stalled.Length || waiting.Count > 0)
            && Stopwatch.GetElapsedTime(begun) < Patience
            && await clock.WaitForNextTickAsync()
        );

        return waits;
    }

    private static async Task ComeBackAsync(Phone[] stalled)
    {
        foreach (var phone in stalled)
        {
            phone.GoOn();
            phone.Cut();
            await phone.JoinAsync();
        }
    }
}
