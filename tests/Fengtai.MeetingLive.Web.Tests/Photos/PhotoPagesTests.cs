using System.Net;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Tests.Public;

namespace Fengtai.MeetingLive.Web.Tests.Photos;

/// <summary>Photos as they are sent, and the pages that show them.</summary>
public sealed class PhotoPagesTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_is_sent_once_and_for_ever()
    {
        var (slide, photos) = await CaseAsync();
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(At($"/photo/{photos.Before.Hash}"), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.StartsWith(
            "default-src 'none';",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
        var bytes = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.Equal(photos.Before.Hash.Value, Convert.ToHexStringLower(SHA256.HashData(bytes)));

        using var again = new HttpRequestMessage(HttpMethod.Get, At($"/photo/{photos.Before.Hash}"));
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await browser.SendAsync(again, Cancel);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
        Assert.Equal("环境卫生", slide.Topic);
    }

    [Fact]
    public async Task A_phone_gets_the_small_one()
    {
        var (_, photos) = await CaseAsync();
        using var browser = host.Browser();

        var large = await browser.GetByteArrayAsync(At($"/photo/{photos.After.Hash}"), Cancel);
        var small = await browser.GetByteArrayAsync(At($"/photo/{photos.After.Hash}/small"), Cancel);

        Assert.InRange(small.Length, 1000, large.Length / 2);
    }

    [Theory]
    [InlineData("/photo/0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("/photo/0000000000000000000000000000000000000000000000000000000000000000/small")]
    [InlineData("/photo/1")]
    [InlineData("/photo/..%2Fmeetings.db")]
    [InlineData("/photo/%27%20OR%201=1")]
    public async Task What_is_no_photo_s_hash_is_404_and_not_remembered(string path)
    {
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(At(path), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_hash_in_capitals_is_another_address()
    {
        var (_, photos) = await CaseAsync();
        using var browser = host.Browser();

        using var answer = await browser.GetAsync(At($"/photo/{photos.Before.Hash.Value.ToUpperInvariant()}"), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_big_screen_shows_both_pictures_with_their_words()
    {
        var (slide, photos) = await CaseAsync();
        var door = await host.DoorAsync();
        var street = door.Session.Current.Plan.Street;
        var show = new ShowSlide(
            new CommandId("show-photos"),
            Actor.Staff(new ActorId("lead"), Roles.Presenter, street),
            DateTimeOffset.UtcNow,
            slide.Id
        );
        Assert.IsType<Outcome.Done>(await door.Session.ExecuteAsync(show, Cancel));
        using var browser = host.Browser();

        var scene = await browser.GetStringAsync(At("/screen/FT2025/scene"), Cancel);

        Assert.Contains($"src=\"/photo/{photos.Before.Hash}\"", scene, StringComparison.Ordinal);
        Assert.Contains($"src=\"/photo/{photos.After.Hash}\"", scene, StringComparison.Ordinal);
        Assert.Contains($"alt=\"{photos.After.Alt}\"", scene, StringComparison.Ordinal);
        Assert.Contains("改造前", scene, StringComparison.Ordinal);
        Assert.Contains("示意图，非现场照片", scene, StringComparison.Ordinal);
        Assert.Contains($"地点：{photos.Place}。{slide.Period}", scene, StringComparison.Ordinal);
        Assert.Contains(slide.Source, scene, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_and_the_public_page_load_the_small_pictures()
    {
        var (slide, photos) = await CaseAsync();
        using var browser = host.Browser();

        var phone = await browser.GetStringAsync(At($"/m/FT2025/slide/{slide.Id}"), Cancel);
        var result = await browser.GetStringAsync(At("/p/FT2025"), Cancel);

        Assert.All(
            new[] { phone, result },
            page =>
            {
                Assert.Contains($"src=\"/photo/{photos.Before.Hash}/small\"", page, StringComparison.Ordinal);
                Assert.Contains($"href=\"/photo/{photos.Before.Hash}\"", page, StringComparison.Ordinal);
                Assert.Contains("示意图，非现场照片", page, StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task In_English_the_words_around_the_pictures_are_English()
    {
        var (slide, _) = await CaseAsync();
        using var browser = host.Browser();

        var phone = await browser.GetStringAsync(At($"/m/FT2025/slide/{slide.Id}?lang=en"), Cancel);

        Assert.Contains("Before", phone, StringComparison.Ordinal);
        Assert.Contains("drawing, not a photo", phone, StringComparison.Ordinal);
    }

    private async Task<(Slide Slide, PhotosContent Photos)> CaseAsync()
    {
        var meeting = (await host.DoorAsync()).Session.Current;
        var slide = meeting.Plan.Deck.Slides.Single(one => one.Content is PhotosContent);
        return (slide, (PhotosContent)slide.Content);
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}
