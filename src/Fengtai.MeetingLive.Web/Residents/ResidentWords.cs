using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// The words of the residents' page in the page's language. Those under <c>client.</c> are written by the script too and
/// travel with the page; those under <c>page.</c> only the server writes.
/// </summary>
public sealed class ResidentWords(IStringLocalizer<ResidentWords> texts, IStringLocalizer<Common> common)
{
    private const string ForClient = "client.";
    private const string ForPage = "page.";

    /// <summary>Of the words that all surfaces share, those that the script writes.</summary>
    private static readonly string[] SharedByAll = ["reason.", "commitment.", "subject."];

    // < and > stay escaped, so that no word can end the script element; 汉字 stay as they are.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>A word that only the server writes.</summary>
    public string this[string key] => Find(ForPage + key);

    /// <summary>The same with its places filled.</summary>
    public string Fill(string key, params ReadOnlySpan<(string Name, object Value)> places) => Put(this[key], places);

    /// <summary>A word that the script writes in the same place later.</summary>
    public string Shared(string key, params ReadOnlySpan<(string Name, object Value)> places) =>
        Put(Find(IsSharedByAll(key) ? key : ForClient + key), places);

    /// <summary>All that the script needs, as one object.</summary>
    public string ForScript() =>
        JsonSerializer.Serialize(
            Own().Concat(OfAll()).ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal),
            Json
        );

    public string Day(DateOnly day) =>
        Shared("date", ("m", day.Month), ("d", day.Day), ("month", Shared("months").Split(' ')[day.Month - 1]));

    /// <summary>The street's time, 14:02.</summary>
    public static string Clock(DateTimeOffset at) =>
        Core.Days.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For the <c>lang</c> attribute; also what <c>?lang=</c> takes.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "zh-CN";

    private IEnumerable<KeyValuePair<string, string>> Own() =>
        texts
            .GetAllStrings(includeParentCultures: true)
            .Where(text => text.Name.StartsWith(ForClient, StringComparison.Ordinal))
            .DistinctBy(text => text.Name, StringComparer.Ordinal)
            .Select(text => KeyValuePair.Create(text.Name[ForClient.Length..], text.Value));

    private IEnumerable<KeyValuePair<string, string>> OfAll() =>
        common
            .GetAllStrings(includeParentCultures: true)
            .Where(text => IsSharedByAll(text.Name))
            .DistinctBy(text => text.Name, StringComparer.Ordinal)
            .Select(text => KeyValuePair.Create(text.Name, text.Value));

    private static bool IsSharedByAll(string key) =>
        Array.Exists(SharedByAll, prefix => key.StartsWith(prefix, StringComparison.Ordinal));

    private string Find(string key)
    {
        var text = IsSharedByAll(key) ? common[key] : texts[key];
        return text.ResourceNotFound ? throw new KeyNotFoundException($"ResidentWords: {key} is missing") : text.Value;
    }

    private static string Put(string text, ReadOnlySpan<(string Name, object Value)> places)
    {
        foreach (var (name, value) in places)
        {
            text = text.Replace(
                $"{{{name}}}",
                Convert.ToString(value, CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            );
        }

        return text;
    }
}
