using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>What documents are made with; section <c>Documents</c>.</summary>
public sealed class DocumentOptions
{
    public const string Section = "Documents";

    /// <summary>The folder of the bundled fonts; by default Fonts beside the program.</summary>
    public string? Fonts { get; set; }

    /// <summary>Path of an installed 仿宋 (TTF), such as Windows' simfang.ttf; none of free licence can be bundled.</summary>
    public string? FangSong { get; set; }
}

/// <summary>Makes the minutes as a document; the fonts are opened once, when the first one is asked for.</summary>
public sealed class MinutesDocuments(IOptions<DocumentOptions> options) : IDisposable
{
    // A failure is not kept: whoever puts the fonts back need not restart the meeting.
    private readonly Lock opening = new();
    private FontBook? fonts;

    /// <summary>The whole document; a failure gives none rather than half of one.</summary>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public byte[] Pdf(Recorded recorded)
    {
        using var bytes = new MemoryStream();
        MinutesPdf.Write(bytes, Minutes.From(recorded.Meeting, recorded.Head), Fonts(), recorded.Meeting.LastAt);
        return bytes.ToArray();
    }

    public void Dispose() => fonts?.Dispose();

    private FontBook Fonts()
    {
        lock (opening)
        {
            return fonts ??= FontBook.Load(options.Value.Fonts, options.Value.FangSong);
        }
    }
}
