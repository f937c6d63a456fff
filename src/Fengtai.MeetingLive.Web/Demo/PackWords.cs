using System.Globalization;
using System.Resources;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>The words for a pack's mistakes, Chinese first, English complete.</summary>
public static class PackWords
{
    private static readonly ResourceManager Resources = new(typeof(PackWords).FullName!, typeof(PackWords).Assembly);

    /// <summary>Null when no mistake of a pack has this code. Photos beside a workbook are taken in as a pack's are.</summary>
    internal static string? Find(string code, CultureInfo culture) => Resources.GetString(code, culture);

    /// <summary>What is wrong and what was expected, such as 日期要写成2025-08-25，这里是“8月25日”。</summary>
    public static string Of(PackMistake mistake, CultureInfo culture)
    {
        var words =
            Find(mistake.Code, culture)
            ?? throw new InvalidOperationException($"No words for {mistake.Code} in PackWords.resx.");
        return string.Format(culture, words, [.. mistake.Arguments]);
    }
}
