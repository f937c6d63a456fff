using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Fengtai.MeetingLive.Web.Operations;

/// <summary>
/// The few figures that tell how live meetings stand: who is connected, what waits, how long a commit takes, how old what
/// a phone is shown is. Names and units are OpenTelemetry's (semantic conventions for metrics, UCUM units). No tag says who
/// or in which meeting.
/// </summary>
public sealed class LiveMeter
{
    public const string Name = "Fengtai.MeetingLive";

    /// <summary>A span for each commit, with how many acts it took.</summary>
    public static readonly ActivitySource Traces = new(Name);

    /// <summary>Bounds in seconds: a commit takes milliseconds, a push waits at most for its window.</summary>
    private static readonly InstrumentAdvice<double> Short = new()
    {
        HistogramBucketBoundaries = [.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10],
    };

    private readonly Meter meter;
    private readonly UpDownCounter<int> connected;
    private readonly Counter<long> cut;
    private readonly Histogram<double> commit;
    private readonly Counter<long> acts;
    private readonly Counter<long> failed;
    private readonly Histogram<double> push;

    public LiveMeter(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        connected = meter.CreateUpDownCounter<int>(
            "meetinglive.connections",
            "{connection}",
            "Phones and screens that are connected now."
        );
        cut = meter.CreateCounter<long>(
            "meetinglive.connections.cut",
            "{connection}",
            "Phones and screens that were cut off because they did not take what was sent."
        );
        commit = meter.CreateHistogram(
            "meetinglive.commit.duration",
            "s",
            "From the begin of a commit until it is durable.",
            advice: Short
        );
        acts = meter.CreateCounter<long>("meetinglive.commit.acts", "{act}", "Acts that commits took.");
        failed = meter.CreateCounter<long>("meetinglive.commit.failures", "{commit}", "Commits that were not written.");
        push = meter.CreateHistogram(
            "meetinglive.push.lag",
            "s",
            "From a change until it is handed to the phones.",
            advice: Short
        );
    }

    /// <summary>How many acts wait in all mailboxes; asked whenever somebody collects.</summary>
    public void ObserveMailboxes(Func<int> waiting) =>
        meter.CreateObservableGauge("meetinglive.mailbox.depth", waiting, "{act}", "Acts that wait for their commit.");

    public void Connected() => connected.Add(1);

    public void Disconnected() => connected.Add(-1);

    public void CutOff() => cut.Add(1);

    /// <param name="count">How many acts it took.</param>
    public void Committed(int count, TimeSpan took)
    {
        commit.Record(took.TotalSeconds);
        acts.Add(count);
    }

    public void CommitFailed() => failed.Add(1);

    public void Pushed(TimeSpan lag) => push.Record(lag.TotalSeconds);
}
