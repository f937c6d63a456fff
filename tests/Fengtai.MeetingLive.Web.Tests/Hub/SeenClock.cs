using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>A clock that the test turns, and which tells when somebody begins to wait by it; so nothing is turned too early.</summary>
internal sealed class SeenClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly Channel<TimeSpan> timers = Channel.CreateUnbounded<TimeSpan>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        timers.Writer.TryWrite(dueTime);
        return timer;
    }

    /// <summary>Completes when somebody waits for so long; those who wait for other times are passed over.</summary>
    public async Task TimerAsync(TimeSpan due, CancellationToken cancel)
    {
        while (await timers.Reader.ReadAsync(cancel) != due) { }
    }
}
