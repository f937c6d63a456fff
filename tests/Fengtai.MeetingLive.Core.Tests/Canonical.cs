using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>
/// A value as text that is the same exactly when the value is: records by their properties, dictionaries and sets sorted.
/// Record equality compares collections by reference, so tests compare this.
/// </summary>
internal static class Canonical
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    public static string Of(object? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string words:
                text.Append('"').Append(words).Append('"');
                break;
            case IFormattable plain when value is Enum or DateTimeOffset or DateOnly or TimeOnly || IsNumber(value):
                text.Append(
                    plain.ToString(value is DateTimeOffset or TimeOnly ? "O" : null, CultureInfo.InvariantCulture)
                );
                break;
            case bool truth:
                text.Append(truth ? "true" : "false");
                break;
            case IDictionary or IEnumerable when IsUnordered(value):
                Join(text, '{', Items((IEnumerable)value).Select(Of).Order(StringComparer.Ordinal), '}');
                break;
            case IEnumerable list:
                Join(text, '[', Items(list).Select(Of), ']');
                break;
            case ITuple tuple:
                Join(text, '(', Enumerable.Range(0, tuple.Length).Select(i => Of(tuple[i])), ')');
                break;
            default:
                var properties = Known.GetOrAdd(value.GetType(), Readable);
                Join(
                    text.Append(value.GetType().Name),
                    '{',
                    properties.Select(property => $"{property.Name}:{Of(property.GetValue(value))}"),
                    '}'
                );
                break;
        }
    }

    /// <summary>An array that was never set reads as such; it must not be taken for an empty one.</summary>
    private static IEnumerable<object?> Items(IEnumerable list) =>
        list.GetType().GetProperty("IsDefault")?.GetValue(list) is true ? ["unset"] : list.Cast<object?>();

    private static bool IsNumber(object value) => value is int or long or decimal or double;

    private static bool IsUnordered(object value) =>
        value is IDictionary
        || value
            .GetType()
            .GetInterfaces()
            .Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IReadOnlySet<>));

    private static PropertyInfo[] Readable(Type type) =>
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.GetIndexParameters().Length == 0)
                .OrderBy(property => property.Name, StringComparer.Ordinal),
        ];

    private static void Join(StringBuilder text, char open, IEnumerable<string> parts, char close) =>
        text.Append(open).AppendJoin(',', parts).Append(close);
}
