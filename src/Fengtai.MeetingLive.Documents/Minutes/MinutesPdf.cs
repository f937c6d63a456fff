using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>会议纪要 as PDF.</summary>
public static class MinutesPdf
{
    /// <summary>Writes the minutes; the same minutes and time give the same bytes.</summary>
    /// <param name="created">As in <see cref="MinutesDocument.Describe"/>.</param>
    /// <param name="photos">As in <see cref="MinutesDocument.Describe"/>.</param>
    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static void Write(
        Stream stream,
        Minutes minutes,
        FontBook fonts,
        DateTimeOffset created,
        PhotoBytes? photos = null
    ) => OfficialPdf.Write(stream, MinutesDocument.Describe(minutes, created, photos), fonts);

    /// <summary>The same minutes as pictures of their pages.</summary>
    /// <param name="width">Of a picture, in pixels; its height is that of A4.</param>
    public static PageImages Images(
        Minutes minutes,
        FontBook fonts,
        DateTimeOffset created,
        int width,
        PhotoBytes? photos = null
    ) => OfficialPdf.Images(MinutesDocument.Describe(minutes, created, photos), fonts, width);
}
