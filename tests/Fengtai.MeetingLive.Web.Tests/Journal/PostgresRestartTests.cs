using System.Collections.Concurrent;
using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// PostgreSQL itself is stopped at once and started again while ratings pour in: nothing that was answered is lost or
/// doubled, and the server comes back by itself.
/// </summary>
public sealed class PostgresRestartTests
{
    private const int Restarts = 3;
    private const int Raters = 30;

    /// <summary>Each rater goes on until all restarts are over, and then gives so many more.</summary>
    private const int RatingsAfter = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Restarted_under_load_it_loses_and_doubles_nothing_and_the_server_is_ready_again_by_itself()
    {
        await using var cluster = await PostgresCluster.StartAsync();
        var database = new Own($"{cluster.ConnectionString};Database=meetinglive");
        var script = new Script();
        var answered = new ConcurrentBag<long>();
        var failed = 0;
        await using (var app = await StartAsync(database))
        {
            var session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
            foreach (var command in script.Running())
                Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
            using var over = new CancellationTokenSource();
            var raters = Enumerable
                .Range(1, Raters)
                .Select(async who =>
                {
                    for (var (n, more) = (0, RatingsAfter); more > 0; n++)
                    {
                        if (over.IsCancellationRequested)
                            more--;
                        answered.Add(await RateAsync(session, script, who, n, () => Interlocked.Increment(ref failed)));
                    }
                })
                .ToArray();
            for (var restart = 0; restart < Restarts; restart++)
            {
                var version = session.Current.Version;
                await AnsweredAsync(session, version + Raters);
                await cluster.RestartAsync();
            }

            await over.CancelAsync();
            await Task.WhenAll(raters);
            using var watcher = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
            using var ready = await watcher.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
            Assert.Equal((HttpStatusCode.OK, "ok"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Cancel)));
        }

        Assert.InRange(failed, Restarts, int.MaxValue);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{answered.Count} ratings answered over {Restarts} restarts, {failed} refused as not saved and sent again"
        );
        await using (var pool = new NpgsqlConnection(database.Options.ConnectionString))
            NpgsqlConnection.ClearPool(pool);
        using var fresh = await Node.OpenAsync(database, Cancel);
        var rated = (await Ratings.ReadAsync(fresh, script.Meeting)).Select(given => given.Version);
        Assert.Equal(answered.Order(), rated);
        var read = await fresh.Journal.LoadAsync(script.Meeting, Cancel);
        Assert.Equal(Raters, read.Meeting.Rounds[Script.Overall].Tally.Total);
    }

    /// <summary>As an outbox does: what was not saved is sent again under its id until it is answered.</summary>
    private static async Task<long> RateAsync(MeetingSession session, Script script, int who, int n, Action failed)
    {
        var rating = script.Rate(who, (who + n) % 5 + 1) with { Id = new CommandId($"rating-{n}") };
        while (true)
        {
            switch (await session.ExecuteAsync(rating, Cancel))
            {
                case Outcome.Done(var version):
                    return version;
                case Outcome.Failed { Code: "server.not-saved" }:
                    failed();
                    break;
                case var other:
                    Assert.Fail(other.ToString());
                    break;
            }
        }
    }

    private static async Task AnsweredAsync(MeetingSession session, long version)
    {
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = session.Subscribe(now => Look(now.Meeting));
        Look(session.Current);
        await there.Task.WaitAsync(Cancel);

        void Look(Meeting meeting)
        {
            if (meeting.Version >= version)
                there.TrySetResult();
        }
    }

    private static async Task<WebApplication> StartAsync(IDatabase database)
    {
        var app = await HubHost.PrepareAsync(
            database,
            "--urls=http://127.0.0.1:0",
            "--Storage:Provider=Postgres",
            $"--Storage:ConnectionString={database.Options.ConnectionString}",
            "--Logging:LogLevel:Default=None"
        );
        await app.StartAsync(Cancel);
        return app;
    }

    private sealed class Own(string connectionString) : IDatabase
    {
        public StorageOptions Options { get; } =
            new() { Provider = StorageProvider.Postgres, ConnectionString = connectionString };
    }
}
