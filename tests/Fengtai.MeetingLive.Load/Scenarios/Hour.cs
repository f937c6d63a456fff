namespace Fengtai.MeetingLive.Load.Scenarios;

/// <summary>
/// A slice of an ordinary meeting. In an hour of one, 40 questions are approved, 400 supports given and 4 rounds held in
/// which everybody rates within two minutes; the rest is silence and keep-alives. The slice has its share of each.
/// </summary>
internal static class Hour
{
    public const string Name = "hour";
    private const double Questions = 40;
    private const double Supports = 400;
    private const double Rounds = 4;
    private const int Length = 60;
    private static readonly TimeSpan Round = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Whole = TimeSpan.FromHours(1);

    public static async Task RunAsync(Stage stage)
    {
        var phones = stage.Swarm.Phones;
        // What every phone fetches once: the page as a browser gets it, and all until it had joined.
        var once = await stage.Swarm.CompressedPageAsync() + stage.Swarm.Bytes / (double)phones.Count;
        var before = stage.Swarm.Bytes;
        var share = stage.Options.Long / Whole;
        var ending = Task.Delay(stage.Options.Long);
        var raters = (int)Math.Ceiling(phones.Count * Rounds * share);
        var rating = stage.RateAsync(phones.Take(raters), Round * Rounds * share);
        var talking = TalkAsync(stage, (int)Math.Ceiling(Questions * share), (int)Math.Ceiling(Supports * share));
        await Task.WhenAll(rating, talking, ending);
        var slice = (stage.Swarm.Bytes - before) / (double)phones.Count;
        stage.Note(Name, "a phone and hour", (once + slice / share) / 1e6, "MB");
        stage.Note(Name, "of it once, at the start", once / 1e6, "MB");
    }

    /// <summary>By the last phones, so that none of them makes two calls at once.</summary>
    private static async Task TalkAsync(Stage stage, int questions, int supports)
    {
        var phones = stage.Swarm.Phones;
        for (var i = 0; i < questions; i++)
        {
            await stage.FanOutAsync(phones[^1], phones, Length, TimeSpan.FromSeconds(10));
        }

        var pause = stage.Options.Long / 2 / supports;
        for (var i = 0; i < supports; i++)
        {
            await phones[^(1 + i % Math.Max(1, phones.Count / 2))].SupportAsync(stage.Question(i));
            await Task.Delay(pause);
        }
    }
}
