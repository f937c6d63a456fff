using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>Sees from outside how far another process has come with bringing a database up to date, and changes nothing.</summary>
internal abstract class MigrationWatch(string database)
{
    protected abstract DbConnection Connection();

    /// <summary>How many migrations are applied and durable.</summary>
    public async Task<int> AppliedAsync() => (int)await NumberAsync("SELECT count(*) FROM \"__EFMigrationsHistory\"");

    /// <summary>The migration that gathers receipts is under way and has written much of it.</summary>
    public abstract Task<bool> IsWritingAsync();

    /// <summary>Somebody holds what would make the next start wait.</summary>
    public abstract Task<bool> IsLockedAsync();

    /// <param name="sql">The database's name is the parameter <c>@database</c>, where it is used.</param>
    protected async Task<long> NumberAsync(string sql)
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var connection = Connection();
        await connection.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("@database", StringComparison.Ordinal))
        {
            var name = command.CreateParameter();
            (name.ParameterName, name.Value) = ("database", database);
            command.Parameters.Add(name);
        }

        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }
}

/// <summary>
/// An SQLite file. Read only, and closed after each look: whoever closes it otherwise, or keeps it open, puts the log of a
/// killed process in order, and the next start would not have to.
/// </summary>
internal sealed class FileWatch(string file) : MigrationWatch(file)
{
    /// <summary>Bytes in the log; a migration that only makes or changes tables writes far fewer.</summary>
    private const long Much = 1_000_000;

    private readonly string file = file;

    public static FileWatch Of(IDatabase database) => new(Path.Combine(database.Options.DataFolder, "meetings.db"));

    protected override DbConnection Connection() =>
        new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");

    public override Task<bool> IsWritingAsync() =>
        Task.FromResult(new FileInfo($"{file}-wal") is { Exists: true, Length: > Much });

    public override async Task<bool> IsLockedAsync() =>
        await NumberAsync("SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsLock'") > 0
        && await NumberAsync("SELECT count(*) FROM __EFMigrationsLock") > 0;
}

/// <summary>A PostgreSQL database.</summary>
internal sealed class ServerWatch(NpgsqlConnectionStringBuilder database) : MigrationWatch(database.Database!)
{
    public static ServerWatch Of(IDatabase database) => new(new(database.Options.ConnectionString));

    protected override DbConnection Connection() => new NpgsqlConnection(database.ToString());

    public override async Task<bool> IsWritingAsync() =>
        await NumberAsync(
            """
            SELECT count(*) FROM pg_stat_activity
            WHERE datname = @database AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%INSERT INTO "Receipts"%'
            """
        ) > 0;

    /// <summary>The lock of all migrations, which is not this database's, and that of EF's own table.</summary>
    public override async Task<bool> IsLockedAsync() =>
        await NumberAsync(
            """
            SELECT count(*) FROM pg_locks l LEFT JOIN pg_database d ON d.oid = l.database LEFT JOIN pg_class c ON c.oid = l.relation
            WHERE (l.locktype = 'advisory' AND l.objid = (hashtext(@database)::bigint & 4294967295)::oid)
            OR (d.datname = @database AND c.relname = '__EFMigrationsHistory' AND l.mode = 'AccessExclusiveLock')
            """
        ) > 0;
}
