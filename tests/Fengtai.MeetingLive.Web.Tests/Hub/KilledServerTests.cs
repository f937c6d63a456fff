using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// The server is killed twenty times in the middle of a storm of ratings; what it had answered is there, once, and in the
/// end every phone sees the same.
/// </summary>
public sealed class KilledServerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Code = "FT2025";
    private const int Kills = 20;
    private const int Phones = 60;

    private const int RatingsALife = 3;

    /// <summary>So many answers more are in when it is killed next; others are under way.</summary>
    private const int AnswersBetween = 100;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answered_rating_is_lost_and_none_is_doubled_however_often_the_server_is_killed()
    {
        await using var services = await HubHost.PrepareAsync(database);
        var devices = Enumerable.Range(0, Phones).Select(_ => HubHost.NewDevice(services)).ToArray();
        var storm = new Storm();
        var slowest = TimeSpan.Zero;

        for (var kill = 0; kill < Kills; kill++)
        {
            var began = Stopwatch.GetTimestamp();
            using var server = await ServerProcess.StartAsync(database);
            var phones = await ConnectAsync(server, devices);
            if (Stopwatch.GetElapsedTime(began) is var took && took > slowest)
                slowest = took;
            var enough = storm.Await(AnswersBetween);
            var raters = phones.Select((phone, i) => storm.RateAsync(phone, i, RatingsALife)).ToArray();
            await enough.WaitAsync(Cancel);
            await server.KillAsync();
            await Task.WhenAll(raters);
            await DisconnectAsync(phones);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{storm.Answered.Count} ratings answered in {Kills} lives; from the start of the process until {Phones} phones were in the meeting it took at most {slowest.TotalSeconds:0.0} s"
        );
        Assert.InRange(storm.Answered.Count, Kills * AnswersBetween, Kills * Phones * RatingsALife - 1);
        using (var server = await ServerProcess.StartAsync(database))
        {
            // What was under way when it was killed is sent once more, as an outbox does.
            var phones = await ConnectAsync(server, devices);
            await Task.WhenAll(phones.Select((phone, i) => storm.RateAsync(phone, i, ratings: 1)));
            await DisconnectAsync(phones);
            await EverybodySeesTheSameAsync(server, devices);
            await server.KillAsync();
        }

        await AssertOnDiskAsync(services, devices, storm.Answered);
        Assert.Equal("ok", await IntegrityAsync());
    }

    /// <summary>What each phone is shown when it comes back, without what is its own.</summary>
    private static async Task EverybodySeesTheSameAsync(ServerProcess server, Device[] devices)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in devices)
        {
            await using var phone = await Phone.ConnectAsync(server.Address, device.Cookie);
            Assert.True((await phone.JoinAsync(Code)).Ok);
            var full = await phone.ShownAsync(patch => patch.IsFull());
            var sections = JsonNode.Parse(full.GetRawText())!["sections"]!.AsObject();
            Assert.True(sections.Remove("mine"));
            shown.Add(sections.ToJsonString());
        }

        Assert.Single(shown);
    }

    private async Task AssertOnDiskAsync(
        WebApplication services,
        Device[] devices,
        IReadOnlyDictionary<(int Phone, int Rating), Reply> answered
    )
    {
        using var fresh = await Node.OpenAsync(database, Cancel);
        await using var context = fresh.Store.Create();
        var meeting = new MeetingId(
            await context.JoinCodes.Where(c => c.Code == Code).Select(c => c.MeetingId).SingleAsync(Cancel)
        );
        var pseudonyms = services.Services.GetRequiredService<Pseudonyms>();
        var expected = answered.Select(pair => new Given(
            pair.Value.Version,
            pseudonyms.Actor(meeting, devices[pair.Key.Phone].Id),
            Id(pair.Key.Rating),
            Score(pair.Key.Phone, pair.Key.Rating)
        ));
        var written = await Ratings.ReadAsync(fresh, meeting);
        Assert.Equal(expected.OrderBy(given => given.Version), written);
        var round = (await fresh.Journal.LoadAsync(meeting, Cancel)).Meeting.Rounds[new RoundId("overall")];
        Assert.Equal(Ratings.Fold(written), round.Tally);
        Assert.Equal(Phones, round.Tally.Total);
    }

    private static Task<Phone[]> ConnectAsync(ServerProcess server, Device[] devices) =>
        Task.WhenAll(
            devices.Select(async device =>
            {
                var phone = await Phone.ConnectAsync(server.Address, device.Cookie);
                Assert.True((await phone.JoinAsync(Code)).Ok);
                return phone;
            })
        );

    private static async Task DisconnectAsync(Phone[] phones)
    {
        foreach (var phone in phones)
        {
            await phone.DisposeAsync();
        }
    }

    private static string Id(int rating) => $"rating-{rating}";

    private static int Score(int who, int rating) => (who + rating) % 5 + 1;

    /// <summary>Each phone's ratings, one after the other; what was not answered is sent again under its id.</summary>
    private sealed class Storm
    {
        private readonly int[] next = new int[Phones];
        private TaskCompletionSource enough = new();
        private int until;

        public ConcurrentDictionary<(int Phone, int Rating), Reply> Answered { get; } = new();

        /// <summary>Completes when so many answers more are in.</summary>
        public Task Await(int more)
        {
            until = Answered.Count + more;
            enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return enough.Task;
        }

        public async Task RateAsync(Phone phone, int who, int ratings)
        {
            for (var n = 0; n < ratings; n++)
            {
                Reply reply;
                try
                {
                    reply = await phone.RateAsync(Id(next[who]), Score(who, next[who]));
                }
                catch (Exception e) when (e is not OperationCanceledException || phone.Connection.ConnectionId is null)
                {
                    // Killed: what was not answered stays in the outbox.
                    return;
                }

                Assert.True(reply.Ok, reply.Code);
                Assert.True(Answered.TryAdd((who, next[who]++), reply));
                if (Answered.Count >= until)
                    enough.TrySetResult();
            }
        }
    }

    private async Task<string?> IntegrityAsync()
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(database.Options.DataFolder, "meetings.db")};Pooling=False"
        );
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync(Cancel);
    }
}
