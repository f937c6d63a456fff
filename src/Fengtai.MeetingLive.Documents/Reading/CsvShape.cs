using System.Buffers;
using System.Text;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>How much of a table is read before it is refused; what is refused has cost no more than one buffer.</summary>
/// <param name="Bytes">Of the whole file.</param>
/// <param name="Rows">Empty ones count.</param>
/// <param name="Columns">Cells of one row.</param>
/// <param name="Cell">UTF-16 units of one cell.</param>
public sealed record CsvLimits(long Bytes = 64 * 1024 * 1024, int Rows = 200_000, int Columns = 200, int Cell = 20_000);

/// <summary>How a CSV file is written, found out by reading it.</summary>
/// <param name="Rows">How many rows, empty ones included.</param>
public sealed record CsvShape(Encoding Encoding, char Separator, int Rows)
{
    private const int Chunk = 64 * 1024;

    /// <summary>How much of the file tells the separator.</summary>
    private const int Head = 16 * 1024;

    /// <summary>Text in UTF-8 with single broken bytes is told from text in GB18030 by how much of it is sound.</summary>
    private const int SoundBeyondDoubt = 20;

    private static readonly char[] Candidates = [',', ';', '\t'];

    private static readonly Encoding Utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    // Bytes that make no sense become U+FFFD, which the reader names with its row and column.
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding(
        54936,
        EncoderFallback.ExceptionFallback,
        new DecoderReplacementFallback("\uFFFD")
    )!;

    public bool IsGb18030 => ReferenceEquals(Encoding, Gb18030);

    /// <summary>
    /// Reads the file once, a buffer at a time. Valid UTF-8 wins; what is not is GB18030, unless nearly all of it is UTF-8:
    /// then a few bytes are broken, and decoding the whole as something else would make it unreadable.
    /// </summary>
    /// <exception cref="FileRefusedException">Empty, too large, too many rows, NUL bytes, UTF-16, a broken encoding.</exception>
    public static CsvShape Of(Stream file, CsvLimits limits)
    {
        if (file.Length == 0)
            throw new FileRefusedException(FileCode.Empty);
        if (file.Length > limits.Bytes)
            throw new FileRefusedException(FileCode.TooLarge, $"{limits.Bytes / 1024 / 1024}");
        file.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            var scan = new Scan(limits);
            var first = true;
            int read;
            while ((read = file.ReadAtLeast(buffer.AsSpan(0, Chunk), Chunk, throwOnEndOfStream: false)) > 0)
            {
                if (first && read >= 2 && (buffer[0], buffer[1]) is (0xFF, 0xFE) or (0xFE, 0xFF))
                    throw new FileRefusedException(FileCode.CsvUtf16);
                if (first)
                    scan.Head(buffer.AsSpan(0, Math.Min(read, Head)));
                first = false;
                scan.Take(buffer.AsSpan(0, read));
            }

            return scan.Shape();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// One pass over the bytes. Line ends and quotes are never part of a longer character, in UTF-8 or in GB18030 (whose
    /// trailing bytes begin at 0x30), so rows can be counted before the encoding is known.
    /// </summary>
    private sealed class Scan(CsvLimits limits)
    {
        private int rows = 1;
        private bool quoted;
        private bool rowBegun;
        private int sound;
        private int broken;
        private int? brokenIn;
        private int awaited;
        private byte lead;
        private readonly int[] separators = new int[3];

        public void Head(ReadOnlySpan<byte> head)
        {
            var inside = false;
            foreach (var b in head)
            {
                if (b == '"')
                    inside = !inside;
                else if (!inside && Array.IndexOf(Candidates, (char)b) is >= 0 and var which)
                    separators[which]++;
            }
        }

        public void Take(ReadOnlySpan<byte> bytes)
        {
            foreach (var b in bytes)
            {
                Decode(b);
                switch (b)
                {
                    case 0:
                        throw new FileRefusedException(FileCode.CsvNul, $"{rows}");
                    case (byte)'"':
                        quoted = !quoted;
                        rowBegun = true;
                        break;
                    case (byte)'\n' when !quoted:
                        if (++rows > limits.Rows + 1)
                            throw new FileRefusedException(FileCode.CsvRows, $"{limits.Rows}");
                        rowBegun = false;
                        break;
                    case (byte)'\r':
                        break;
                    default:
                        rowBegun = true;
                        break;
                }
            }
        }

        public CsvShape Shape()
        {
            if (awaited > 0)
                Broken();
            if (broken > 0 && sound > broken * SoundBeyondDoubt)
                throw new FileRefusedException(FileCode.CsvMixed, $"{brokenIn}");
            var total = rowBegun ? rows : rows - 1;
            if (total > limits.Rows)
                throw new FileRefusedException(FileCode.CsvRows, $"{limits.Rows}");
            var most = separators.Max();
            var separator = most == 0 ? ',' : Candidates[Array.IndexOf(separators, most)];
            return new CsvShape(broken == 0 ? Utf8 : Gb18030, separator, total);
        }

        /// <summary>Well-formed UTF-8 (RFC 3629) as far as the lead and the number of trailing bytes go.</summary>
        private void Decode(byte b)
        {
            if (awaited > 0)
            {
                var low = lead switch
                {
                    0xE0 => 0xA0,
                    0xF0 => 0x90,
                    _ => 0x80,
                };
                var high = lead switch
                {
                    0xED => 0x9F,
                    0xF4 => 0x8F,
                    _ => 0xBF,
                };
                lead = 0;
                if (b >= low && b <= high)
                {
                    if (--awaited == 0)
                        sound++;
                    return;
                }

                Broken();
            }

            awaited = b switch
            {
                < 0x80 => 0,
                >= 0xC2 and <= 0xDF => 1,
                >= 0xE0 and <= 0xEF => 2,
                >= 0xF0 and <= 0xF4 => 3,
                _ => -1,
            };
            lead = b;
            if (awaited < 0)
                Broken();
        }

        private void Broken()
        {
            awaited = 0;
            broken++;
            brokenIn ??= rows;
        }
    }
}
