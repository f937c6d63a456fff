using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Visiting;

/// <summary>
/// Key of the words about visits: of the phone's page, of the office's, and of what is wrong with a record. Those under
/// <c>client.</c> are written by the phone's script and travel with its page.
/// </summary>
public sealed class VisitWords;

/// <summary>How they are put.</summary>
public static class VisitWording
{
    private const string ForClient = "client.";

    // < and > stay escaped, so that no word can end the script element; 汉字 stay as they are.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public static string Group(this IStringLocalizer<VisitWords> words, Group group) => words[$"group.{group}"];

    /// <summary>老年人、残疾人</summary>
    public static string Groups(this IStringLocalizer<VisitWords> words, IEnumerable<Group> groups) =>
        string.Join(words["and"], groups.Select(group => words.Group(group)));

    public static string Wrong(this IStringLocalizer<VisitWords> words, VisitWrong wrong) =>
        words[$"wrong.{wrong.Code}", [.. wrong.Arguments]];

    /// <summary>All that the script writes, as one object.</summary>
    public static string ForScript(this IStringLocalizer<VisitWords> words) =>
        JsonSerializer.Serialize(
            words
                .GetAllStrings(includeParentCultures: true)
                .Where(text => text.Name.StartsWith(ForClient, StringComparison.Ordinal))
                .DistinctBy(text => text.Name, StringComparer.Ordinal)
                .ToDictionary(text => text.Name[ForClient.Length..], text => text.Value, StringComparer.Ordinal),
            Json
        );
}
