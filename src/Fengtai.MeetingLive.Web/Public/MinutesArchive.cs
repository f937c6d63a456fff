using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Staff;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// The minutes as they stand: made anew from the journal until they are sealed, and from then on the kept bytes. Pages as
/// pictures are drawn from the version that was sealed.
/// </summary>
public sealed class MinutesArchive(
    MinutesDocuments documents,
    SealedDocuments kept,
    MeetingJournal journal,
    PhotoStore photos
)
{
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    /// <exception cref="SealBrokenException">The kept bytes are not what was sealed.</exception>
    public async Task<byte[]> PdfAsync(Recorded recorded, string? address, CancellationToken cancel)
    {
        var meeting = recorded.Meeting;
        if (meeting.Draft.Sealed is { } document)
            return await kept.ReadAsync(meeting.Id, document, cancel);
        var pictures = await photos.OfAsync(meeting.Plan.Deck, cancel);
        return documents.Pdf(recorded, MinutesOf(recorded) with { Address = address }, pictures);
    }

    /// <param name="number">1 and up.</param>
    /// <returns>Null when there is no such supplement.</returns>
    /// <exception cref="SealBrokenException">The kept bytes are not what was sealed.</exception>
    public async Task<byte[]?> SupplementAsync(Meeting meeting, int number, CancellationToken cancel) =>
        meeting.Draft.Supplements.FirstOrDefault(one => one.Number == number) is { } supplement
            ? await kept.ReadAsync(meeting.Id, supplement.Document, cancel)
            : null;

    /// <summary>In any of <see cref="MinutesDocuments.Formats"/>; only the PDF is sealed, the others follow the journal.</summary>
    public async Task<byte[]> MakeAsync(string format, Recorded recorded, string? address, CancellationToken cancel) =>
        format == "pdf"
            ? await PdfAsync(recorded, address, cancel)
            : documents.Make(format, recorded, await photos.OfAsync(recorded.Meeting.Plan.Deck, cancel), address);

    /// <summary>The pages of the minutes and of all their supplements, one after the other.</summary>
    /// <param name="width">Of a picture, in pixels.</param>
    public async Task<ImmutableArray<PageImages>> ImagesAsync(
        Recorded recorded,
        string? address,
        int width,
        CancellationToken cancel
    )
    {
        var meeting = recorded.Meeting;
        var pictures = await photos.OfAsync(meeting.Plan.Deck, cancel);
        if (meeting.Draft.Sealed is not { } document)
            return [documents.Images(recorded, MinutesOf(recorded) with { Address = address }, pictures, width)];
        var then = await journal.LoadAsync(meeting.Id, cancel, document.Version);
        var all = ImmutableArray.CreateBuilder<PageImages>();
        all.Add(documents.Images(then, MinutesOf(then).Seal(document.Address), pictures, width));
        foreach (var supplement in meeting.Draft.Supplements)
        {
            var at = await journal.LoadAsync(meeting.Id, cancel, supplement.Document.Version);
            var model = SupplementOf(
                then,
                at,
                supplement.Number,
                supplement.Text,
                supplement.Document.At,
                supplement.Document.Address
            );
            all.Add(documents.Images(at, model, width));
        }

        return all.ToImmutable();
    }

    /// <summary>Makes and keeps what is to be sealed. The seal itself is a command that names it.</summary>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public async Task<string> KeepMinutesAsync(Recorded recorded, string? address, CancellationToken cancel)
    {
        var pictures = await photos.OfAsync(recorded.Meeting.Plan.Deck, cancel);
        var bytes = documents.Pdf(recorded, MinutesOf(recorded).Seal(address), pictures);
        return await kept.KeepAsync(recorded.Meeting.Id, bytes, cancel);
    }

    /// <summary>The same for the next supplement.</summary>
    /// <param name="at">When it is sealed; printed as its day.</param>
    /// <exception cref="InvalidOperationException">The minutes are not sealed.</exception>
    public async Task<string> KeepSupplementAsync(
        Recorded recorded,
        string text,
        DateTimeOffset at,
        string? address,
        CancellationToken cancel
    )
    {
        var meeting = recorded.Meeting;
        var document =
            meeting.Draft.Sealed
            ?? throw new InvalidOperationException("A supplement belongs to minutes that are sealed.");
        var then = await journal.LoadAsync(meeting.Id, cancel, document.Version);
        var model = SupplementOf(then, recorded, meeting.Draft.Supplements.Length + 1, text, at, address);
        return await kept.KeepAsync(meeting.Id, documents.Pdf(recorded, model), cancel);
    }

    /// <summary>After a sealing that was refused.</summary>
    public Task DropAsync(Meeting meeting, string sha256, CancellationToken cancel) =>
        kept.DropAsync(meeting, sha256, cancel);

    private static Minutes MinutesOf(Recorded recorded) => Minutes.From(recorded.Meeting, recorded.Head);

    private static MinutesSupplement SupplementOf(
        Recorded then,
        Recorded now,
        int number,
        string text,
        DateTimeOffset at,
        string? address
    ) => MinutesSupplement.From(then.Meeting, now.Meeting, now.Head, number, text, Beijing.Day(at), address);
}
