using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

public sealed class PostgresJournalTests(PostgresDatabase database, PostgresServer server)
    : JournalContract(database),
        IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Servers_that_start_at_once_on_an_empty_database_agree_on_epoch_and_secret()
    {
        var empty = new Empty(await server.CreateDatabaseAsync());
        try
        {
            var nodes = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Journal.Node.OpenAsync(empty, Cancel)));

            Assert.Single(nodes.Select(n => n.Store.Epoch).Distinct());
            Assert.Single(nodes.Select(n => Convert.ToHexString(n.Store.Secret)).Distinct());
            Array.ForEach(nodes, n => n.Dispose());
        }
        finally
        {
            await server.DropDatabaseAsync(empty.Options.ConnectionString!);
        }
    }

    [Fact]
    public async Task A_commit_gives_one_notice_of_meeting_and_version_and_nothing_else()
    {
        var script = new Script();
        var heard = new List<string>();
        await using var connection = new NpgsqlConnection(Node.Store.ConnectionString);
        await connection.OpenAsync(Cancel);
        connection.Notification += (_, notice) =>
        {
            // Other tests of this class write to the same database.
            if (notice.Payload.StartsWith(script.Meeting.Value, StringComparison.Ordinal))
                heard.Add(notice.Payload);
        };
        await using (var listen = new NpgsqlCommand("LISTEN meeting", connection))
        {
            await listen.ExecuteNonQueryAsync(Cancel);
        }

        var live = Recorded.Empty(script.Meeting);
        live = (await Node.Journal.CommitAsync(live, script.Running(), Cancel)).Now;
        await Node.Journal.CommitAsync(live, [script.Rate(1, 9)], Cancel);
        await Node.Journal.CommitAsync(live, [script.Rate(1, 5), script.Rate(2, 5)], Cancel);
        while (heard.Count < 2)
        {
            await connection.WaitAsync(Cancel);
        }

        Assert.Equal([$"{script.Meeting}:4", $"{script.Meeting}:6"], heard);
    }

    [Fact]
    public void Without_a_connection_string_it_says_which_setting_is_missing()
    {
        var missing = Assert.Throws<StorageException>(() =>
            new MeetingStore(
                Microsoft.Extensions.Options.Options.Create(new StorageOptions { Provider = StorageProvider.Postgres })
            )
        );

        Assert.Equal("storage.connection-string-missing", missing.Code);
    }

    private sealed class Empty(string connectionString) : IDatabase
    {
        public StorageOptions Options { get; } =
            new() { Provider = StorageProvider.Postgres, ConnectionString = connectionString };
    }
}
