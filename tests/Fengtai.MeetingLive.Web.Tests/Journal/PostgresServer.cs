using Fengtai.MeetingLive.Web.Tests.Journal;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// The PostgreSQL that the tests run on: the one that MEETINGLIVE_TEST_POSTGRES names, else a private one in a temporary
/// folder, started for the first test that asks and stopped after the last. Without PostgreSQL those tests fail.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Variable = "MEETINGLIVE_TEST_POSTGRES";
    private readonly Lazy<Task<string>> server;
    private PostgresCluster? cluster;

    public PostgresServer() => server = new Lazy<Task<string>>(StartAsync);

    /// <summary>A connection string without a database.</summary>
    public Task<string> ConnectionStringAsync() => server.Value;

    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"meetinglive_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Database = name }.ToString();
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var own = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(own);
        }

        await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    public ValueTask DisposeAsync() => cluster?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(await ConnectionStringAsync())
            {
                Database = "postgres",
                Pooling = false,
            }.ToString()
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        cluster = await PostgresCluster.StartAsync();
        return cluster.ConnectionString;
    }
}
