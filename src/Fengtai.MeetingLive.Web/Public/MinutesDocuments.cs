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
    /// <param name="photos">The pictures of its slides; one that is missing is told by its words.</param>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public byte[] Pdf(Recorded recorded, IReadOnlyDictionary<PhotoHash, byte[]> photos)
    {
        using var bytes = new MemoryStream();
        var minutes = Minutes.From(recorded.Meeting, recorded.Head);
        MinutesPdf.Write(bytes, minutes, Fonts(), recorded.Meeting.LastAt, photos.GetValueOrDefault);
        return bytes.ToArray();
    }

    /// <summary>The same pages as pictures.</summary>
    /// <param name="width">Of a picture, in pixels.</param>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public PageImages Images(Recorded recorded, IReadOnlyDictionary<PhotoHash, byte[]> photos, int width)
    {
        var minutes = Minutes.From(recorded.Meeting, recorded.Head);
        return MinutesPdf.Images(minutes, Fonts(), recorded.Meeting.LastAt, width, photos.GetValueOrDefault);
    }

    /// <summary>What titles are set in, for the big screen too. It may be missing.</summary>
    public FileInfo TitleFont => new(FontBook.FileOf(Face.SongBold, options.Value.Fonts));

    /// <summary>For every document of the host.</summary>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public FontBook Fonts()
    {
        lock (opening)
        {
            return fonts ??= FontBook.Load(options.Value.Fonts, options.Value.FangSong);
        }
    }

    public void Dispose() => fonts?.Dispose();
}
