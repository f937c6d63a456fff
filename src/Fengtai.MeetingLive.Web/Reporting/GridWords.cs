using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Reporting;

/// <summary>Key of the words of the grid workers' items. Those under <c>client.</c> are written by the phone's script.</summary>
public sealed class GridWords;

/// <summary>How they travel.</summary>
public static class GridWording
{
    private const string ForClient = "client.";

    // < and > stay escaped, so that no word can end the script element; 汉字 stay as they are.
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>All that the script writes, as one object.</summary>
    public static string ForScript(this IStringLocalizer<GridWords> words) =>
        JsonSerializer.Serialize(
            words
                .GetAllStrings(includeParentCultures: true)
                .Where(text => text.Name.StartsWith(ForClient, StringComparison.Ordinal))
                .DistinctBy(text => text.Name, StringComparer.Ordinal)
                .ToDictionary(text => text.Name[ForClient.Length..], text => text.Value, StringComparer.Ordinal),
            Json
        );
}
