namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>One phone in twenty stops reading while long questions come; what the others notice of it.</summary>
internal static class Stalled
{
    public const string Name = "stalled";
    private const double Share = .05;
    private const int Length = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Just beyond the window: as much as can come.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    /// <summary>The first of all phones; they get a small buffer when they join.</summary>
    public static int Count(int phones) => Math.Max(1, (int)(phones * Share));

    public static async Task RunAsync(Stage stage)
    {
        var phones = stage.Swarm.Phones;
        var stalled = phones.Take(Count(phones.Count)).ToArray();
        var healthy = phones.Skip(stalled.Length).ToArray();
        if (healthy.Length == 0)
            return;
        var before = stage.Server.Memory;
        foreach (var phone in stalled)
        {
            phone.Stall();
        }

        var questions = stage.Options.Seconds < 2 ? 8 : 60;
        var waits = new List<double>();
        var missing = 0;
        for (var i = 0; i < questions; i++)
        {
            var (seen, missed) = await stage.FanOutAsync(healthy[i % healthy.Length], healthy, Length, Patience);
            waits.AddRange(seen);
            missing += missed;
            await Task.Delay(Pause);
        }

        stage.NoteFanOut(Name, new Samples(waits));
        stage.Note(Name, "healthy phones that missed one", missing);
        stage.Note(Name, "healthy phones cut off", healthy.Count(phone => !phone.IsOpen));
        stage.Note(Name, "memory more", (stage.Server.Memory - before) / 1024.0 / 1024, "MiB");
        foreach (var phone in stalled)
        {
            phone.GoOn();
        }

        // Whoever was cut off notices it on reading to the end.
        await Task.Delay(TimeSpan.FromSeconds(1));
        stage.Note(Name, "stalled phones cut off", stalled.Count(phone => !phone.IsOpen));
    }
}
