using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// The residents' view of one meeting with, for each item, the version at which it last changed; so what is new since a
/// version can be told exactly, and unchanged values are not sent.
/// </summary>
public sealed class ResidentFeed(string epoch)
{
    private readonly Dictionary<(string Section, string? Key), (long Version, string Json)> items = [];
    private readonly Lock gate = new();
    private long version = -1;
    private Patch? full;

    /// <summary>Takes the newer state in; the items that changed are what to send. Null when none did.</summary>
    public Patch? Advance(Meeting meeting)
    {
        lock (gate)
        {
            if (meeting.Version <= version)
                return null;
            var before = version;
            version = meeting.Version;
            var gone = items.Keys.ToHashSet();
            var changed = false;
            foreach (var item in ResidentView.Of(meeting))
            {
                var key = (item.Section, item.Key);
                gone.Remove(key);
                var json = JsonSerializer.Serialize(item.Value, EventJson.Options);
                if (items.TryGetValue(key, out var known) && known.Json == json)
                    continue;
                items[key] = (version, json);
                changed = true;
            }

            foreach (var key in gone.Where(key => items[key].Json != "null"))
            {
                // Withdrawn or refused after all: kept as null, so that whoever comes back hears of it.
                items[key] = (version, "null");
                changed = true;
            }

            return changed && before >= 0 ? Since(before) : null;
        }
    }

    /// <summary>All there is, or what changed since the version that the client holds.</summary>
    public Patch Catch(string? clientEpoch, long? clientVersion)
    {
        lock (gate)
        {
            if (clientEpoch == epoch && clientVersion is { } held && held <= version && held >= 0)
                return Since(held);
            // The same for all who come before the next change; nobody writes into it.
            if (full?.Version != version)
                full = Since(-1) with { Full = true };
            return full;
        }
    }

    private Patch Since(long held)
    {
        var sections = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
        foreach (var ((section, key), (changedAt, json)) in items)
        {
            if (changedAt <= held || (held < 0 && key is not null && json == "null"))
                continue;
            var value = JsonNode.Parse(json);
            if (key is null)
            {
                sections[section] = value;
                continue;
            }

            // The contract's shapes: rating.rounds, board.items, polls.items, timetable.items; supports and votes are plain maps.
            if (!sections.TryGetValue(section, out var holder))
                sections[section] = holder = NewHolder(section);
            var map = section switch
            {
                "rating" => holder!["rounds"]!.AsObject(),
                "supports" or "votes" => holder!.AsObject(),
                _ => holder!["items"]!.AsObject(),
            };
            map[key] = value;
        }

        return new Patch(epoch, version, sections);
    }

    private static JsonObject NewHolder(string section) =>
        section switch
        {
            "rating" => new JsonObject { ["rounds"] = new JsonObject() },
            "supports" or "votes" => [],
            _ => new JsonObject { ["items"] = new JsonObject() },
        };
}
