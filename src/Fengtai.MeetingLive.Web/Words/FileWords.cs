using Fengtai.MeetingLive.Documents.Reading;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Words;

/// <summary>Key of the words for files that are refused whole; one entry per <see cref="FileCode"/>.</summary>
public sealed class FileWords;

/// <summary>How they are put.</summary>
public static class FileWording
{
    public static string Refusal(this IStringLocalizer<FileWords> words, FileRefusal refusal) =>
        words[refusal.Code, [.. refusal.Arguments]];
}
