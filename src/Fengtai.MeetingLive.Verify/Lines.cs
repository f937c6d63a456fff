namespace Fengtai.MeetingLive.Verify;

/// <summary>
/// The lines of a file as bytes, one at a time, each ended by a line feed and nothing else. What is longer than an entry can
/// be is not read to its end.
/// </summary>
internal sealed class Lines(Stream from)
{
    /// <summary>Bytes. The longest entry is an announcement with its slides, well under a hundredth of this.</summary>
    public const int Most = 16 * 1024 * 1024;

    private readonly byte[] buffer = new byte[64 * 1024];
    private int at;
    private int filled;

    /// <summary>The next line without its line feed; null at the end of the file.</summary>
    /// <exception cref="BrokenException">The file ends within a line, or the line is longer than <see cref="Most"/>.</exception>
    public byte[]? Next()
    {
        using var line = new MemoryStream();
        while (true)
        {
            if (at == filled)
            {
                (at, filled) = (0, from.Read(buffer));
                if (filled == 0)
                    return line.Length == 0 ? null : throw new BrokenException("line-cut");
            }

            var rest = buffer.AsSpan(at, filled - at);
            var end = rest.IndexOf((byte)'\n');
            var part = end < 0 ? rest : rest[..end];
            if (line.Length + part.Length > Most)
                throw new BrokenException("line-long", Most / 1024 / 1024);
            line.Write(part);
            at += part.Length;
            if (end < 0)
                continue;
            at++;
            return line.ToArray();
        }
    }
}
