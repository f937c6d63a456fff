using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Photos;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>Photos beside the journal.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public async Task A_photo_that_was_kept_is_found_by_its_hash_in_both_sizes()
    {
        var photo = AnyPhoto();
        using var photos = new PhotoStore(node.Store);

        await photos.KeepAsync(Script.Street, [photo], Cancel);

        // Another server reads what the first has written.
        using var other = new PhotoStore(node.Store);
        var large = await other.FindAsync(photo.Hash.Value, small: false, Cancel);
        var small = await other.FindAsync(photo.Hash.Value, small: true, Cancel);
        Assert.Equal("image/jpeg", large!.MediaType);
        Assert.Equal(photo.Bytes, large.Bytes);
        Assert.Equal(photo.Small, small!.Bytes);
        await using var context = node.Store.Create();
        var row = await context.Photos.SingleAsync(p => p.Hash == photo.Hash.Value, Cancel);
        Assert.Equal((Script.Street.Value, 640, 360), (row.StreetId, row.Width, row.Height));
    }

    [Fact]
    public async Task Keeping_a_photo_twice_keeps_it_once_for_each_street()
    {
        var photo = AnyPhoto();
        using var photos = new PhotoStore(node.Store);

        await photos.KeepAsync(Script.Street, [photo, photo], Cancel);
        await photos.KeepAsync(Script.Street, [photo], Cancel);
        await photos.KeepAsync(new StreetId("lugouqiao"), [photo], Cancel);

        await using var context = node.Store.Create();
        var streets = context.Photos.Where(p => p.Hash == photo.Hash.Value).Select(p => p.StreetId);
        Assert.Equal(["lugouqiao", "wangzuo"], await streets.Order().ToArrayAsync(Cancel));
    }

    [Fact]
    public async Task A_photo_that_was_never_kept_is_not_found_and_can_be_kept_later()
    {
        var photo = AnyPhoto();
        using var photos = new PhotoStore(node.Store);

        Assert.Null(await photos.FindAsync(photo.Hash.Value, small: false, Cancel));
        await photos.KeepAsync(Script.Street, [photo], Cancel);

        Assert.NotNull(await photos.FindAsync(photo.Hash.Value, small: false, Cancel));
    }

    [Fact]
    public async Task The_published_journal_names_each_photo_by_its_hash()
    {
        var (before, after) = (AnyPhoto(), AnyPhoto());
        var content = new PhotosContent(
            "南街胡同口",
            new Photo(before.Hash, 640, 360, "路面破损", new DateOnly(2025, 3, 12), "坑洼的路面"),
            new Photo(after.Hash, 640, 360, "更换管线", TakenOn: null, "平整的路面")
        );
        var slide = script.Plan.Deck.Slides[0] with { Content = content };
        var announce = script.Announce();
        await PlayAsync([announce with { Plan = announce.Plan with { Deck = new Deck([slide]) } }]);

        var body = (await node.Journal.ReadAsync(script.Meeting, Cancel))[0].Body;
        var read = Assert.IsType<PhotosContent>((await LoadAsync()).Meeting.Plan.Deck.Slides[0].Content);

        Assert.Contains($"\"hash\":\"{before.Hash}\"", body, StringComparison.Ordinal);
        Assert.Contains($"\"hash\":\"{after.Hash}\"", body, StringComparison.Ordinal);
        Assert.Equal(content, read);
    }

    [Fact]
    public async Task The_pictures_of_a_deck_are_those_that_are_kept()
    {
        var (before, after) = (AnyPhoto(), AnyPhoto());
        using var photos = new PhotoStore(node.Store);
        await photos.KeepAsync(Script.Street, [before], Cancel);
        var content = new PhotosContent(
            "",
            new Photo(before.Hash, 640, 360, "", null, ""),
            new Photo(after.Hash, 640, 360, "", null, "")
        );

        var pictures = await photos.OfAsync(new Deck([script.Plan.Deck.Slides[0] with { Content = content }]), Cancel);

        Assert.Equal([before.Hash], pictures.Keys);
        Assert.Equal(before.Bytes, pictures[before.Hash]);
    }

    /// <summary>Bytes of its own, so that tests in one database do not meet.</summary>
    private protected static KeptPhoto AnyPhoto()
    {
        var bytes = RandomNumberGenerator.GetBytes(2000);
        var hash = new PhotoHash(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return new KeptPhoto(hash, bytes, bytes[..200], 640, 360);
    }
}
