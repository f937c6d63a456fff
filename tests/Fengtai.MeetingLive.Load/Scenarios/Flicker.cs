namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>
/// The network fails for all at once; each comes back at its own time, saying what it has seen, rates what waited in its
/// outbox, and must learn of the questions that were asked meanwhile.
/// </summary>
internal static class Flicker
{
    public const string Name = "flicker";
    private const int Questions = 3;
    private const int Length = 60;
    private const int Score = 5;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(Stage stage)
    {
        var phones = stage.Swarm.Phones;
        foreach (var phone in phones)
        {
            phone.Cut();
        }

        // One has kept its connection, so to speak: it asks while the others are away.
        var asker = phones[0];
        var random = new Random(2025);
        var waits = new double[phones.Count];
        var lost = 0;
        var coming = phones.Select(phone => BackAsync(phone, stage.Options.Long * random.NextDouble())).ToArray();
        var asking = AskAsync();
        await Task.WhenAll(coming);
        var marks = await asking;
        var missing = 0;
        // The bare hub knows nothing of what somebody missed.
        foreach (var mark in stage.Disk is null ? [] : marks)
        {
            missing += await stage.Swarm.SeenAsync(mark, phones, Patience);
        }

        var back = new Samples(waits.Where(wait => wait > 0));
        stage.Note(Name, "back in the meeting p50", back.P50, "ms");
        stage.Note(Name, "back in the meeting p99", back.P99, "ms");
        stage.Note(Name, "phones not back, or refused", lost);
        if (stage.Disk is not null)
            stage.Note(Name, "questions missed", missing);

        async Task BackAsync(Phone phone, TimeSpan after)
        {
            if (phone == asker)
                after = TimeSpan.Zero;
            await Task.Delay(after);
            try
            {
                var joined = await phone.JoinAsync();
                waits[phone.Number] = joined.Waited;
                // The asker speaks for itself; one phone makes one call after the other.
                var answer = joined.Ok && phone != asker ? await phone.RateAsync(stage.NewId(), Score) : joined;
                if (!answer.Ok)
                    Interlocked.Increment(ref lost);
                else if (phone != asker)
                    stage.Keep(phone, Score, answer.Version);
            }
            catch (Exception e) when (Swarm.IsLoss(e))
            {
                Interlocked.Increment(ref lost);
            }
        }

        async Task<List<Watch>> AskAsync()
        {
            await coming[0];
            var asked = new List<Watch>();
            for (var i = 0; i < Questions; i++)
            {
                await Task.Delay(stage.Options.Long / (Questions + 2));
                var watch = stage.Swarm.Look(stage.NewMark());
                asked.Add(watch);
                await asker.AskAsync(stage.NewId(), watch.Mark + new string('问', Length));
            }

            return asked;
        }
    }
}
