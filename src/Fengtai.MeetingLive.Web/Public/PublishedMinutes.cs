using System.Collections.Immutable;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Extensions.Caching.Memory;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// The minutes of closed meetings as everybody may fetch them, made once for each version: a hall that opens the same page
/// at once costs one drawing of it.
/// </summary>
public sealed class PublishedMinutes(MinutesArchive archive, MeetingStore store) : IDisposable
{
    /// <summary>About 150 dpi: sharp on a phone also when drawn apart with two fingers.</summary>
    private const int PixelsWide = 1240;

    /// <summary>Meetings whose minutes are kept in memory; a meeting of twelve pages takes about 3 MB.</summary>
    private const int Most = 8;

    private readonly MemoryCache kept = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <param name="address">The public address of the result, printed in minutes that are not sealed yet.</param>
    /// <exception cref="FontMissingException">A font file is missing.</exception>
    public async Task<Edition> OfAsync(Recorded recorded, string address, CancellationToken cancel)
    {
        var meeting = recorded.Meeting;
        var key = (store.Epoch, meeting.Id, meeting.Version, address);
        if (kept.TryGetValue(key, out Edition? known))
            return known!;
        var made = new Edition(
            await archive.ImagesAsync(recorded, address, PixelsWide, cancel),
            wanted => archive.PdfAsync(recorded, address, wanted)
        );
        return kept.Set(key, made, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    public void Dispose() => kept.Dispose();

    /// <summary>
    /// One version of one meeting's minutes with their supplements as pages, one after the other; each is drawn when it is
    /// first asked for.
    /// </summary>
    public sealed class Edition
    {
        private readonly (PageImages Images, int Page)[] pages;
        private readonly Lock[] drawing;
        private readonly byte[]?[] made;
        private readonly Func<CancellationToken, Task<byte[]>> write;
        private readonly SemaphoreSlim writing = new(1, 1);
        private byte[]? file;

        public Edition(ImmutableArray<PageImages> documents, Func<CancellationToken, Task<byte[]>> write)
        {
            this.write = write;
            pages =
            [
                .. documents.SelectMany(images => Enumerable.Range(1, images.Count).Select(page => (images, page))),
            ];
            drawing = [.. pages.Select(_ => new Lock())];
            made = new byte[pages.Length][];
        }

        public int Pages => pages.Length;

        /// <summary>Of a page's picture, in pixels.</summary>
        public int Width => pages[0].Images.Width;

        public int Height => pages[0].Images.Height;

        /// <summary>The minutes themselves as a file.</summary>
        /// <exception cref="SealBrokenException">The kept bytes are not what was sealed.</exception>
        public async Task<byte[]> PdfAsync(CancellationToken cancel)
        {
            await writing.WaitAsync(cancel);
            try
            {
                return file ??= await write(cancel);
            }
            finally
            {
                writing.Release();
            }
        }

        /// <param name="page">1 to <see cref="Pages"/>.</param>
        public byte[] Png(int page)
        {
            var index = page - 1;
            // A failure is not kept: the next one who asks tries again.
            lock (drawing[index])
                return made[index] ??= pages[index].Images.Png(pages[index].Page);
        }
    }
}
