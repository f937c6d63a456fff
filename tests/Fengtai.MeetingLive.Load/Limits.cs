using System.Globalization;
using Fengtai.MeetingLive.Load.Scenarios;

namespace Fengtai.MeetingLive.Load;

/// <summary>What a figure must not pass.</summary>
/// <param name="Kind">Compared with <paramref name="Value"/>: the figure itself, or its ratio to the bare hub's.</param>
/// <param name="Timed">Depends on how fast and how busy the machine is.</param>
internal sealed record Limit(string Scenario, string Name, LimitKind Kind, double Value, bool Timed = true)
{
    public bool Allows(double ours, double ratio) =>
        Kind switch
        {
            LimitKind.Most => ours <= Value,
            LimitKind.Least => ours >= Value,
            LimitKind.RatioMost => ratio <= Value,
            _ => throw new NotSupportedException(Kind.ToString()),
        };

    public override string ToString() =>
        Kind switch
        {
            LimitKind.Most => string.Create(CultureInfo.InvariantCulture, $"≤ {Value:0.##}"),
            LimitKind.Least => string.Create(CultureInfo.InvariantCulture, $"≥ {Value:0.##}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"≤ {Value:0.##} × bare"),
        };
}

internal enum LimitKind
{
    Most,
    Least,
    RatioMost,
}

/// <summary>What is to be reached, on two cores with the swarm on the same machine.</summary>
internal static class Limits
{
    /// <summary>Pushes after the first wait for it, so it is taken off the time of a fan-out.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMilliseconds(250);
    public const string LessWindow = "p99 less our window of 250 ms";

    /// <summary>Memory of fewer phones is lost in what the process takes and gives back anyway.</summary>
    private const int EnoughForMemory = 1000;

    /// <summary>Slower storms leave each commit less to take together, as they should.</summary>
    private const double EnoughForBatches = 2000;
    private const int SmallStorm = 2000;

    public static IEnumerable<Limit> Of(LoadOptions options)
    {
        yield return new(Starting.Name, Starting.Median, LimitKind.Most, 1500);
        yield return new(Joining.Name, "phones not held", LimitKind.Most, 0, Timed: false);
        if (options.Phones >= EnoughForMemory)
            yield return new(Joining.Name, "memory a phone", LimitKind.RatioMost, 1.5);
        yield return new(Hour.Name, "a phone and hour", LimitKind.Most, 1);
        yield return new(FanOut.Name, LessWindow, LimitKind.RatioMost, 1.5);
        yield return new(FanOut.Name, "phones that missed one", LimitKind.Most, 0, Timed: false);
        yield return new(Storming.Burst, "reply p95", LimitKind.Most, 150);
        yield return new(Storming.Burst, "refused or lost", LimitKind.Most, 0, Timed: false);
        yield return new(Storming.Storm, "reply p99", LimitKind.Most, options.Phones <= SmallStorm ? 250 : 500);
        yield return new(Storming.Storm, "refused or lost", LimitKind.Most, 0, Timed: false);
        yield return new(Storming.Storm, "phones without the last tally", LimitKind.Most, 0, Timed: false);
        if (options.Phones / options.Seconds >= EnoughForBatches)
            yield return new(Storming.Storm, "ratings a commit", LimitKind.Least, 20);
        yield return new(Flicker.Name, "phones not back, or refused", LimitKind.Most, 0, Timed: false);
        yield return new(Flicker.Name, "questions missed", LimitKind.Most, 0, Timed: false);
        yield return new(Stalled.Name, LessWindow, LimitKind.RatioMost, 1.5);
        yield return new(Stalled.Name, Stalled.HealthyP99, LimitKind.Most, 300);
        yield return new(
            Stalled.Name,
            Stalled.CutOff,
            LimitKind.Least,
            Stalled.Count(options.Phones) * Stalled.RoundsOf(options),
            Timed: false
        );
        // Sooner it was not for want of reading.
        yield return new(Stalled.Name, Stalled.Shortest, LimitKind.Least, 3, Timed: false);
        yield return new(Stalled.Name, Stalled.Longest, LimitKind.Most, 5);
        yield return new(Stalled.Name, "healthy phones that missed one", LimitKind.Most, 0, Timed: false);
        yield return new(Stalled.Name, "healthy phones cut off", LimitKind.Most, 0, Timed: false);
        if (new[] { Hour.Name, Storming.Burst, Storming.Storm, Flicker.Name }.Any(options.Runs))
            yield return new(Killed, "ratings answered", LimitKind.Least, 1, Timed: false);
        if (options.CountSyncs)
            yield return new(Killed, SyncsACommit, LimitKind.Least, 1, Timed: false);
        yield return new(Killed, Missing, LimitKind.Most, 0, Timed: false);
    }

    public const string Killed = "killed";
    public const string SyncsACommit = "syncs to disk a commit";
    public const string Missing = "of them not on disk";
}
