using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// Opens the database that the options name, brings it to the newest schema and hands out contexts. On SQLite it also
/// holds the one gate through which every write of the process goes: with it p99 is 5 ms for three meetings at once,
/// with the driver's own retries 151 ms.
/// </summary>
public sealed class MeetingStore : IDisposable
{
    private readonly StorageOptions storage;
    private readonly Func<MeetingContext> create;
    private readonly SemaphoreSlim? gate;

    public MeetingStore(IOptions<StorageOptions> options)
        : this(options, []) { }

    /// <param name="watching">See every command; for the tests of migrations that are interrupted only.</param>
    internal MeetingStore(IOptions<StorageOptions> options, params IInterceptor[] watching)
    {
        storage = options.Value;
        if (storage.Provider == StorageProvider.Sqlite)
        {
            gate = new SemaphoreSlim(1, 1);
            var sqlite = new DbContextOptionsBuilder<SqliteMeetingContext>()
                .UseSqlite(SqliteConnectionString(storage))
                .AddInterceptors([new Pragmas(), .. watching])
                .Options;
            create = () => new SqliteMeetingContext(sqlite);
        }
        else
        {
            if (string.IsNullOrWhiteSpace(storage.ConnectionString))
                throw new StorageException("storage.connection-string-missing", "Storage:ConnectionString");
            var postgres = new DbContextOptionsBuilder<PostgresMeetingContext>()
                .UseNpgsql(storage.ConnectionString)
                .AddInterceptors(watching)
                .Options;
            create = () => new PostgresMeetingContext(postgres);
        }
    }

    public StorageProvider Provider => storage.Provider;

    public string? ConnectionString => storage.ConnectionString;

    /// <summary>The SQLite file; null where another server keeps the data.</summary>
    public string? SqliteFile =>
        storage.Provider == StorageProvider.Sqlite
            ? new SqliteConnectionStringBuilder(SqliteConnectionString(storage)).DataSource
            : null;

    /// <summary>Renewed by a restore; a phone that holds another epoch loads everything anew.</summary>
    public string Epoch { get; private set; } = "";

    /// <summary>Key of the HMACs for salts, receipts and pseudonyms. Never leaves the server.</summary>
    public byte[] Secret { get; private set; } = [];

    public MeetingContext Create() => create();

    /// <summary>On SQLite the turn to write; elsewhere the database orders writers itself.</summary>
    public async ValueTask<IDisposable?> TurnAsync(CancellationToken cancel)
    {
        if (gate is null)
            return null;
        await gate.WaitAsync(cancel);
        return new Turn(gate);
    }

    /// <summary>
    /// After an erasure: the write-ahead log, which still holds the pages as they were, is emptied. Whoever reads just now
    /// keeps it from that; then the next erasure does it.
    /// </summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        if (storage.Provider != StorageProvider.Sqlite)
            return;
        using var turn = await TurnAsync(cancel);
        await using var context = Create();
        await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
    }

    /// <summary>Makes the folder, migrates, and reads or makes the epoch and the secret.</summary>
    /// <exception cref="StorageException">The folder cannot be written or the server cannot be reached.</exception>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (storage.Provider == StorageProvider.Sqlite)
            ProbeFolder(storage.DataFolder);
        try
        {
            await using var context = Create();
            await FreeMigrationLockAsync(context, cancel);
            await MigrateAsync(context, cancel);
            Epoch = await FactAsync(context, "epoch", () => Guid.NewGuid().ToString("N")[..12], cancel);
            Secret = Convert.FromHexString(
                await FactAsync(
                    context,
                    "secret",
                    () => Convert.ToHexString(RandomNumberGenerator.GetBytes(32)),
                    cancel
                )
            );
        }
        // A connection that is cut meanwhile comes wrapped by the driver's strategy.
        catch (Exception e)
            when (e is DbException or DbUpdateException or InvalidOperationException { InnerException: DbException })
        {
            throw new StorageException(StorageException.IsFull(e) ? "storage.full" : "storage.unreachable", Where, e);
        }
    }

    public void Dispose() => gate?.Dispose();

    private string Where =>
        storage.Provider == StorageProvider.Sqlite ? Path.GetFullPath(storage.DataFolder) : "PostgreSQL";

    private static string SqliteConnectionString(StorageOptions storage) =>
        storage.ConnectionString
        ?? new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(storage.DataFolder, "meetings.db"),
            DefaultTimeout = 30,
        }.ToString();

    private static void ProbeFolder(string folder)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(full);
            // Rights are not told by attributes alone (read-only mounts, quotas): write once and see.
            var probe = Path.Combine(full, $".probe-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException("storage.folder-not-writable", full, e);
        }
    }

    /// <summary>A process killed while migrating leaves its lock row behind, and the next start would wait for ever.</summary>
    private async Task FreeMigrationLockAsync(MeetingContext context, CancellationToken cancel)
    {
        if (storage.Provider != StorageProvider.Sqlite)
            return;
        var locked = await context
            .Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'")
            .SingleAsync(cancel);
        if (locked > 0)
            await context.Database.ExecuteSqlRawAsync("DELETE FROM __EFMigrationsLock", cancel);
    }

    /// <summary>
    /// Several servers may start at once on one database. EF locks its history table only inside each migration, so the
    /// second could run what the first has just done; an advisory lock makes it wait for the whole.
    /// </summary>
    private async Task MigrateAsync(MeetingContext context, CancellationToken cancel)
    {
        // EF looks at its whole model even when there is nothing to do, at every start.
        if (!(await context.Database.GetPendingMigrationsAsync(cancel)).Any())
            return;
        if (storage.Provider == StorageProvider.Sqlite)
        {
            await context.Database.MigrateAsync(cancel);
            return;
        }

        // The lock is the session's: it ends with this connection, also when the process is killed. It is taken from the
        // database that always exists, should ours not.
        await using var holder = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(storage.ConnectionString)
            {
                Database = "postgres",
                Pooling = false,
            }.ToString()
        );
        await holder.OpenAsync(cancel);
        await using (var take = new NpgsqlCommand("SELECT pg_advisory_lock(hashtext($1))", holder))
        {
            take.Parameters.AddWithValue(context.Database.GetDbConnection().Database);
            await take.ExecuteNonQueryAsync(cancel);
        }

        await context.Database.MigrateAsync(cancel);
    }

    private static async Task<string> FactAsync(
        MeetingContext context,
        string name,
        Func<string> make,
        CancellationToken cancel
    )
    {
        if (await context.Facts.FindAsync([name], cancel) is { } known)
            return known.Value;
        var fact = new StoreFact { Name = name, Value = make() };
        context.Facts.Add(fact);
        try
        {
            await context.SaveChangesAsync(cancel);
            return fact.Value;
        }
        catch (DbUpdateException)
        {
            // Another node was first; its value is the one that holds.
            context.ChangeTracker.Clear();
            return (await context.Facts.SingleAsync(f => f.Name == name, cancel)).Value;
        }
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }

    /// <summary>
    /// EF's SQLite is WAL already; the connection string knows no keyword for synchronous, and busy_timeout is 0.
    /// FULL: a commit that was answered survives a power cut. secure_delete: what is erased is overwritten in the file.
    /// </summary>
    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Sql =
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Sql;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(
            DbConnection connection,
            ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
