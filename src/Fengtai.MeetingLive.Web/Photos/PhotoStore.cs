using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace Fengtai.MeetingLive.Web.Photos;

/// <summary>A picture as it is sent.</summary>
public sealed record SentPhoto(string MediaType, byte[] Bytes);

/// <summary>
/// The photos of all streets, kept in the database beside the journals, so that a backup has them. They never change:
/// their name is their hash.
/// </summary>
public sealed class PhotoStore(MeetingStore store) : IDisposable
{
    /// <summary>A hall asks for the same two pictures at once; they are read from the database once.</summary>
    private const long RecentMost = 64 * 1024 * 1024;

    private readonly MemoryCache recent = new(new MemoryCacheOptions { SizeLimit = RecentMost });

    /// <summary>Keeping the same photo again changes nothing.</summary>
    public async Task KeepAsync(StreetId street, IEnumerable<KeptPhoto> photos, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        foreach (var photo in photos)
        {
            await using var context = store.Create();
            if (await IsKeptAsync(context, street, photo.Hash, cancel))
                continue;
            context.Photos.Add(
                new PhotoRow
                {
                    Hash = photo.Hash.Value,
                    StreetId = street.Value,
                    MediaType = KeptPhoto.MediaType,
                    Bytes = photo.Bytes,
                    Small = photo.Small,
                    Width = photo.Width,
                    Height = photo.Height,
                }
            );
            try
            {
                await context.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // Another node may have kept the same photo meanwhile; anything else is no harmless repeat.
                context.ChangeTracker.Clear();
                if (!await IsKeptAsync(context, street, photo.Hash, cancel))
                    throw;
            }
        }
    }

    /// <summary>Null when no street has such a photo.</summary>
    public async Task<SentPhoto?> FindAsync(string hash, bool small, CancellationToken cancel)
    {
        if (recent.TryGetValue((hash, small), out SentPhoto? known))
            return known;
        await using var context = store.Create();
        var found = await context
            .Photos.AsNoTracking()
            .Where(p => p.Hash == hash)
            .OrderBy(p => p.StreetId)
            .Select(p => new SentPhoto(p.MediaType, small ? p.Small : p.Bytes))
            .FirstOrDefaultAsync(cancel);
        if (found is not null)
            recent.Set((hash, small), found, new MemoryCacheEntryOptions { Size = found.Bytes.Length });
        return found;
    }

    /// <summary>The pictures of a deck's slides, as far as they are kept.</summary>
    public async Task<IReadOnlyDictionary<PhotoHash, byte[]>> OfAsync(Deck deck, CancellationToken cancel)
    {
        var pictures = new Dictionary<PhotoHash, byte[]>();
        foreach (var photos in deck.Slides.Select(slide => slide.Content).OfType<PhotosContent>())
        {
            foreach (var hash in (PhotoHash[])[photos.Before.Hash, photos.After.Hash])
            {
                if (await FindAsync(hash.Value, small: false, cancel) is { } found)
                    pictures[hash] = found.Bytes;
            }
        }

        return pictures;
    }

    /// <summary>The same of photos that are in no database.</summary>
    public static IReadOnlyDictionary<PhotoHash, byte[]> Pictures(IEnumerable<KeptPhoto> photos) =>
        photos.ToDictionary(photo => photo.Hash, photo => photo.Bytes);

    public void Dispose() => recent.Dispose();

    private static Task<bool> IsKeptAsync(
        MeetingContext context,
        StreetId street,
        PhotoHash hash,
        CancellationToken cancel
    ) => context.Photos.AnyAsync(p => p.Hash == hash.Value && p.StreetId == street.Value, cancel);
}
