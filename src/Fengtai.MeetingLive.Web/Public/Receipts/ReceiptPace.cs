using System.Collections.Concurrent;

namespace Fengtai.MeetingLive.Web.Public.Receipts;

/// <summary>
/// Every look-up is answered at a whole step of time, so that a hit and a miss cannot be told by waiting; guessing makes
/// the next guess wait.
/// </summary>
/// <param name="clock">The machine's own: what is measured here is what somebody outside could measure.</param>
public sealed class ReceiptPace(TimeProvider clock)
{
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(300);

    /// <summary>Codes that are not found before a device has to wait.</summary>
    public const int MissesMost = 5;

    /// <summary>How long it then waits from its last miss.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Misses of all devices a minute from which on every answer takes <see cref="Crowded"/> steps: a device is only a
    /// cookie, and whoever throws it away is a new one. Nobody is refused for others' guessing.
    /// </summary>
    public const int MissesOfAll = 300;

    public const int Crowded = 10;
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<string, (int Count, long Last)> misses = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private (long Since, int Count) minute = (clock.GetTimestamp(), 0);

    public long Now => clock.GetTimestamp();

    /// <summary>Whether this device may look a code up now.</summary>
    public bool MayTry(string device) =>
        !misses.TryGetValue(device, out var missed)
        || missed.Count < MissesMost
        || clock.GetElapsedTime(missed.Last) >= Rest;

    /// <summary>A code was well formed and nothing was given it.</summary>
    public void Missed(string device)
    {
        var now = clock.GetTimestamp();
        if (misses.Count > Most)
            Forget();
        misses.AddOrUpdate(
            device,
            (1, now),
            (_, was) => clock.GetElapsedTime(was.Last, now) >= Rest ? (1, now) : (was.Count + 1, now)
        );
        lock (gate)
        {
            minute =
                clock.GetElapsedTime(minute.Since, now) >= TimeSpan.FromMinutes(1)
                    ? (now, 1)
                    : (minute.Since, minute.Count + 1);
        }
    }

    /// <summary>A code was found: who held it did not guess.</summary>
    public void Hit(string device) => misses.TryRemove(device, out _);

    /// <summary>Waits until the next whole step since <paramref name="started"/>.</summary>
    public Task SettleAsync(long started, CancellationToken cancel)
    {
        var step = IsCrowded ? Step * Crowded : Step;
        var gone = clock.GetElapsedTime(started);
        var steps = Math.Max(1, (long)Math.Ceiling(gone / step));
        return Task.Delay(step * steps - gone, clock, cancel);
    }

    private bool IsCrowded
    {
        get
        {
            lock (gate)
            {
                return minute.Count > MissesOfAll && clock.GetElapsedTime(minute.Since) < TimeSpan.FromMinutes(1);
            }
        }
    }

    private void Forget()
    {
        foreach (var (device, missed) in misses)
        {
            if (clock.GetElapsedTime(missed.Last) >= Rest)
                misses.TryRemove(device, out _);
        }
    }
}
