using System.Collections.Concurrent;
using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Terminal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// The disk runs full in the middle of a storm of ratings. Nobody is told that something is kept which is not; when there
/// is room again it goes on by itself, and everything that was answered is there once.
/// </summary>
public sealed class FullDiskTests : IDisposable
{
    private const string Code = "FT2025";
    private const int Phones = 24;
    private const int Kilobytes = 32 * 1024;

    /// <summary>Kilobytes of a disk on which not even an empty database fits.</summary>
    private const int Small = 256;

    /// <summary>Ratings of each phone before the disk is full; what it does with a full disk comes on top.</summary>
    private const int Before = 3;

    /// <summary>Fewer than a device may send at once.</summary>
    private const int MostTries = 20;

    private readonly SqliteDatabase copied = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-disk-");
    private readonly ConcurrentDictionary<(int Phone, int Rating), Reply> answered = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        copied.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task With_a_full_disk_nothing_is_acknowledged_and_with_room_again_it_goes_on_and_has_everything_once()
    {
        var disk = new SmallDisk(Path.Combine(folder.FullName, "data"), Kilobytes);
        using var server = await disk.StartAsync("--Storage:LeastFreeBytes=1000000");
        using var watcher = new HttpClient { BaseAddress = server.Address };
        var phones = await Task.WhenAll(Enumerable.Range(0, Phones).Select(i => JoinAsync(server, IsEnglish(i))));
        await Task.WhenAll(phones.Select((phone, i) => RateAsync(phone, i, Before)));
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadyAsync(watcher));

        // All go on rating, and somewhere in between nothing fits any more.
        var raters = phones.Select((phone, i) => RateUntilRefusedAsync(phone, i, Before)).ToArray();
        disk.Fill();
        var refusals = await Task.WhenAll(raters);

        Assert.All(refusals, refused => Assert.Equal("server.not-saved", refused.Reply.Code));
        Assert.All(refusals, refused => Assert.Null(refused.Reply.Receipt));
        // Every other phone has asked for English.
        Assert.Equal(
            refusals.Select((_, i) => IsEnglish(i) ? "Not saved; press again." : "没有存上，请再按一次。"),
            refusals.Select(refused => refused.Reply.Message)
        );
        var (status, text) = await ReadyAsync(watcher);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("disk: 0 MB free, 1 MB needed\njournal: 1 meetings cannot be written", text);
        Assert.Equal("ok", await watcher.GetStringAsync(new Uri("/health/live", UriKind.Relative), Cancel));
        using (var page = await watcher.GetAsync(new Uri($"/m/{Code}", UriKind.Relative), Cancel))
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        disk.Free();
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadyAsync(watcher));
        // As an outbox does: what was not saved is sent again under its id.
        await Task.WhenAll(
            phones.Select(
                async (phone, i) =>
                {
                    var again = refusals[i].Rating;
                    Keep(i, again, await phone.RateAsync(Id(again), Score(i, again)));
                }
            )
        );
        await Task.WhenAll(phones.Select(phone => phone.DisposeAsync().AsTask()));

        disk.CopyTo(copied.Options.DataFolder);
        await AssertOnDiskAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{answered.Count} ratings answered, of which {answered.Count - Phones * (Before + 1)} while the disk ran full"
        );
    }

    [Fact]
    public async Task Started_or_backed_up_onto_a_disk_that_is_too_small_it_says_so_in_a_sentence()
    {
        var full = Path.Combine(folder.FullName, "full");
        await OurProgram.RunAsync(
            OurProgram.With(
                "meeting",
                "add",
                Path.Combine(AppContext.BaseDirectory, "Demo", "wangzuo"),
                "--street",
                "wangzuo",
                $"--Storage:DataFolder={copied.Options.DataFolder}"
            )
        );
        // Larger than the disk, so that it cannot fit.
        var length = new FileInfo(Path.Combine(copied.Options.DataFolder, "meetings.db")).Length;
        Assert.InRange(length, 1024 * (Small + 1), long.MaxValue);

        var started = await new SmallDisk(full, Small).RunAsync("demo", $"--Storage:DataFolder={full}");
        var backedUp = await new SmallDisk(full, Small).RunAsync(
            "backup",
            Path.Combine(full, "kept.db"),
            $"--Storage:DataFolder={copied.Options.DataFolder}"
        );

        const string Told = "磁盘满了。请腾出空间再试，原来的数据都在。";
        Assert.Equal((3, Told), (started.Code, started.Complained.Trim()));
        Assert.Equal((3, Told), (backedUp.Code, backedUp.Complained.Trim()));
    }

    /// <summary>With the cookies that its page gave it, as a phone has them.</summary>
    private static async Task<Phone> JoinAsync(ServerProcess server, bool english)
    {
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var browser = new HttpClient(handler);
        await browser.GetStringAsync(new Uri(server.Address, $"/m/{Code}{(english ? "?lang=en" : "")}"), Cancel);
        var given = cookies.GetCookies(server.Address).ToDictionary(c => c.Name, c => c.Value, StringComparer.Ordinal);
        var language = english ? $"; lang={given["lang"]}" : "";
        var phone = await Phone.ConnectAsync(server.Address, given[DeviceCookie.Name] + language);
        Assert.True((await phone.JoinAsync(Code)).Ok);
        return phone;
    }

    private static async Task<(HttpStatusCode Status, string Text)> ReadyAsync(HttpClient watcher)
    {
        using var answer = await watcher.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }

    private static bool IsEnglish(int who) => who % 2 == 1;

    private static string Id(int rating) => $"rating-{rating}";

    private static int Score(int who, int rating) => (who + rating) % 5 + 1;

    private async Task RateAsync(Phone phone, int who, int ratings)
    {
        for (var n = 0; n < ratings; n++)
            Keep(who, n, await phone.RateAsync(Id(n), Score(who, n)));
    }

    private async Task<(int Rating, Reply Reply)> RateUntilRefusedAsync(Phone phone, int who, int from)
    {
        for (var n = from; n < from + MostTries; n++)
        {
            var reply = await phone.RateAsync(Id(n), Score(who, n));
            if (!reply.Ok)
                return (n, reply);
            Keep(who, n, reply);
        }

        throw new InvalidOperationException($"With a full disk {MostTries} ratings were taken.");
    }

    private void Keep(int who, int rating, Reply reply)
    {
        Assert.True(reply.Ok, reply.Code);
        Assert.True(answered.TryAdd((who, rating), reply));
    }

    private async Task AssertOnDiskAsync()
    {
        Assert.Equal("ok", await SqliteFile.IntegrityAsync(copied, Cancel));
        using var fresh = await Node.OpenAsync(copied, Cancel);
        await using var context = fresh.Store.Create();
        var meeting = new MeetingId(
            await context.JoinCodes.Where(c => c.Code == Code).Select(c => c.MeetingId).SingleAsync(Cancel)
        );
        var written = await Ratings.ReadAsync(fresh, meeting);
        Assert.Equal(
            answered
                .Select(pair => (pair.Value.Version, Id(pair.Key.Rating), Score(pair.Key.Phone, pair.Key.Rating)))
                .Order(),
            written.Select(given => (given.Version, given.As, given.Score)).Order()
        );
        Assert.Equal(Phones, written.Select(given => given.By).Distinct().Count());
        var round = (await fresh.Journal.LoadAsync(meeting, Cancel)).Meeting.Rounds[new RoundId("overall")];
        Assert.Equal(Ratings.Fold(written), round.Tally);
    }
}
