using System.Globalization;

namespace Fengtai.MeetingLive.Load;

/// <summary>What is to be run.</summary>
/// <param name="Phones">1 to 20,000.</param>
/// <param name="Seconds">Of the storm; the ordinary meeting and the flicker last twelve times as long, at most a minute.</param>
/// <param name="Scenarios">In the order of <see cref="All"/>; join always, since everything else needs it.</param>
/// <param name="Json">Where the figures are written; null: nowhere.</param>
/// <param name="Timed">Whether times and sizes are judged, or only that nothing is lost or refused.</param>
/// <param name="CountSyncs">Whether the server runs under strace, which counts what reaches the disk.</param>
internal sealed record LoadOptions(
    int Phones,
    double Seconds,
    IReadOnlyList<string> Scenarios,
    string? Json,
    bool Timed,
    bool CountSyncs
)
{
    public static readonly string[] All = ["join", "hour", "fan-out", "burst", "storm", "flicker", "stalled"];

    /// <summary>Not one of all: it publishes first, which takes minutes and fetches what belongs to it.</summary>
    public const string Start = "start";

    public const string Help = """
        A swarm of light phones against the server, and beside it against a bare hub that keeps nothing.

        dotnet run -c Release --project tests/Fengtai.MeetingLive.Load -- [all] [options]

          all                 everything that is to be reached: 10,000 phones in all scenarios, then an hour and a storm of 2,000, then
                              how soon the published server is ready; about 20 minutes

          --phones N          how many phones are held at once, 1 to 20,000 (500)
          --seconds S         length of the storm, 0.2 to 600 (5); the ordinary meeting and the flicker take
                              12 times that, at most 60
          --scenario NAMES    all (default), or some of these, with commas between them:
                              join      pages opened, sockets opened, meeting joined; memory a phone
                              hour      a slice of an ordinary meeting: bytes a phone and hour
                              fan-out   a question approved (asked, where questions are shown first) until the last phone shows it
                              burst     600 rate at once
                              storm     all rate within S seconds; what was answered is looked for on the disk
                              flicker   all connections cut; each comes back within that time and misses nothing
                              stalled   5 % stop reading; until when they are borne, what the others notice
                              start     (not one of all) publishes the server and starts it several times
          --json FILE         writes all figures as JSON
          --untimed           judges only that nothing is lost or refused; times and sizes are shown without a verdict
          --count-syncs       runs the server under strace (slower) and counts fsync and fdatasync of what commits write:
                              at least one a commit
          --help              this

        Exit code: 0 all figures within their limits, 1 some are not (they are named), 2 the options were wrong or this
        machine cannot hold so many phones.
        """;

    /// <summary>The runs that <c>all</c> stands for, each with what was chosen beside it.</summary>
    public static readonly string[][] Everything =
    [
        ["--phones", "10000", "--scenario", "all"],
        ["--phones", "2000", "--scenario", "hour,storm"],
        ["--scenario", Start],
    ];

    public TimeSpan Storm => TimeSpan.FromSeconds(Seconds);

    /// <summary>What was played, for a heading.</summary>
    public string Played =>
        Scenarios is [Start]
            ? "Published"
            : string.Create(CultureInfo.InvariantCulture, $"{Phones:N0} phones, storm of {Seconds:0.##} s");

    public TimeSpan Long => TimeSpan.FromSeconds(Math.Min(60, 12 * Seconds));

    public bool Runs(string scenario) => Scenarios.Contains(scenario, StringComparer.Ordinal);

    /// <summary>The options, or a sentence saying what is wrong with them.</summary>
    public static (LoadOptions? Options, string? Mistake) Parse(IReadOnlyList<string> args)
    {
        var options = new LoadOptions(500, 5, All, Json: null, Timed: true, CountSyncs: false);
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            switch (name)
            {
                case "--untimed":
                    options = options with { Timed = false };
                    continue;
                case "--count-syncs":
                    options = options with { CountSyncs = true };
                    continue;
                case "--phones" or "--seconds" or "--scenario" or "--json":
                    break;
                default:
                    return (null, $"{name} is no option.");
            }

            if (++i == args.Count)
                return (null, $"{name} needs a value.");
            var (next, mistake) = options.With(name, args[i]);
            if (next is null)
                return (null, mistake);
            options = next;
        }

        return (options, null);
    }

    private (LoadOptions?, string?) With(string name, string value) =>
        name switch
        {
            "--phones" => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var phones)
            && phones is >= 1 and <= 20_000
                ? (this with { Phones = phones }, null)
                : (null, $"--phones must be a whole number from 1 to 20000, not {value}."),
            "--seconds" => double.TryParse(value, CultureInfo.InvariantCulture, out var seconds)
            && seconds is >= 0.2 and <= 600
                ? (this with { Seconds = seconds }, null)
                : (null, $"--seconds must be from 0.2 to 600, not {value}."),
            "--scenario" => Choose(value),
            _ => (this with { Json = value }, null),
        };

    private (LoadOptions?, string?) Choose(string value)
    {
        if (value is "all")
            return (this with { Scenarios = All }, null);
        var wanted = value.Split(',', StringSplitOptions.TrimEntries);
        var unknown = wanted.Except([.. All, Start], StringComparer.Ordinal).ToArray();
        return unknown.Length == 0
            ? (
                this with
                {
                    Scenarios =
                    [
                        .. All.Where(name =>
                            name is "join" && wanted is not [Start] || wanted.Contains(name, StringComparer.Ordinal)
                        ),
                        .. wanted.Where(name => name is Start),
                    ],
                },
                null
            )
            : (null, $"{unknown[0]} is no scenario; there are all, {string.Join(", ", All)}, {Start}.");
    }
}
