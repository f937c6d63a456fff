using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Fengtai.MeetingLive.Load;

/// <summary>One frame's beginning (RFC 6455, section 5.2).</summary>
/// <param name="Opcode">0 goes on, 1 text, 2 binary, 8 close, 9 ping, 10 pong.</param>
/// <param name="Length">Bytes of payload.</param>
/// <param name="Size">Bytes of the header itself.</param>
internal readonly record struct FrameHeader(int Opcode, long Length, int Size)
{
    /// <summary>Ping, pong and close; they may stand between the parts of a message.</summary>
    public bool IsControl => Opcode >= 8;
}

/// <summary>As much of WebSocket and of SignalR's JSON protocol as a phone needs, by hand and without allocating.</summary>
internal static class Frames
{
    public const int Text = 1;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    /// <summary>Ends each message of SignalR.</summary>
    public const byte End = 0x1e;

    private const int MostHeader = 14;

    /// <summary>Null until the whole header is there. What servers send is not masked.</summary>
    public static FrameHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
            return null;
        if ((bytes[1] & 0x80) != 0)
            throw new InvalidDataException("A server's frame must not be masked.");
        var opcode = bytes[0] & 0x0f;
        return (bytes[1] & 0x7f) switch
        {
            126 => bytes.Length < 4
                ? null
                : new FrameHeader(opcode, BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 4),
            127 => bytes.Length < 10
                ? null
                : new FrameHeader(opcode, checked((long)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..])), 10),
            var length => new FrameHeader(opcode, length, 2),
        };
    }

    /// <summary>A whole masked frame. The mask is the same each time: it protects proxies, and there are none.</summary>
    public static byte[] Write(int opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[MostHeader];
        head[0] = (byte)(0x80 | opcode);
        var size = 2;
        switch (payload.Length)
        {
            case < 126:
                head[1] = (byte)(0x80 | payload.Length);
                break;
            case <= ushort.MaxValue:
                head[1] = 0x80 | 126;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)payload.Length);
                size = 4;
                break;
            default:
                head[1] = 0x80 | 127;
                BinaryPrimitives.WriteUInt64BigEndian(head[2..], (ulong)payload.Length);
                size = 10;
                break;
        }

        ReadOnlySpan<byte> mask = [0x4d, 0x4c, 0x69, 0x76];
        mask.CopyTo(head[size..]);
        size += mask.Length;
        var frame = new byte[size + payload.Length];
        head[..size].CopyTo(frame);
        for (var i = 0; i < payload.Length; i++)
        {
            frame[size + i] = (byte)(payload[i] ^ mask[i & 3]);
        }

        return frame;
    }

    /// <summary>One message of SignalR's JSON protocol in one frame.</summary>
    public static byte[] Message(string json)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(json) + 1];
        Encoding.UTF8.GetBytes(json, bytes);
        bytes[^1] = End;
        return Write(Text, bytes);
    }

    /// <summary>The number that follows this name, such as <c>"version":</c>; null when it is not there.</summary>
    public static long? Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.IndexOf(name);
        if (at < 0)
            return null;
        var rest = json[(at + name.Length)..];
        return Utf8Parser.TryParse(rest, out long number, out _) ? number : null;
    }

    /// <summary>Five numbers after <c>"counts":</c>, level 1 first; null when they are not there.</summary>
    public static Tally? Counts(ReadOnlySpan<byte> json)
    {
        var at = json.IndexOf("\"counts\":["u8);
        if (at < 0)
            return null;
        var rest = json[(at + "\"counts\":[".Length)..];
        Span<int> counts = stackalloc int[5];
        for (var i = 0; i < counts.Length; i++)
        {
            if (!Utf8Parser.TryParse(rest, out counts[i], out var length))
                return null;
            // And the comma.
            rest = rest[Math.Min(length + 1, rest.Length)..];
        }

        return new Tally(counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    /// <summary>The string that follows this name; escapes are left as they are.</summary>
    public static string? String(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.IndexOf(name);
        if (at < 0 || json[(at + name.Length)..] is not [(byte)'"', .. var rest])
            return null;
        var end = rest.IndexOf((byte)'"');
        return end < 0 ? null : Encoding.UTF8.GetString(rest[..end]);
    }
}

/// <summary>How many chose each of the five levels.</summary>
internal readonly record struct Tally(int One, int Two, int Three, int Four, int Five)
{
    public static Tally Of(int score) =>
        new(score == 1 ? 1 : 0, score == 2 ? 1 : 0, score == 3 ? 1 : 0, score == 4 ? 1 : 0, score == 5 ? 1 : 0);

    public static Tally operator +(Tally a, Tally b) =>
        new(a.One + b.One, a.Two + b.Two, a.Three + b.Three, a.Four + b.Four, a.Five + b.Five);
}
