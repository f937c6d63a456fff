namespace Fengtai.MeetingLive.Load;

/// <summary>
/// What arrived on one connection: raw bytes go in, whole SignalR messages come out. One buffer: payload is moved down over
/// the frames' headers, and what is handled makes room. It grows for a large message and shrinks again.
/// </summary>
internal sealed class Inbox
{
    private const int Small = 2048;

    private byte[] buffer = new byte[Small];

    /// <summary>[0, payload) is payload that does not end yet; [raw, end) has not been looked at.</summary>
    private int payload;
    private int raw;
    private int end;

    /// <summary>Of the frame under way.</summary>
    private long left;

    /// <summary>Called with every message, without its end mark. The bytes are gone afterwards.</summary>
    public required Received OnMessage { get; init; }

    /// <summary>Called with every ping, pong and close.</summary>
    public required Controlled OnControl { get; init; }

    public delegate void Received(ReadOnlySpan<byte> message);

    public delegate void Controlled(int opcode, ReadOnlySpan<byte> content);

    /// <summary>Where to write what arrives next; never empty.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (raw > payload)
            {
                buffer.AsSpan(raw..end).CopyTo(buffer.AsSpan(payload));
                end -= raw - payload;
                raw = payload;
            }

            if (end == 0 && buffer.Length > Small)
                buffer = new byte[Small];
            else if (end == buffer.Length)
                Array.Resize(ref buffer, buffer.Length * 2);
            return buffer.AsMemory(end);
        }
    }

    /// <summary>So many bytes were written into <see cref="Free"/>.</summary>
    public void Advance(int count)
    {
        end += count;
        while (raw < end)
        {
            if (left > 0)
            {
                Unwrap();
                continue;
            }

            if (Frames.Read(buffer.AsSpan(raw..end)) is not { } header)
                break;
            if (header.IsControl)
            {
                var whole = header.Size + (int)header.Length;
                if (end - raw < whole)
                    break;
                OnControl(header.Opcode, buffer.AsSpan(raw + header.Size, (int)header.Length));
                raw += whole;
                continue;
            }

            raw += header.Size;
            left = header.Length;
        }

        Deliver();
    }

    private void Unwrap()
    {
        var some = (int)Math.Min(left, end - raw);
        if (raw > payload)
            buffer.AsSpan(raw, some).CopyTo(buffer.AsSpan(payload));
        payload += some;
        raw += some;
        left -= some;
    }

    private void Deliver()
    {
        var from = 0;
        while (buffer.AsSpan(from..payload).IndexOf(Frames.End) is >= 0 and var length)
        {
            OnMessage(buffer.AsSpan(from, length));
            from += length + 1;
        }

        if (from == 0)
            return;
        buffer.AsSpan(from..payload).CopyTo(buffer);
        payload -= from;
        if (raw == end && payload == 0)
            raw = end = 0;
    }
}
