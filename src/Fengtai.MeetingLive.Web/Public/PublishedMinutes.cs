using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Photos;
using Microsoft.Extensions.Caching.Memory;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// The minutes of closed meetings as everybody may fetch them, made once for each version: a hall that opens the same page
/// at once costs one drawing of it.
/// </summary>
public sealed class PublishedMinutes(MinutesDocuments documents, PhotoStore photos, MeetingStore store) : IDisposable
{
    /// <summary>About 150 dpi: sharp on a phone also when drawn apart with two fingers.</summary>
    private const int PixelsWide = 1240;

    /// <summary>Meetings whose minutes are kept in memory; a meeting of twelve pages takes about 3 MB.</summary>
    private const int Most = 8;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public async Task<Edition> OfAsync(Recorded recorded, CancellationToken cancel)
    {
        var meeting = recorded.Meeting;
        var key = (store.Epoch, meeting.Id, meeting.Version);
        if (kept.TryGetValue(key, out Edition? known))
            return known!;
        var pictures = await photos.OfAsync(meeting.Plan.Deck, cancel);
        var made = new Edition(
            documents.Images(recorded, pictures, PixelsWide),
            () => documents.Pdf(recorded, pictures)
        );
        return kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    public void Dispose() => kept.Dispose();

    /// <summary>One version of one meeting's minutes; pages and file are made when they are first asked for.</summary>
    public sealed class Edition(PageImages images, Func<byte[]> write)
    {
        private readonly Lock[] drawing = [.. Enumerable.Range(0, images.Count + 1).Select(_ => new Lock())];
        private readonly byte[]?[] made = new byte[images.Count + 1][];

        public int Pages => images.Count;

        /// <summary>Of a page's picture, in pixels.</summary>
        public int Width => images.Width;

        public int Height => images.Height;

        /// <param name="page">1 to <see cref="Pages"/>.</param>
        public byte[] Png(int page) => Once(page, () => images.Png(page));

        public byte[] Pdf() => Once(0, write);

        // A failure is not kept: the next one who asks tries again.
        private byte[] Once(int index, Func<byte[]> make)
        {
            lock (drawing[index])
                return made[index] ??= make();
        }
    }
}
