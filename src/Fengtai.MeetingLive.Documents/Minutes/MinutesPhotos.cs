using Fengtai.MeetingLive.Core;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>The bytes of a kept picture; null when it is not to be had.</summary>
public delegate byte[]? PhotoBytes(PhotoHash hash);

/// <summary>前后对比 in the minutes.</summary>
internal static class MinutesPhotos
{
    public static void Write(OfficialDocument document, PhotosContent photos, PhotoBytes bytes)
    {
        document.Paragraph($"{photos.Place}，改造前：{Caption(photos.Before)}；改造后：{Caption(photos.After)}。");
        document.Photos(Paired("改造前", photos.Before, bytes), Paired("改造后", photos.After, bytes));
    }

    private static PairedPhoto Paired(string label, Photo photo, PhotoBytes bytes) =>
        new(bytes(photo.Hash), photo.Width, photo.Height, label, Caption(photo), photo.Alt);

    private static string Caption(Photo photo) =>
        photo.TakenOn is { } day ? $"{Day(day)}，{photo.Caption}" : $"{photo.Caption}（示意图，非现场照片）";
}
