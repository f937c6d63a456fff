using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>
/// A place in a JSON file. Reading a value that is not there, or not of its kind, notes a mistake and gives an empty one,
/// so that the rest is still read and told about.
/// </summary>
internal sealed class PackJson(string file, string path, JsonElement? element, PackFaults faults)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public PackSpot Spot => new(file, path, faults);

    public bool IsThere => element is { ValueKind: not JsonValueKind.Null };

    /// <summary>Null when the file is not there or is no JSON; the mistake is noted.</summary>
    public static PackJson? Open(string folder, string file, PackFaults faults)
    {
        if (PackText.Read(folder, file, faults) is not { } text)
            return null;
        try
        {
            // A comma too many and a comment are forgiven: people edit these files by hand. A name given twice is not.
            using var document = JsonDocument.Parse(
                text,
                new JsonDocumentOptions
                {
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                    AllowDuplicateProperties = false,
                }
            );
            return new PackJson(file, "", document.RootElement.Clone(), faults);
        }
        catch (JsonException e)
        {
            var line = ((e.LineNumber ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            var column = ((e.BytePositionInLine ?? 0) + 1).ToString(CultureInfo.InvariantCulture);
            faults.Add(file, "", PackCode.JsonMalformed, line, column);
            return null;
        }
    }

    public PackJson this[string name]
    {
        get
        {
            asked.Add(name);
            JsonElement? child =
                element is { ValueKind: JsonValueKind.Object } o && o.TryGetProperty(name, out var found)
                    ? found
                    : null;
            return new PackJson(file, path.Length == 0 ? name : $"{path}.{name}", child, faults);
        }
    }

    /// <summary>Reads an object; names that <paramref name="read"/> did not ask for are mistakes, most often misspelt.</summary>
    public T? Object<T>(Func<PackJson, T> read)
        where T : class
    {
        if (!Is(JsonValueKind.Object, "{}"))
            return null;
        var result = read(this);
        foreach (var property in element!.Value.EnumerateObject().Where(p => !asked.Contains(p.Name)))
        {
            this[property.Name].Spot.Fault(PackCode.Unknown, string.Join(", ", asked.Order(StringComparer.Ordinal)));
        }

        return result;
    }

    public ImmutableArray<PackJson> Items(int least, int most)
    {
        if (least == 0 && !IsThere || !Is(JsonValueKind.Array, "[]"))
            return [];
        var items = element!
            .Value.EnumerateArray()
            .Select((item, index) => new PackJson(file, $"{path}[{index}]", item, faults))
            .ToImmutableArray();
        if (items.Length < least || items.Length > most)
            Spot.Fault(PackCode.Count, $"{least}", $"{most}", $"{items.Length}");
        return items;
    }

    public ImmutableArray<T> Items<T>(int least, int most, Func<PackJson, T> read)
        where T : class => [.. Items(least, most).Select(item => item.Object(read)).OfType<T>()];

    public ImmutableArray<string> Texts(int least, int most, int length = 60) =>
        [.. Items(least, most).Select(item => item.Text(length))];

    public string Text(int most = 60) =>
        Is(JsonValueKind.String, "\"…\"") ? Spot.Text(element!.Value.GetString(), most) : "";

    public string? OptionalText(int most = 60) => IsThere ? Text(most) : null;

    /// <summary>A text that may stand only once in its list.</summary>
    public string Text(int most, ISet<string> seen) => Once(seen, Text(most));

    public string Id() => Is(JsonValueKind.String, "\"…\"") ? Spot.Id(element!.Value.GetString()) : "";

    public string Id(ISet<string> seen) => Once(seen, Id());

    public string Code() => Is(JsonValueKind.String, "\"…\"") ? Spot.Code(element!.Value.GetString()) : "";

    public string Code(ISet<string> seen) => Once(seen, Code());

    public DateOnly Date() =>
        Is(JsonValueKind.String, "\"2025-08-25\"") ? Spot.Date(element!.Value.GetString()) : default;

    public TimeOnly Time() => Is(JsonValueKind.String, "\"14:00\"") ? Spot.Time(element!.Value.GetString()) : default;

    public T Choice<T>(IReadOnlyDictionary<string, T> choices) =>
        Is(JsonValueKind.String, string.Join(" | ", choices.Keys))
            ? Spot.Choice(element!.Value.GetString(), choices)
            : choices.Values.First();

    public bool Flag()
    {
        if (!IsThere)
            return false;
        if (element!.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Spot.Fault(PackCode.Kind, "true | false");
        return element.Value.ValueKind == JsonValueKind.True;
    }

    public decimal Number(decimal least = 0, decimal most = 1_000_000_000_000)
    {
        if (!Is(JsonValueKind.Number, "123"))
            return 0;
        if (element!.Value.TryGetDecimal(out var number) && number >= least && number <= most)
            return number;
        Spot.Fault(PackCode.Range, Plain(least), Plain(most), element.Value.GetRawText());
        return 0;
    }

    public decimal? OptionalNumber(decimal least = 0) => IsThere ? Number(least) : null;

    public int Whole(int least, int most)
    {
        if (!Is(JsonValueKind.Number, "123"))
            return 0;
        if (element!.Value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Spot.Fault(PackCode.Range, Plain(least), Plain(most), element.Value.GetRawText());
        return 0;
    }

    private string Once(ISet<string> seen, string value)
    {
        Spot.Once(seen, value);
        return value;
    }

    private bool Is(JsonValueKind kind, string example)
    {
        if (!IsThere)
            Spot.Fault(PackCode.Required);
        else if (element!.Value.ValueKind != kind)
            Spot.Fault(PackCode.Kind, example);
        else
            return true;
        return false;
    }

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
