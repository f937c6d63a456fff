using System.Collections.Concurrent;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>The server is killed in the middle of a storm of ratings; what it had answered is there, once.</summary>
public sealed class KilledServerTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const string Code = "FT2025";
    private const int Phones = 200;
    private const int RatingsEach = 3;

    /// <summary>So many answers are in when it is killed; the others are under way.</summary>
    private const int AnswersBefore = 150;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_answered_rating_is_lost_and_none_is_doubled_when_the_server_is_killed()
    {
        await using var services = await HubHost.PrepareAsync(database);
        var devices = Enumerable.Range(0, Phones).Select(_ => HubHost.NewDevice(services)).ToArray();
        var answered = new ConcurrentDictionary<(int Phone, int Rating), Reply>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        using (var server = await ServerProcess.StartAsync(database))
        {
            var phones = await ConnectAsync(server, devices);
            var storm = phones.Select((phone, i) => RateAsync(phone, i, Note)).ToArray();
            await enough.Task.WaitAsync(Cancel);
            await server.KillAsync();
            await Task.WhenAll(storm);
            await DisconnectAsync(phones);
        }

        var before = answered.ToDictionary();
        Assert.InRange(before.Count, AnswersBefore, Phones * RatingsEach - 1);
        using (var server = await ServerProcess.StartAsync(database))
        {
            var phones = await ConnectAsync(server, devices);
            await Task.WhenAll(phones.Select((phone, i) => RateAsync(phone, i, Note)));
            await DisconnectAsync(phones);
            await server.KillAsync();
        }

        // All are answered by now, and what was answered before is answered the same.
        Assert.Equal(Phones * RatingsEach, answered.Count);
        Assert.All(before, pair => Assert.Equal(pair.Value, answered[pair.Key]));
        await AssertOnDiskAsync(services, devices, answered);
        Assert.Equal("ok", await IntegrityAsync());

        void Note(int phone, int rating, Reply reply)
        {
            Assert.True(reply.Ok, reply.Code);
            answered[(phone, rating)] = reply;
            if (answered.Count >= AnswersBefore)
                enough.TrySetResult();
        }
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

    /// <summary>One rating after the other, as an outbox does, until the connection is gone.</summary>
    private static async Task RateAsync(Phone phone, int who, Action<int, int, Reply> note)
    {
        for (var rating = 0; rating < RatingsEach; rating++)
        {
            Reply reply;
            try
            {
                reply = await phone.RateAsync(Id(rating), Score(who, rating));
            }
            catch (Exception e) when (e is not OperationCanceledException || phone.Connection.ConnectionId is null)
            {
                // Killed: what was not answered stays in the outbox.
                return;
            }

            note(who, rating, reply);
        }
    }

    private static string Id(int rating) => $"rating-{rating}";

    private static int Score(int who, int rating) => (who + rating) % 5 + 1;

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
