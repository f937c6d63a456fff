using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>One database for one test class; each store that is opened on it is like one server.</summary>
public interface IDatabase
{
    StorageOptions Options { get; }
}

/// <summary>A file in a temporary folder.</summary>
public sealed class SqliteDatabase : IDatabase, IDisposable
{
    public StorageOptions Options { get; } =
        new() { DataFolder = Directory.CreateTempSubdirectory("meetinglive-sqlite-").FullName };

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(Options.DataFolder, recursive: true);
    }
}

/// <summary>What SQLite itself says of a file.</summary>
internal static class SqliteFile
{
    /// <summary>"ok" when it is whole.</summary>
    public static async Task<string?> IntegrityAsync(IDatabase database, CancellationToken cancel)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(database.Options.DataFolder, "meetings.db")};Pooling=False"
        );
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync(cancel);
    }
}

/// <summary>A database of its own on the tests' server.</summary>
public sealed class PostgresDatabase(PostgresServer server) : IDatabase, IAsyncLifetime
{
    public StorageOptions Options { get; } = new() { Provider = StorageProvider.Postgres };

    public async ValueTask InitializeAsync() => Options.ConnectionString = await server.CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        if (Options.ConnectionString is { } own)
            await server.DropDatabaseAsync(own);
    }
}

/// <summary>One server's way to the database: its store and its journal.</summary>
internal sealed class Node : IDisposable
{
    private Node(MeetingStore store)
    {
        Store = store;
        Journal = new MeetingJournal(store, NullLogger<MeetingJournal>.Instance);
    }

    public MeetingStore Store { get; }

    public MeetingJournal Journal { get; }

    public static async Task<Node> OpenAsync(
        IDatabase database,
        CancellationToken cancel,
        params IInterceptor[] watching
    )
    {
        var store = new MeetingStore(Options.Create(database.Options), watching);
        try
        {
            await store.PrepareAsync(cancel);
        }
        catch
        {
            store.Dispose();
            throw;
        }

        return new Node(store);
    }

    public void Dispose() => Store.Dispose();
}
