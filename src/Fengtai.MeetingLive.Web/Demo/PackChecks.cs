using System.Globalization;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>One value of a pack and where it stands; JSON and CSV check their texts by the same rules.</summary>
internal readonly record struct PackSpot(string File, string Place, PackFaults Faults)
{
    public void Fault(string code, params IEnumerable<string> arguments) => Faults.Add(File, Place, code, arguments);

    /// <summary>The text without outer blanks; a required text may not be empty.</summary>
    public string Text(string? raw, int most, bool required = true)
    {
        var text = Core.Words.Tidy(raw);
        if (text.Length == 0 && required)
            Fault(PackCode.Required);
        if (Core.Words.Length(text) > most)
            Fault(PackCode.TooLong, most.ToString(CultureInfo.InvariantCulture));
        if (Core.Words.HasForbidden(text))
            Fault(PackCode.ForbiddenCharacters);
        return text;
    }

    public DateOnly Date(string? raw)
    {
        if (DateOnly.TryParseExact(Text(raw, 20), "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date))
            return date;
        if (!string.IsNullOrWhiteSpace(raw))
            Fault(PackCode.DateShape, raw);
        return default;
    }

    public TimeOnly Time(string? raw)
    {
        if (TimeOnly.TryParseExact(Text(raw, 20), "HH:mm", CultureInfo.InvariantCulture, default, out var time))
            return time;
        if (!string.IsNullOrWhiteSpace(raw))
            Fault(PackCode.TimeShape, raw);
        return default;
    }

    /// <summary>An id as in a phone's commands: 1 to 64 of [A-Za-z0-9_-].</summary>
    public string Id(string? raw)
    {
        var id = Text(raw, 64);
        if (id.Length > 0 && !PackShapes.Id().IsMatch(id))
            Fault(PackCode.IdShape, id);
        return id;
    }

    public string Code(string? raw)
    {
        var code = Text(raw, 64);
        if (code.Length > 0 && !PackShapes.Code().IsMatch(code))
            Fault(PackCode.CodeShape, code);
        return code;
    }

    public T Choice<T>(string? raw, IReadOnlyDictionary<string, T> choices)
    {
        var text = Text(raw, 64);
        if (choices.TryGetValue(text, out var choice))
            return choice;
        if (text.Length > 0)
            Fault(PackCode.Choice, string.Join(" | ", choices.Keys), text);
        return choices.Values.First();
    }

    /// <summary>Adds a mistake when <paramref name="value"/> was seen before.</summary>
    public void Once(ISet<string> seen, string value)
    {
        if (value.Length > 0 && !seen.Add(value))
            Fault(PackCode.Twice, value);
    }

    public void Known(IEnumerable<string> known, string value, string code)
    {
        if (value.Length > 0 && !known.Contains(value, StringComparer.Ordinal))
            Fault(code, value);
    }
}

internal static partial class PackShapes
{
    [GeneratedRegex("^[A-Za-z0-9_-]{1,64}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    public static partial Regex Id();

    [GeneratedRegex("^[A-Z0-9]{6}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    public static partial Regex Code();
}
