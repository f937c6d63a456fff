using System.Collections.Concurrent;
using System.Threading.Channels;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Channel = System.Threading.Channels.Channel;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// The database server goes away under load, again and again: as a restart does, it ends every connection in whatever it
/// was doing, also between a COMMIT and its answer.
/// </summary>
public sealed class PostgresFaultTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Raters = 30;
    private const int RatingsEach = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_answered_is_there_once_and_what_was_not_saved_is_taken_when_it_is_sent_again()
    {
        var script = new Script();
        using var node = await Node.OpenAsync(database, Cancel);
        var live = (await node.Journal.CommitAsync(Recorded.Empty(script.Meeting), script.Running(), Cancel)).Now;
        var answered = new ConcurrentBag<long>();
        int cut;
        await using (var session = new MeetingSession(live, node.Journal, NullLogger.Instance))
        {
            var commits = Channel.CreateUnbounded<long>();
            using var subscription = session.Subscribe(now => commits.Writer.TryWrite(now.Meeting.Version));
            var cutting = CutAfterEachAsync(commits.Reader);
            await Task.WhenAll(
                Enumerable.Range(1, Raters).Select(who => RateAsync(session, script, who, answered.Add))
            );
            commits.Writer.Complete();
            cut = await cutting;
        }

        Assert.InRange(cut, RatingsEach, int.MaxValue);
        // The pool still holds connections that were cut and does not know it yet.
        await using (var own = new NpgsqlConnection(database.Options.ConnectionString))
            NpgsqlConnection.ClearPool(own);
        using var fresh = await Node.OpenAsync(database, Cancel);
        var rows = await fresh.Journal.ReadAsync(script.Meeting, Cancel);
        var rated = rows.Where(row => row.Type == "rated.2").Select(row => row.Version);
        Assert.Equal(answered.Order(), rated.Order());
        var read = await fresh.Journal.LoadAsync(script.Meeting, Cancel);
        Assert.Equal(Raters, read.Meeting.Rounds[Script.Overall].Tally.Total);
    }

    /// <summary>As an outbox does: what was not saved is sent again under its id until it is answered.</summary>
    private static async Task RateAsync(MeetingSession session, Script script, int who, Action<long> answered)
    {
        for (var n = 0; n < RatingsEach; n++)
        {
            var rating = script.Rate(who, (who + n) % 5 + 1) with { Id = new CommandId($"rating-{n}") };
            Outcome outcome;
            do outcome = await session.ExecuteAsync(rating, Cancel);
            while (outcome is Outcome.Failed { Code: "server.not-saved" });
            answered(Assert.IsType<Outcome.Done>(outcome).Version);
        }
    }

    /// <summary>After each commit ends all other connections to this database; returns how many it ended.</summary>
    private async Task<int> CutAfterEachAsync(ChannelReader<long> commits)
    {
        var ended = 0;
        await using var operations = new NpgsqlConnection($"{database.Options.ConnectionString};Pooling=false");
        await operations.OpenAsync(Cancel);
        await foreach (var _ in commits.ReadAllAsync(Cancel))
        {
            await using var command = new NpgsqlCommand(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
                operations
            );
            ended += Convert.ToInt32(await command.ExecuteScalarAsync(Cancel));
        }

        return ended;
    }
}
