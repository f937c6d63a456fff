using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>
/// A place in a JSON file. Reading a value that is not there, or not of its kind, notes a mistake and gives an empty one,
/// so that the rest is still read and told about.
/// </summary>
internal sealed class PackJson(string file, string path, JsonElement? element, PackFaults faults) : Field
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public override Spot Spot => faults.At(file, path);

    public override bool IsThere => element is { ValueKind: not JsonValueKind.Null };

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

    public override Field this[string name]
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
    public override T? Object<T>(Func<Field, T> read)
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

    public override ImmutableArray<Field> Items(int least, int most)
    {
        if (least == 0 && !IsThere || !Is(JsonValueKind.Array, "[]"))
            return [];
        var items = element!
            .Value.EnumerateArray()
            .Select(Field (item, index) => new PackJson(file, $"{path}[{index}]", item, faults))
            .ToImmutableArray();
        if (items.Length < least || items.Length > most)
            Spot.Fault(PackCode.Count, $"{least}", $"{most}", $"{items.Length}");
        return items;
    }

    public override string Text(int most = 60) =>
        Is(JsonValueKind.String, "\"…\"") ? Spot.Text(element!.Value.GetString(), most) : "";

    public override string Id() => Is(JsonValueKind.String, "\"…\"") ? Spot.Id(element!.Value.GetString()) : "";

    public override string Code() => Is(JsonValueKind.String, "\"…\"") ? Spot.Code(element!.Value.GetString()) : "";

    public override DateOnly Date() =>
        Is(JsonValueKind.String, "\"2025-08-25\"") ? Spot.Date(element!.Value.GetString()) : default;

    public override TimeOnly Time() =>
        Is(JsonValueKind.String, "\"14:00\"") ? Spot.Time(element!.Value.GetString()) : default;

    public override T Choice<T>(Choices<T> choices) =>
        Is(JsonValueKind.String, string.Join(" | ", choices.ByName.Keys))
            ? Spot.Choice(element!.Value.GetString(), choices.ByName)
            : choices.ByName.Values.First();

    public override bool Flag()
    {
        if (!IsThere)
            return false;
        if (element!.Value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Spot.Fault(PackCode.Kind, "true | false");
        return element.Value.ValueKind == JsonValueKind.True;
    }

    public override decimal Number(decimal least = 0, decimal most = 1_000_000_000_000)
    {
        if (!Is(JsonValueKind.Number, "123"))
            return 0;
        if (element!.Value.TryGetDecimal(out var number) && number >= least && number <= most)
            return number;
        Spot.Fault(PackCode.Range, Plain(least), Plain(most), element.Value.GetRawText());
        return 0;
    }

    public override int Whole(int least, int most)
    {
        if (!Is(JsonValueKind.Number, "123"))
            return 0;
        if (element!.Value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Spot.Fault(PackCode.Range, Plain(least), Plain(most), element.Value.GetRawText());
        return 0;
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
