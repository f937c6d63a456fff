using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Documents.Preparation;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Words;

/// <summary>The words for a workbook's mistakes, Chinese first, English complete.</summary>
public static class WorkbookWords
{
    private static readonly ResourceManager Resources = new(
        typeof(WorkbookWords).FullName!,
        typeof(WorkbookWords).Assembly
    );

    /// <summary>What is wrong and what to write instead, such as “错峰停”不在主题表里，是“错峰停车”吗？</summary>
    public static string Of(WorkbookMistake mistake, CultureInfo culture)
    {
        // The last argument of some codes is what may be meant; with it there are other words.
        var near = mistake.Arguments is [.., { Length: > 0 }]
            ? Resources.GetString(mistake.Code + ".near", culture)
            : null;
        var words =
            near
            ?? Resources.GetString(mistake.Code, culture)
            ?? PackWords.Find(mistake.Code, culture)
            ?? throw new InvalidOperationException($"No words for {mistake.Code} in WorkbookWords.resx.");
        return string.Format(culture, words, [.. mistake.Arguments]);
    }

    /// <summary>诉求清单 F131 日期; the sheet alone when it is about the whole of it.</summary>
    public static string Place(WorkbookMistake mistake) =>
        mistake.Row == 0
            ? $"{mistake.Sheet} {mistake.Heading}".TrimEnd()
            : $"{mistake.Sheet} {mistake.Letters}{mistake.Row} {mistake.Heading}".TrimEnd();

    /// <summary>Every code that a workbook's mistake can bear.</summary>
    internal static IEnumerable<string> Codes =>
        new[] { typeof(ValueCode), typeof(WorkbookCode) }
            .SelectMany(type => type.GetFields())
            .Where(code => code.IsLiteral)
            .Select(code => (string)code.GetRawConstantValue()!);
}
