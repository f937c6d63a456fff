using System.Text.Json;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>What a phone shows after all that came: each item's newest value, as the contract says to fold patches.</summary>
internal static class ShownState
{
    /// <summary>One text for one state; without what is the phone's own.</summary>
    public static string Of(IEnumerable<JsonElement> patches)
    {
        var items = new SortedDictionary<string, (long Version, string Json)>(StringComparer.Ordinal);
        foreach (var patch in patches)
        {
            var version = patch.Version();
            var told = patch
                .GetProperty("sections")
                .EnumerateObject()
                .SelectMany(Items)
                .ToDictionary(StringComparer.Ordinal);
            if (patch.IsFull())
            {
                foreach (var (key, known) in items.ToArray())
                {
                    if (known.Version <= version && !told.ContainsKey(key))
                        items.Remove(key);
                }
            }

            foreach (var (key, json) in told)
            {
                if (!items.TryGetValue(key, out var known) || known.Version <= version)
                    items[key] = (version, json);
            }
        }

        return string.Join('\n', items.Where(item => item.Value.Json != "null").Select(i => $"{i.Key} {i.Value.Json}"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Items(JsonProperty section) =>
        section.Name switch
        {
            "mine" => [],
            "rating" => Each(section.Name, section.Value.GetProperty("rounds")),
            "supports" or "votes" => Each(section.Name, section.Value),
            _ when section.Value.ValueKind == JsonValueKind.Object
                    && section.Value.TryGetProperty("items", out var items)
                    && items.ValueKind == JsonValueKind.Object => Each(section.Name, items),
            _ => [KeyValuePair.Create(section.Name, section.Value.GetRawText())],
        };

    private static IEnumerable<KeyValuePair<string, string>> Each(string section, JsonElement map) =>
        map.EnumerateObject().Select(item => KeyValuePair.Create($"{section}/{item.Name}", item.Value.GetRawText()));
}
