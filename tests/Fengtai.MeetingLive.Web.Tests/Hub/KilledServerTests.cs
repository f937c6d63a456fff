using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Web.Tests.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// The server is killed twenty times in the middle of a storm of ratings; what it had answered is there, once, and in the
/// end every phone sees the same.
/// </summary>
public sealed class KilledServerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Kills = 20;
    private const int Phones = 60;

    private const int RatingsALife = 3;

    /// <summary>So many answers more are in when it is killed next; others are under way.</summary>
    private const int AnswersBetween = 100;

    /// <summary>From the start of the process until it serves the residents' page.</summary>
    private static readonly TimeSpan ServesAgain = TimeSpan.FromSeconds(10);

    /// <summary>From the start of the process until every phone shows the same.</summary>
    private static readonly TimeSpan AllAlike = TimeSpan.FromSeconds(15);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answered_rating_is_lost_and_none_is_doubled_however_often_the_server_is_killed()
    {
        await using var services = await HubHost.PrepareAsync(database);
        var devices = Enumerable.Range(0, Phones).Select(_ => HubHost.NewDevice(services)).ToArray();
        var storm = new Storm(Phones);
        List<(TimeSpan Serves, TimeSpan AllAlike)> lives = [];

        for (var kill = 0; kill < Kills; kill++)
        {
            var life = Stopwatch.StartNew();
            using var server = await ServerProcess.StartAsync(database);
            await ServesAsync(server);
            var serves = life.Elapsed;
            var phones = await Storm.ConnectAsync(server, devices);
            await AllShowTheSameAsync(phones, await storm.BeginAsync(phones[0]));
            lives.Add((serves, life.Elapsed));
            var enough = storm.Await(AnswersBetween);
            var raters = phones.Select((phone, i) => storm.RateAsync(phone, i, RatingsALife)).ToArray();
            await enough.WaitAsync(Cancel);
            await server.KillAsync();
            await Task.WhenAll(raters);
            await Storm.DisconnectAsync(phones);
        }

        // The first start puts the demo's meeting there; those after it are starts again.
        var (slowestStart, slowestState) = (lives.Skip(1).Max(l => l.Serves), lives.Skip(1).Max(l => l.AllAlike));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{storm.Answered.Count} ratings answered in {Kills} lives; after a kill it took at most {slowestStart.TotalSeconds:0.0} s until it served again and {slowestState.TotalSeconds:0.0} s until {Phones} phones showed the same; the first start took {lives[0].Serves.TotalSeconds:0.0} s"
        );
        Assert.InRange(slowestStart, TimeSpan.Zero, ServesAgain);
        Assert.InRange(slowestState, TimeSpan.Zero, AllAlike);
        Assert.InRange(storm.Answered.Count, Kills * AnswersBetween, Kills * (1 + Phones * RatingsALife) - 1);
        using (var server = await ServerProcess.StartAsync(database))
        {
            // What was under way when it was killed is sent once more, as an outbox does.
            var phones = await Storm.ConnectAsync(server, devices);
            await Task.WhenAll(phones.Select((phone, i) => storm.RateAsync(phone, i, ratings: 1)));
            await Storm.DisconnectAsync(phones);
            await EverybodySeesTheSameAsync(server, devices);
            await server.KillAsync();
        }

        await storm.AssertOnDiskAsync(database, services, devices);
    }

    /// <summary>What each phone is shown when it comes back, without what is its own.</summary>
    private static async Task EverybodySeesTheSameAsync(ServerProcess server, Device[] devices)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in devices)
        {
            await using var phone = await Phone.ConnectAsync(server.Address, device.Cookie);
            Assert.True((await phone.JoinAsync(Storm.Code)).Ok);
            var full = await phone.ShownAsync(patch => patch.IsFull());
            var sections = JsonNode.Parse(full.GetRawText())!["sections"]!.AsObject();
            Assert.True(sections.Remove("mine"));
            shown.Add(sections.ToJsonString());
        }

        Assert.Single(shown);
    }

    /// <summary>
    /// Whoever entered stands in the journal before <paramref name="version"/>; once a phone was shown that, nothing more is
    /// to come.
    /// </summary>
    private static async Task AllShowTheSameAsync(Phone[] phones, long version)
    {
        await Task.WhenAll(phones.Select(phone => phone.ShownAsync(patch => patch.Version() >= version)));
        Assert.Single(phones.Select(phone => ShownState.Of(phone.Seen)).Distinct(StringComparer.Ordinal));
    }

    /// <summary>The residents' page can be opened.</summary>
    private static async Task ServesAsync(ServerProcess server)
    {
        using var browser = new HttpClient { BaseAddress = server.Address };
        using var page = await browser.GetAsync(new Uri($"/m/{Storm.Code}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }
}
