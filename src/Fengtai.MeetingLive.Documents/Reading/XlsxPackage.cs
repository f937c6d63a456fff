using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Fengtai.MeetingLive.Documents.Reading;

/// <summary>The zip around a workbook: judged by its directory before anything is unpacked, and counted while it is.</summary>
internal sealed class XlsxPackage : IDisposable
{
    /// <summary>An office writes some dozens.</summary>
    private const int EntriesMost = 4_000;

    /// <summary>Below this nothing is a bomb, whatever its ratio.</summary>
    private const long RatioFrom = 20 * 1024 * 1024;

    private const long Mega = 1024 * 1024;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly XlsxLimits limits;
    private readonly long unpackedMost;
    private long unpacked;

    public XlsxPackage(Stream stream, XlsxLimits limits)
    {
        this.limits = limits;
        if (stream.Length > limits.BytesMost)
            throw new FileRefusedException(FileCode.TooLarge, $"{limits.BytesMost / Mega}");
        Recognise(stream);
        zip = Guard("zip", () => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        // A sheet may be read twice, and what an entry says of its length may be a lie.
        unpackedMost = 3 * Guard("zip", () => Directory(stream.Length)) + Mega;
    }

    public IEnumerable<string> Names => entries.Keys;

    public bool Has(string part) => entries.ContainsKey(part);

    /// <summary>The part as XML; it must be there.</summary>
    public XlsxXml Open(string part)
    {
        if (!entries.TryGetValue(part, out var entry))
            throw new FileRefusedException(FileCode.Damaged, part);
        return Guard(part, () => new XlsxXml(new Counted(entry.Open(), this)));
    }

    /// <summary>What the XML reader and the unpacker say of a broken file becomes one refusal; a failing disk stays what it is.</summary>
    public static T Guard<T>(string part, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e)
            when (e
                    is XmlException
                        or InvalidDataException
                        or DecoderFallbackException
                        or EndOfStreamException
                        or NotSupportedException
                        or ArgumentException
                        or OverflowException
            )
        {
            throw new FileRefusedException(new FileRefusal(FileCode.Damaged, [part]), e);
        }
    }

    public void Dispose() => zip.Dispose();

    /// <summary>The first bytes tell; the old form's and the encrypted one's container is the same (MS-CFB).</summary>
    private static void Recognise(Stream stream)
    {
        if (stream.Length == 0)
            throw new FileRefusedException(FileCode.Empty);
        Span<byte> head = stackalloc byte[8];
        stream.Position = 0;
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        if (read == 8 && BinaryPrimitives.ReadUInt64BigEndian(head) == 0xD0CF11E0A1B11AE1)
        {
            var encrypted = Count(stream, Encoding.Unicode.GetBytes("EncryptedPackage"), 1) > 0;
            throw new FileRefusedException(encrypted ? FileCode.Encrypted : FileCode.OldXls);
        }

        if (read < 4 || !head.StartsWith("PK"u8))
            throw new FileRefusedException(FileCode.NotXlsx);
        // The archive keeps an object for each entry, so they are counted before it is opened.
        if (Count(stream, "PK\x01\x02"u8.ToArray(), EntriesMost + 1) > EntriesMost)
            throw new FileRefusedException(FileCode.Bomb, "0");
        stream.Position = 0;
    }

    private static int Count(Stream stream, byte[] sought, int enough)
    {
        var buffer = new byte[64 * 1024];
        var (kept, count) = (0, 0);
        stream.Position = 0;
        int read;
        while (count < enough && (read = stream.Read(buffer.AsSpan(kept))) > 0)
        {
            var window = buffer.AsSpan(0, kept + read);
            int at;
            while (count < enough && (at = window.IndexOf(sought)) >= 0)
            {
                count++;
                window = window[(at + sought.Length)..];
            }

            // The sought may lie across two reads.
            kept = Math.Min(window.Length, sought.Length - 1);
            window[^kept..].CopyTo(buffer);
        }

        return count;
    }

    private long Directory(long length)
    {
        long declared = 0;
        foreach (var entry in zip.Entries)
        {
            declared += entry.Length;
            // Two parts of one name are read as one thing here and as another there.
            if (!entries.TryAdd(entry.FullName.Replace('\\', '/'), entry))
                throw new InvalidDataException($"{entry.FullName} stands twice.");
        }

        return declared > limits.UnpackedMost || declared > RatioFrom && declared / length > limits.RatioMost
            ? throw new FileRefusedException(FileCode.Bomb, $"{declared / Mega}")
            : declared;
    }

    private void Add(int bytes)
    {
        unpacked += bytes;
        if (unpacked > unpackedMost)
            throw new FileRefusedException(FileCode.Bomb, $"{unpacked / Mega}");
    }

    /// <summary>Relationships of a part, by id. Target is a path in the package; outside is null.</summary>
    public Dictionary<string, XlsxRelation> Relations(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        var folder = part[..slash];
        var file = $"{folder}_rels/{part[slash..]}.rels";
        return Guard(
            file,
            () =>
            {
                var relations = new Dictionary<string, XlsxRelation>(StringComparer.Ordinal);
                if (!Has(file))
                    return relations;
                using var xml = Open(file);
                while (xml.NextElement())
                {
                    if (xml.Name != "Relationship" || xml["Id"] is not { } id || relations.Count > 10_000)
                        continue;
                    var outside = string.Equals(xml["TargetMode"], "External", StringComparison.OrdinalIgnoreCase);
                    relations[id] = new XlsxRelation(
                        xml["Type"] ?? "",
                        outside ? null : Resolve(folder, xml["Target"] ?? "")
                    );
                }

                return relations;
            }
        );
    }

    private static string Resolve(string folder, string target)
    {
        var path = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/'))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("" or "." or ".."))
                path.Add(step);
        }

        return string.Join('/', path);
    }

    /// <summary>Counts what is unpacked; the entries' own lengths are not believed.</summary>
    private sealed class Counted(Stream inner, XlsxPackage package) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            package.Add(read);
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

/// <param name="Target">Null when it lies outside of the package.</param>
internal sealed record XlsxRelation(string Type, string? Target)
{
    public bool Is(string kind) => Type.EndsWith("/" + kind, StringComparison.Ordinal);
}
