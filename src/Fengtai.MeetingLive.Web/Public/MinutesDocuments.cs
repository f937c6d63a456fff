using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>Makes the minutes as a document; the fonts are opened once, when the first one is asked for.</summary>
public sealed class MinutesDocuments : IDisposable
{
    private readonly Lazy<FontBook> fonts = new(() => FontBook.Load());

    /// <summary>The whole document; a failure gives none rather than half of one.</summary>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public byte[] Pdf(Recorded recorded)
    {
        using var bytes = new MemoryStream();
        MinutesPdf.Write(bytes, Minutes.From(recorded.Meeting, recorded.Head), fonts.Value, recorded.Meeting.LastAt);
        return bytes.ToArray();
    }

    public void Dispose()
    {
        if (fonts.IsValueCreated)
            fonts.Value.Dispose();
    }
}
