using System.Diagnostics;
using System.Text;

namespace Fengtai.MeetingLive.Load;

/// <summary>Waits until a text has been shown on every phone, and notes when each one showed it.</summary>
internal sealed class Watch(string mark, int phones)
{
    private readonly byte[] mark = Encoding.ASCII.GetBytes(mark);
    private readonly long[] seen = new long[phones];
    private readonly long since = Stopwatch.GetTimestamp();

    public string Mark { get; } = mark;

    /// <summary>The id of the question with this text; null before the first phone has shown it.</summary>
    public string? Question { get; private set; }

    public void Look(int phone, ReadOnlySpan<byte> message, long at)
    {
        if (seen[phone] != 0 || message.IndexOf(mark) is not (>= 0 and var place))
            return;
        Volatile.Write(ref seen[phone], at);
        // "items":{"3K7Q…":{"text":"zq12qz…
        var before = message[..place];
        if (Question is null && before.EndsWith("\":{\"text\":\""u8))
        {
            before = before[..^"\":{\"text\":\"".Length];
            Question = Encoding.ASCII.GetString(before[(before.LastIndexOf((byte)'"') + 1)..]);
        }
    }

    public bool HasSeen(int phone) => Volatile.Read(ref seen[phone]) != 0;

    /// <summary>Milliseconds since the watch began; only of phones that have shown it.</summary>
    public IEnumerable<double> Waits(IEnumerable<Phone> of) =>
        of.Where(phone => HasSeen(phone.Number))
            .Select(phone => Stopwatch.GetElapsedTime(since, seen[phone.Number]).TotalMilliseconds);
}
