using System.Diagnostics;

namespace Fengtai.MeetingLive.Load;

/// <summary>One figure of one server.</summary>
/// <param name="Unit">ms, KiB and so on; empty for a count.</param>
internal sealed record Figure(string Scenario, string Name, double Value, string Unit);

/// <summary>One server with its swarm, on which the scenarios are played one after the other.</summary>
/// <param name="rated">What the tally said when it began.</param>
internal sealed class Stage(LoadOptions options, Child server, Swarm swarm, Disk? disk, Tally rated)
{
    private readonly List<Figure> figures = [];
    private readonly Dictionary<int, int> scores = [];
    private readonly List<string> questions = [];
    private Tally ratings;
    private int acts;

    public LoadOptions Options => options;

    public Child Server => server;

    public Swarm Swarm => swarm;

    /// <summary>Null for the bare hub, which keeps nothing.</summary>
    public Disk? Disk => disk;

    public IReadOnlyList<Figure> Figures => figures;

    /// <summary>Versions that were answered as being on disk.</summary>
    public HashSet<long> Kept { get; } = [];

    /// <summary>What the tally must say in the end: ours counts everybody once, the bare hub just counts.</summary>
    public Tally Tally =>
        disk is null ? rated + ratings : scores.Values.Aggregate(rated, (tally, score) => tally + Tally.Of(score));

    /// <summary>One of the questions that were asked here.</summary>
    public string Question(int number) => questions[number % questions.Count];

    /// <summary>A rating was answered as being on disk.</summary>
    public void Keep(Phone by, int score, long version)
    {
        lock (Kept)
        {
            Kept.Add(version);
            scores[by.Number] = score;
            ratings += Tally.Of(score);
        }
    }

    public void Note(string scenario, string name, double value, string unit = "") =>
        figures.Add(new Figure(scenario, name, value, unit));

    /// <summary>An id that no phone has used yet.</summary>
    public string NewId() => $"load-{Interlocked.Increment(ref acts)}";

    /// <summary>A text of letters that occurs nowhere else.</summary>
    public string NewMark() => $"zq{Interlocked.Increment(ref acts)}qz";

    /// <summary>These phones rate, spread evenly over a time, in an order that is the same every time.</summary>
    public async Task<Ratings> RateAsync(IEnumerable<Phone> who, TimeSpan within)
    {
        var phones = who.ToArray();
        new Random(2025).Shuffle(phones);
        var answers = new Task<Answer>[phones.Length];
        // A thread of its own: the beat must not wait behind what the phones have to read.
        await Task.Factory.StartNew(
            () =>
            {
                var start = Stopwatch.GetTimestamp();
                for (var i = 0; i < phones.Length; i++)
                {
                    var due = within * ((double)i / phones.Length);
                    while (Stopwatch.GetElapsedTime(start) < due)
                    {
                        Thread.Sleep(1);
                    }

                    answers[i] = phones[i].RateAsync(NewId(), ScoreOf(i));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default
        );
        var waits = new List<double>(answers.Length);
        var refused = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (i, answer) in answers.Index())
        {
            var code = "lost";
            try
            {
                var given = await answer;
                if (given.Ok)
                {
                    waits.Add(given.Waited);
                    Keep(phones[i], ScoreOf(i), given.Version);
                    continue;
                }

                code = given.Code ?? "refused";
            }
            catch (Exception e) when (Swarm.IsLoss(e))
            {
                // Counted as lost.
            }

            refused[code] = refused.GetValueOrDefault(code) + 1;
        }

        return new Ratings(new Samples(waits), refused);
    }

    private static int ScoreOf(int place) => place % 5 + 1;

    /// <summary>A question is asked, which shows it at once, and waited for on each of the phones.</summary>
    /// <param name="length">Characters.</param>
    public async Task<(IEnumerable<double> Waits, int Missing)> FanOutAsync(
        Phone asker,
        IReadOnlyCollection<Phone> by,
        int length,
        TimeSpan atMost
    )
    {
        var mark = NewMark();
        var watch = swarm.Look(mark);
        var answer = await asker.AskAsync(NewId(), mark + new string('问', length - mark.Length));
        if (!answer.Ok)
            throw new InvalidOperationException($"A question was refused: {answer.Code}");
        var missing = await swarm.SeenAsync(watch, by, atMost);
        if (watch.Question is { } question)
            questions.Add(question);
        return (watch.Waits(by), missing);
    }
}

/// <summary>What became of many ratings.</summary>
/// <param name="Refused">How many by code; lost are those whose connection failed.</param>
internal sealed record Ratings(Samples Waits, IReadOnlyDictionary<string, int> Refused);
