namespace Fengtai.MeetingLive.Web.Live;

/// <summary>What of a connection's budget is spent.</summary>
public enum Spent
{
    /// <summary>Nothing: go on.</summary>
    Nothing,

    /// <summary>More messages than a phone sends.</summary>
    Messages,

    /// <summary>More bytes than a phone sends.</summary>
    Bytes,

    /// <summary>Calls of what there is not, or with what does not fit.</summary>
    Faults,
}

/// <summary>
/// How much one connection may send before anybody looks at what it says. A phone sends a message as it joins, one for
/// each act, one act after the other, and a ping every 15 s; acts are throttled by device at 30 at once and 3 a second
/// and are then answered in words. So nobody who uses our page comes near; whoever does is cut off. By connection and
/// never by address, which a whole hall shares. One thread at a time: a connection's messages are read in order.
/// </summary>
public sealed class ConnectionBudget(TimeProvider clock)
{
    public const int MessagesAtOnce = 120;
    public const int MessagesPerSecond = 20;

    /// <summary>Thirty questions of 500 characters, each written as escapes, with as much again to spare.</summary>
    public const int BytesAtOnce = 256 * 1024;
    public const int BytesPerSecond = 32 * 1024;

    /// <summary>
    /// For as long as the connection lasts. A page that is older than the server may know a method that is gone; it sets
    /// each such thing aside after two tries.
    /// </summary>
    public const int FaultsInAll = 20;

    private double messages = MessagesAtOnce;
    private double bytes = BytesAtOnce;
    private int faults = FaultsInAll;
    private long at = clock.GetTimestamp();

    /// <param name="length">Of one whole message, in bytes.</param>
    public Spent Receive(long length)
    {
        var now = clock.GetTimestamp();
        var seconds = clock.GetElapsedTime(at, now).TotalSeconds;
        at = now;
        messages = Math.Min(MessagesAtOnce, messages + (seconds * MessagesPerSecond)) - 1;
        bytes = Math.Min(BytesAtOnce, bytes + (seconds * BytesPerSecond)) - length;
        return messages < 0 ? Spent.Messages
            : bytes < 0 ? Spent.Bytes
            : Spent.Nothing;
    }

    /// <summary>What came was no call of ours.</summary>
    public Spent Fail() => --faults < 0 ? Spent.Faults : Spent.Nothing;
}
