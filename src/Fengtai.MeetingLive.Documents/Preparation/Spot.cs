using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>Where a value stands. Packs and workbooks check their texts here, by the same rules.</summary>
/// <param name="Note">Notes a mistake at this place: its code and what the words name.</param>
public readonly record struct Spot(Action<string, ImmutableArray<string>> Note)
{
    public void Fault(string code, params IEnumerable<string> arguments) => Note(code, [.. arguments]);

    /// <summary>The text without outer blanks; a required text may not be empty.</summary>
    /// <param name="most">Characters as a person counts them.</param>
    public string Text(string? raw, int most, bool required = true)
    {
        var text = Words.Tidy(raw);
        if (text.Length == 0 && required)
            Fault(ValueCode.Required);
        if (Words.Length(text) > most)
            Fault(ValueCode.TooLong, most.ToString(CultureInfo.InvariantCulture));
        if (Words.HasForbidden(text))
            Fault(ValueCode.ForbiddenCharacters);
        return text;
    }

    public DateOnly Date(string? raw)
    {
        if (DateOnly.TryParseExact(Text(raw, 20), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date))
            return date;
        if (!string.IsNullOrWhiteSpace(raw))
            Fault(ValueCode.DateShape, raw);
        return default;
    }

    public TimeOnly Time(string? raw)
    {
        if (TimeOnly.TryParseExact(Text(raw, 20), "HH:mm", CultureInfo.InvariantCulture, default, out var time))
            return time;
        if (!string.IsNullOrWhiteSpace(raw))
            Fault(ValueCode.TimeShape, raw);
        return default;
    }

    /// <summary>An id as in a phone's commands: 1 to 64 of [A-Za-z0-9_-].</summary>
    public string Id(string? raw)
    {
        var id = Text(raw, 64);
        if (id.Length > 0 && !Shapes.Id().IsMatch(id))
            Fault(ValueCode.IdShape, id);
        return id;
    }

    public string Code(string? raw)
    {
        var code = Text(raw, 64);
        if (code.Length > 0 && !Shapes.Code().IsMatch(code))
            Fault(ValueCode.CodeShape, code);
        return code;
    }

    public T Choice<T>(string? raw, IReadOnlyDictionary<string, T> choices)
    {
        var text = Text(raw, 64);
        if (choices.TryGetValue(text, out var choice))
            return choice;
        if (text.Length > 0)
            Fault(ValueCode.Choice, string.Join(" | ", choices.Keys), text, Nearest.Of(text, choices.Keys) ?? "");
        return choices.Values.First();
    }

    /// <summary>A whole number; nothing is zero.</summary>
    public int Whole(string? raw, int least, int most)
    {
        var text = Text(raw, 12, required: false);
        if (text.Length == 0)
            return 0;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        Fault(ValueCode.Range, $"{least}", $"{most}", text);
        return 0;
    }

    /// <summary>Notes a mistake when <paramref name="value"/> was seen before.</summary>
    public void Once(ISet<string> seen, string value)
    {
        if (value.Length > 0 && !seen.Add(value))
            Fault(ValueCode.Twice, value);
    }

    public void Known(IEnumerable<string> known, string value, string code)
    {
        var all = known.ToArray();
        if (value.Length > 0 && !all.Contains(value, StringComparer.Ordinal))
            Fault(code, value, Nearest.Of(value, all) ?? "");
    }
}

internal static partial class Shapes
{
    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}\\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    public static partial Regex Id();

    [GeneratedRegex("^[A-Z0-9]{6}\\z", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    public static partial Regex Code();
}
