using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// The journal as anyone may have it: one JSON object a line, in order, and a last line that says how many entries there
/// are and with which hash they end, so that a cut end is seen. Nothing private, times coarse.
/// <c>src/Fengtai.MeetingLive.Verify</c> checks it without us, byte by byte.
/// </summary>
public static class PublishedJournal
{
    /// <summary>
    /// <c>{"version":1,"type":"announced.1","at":ticks,"body":"…","hash":"…"}</c>; body is the text that was hashed. A body
    /// that may not be shown gives way to <c>"withheld":"SHA-256 of the body"</c>: the chain holds without it.
    /// </summary>
    public static string Line(JournalRow row)
    {
        var line = new JsonObject
        {
            ["version"] = row.Version,
            ["type"] = row.Type,
            ["at"] = row.At,
        };
        if (IsWithheld(row))
            line["withheld"] = Seals.Of(row.Body);
        else
            line["body"] = row.Body;
        line["hash"] = row.Hash;
        return line.ToJsonString(EventJson.Options);
    }

    /// <summary><c>{"entries":63,"head":"…"}</c>.</summary>
    public static string EndLine(long entries, string head) =>
        new JsonObject { ["entries"] = entries, ["head"] = head }.ToJsonString(EventJson.Options);

    /// <summary>The whole text, UTF-8 without a mark, each line ended by a line feed on every system.</summary>
    public static async Task WriteAsync(Stream to, IAsyncEnumerable<JournalRow> rows, CancellationToken cancel)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        var (entries, head) = (0L, Recorded.Genesis);
        await foreach (var row in rows.WithCancellation(cancel))
        {
            await text.WriteLineAsync(Line(row).AsMemory(), cancel);
            (entries, head) = (entries + 1, row.Hash);
        }

        await text.WriteLineAsync(EndLine(entries, head).AsMemory(), cancel);
    }

    private static bool IsWithheld(JournalRow row) =>
        row.Type switch
        {
            // The hash of a receipt of 50 bits can be searched in hours; the receipt would show words that were refused.
            "asked.1" => true,
            // The plan with its contacts was public before it was journalled.
            "announced.1" or "revised.1" => false,
            // What staff typed into an answer: every public page masks such numbers.
            _ => HoldsNumber(JsonNode.Parse(row.Body)),
        };

    private static bool HoldsNumber(JsonNode? node) =>
        node switch
        {
            JsonObject all => all.Any(part => HoldsNumber(part.Value)),
            JsonArray all => all.Any(HoldsNumber),
            JsonValue value when value.GetValueKind() == JsonValueKind.String => HoldsNumber(value.GetValue<string>()),
            _ => false,
        };

    /// <summary>Ids and hashes may hold as many digits in a row by chance; only words can hold somebody's number.</summary>
    private static bool HoldsNumber(string text) =>
        !(text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && text.Any(char.IsAsciiLetterLower))
        && Core.Words.Mask(text) != text;
}
