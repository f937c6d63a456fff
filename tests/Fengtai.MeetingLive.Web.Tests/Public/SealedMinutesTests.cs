using System.Net;
using System.Security.Cryptography;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Public;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>A seal means: these bytes, for everybody, from now on; each test goes on where another may have been.</summary>
public sealed class SealedMinutesTests(PublicHost host) : IClassFixture<PublicHost>
{
    private const string Address = "https://baogao.example/p/FT2025";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_sealed_is_what_everybody_gets()
    {
        var document = await SealedAsync();
        using var browser = host.Browser();

        var bytes = await browser.GetByteArrayAsync(At("/p/FT2025/minutes.pdf"), Cancel);

        Assert.Equal(document.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var page = await browser.GetStringAsync(At("/p/FT2025/minutes"), Cancel);
        Assert.Contains("已用印定稿", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Made_again_from_the_sealed_version_it_is_the_same_to_the_byte()
    {
        var document = await SealedAsync();
        var then = await host.Service<MeetingJournal>().LoadAsync(await IdAsync(), Cancel, document.Version);

        var again = await host.Service<MinutesArchive>().KeepMinutesAsync(then, document.Address, Cancel);

        Assert.Equal(document.Sha256, again);
    }

    [Fact]
    public async Task A_supplement_is_sealed_beside_the_minutes_and_changes_nothing_in_them()
    {
        var document = await SealedAsync();
        var session = (await host.DoorAsync()).Session;
        var by = Actor.System(session.Current.Plan.Street);
        var archive = host.Service<MinutesArchive>();
        var before = Pages(await PageAsync());
        const string Text = "会后向提问居民补发了书面答复。";
        var number = session.Current.Draft.Supplements.Length + 1;
        var now = DateTimeOffset.UtcNow;
        var sha256 = await archive.KeepSupplementAsync(session.Recorded, Text, now, Address, Cancel);

        Assert.IsType<Outcome.Done>(
            await session.ExecuteAsync(
                new SupplementMinutes(new($"add-{number}"), by, now, Text, session.Current.Version, sha256, Address),
                Cancel
            )
        );

        using var browser = host.Browser();
        var bytes = await browser.GetByteArrayAsync(At($"/p/FT2025/supplement-{number}.pdf"), Cancel);
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(document, session.Current.Draft.Sealed);
        var page = await PageAsync();
        Assert.Contains($"/p/FT2025/supplement-{number}.pdf", page, StringComparison.Ordinal);
        Assert.True(Pages(page) > before, "its pages follow those of the minutes");
        using var none = await browser.GetAsync(At("/p/FT2025/supplement-99.pdf"), Cancel);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("没有这一份补充", await none.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_kept_for_a_seal_that_was_refused_is_dropped()
    {
        await SealedAsync();
        var session = (await host.DoorAsync()).Session;
        var kept = host.Service<SealedDocuments>();
        var sha256 = await kept.KeepAsync(session.Current.Id, "%PDF of nobody"u8.ToArray(), Cancel);

        await kept.DropAsync(session.Current, sha256, Cancel);
        await kept.DropAsync(session.Current, session.Current.Draft.Sealed!.Sha256, Cancel);

        await using var context = host.Service<MeetingStore>().Create();
        var left = await context.Sealed.Select(row => row.Sha256).ToListAsync(Cancel);
        Assert.DoesNotContain(sha256, left);
        Assert.Contains(session.Current.Draft.Sealed.Sha256, left);
    }

    private async Task<MeetingId> IdAsync() => (await host.DoorAsync()).Session.Current.Id;

    private async Task<string> PageAsync()
    {
        using var browser = host.Browser();
        return await browser.GetStringAsync(At("/p/FT2025/minutes"), Cancel);
    }

    private static int Pages(string page) => page.Split("/p/FT2025/minutes/").Length - 1;

    /// <summary>Closes, hands in, passes by another, seals; a sealed one stays as it is.</summary>
    private async Task<SealedDocument> SealedAsync()
    {
        await host.CloseAsync();
        var session = (await host.DoorAsync()).Session;
        if (session.Current.Draft.Sealed is { } known)
            return known;
        var street = session.Current.Plan.Street;
        var first = Actor.Staff(new("first"), Roles.Secretary, street);
        var second = Actor.Staff(new("second"), Roles.Secretary, street);
        var now = DateTimeOffset.UtcNow;
        await DoAsync(new SubmitMinutes(new("submit"), first, now));
        await DoAsync(new PassMinutes(new("pass"), second, now));
        var sha256 = await host.Service<MinutesArchive>().KeepMinutesAsync(session.Recorded, Address, Cancel);
        await DoAsync(new SealMinutes(new("seal"), first, now, session.Current.Version, sha256, Address));
        return session.Current.Draft.Sealed!;

        async Task DoAsync(MeetingCommand command) => Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command));
    }

    private static Uri At(string path) => new(path, UriKind.Relative);
}

/// <summary>A kept document that somebody changed, or took away, is never given out.</summary>
public sealed class BrokenSealTests(PublicHost host) : IClassFixture<PublicHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bytes_that_differ_from_the_seal_are_refused_in_words()
    {
        await host.CloseAsync();
        var session = (await host.DoorAsync()).Session;
        var street = session.Current.Plan.Street;
        var now = DateTimeOffset.UtcNow;
        var first = Actor.Staff(new("first"), Roles.Secretary, street);
        await session.ExecuteAsync(new SubmitMinutes(new("submit"), first, now), Cancel);
        await session.ExecuteAsync(
            new PassMinutes(new("pass"), Actor.Staff(new("second"), Roles.Secretary, street), now),
            Cancel
        );
        var sha256 = await host.Service<MinutesArchive>().KeepMinutesAsync(session.Recorded, null, Cancel);
        await session.ExecuteAsync(
            new SealMinutes(new("seal"), first, now, session.Current.Version, sha256, null),
            Cancel
        );
        await using (var context = host.Service<MeetingStore>().Create())
        {
            Assert.Equal(
                1,
                await context.Sealed.ExecuteUpdateAsync(
                    set => set.SetProperty(row => row.Bytes, "%PDF-1.7 of somebody else"u8.ToArray()),
                    Cancel
                )
            );
        }

        using var browser = host.Browser();
        using var changed = await browser.GetAsync(new Uri("/p/FT2025/minutes.pdf", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, changed.StatusCode);
        Assert.Contains("纪要暂时打不开", await changed.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        await using (var context = host.Service<MeetingStore>().Create())
            await context.Sealed.ExecuteDeleteAsync(Cancel);
        await Assert.ThrowsAsync<SealBrokenException>(() =>
            host.Service<MinutesArchive>().PdfAsync(session.Recorded, null, Cancel)
        );
    }
}
