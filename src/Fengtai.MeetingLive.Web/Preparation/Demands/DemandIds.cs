using System.Security.Cryptography;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>
/// Ids that rise and that two nodes do not share: 41 bits of milliseconds since 2025, 10 bits of chance for the process, 12
/// bits of a counter.
/// </summary>
internal static class DemandIds
{
    private static readonly long Began = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static readonly long Process = RandomNumberGenerator.GetInt32(1024);
    private static long last;

    public static long Next()
    {
        while (true)
        {
            var seen = Volatile.Read(ref last);
            var now = (DateTime.UtcNow.Ticks - Began) / TimeSpan.TicksPerMillisecond << 12;
            var next = Math.Max(now, seen + 1);
            if (Interlocked.CompareExchange(ref last, next, seen) == seen)
                return next >> 12 << 22 | Process << 12 | next & 0xFFF;
        }
    }
}
