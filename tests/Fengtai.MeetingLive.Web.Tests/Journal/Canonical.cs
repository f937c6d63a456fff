using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// Any value as JSON of one form: whatever has no order of its own (dictionaries, sets) is sorted. Two states are equal
/// when these texts are, and where they are not the difference can be read.
/// </summary>
internal static class Canonical
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(object? value) => Node(value)?.ToJsonString(Readable) ?? "null";

    private static JsonNode? Node(object? value)
    {
        switch (value)
        {
            case null:
                return null;
            case string text:
                return text;
            case DateTimeOffset at:
                return at.UtcDateTime.ToString("O");
            case DateOnly or TimeOnly or Enum or Guid:
                return value.ToString();
            case IDictionary map:
                return new JsonArray([
                    .. map
                        .Keys.Cast<object>()
                        .Select(key => (JsonNode)new JsonArray(Node(key), Node(map[key])))
                        .OrderBy(pair => pair.ToJsonString(Readable), StringComparer.Ordinal),
                ]);
            case ITuple tuple when value.GetType().IsValueType:
                return new JsonArray([.. Enumerable.Range(0, tuple.Length).Select(i => Node(tuple[i]))]);
        }

        var type = value.GetType();
        if (type.IsPrimitive || value is decimal)
            return JsonSerializer.SerializeToNode(value, type);
        if (type.GetProperty("IsDefault")?.GetValue(value) is true)
            return null;
        if (value is IEnumerable items)
        {
            var nodes = items.Cast<object?>().Select(Node);
            var ordered = type.GetInterfaces()
                .Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ISet<>))
                ? nodes.OrderBy(node => node?.ToJsonString(Readable), StringComparer.Ordinal)
                : nodes;
            return new JsonArray([.. ordered]);
        }

        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal);
        return new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, Node(p.GetValue(value)))));
    }
}
