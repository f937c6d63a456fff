using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Fengtai.MeetingLive.Verify;

/// <summary>One line of the journal.</summary>
/// <param name="At">UTC ticks of 100 ns since 0001-01-01.</param>
/// <param name="Body">The text that was hashed; null when it was withheld.</param>
/// <param name="BodyHash">SHA-256 of the body; of a withheld one as the line says.</param>
internal sealed record Entry(long Version, string Type, long At, string? Body, string BodyHash, string Hash)
{
    /// <summary>Without its number: <c>rated.2</c> is <c>rated</c>.</summary>
    public string Kind => Type[..Type.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>What the hash must be: it covers the one before, so nothing can be changed, dropped or put in between.</summary>
    public string HashAfter(string previous) => Sha.Of(previous, Version.ToString(), Type, At.ToString(), BodyHash);
}

/// <summary>The last line: how many entries there are and with which hash they end.</summary>
internal sealed record End(long Entries, string Head);

/// <summary>
/// Reads a line strictly: it must stand there byte for byte as it is published. Otherwise a digit of an escape, a space or
/// a second property of one name could be changed and would say the same to one reader and something else to another.
/// </summary>
internal static class Line
{
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns>An <see cref="Entry"/> or the <see cref="End"/>.</returns>
    /// <exception cref="BrokenException">It is neither.</exception>
    public static object Read(byte[] line)
    {
        var read = Parse(line);
        return Again(read).AsSpan().SequenceEqual(line) ? read : throw new BrokenException("line-other");
    }

    private static object Parse(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                throw new BrokenException("line-shape");
            if (root.TryGetProperty("entries", out var entries))
                return new End(entries.GetInt64(), Text(root, "head"));
            var body = root.TryGetProperty("body", out _) ? Text(root, "body") : null;
            return new Entry(
                root.GetProperty("version").GetInt64(),
                Text(root, "type"),
                root.GetProperty("at").GetInt64(),
                body,
                body is null ? Text(root, "withheld") : Sha.Of(body),
                Text(root, "hash")
            );
        }
        catch (JsonException)
        {
            throw new BrokenException("line-json");
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new BrokenException("line-shape");
        }
    }

    private static string Text(JsonElement from, string name) =>
        from.GetProperty(name).GetString() ?? throw new BrokenException("line-shape");

    private static byte[] Again(object read)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            json.WriteStartObject();
            if (read is Entry entry)
            {
                json.WriteNumber("version", entry.Version);
                json.WriteString("type", entry.Type);
                json.WriteNumber("at", entry.At);
                json.WriteString(entry.Body is null ? "withheld" : "body", entry.Body ?? entry.BodyHash);
                json.WriteString("hash", entry.Hash);
            }
            else if (read is End end)
            {
                json.WriteNumber("entries", end.Entries);
                json.WriteString("head", end.Head);
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }
}
