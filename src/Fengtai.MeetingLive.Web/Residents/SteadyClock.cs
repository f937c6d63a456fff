namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// Server time that never runs backwards. When the machine's clock is set back it goes on from where it was, at the pace
/// of the steady timer; when that is set forward it follows.
/// </summary>
public sealed class SteadyClock(TimeProvider clock)
{
    /// <summary>Set back by more, the machine's clock was wrong before; what it says now holds again.</summary>
    private TimeSpan most = TimeSpan.MaxValue;

    private readonly Lock gate = new();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private long stamp;

    /// <summary>
    /// For what is over at a time of day. Set back by up to two days, it brings nothing back; but one that was months ahead
    /// and was put right must not keep everybody out until the next start. Begins to know the time now.
    /// </summary>
    public static SteadyClock ForEnds(TimeProvider clock)
    {
        var steady = new SteadyClock(clock) { most = TimeSpan.FromDays(2) };
        steady.Now();
        return steady;
    }

    public DateTimeOffset Now() => Now(DateTimeOffset.MinValue);

    /// <param name="noEarlierThan">Known to have passed already, such as the journal's last event: holds over a restart.</param>
    public DateTimeOffset Now(DateTimeOffset noEarlierThan)
    {
        lock (gate)
        {
            var at = clock.GetTimestamp();
            var now = clock.GetUtcNow();
            var steady = last == DateTimeOffset.MinValue ? now : last + clock.GetElapsedTime(stamp, at);
            if (steady - now <= most)
                now = Later(now, steady);
            (last, stamp) = (Later(now, noEarlierThan), at);
            return last;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
