using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Documents.Tables;
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
    public byte[] Pdf(Recorded recorded, Minutes minutes, IReadOnlyDictionary<PhotoHash, byte[]> photos)
    {
        using var bytes = new MemoryStream();
        MinutesPdf.Write(bytes, minutes, Fonts(), recorded.Meeting.LastAt, photos.GetValueOrDefault);
        return bytes.ToArray();
    }

    /// <summary>The same of a supplement.</summary>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public byte[] Pdf(Recorded recorded, MinutesSupplement supplement)
    {
        using var bytes = new MemoryStream();
        SupplementPdf.Write(bytes, supplement, Fonts(), recorded.Meeting.LastAt);
        return bytes.ToArray();
    }

    /// <summary>The same pages as pictures.</summary>
    /// <param name="width">Of a picture, in pixels.</param>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public PageImages Images(
        Recorded recorded,
        Minutes minutes,
        IReadOnlyDictionary<PhotoHash, byte[]> photos,
        int width
    ) => MinutesPdf.Images(minutes, Fonts(), recorded.Meeting.LastAt, width, photos.GetValueOrDefault);

    /// <inheritdoc cref="Images(Recorded, Minutes, IReadOnlyDictionary{PhotoHash, byte[]}, int)"/>
    public PageImages Images(Recorded recorded, MinutesSupplement supplement, int width) =>
        SupplementPdf.Images(supplement, Fonts(), recorded.Meeting.LastAt, width);

    /// <summary>In which forms the minutes can be had, by the file's ending.</summary>
    public static readonly ImmutableArray<string> Formats = ["pdf", "docx", "xlsx", "csv", "ics", "json"];

    /// <summary>What a browser is told about each form.</summary>
    public static string MediaType(string format) =>
        format switch
        {
            "pdf" => "application/pdf",
            "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "csv" => "text/csv; charset=utf-8",
            "ics" => "text/calendar; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not one of Formats."),
        };

    /// <summary>The minutes in one of <see cref="Formats"/>.</summary>
    /// <param name="address">Where anyone can check; printed in PDF and DOCX. Null: none is known.</param>
    /// <exception cref="FontMissingException">A font file is missing; only PDF and DOCX need them.</exception>
    public byte[] Make(
        string format,
        Recorded recorded,
        IReadOnlyDictionary<PhotoHash, byte[]> photos,
        string? address = null
    )
    {
        var minutes = Minutes.From(recorded.Meeting, recorded.Head) with { Address = address };
        if (format == "pdf")
            return Pdf(recorded, minutes, photos);
        if (format == "json")
            return PublicRecord.Write(recorded);
        using var bytes = new MemoryStream();
        switch (format)
        {
            case "docx":
                MinutesDocx.Write(bytes, minutes, Fonts(), recorded.Meeting.LastAt, photos.GetValueOrDefault);
                break;
            case "xlsx":
                Workbook.WriteXlsx(bytes, minutes);
                break;
            case "csv":
                Workbook.WriteCsv(bytes, minutes);
                break;
            case "ics":
                Deadlines.WriteIcs(bytes, minutes, $"{recorded.Meeting.Id}.meetinglive", recorded.Meeting.LastAt);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "Not one of Formats.");
        }

        return bytes.ToArray();
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
