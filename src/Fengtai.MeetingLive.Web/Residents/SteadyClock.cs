namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// Server time that never runs backwards. When the machine's clock is set back it goes on from where it was, at the pace
/// of the steady timer; when that is set forward it follows.
/// </summary>
public sealed class SteadyClock(TimeProvider clock)
{
    private readonly Lock gate = new();
    private DateTimeOffset last = DateTimeOffset.MinValue;
    private long stamp;

    /// <param name="noEarlierThan">Known to have passed already, such as the journal's last event: holds over a restart.</param>
    public DateTimeOffset Now(DateTimeOffset noEarlierThan)
    {
        lock (gate)
        {
            var at = clock.GetTimestamp();
            var now = clock.GetUtcNow();
            if (last != DateTimeOffset.MinValue)
                now = Later(now, last + clock.GetElapsedTime(stamp, at));
            (last, stamp) = (Later(now, noEarlierThan), at);
            return last;
        }
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
