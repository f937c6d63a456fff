using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>Makes the minutes as a document; the fonts are opened once, when the first one is asked for.</summary>
public sealed class MinutesDocuments : IDisposable
{
    private readonly Lazy<FontBook> fonts = new(() => FontBook.Load());

    /// <summary>For every document of the host; loaded once.</summary>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public FontBook Fonts => fonts.Value;

    /// <summary>The whole document; a failure gives none rather than half of one.</summary>
    /// <param name="photos">The pictures of its slides; one that is missing is told by its words.</param>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public byte[] Pdf(Recorded recorded, IReadOnlyDictionary<PhotoHash, byte[]> photos)
    {
        using var bytes = new MemoryStream();
        var minutes = Minutes.From(recorded.Meeting, recorded.Head);
        MinutesPdf.Write(bytes, minutes, Fonts, recorded.Meeting.LastAt, photos.GetValueOrDefault);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        if (fonts.IsValueCreated)
            fonts.Value.Dispose();
    }
}
