using System.Collections.Concurrent;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// At most <see cref="Burst"/> acts at once and <see cref="PerSecond"/> a second for one device, unless said otherwise. By
/// device, never by address: a whole hall shares one address.
/// </summary>
public sealed class DeviceThrottle(
    TimeProvider clock,
    double burst = DeviceThrottle.Burst,
    double perSecond = DeviceThrottle.PerSecond
)
{
    public const double Burst = 30;
    public const double PerSecond = 3;
    private const int Most = 100_000;

    private readonly ConcurrentDictionary<string, Bucket> buckets = new(StringComparer.Ordinal);

    public bool Admit(string device)
    {
        if (buckets.Count > Most)
            Forget();
        var now = clock.GetTimestamp();
        var bucket = buckets.GetOrAdd(device, _ => new Bucket(now, burst));
        lock (bucket)
        {
            var refill = clock.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond;
            bucket.Left = Math.Min(burst, bucket.Left + refill);
            bucket.At = now;
            if (bucket.Left < 1)
                return false;
            bucket.Left -= 1;
            return true;
        }
    }

    /// <summary>Buckets that are full again tell nothing and go.</summary>
    private void Forget()
    {
        var now = clock.GetTimestamp();
        foreach (var (device, bucket) in buckets)
        {
            if (clock.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond >= burst)
                buckets.TryRemove(device, out _);
        }
    }

    private sealed class Bucket(long at, double full)
    {
        public double Left { get; set; } = full;

        public long At { get; set; } = at;
    }
}
