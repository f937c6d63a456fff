using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>
/// A server's clock for stories that last for months. It runs by itself, so that whatever waits for a quarter of a second
/// goes on, and is put forward by days between chapters.
/// </summary>
internal sealed class MonthsClock : IAsyncDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private readonly FakeTimeProvider time;
    private readonly PeriodicTimer beats = new(Beat);
    private readonly Task running;

    /// <param name="start">Not in the past: browsers throw away cookies that end before their own now.</param>
    public MonthsClock(DateTimeOffset start)
    {
        time = new FakeTimeProvider(start);
        running = RunAsync();
    }

    public TimeProvider Time => time;

    /// <summary>The day in Beijing.</summary>
    public DateOnly Today => Core.Days.Of(time.GetUtcNow());

    /// <summary>To that time of that day in Beijing, which is still to come.</summary>
    public void GoTo(DateOnly day, int hour)
    {
        var there = new DateTimeOffset(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(8)).ToUniversalTime();
        Assert.True(there > time.GetUtcNow(), $"{day} is past.");
        time.SetUtcNow(there);
    }

    public async ValueTask DisposeAsync()
    {
        beats.Dispose();
        await running;
    }

    private async Task RunAsync()
    {
        while (await beats.WaitForNextTickAsync())
            time.Advance(Step);
    }
}
