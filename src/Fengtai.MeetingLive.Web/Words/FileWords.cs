using System.Globalization;
using System.Resources;
using Fengtai.MeetingLive.Documents.Reading;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Words;

/// <summary>Key of the words for files that are refused whole; one entry per <see cref="FileCode"/>.</summary>
public sealed class FileWords;

/// <summary>How they are put.</summary>
public static class FileWording
{
    private static readonly ResourceManager Resources = new(typeof(FileWords).FullName!, typeof(FileWords).Assembly);

    public static string Refusal(this IStringLocalizer<FileWords> words, FileRefusal refusal) =>
        words[refusal.Code, [.. refusal.Arguments]];

    /// <summary>For the terminal, where there is no localizer.</summary>
    public static string Of(FileRefusal refusal, CultureInfo culture) =>
        string.Format(
            culture,
            Resources.GetString(refusal.Code, culture)
                ?? throw new InvalidOperationException($"No words for {refusal.Code} in FileWords.resx."),
            [.. refusal.Arguments]
        );
}
