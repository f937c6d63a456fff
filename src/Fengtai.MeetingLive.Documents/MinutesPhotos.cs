using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>The bytes of a kept picture; null when it is not to be had.</summary>
public delegate byte[]? PhotoBytes(PhotoHash hash);

/// <summary>前后对比 in the minutes: a sentence in the report, the pictures in an annex.</summary>
internal static class MinutesPhotos
{
    public const string Title = "前后对比照片";

    public static IEnumerable<(Slide Slide, PhotosContent Photos)> Of(Minutes minutes) =>
        minutes
            .Report.Where(slide => slide.Content is PhotosContent)
            .Select(slide => (slide, (PhotosContent)slide.Content));

    public static string Sentence(PhotosContent photos) =>
        $"{photos.Place}，改造前：{Caption(photos.Before)}；改造后：{Caption(photos.After)}。照片见附件“{Title}”。";

    public static void Annex(OfficialDocument document, Minutes minutes, PhotoBytes bytes)
    {
        foreach (var (index, (slide, photos)) in Of(minutes).Index())
        {
            document.Heading(1, Text($"{Chinese(index + 1)}、{slide.Title}"));
            document.Photos(Paired("改造前", photos.Before, bytes), Paired("改造后", photos.After, bytes));
            var sample = slide.Sample ? "（示例）" : "";
            document.Note($"地点：{photos.Place}。{slide.Period}。来源：{slide.Source}{sample}。");
        }
    }

    private static PairedPhoto Paired(string label, Photo photo, PhotoBytes bytes) =>
        new(bytes(photo.Hash), photo.Width, photo.Height, label, Caption(photo), photo.Alt);

    private static string Caption(Photo photo) =>
        photo.TakenOn is { } day ? $"{Day(day)}，{photo.Caption}" : $"{photo.Caption}（示意图，非现场照片）";
}
