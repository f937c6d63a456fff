using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Docx;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents;

/// <summary>会议纪要 as DOCX, to be worked on in Word, WPS or LibreOffice.</summary>
public static class MinutesDocx
{
    /// <summary>Writes the minutes; the same minutes and time give the same bytes.</summary>
    /// <param name="fonts">For the words in the charts' pictures; the text names its fonts and holds none.</param>
    /// <param name="created">As in <see cref="MinutesDocument.Describe"/>.</param>
    /// <param name="photos">As in <see cref="MinutesDocument.Describe"/>.</param>
    public static void Write(
        Stream stream,
        Minutes minutes,
        FontBook fonts,
        DateTimeOffset created,
        PhotoBytes? photos = null
    ) => OfficialDocx.Write(stream, MinutesDocument.Describe(minutes, created, photos), fonts);
}
