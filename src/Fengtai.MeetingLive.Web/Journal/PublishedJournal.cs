using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>The journal as anyone may have it: one JSON object a line, in order; nothing private, times coarse.</summary>
public static class PublishedJournal
{
    /// <summary><c>{"version":1,"type":"announced.1","at":ticks,"body":"…","hash":"…"}</c>; body is the text that was hashed.</summary>
    public static string Line(JournalRow row) =>
        new JsonObject
        {
            ["version"] = row.Version,
            ["type"] = row.Type,
            ["at"] = row.At,
            ["body"] = row.Body,
            ["hash"] = row.Hash,
        }.ToJsonString(EventJson.Options);
}
