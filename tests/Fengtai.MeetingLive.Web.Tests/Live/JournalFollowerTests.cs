using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Live;

public sealed class JournalFollowerTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_server_hears_of_what_the_first_wrote_by_notice_alone()
    {
        using var first = await Node.OpenAsync(database, Cancel);
        using var second = await Node.OpenAsync(database, Cancel);
        var script = new Script();
        var live = Recorded.Empty(script.Meeting);
        live = (await first.Journal.CommitAsync(live, script.Running(), Cancel)).Now;
        await using var sessions = new MeetingSessions(
            second.Store,
            second.Journal,
            NullLogger<MeetingSessions>.Instance
        );
        var session = await sessions.GetAsync(script.Meeting);
        using var follower = new JournalFollower(second.Store, sessions, NullLogger<JournalFollower>.Instance)
        {
            Poll = Timeout.InfiniteTimeSpan,
        };
        await follower.StartAsync(Cancel);

        // The first may come before the listening begins, and is then seen by the look that follows it.
        live = await FollowAsync(first, live, script, session);
        // By now it listens; it never looks by itself.
        live = await FollowAsync(first, live, script, session);
        live = await FollowAsync(first, live, script, session);

        Assert.Equal(7, session.Current.Version);
        Assert.Equal(Canonical.Of(live), Canonical.Of(session.Recorded));
        await follower.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_follower_whose_connection_is_cut_listens_again()
    {
        using var first = await Node.OpenAsync(database, Cancel);
        using var second = await Node.OpenAsync(database, Cancel);
        var script = new Script();
        var live = Recorded.Empty(script.Meeting);
        live = (await first.Journal.CommitAsync(live, script.Running(), Cancel)).Now;
        await using var sessions = new MeetingSessions(
            second.Store,
            second.Journal,
            NullLogger<MeetingSessions>.Instance
        );
        var session = await sessions.GetAsync(script.Meeting);
        using var follower = new JournalFollower(second.Store, sessions, NullLogger<JournalFollower>.Instance);
        await follower.StartAsync(Cancel);
        live = await FollowAsync(first, live, script, session);

        await CutListenersAsync(first);

        live = await FollowAsync(first, live, script, session);
        Assert.Equal(Canonical.Of(live), Canonical.Of(session.Recorded));
        await follower.StopAsync(Cancel);
    }

    /// <summary>Writes on one node and waits until the other one's session has it.</summary>
    private static async Task<Recorded> FollowAsync(Node writer, Recorded live, Script script, MeetingSession session)
    {
        var wanted = live.Meeting.Version + 1;
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = session.Subscribe(now =>
        {
            if (now.Meeting.Version >= wanted)
                seen.TrySetResult();
        });
        live = (await writer.Journal.CommitAsync(live, [script.Rate((int)wanted, 5)], Cancel)).Now;
        await seen.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        return live;
    }

    private static async Task CutListenersAsync(Node node)
    {
        await using var connection = new Npgsql.NpgsqlConnection(node.Store.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var cut = new Npgsql.NpgsqlCommand(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN meeting' AND datname = current_database()",
            connection
        );
        Assert.NotNull(await cut.ExecuteScalarAsync(Cancel));
    }
}
