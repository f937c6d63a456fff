using System.Data.Common;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// A newer program opens an older database and ends in the middle of bringing it up to date. Started again it comes up whole,
/// and what was there is there.
/// </summary>
public sealed class InterruptedMigrationTests(SqliteDatabase sqlite, PostgresDatabase postgres)
    : IClassFixture<SqliteDatabase>,
        IClassFixture<PostgresDatabase>
{
    /// <summary>The schema from which it is brought up to date; six migrations of the newest follow.</summary>
    private const string Older = "Photos";

    /// <summary>How many moments are looked at, spread over the whole.</summary>
    private const int Moments = 16;

    private const int Raters = 5;

    private readonly Script script = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_at_any_command_an_SQLite_file_comes_up_whole_at_the_next_start()
    {
        var head = await WriteAsync(sqlite);
        await GoBackAsync(sqlite);
        var older = await SchemaAsync(sqlite);
        // What lies on the disk just before each command is what a kill at that moment leaves.
        using var copies = new Copying(sqlite.Options.DataFolder);
        (await Node.OpenAsync(sqlite, Cancel, copies)).Dispose();
        var newest = await SchemaAsync(sqlite);
        Assert.NotEqual(older, newest);

        Assert.InRange(copies.Left.Count, Moments, int.MaxValue);
        for (var moment = 0; moment < Moments; moment++)
        {
            var left = copies.Left[moment * (copies.Left.Count - 1) / (Moments - 1)];

            await AssertWholeAsync(left, head);

            Assert.Equal(newest, await SchemaAsync(left));
            Assert.Equal("ok", await SqliteFile.IntegrityAsync(left, Cancel));
        }
    }

    [Fact]
    public async Task Cut_off_at_any_command_a_PostgreSQL_database_comes_up_whole_at_the_next_start()
    {
        var head = await WriteAsync(postgres);
        await GoBackAsync(postgres);
        var counting = new Cutting(int.MaxValue);
        (await Node.OpenAsync(postgres, Cancel, counting)).Dispose();

        Assert.InRange(counting.Commands, Moments, int.MaxValue);
        for (var moment = 0; moment < Moments / 2; moment++)
        {
            await GoBackAsync(postgres);
            var cutting = new Cutting(1 + moment * (counting.Commands - 1) / (Moments / 2 - 1));

            await Assert.ThrowsAsync<StorageException>(() => Node.OpenAsync(postgres, Cancel, cutting));

            Assert.True(cutting.HasCut);
            await AssertWholeAsync(postgres, head);
        }
    }

    /// <summary>Opens it and finds the journal as it was; then it takes one more rating of somebody who has rated.</summary>
    private async Task AssertWholeAsync(IDatabase database, Recorded before)
    {
        using var again = await Node.OpenAsync(database, Cancel);
        var read = await again.Journal.LoadAsync(script.Meeting, Cancel);
        Assert.Equal(before.Head, (await again.Journal.LoadAsync(script.Meeting, Cancel, before.Meeting.Version)).Head);
        Assert.Equal(Raters, read.Meeting.Rounds[Script.Overall].Tally.Total);
        var done = await again.Journal.CommitAsync(read, [script.Rate(1, 3)], Cancel);
        Assert.IsType<Outcome.Done>(Assert.Single(done.Outcomes));
        await using var context = again.Store.Create();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
    }

    private async Task<Recorded> WriteAsync(IDatabase database)
    {
        using var node = await Node.OpenAsync(database, Cancel);
        var ratings = Enumerable.Range(1, Raters).Select(who => script.Rate(who, who));
        var written = await node.Journal.CommitAsync(
            Recorded.Empty(script.Meeting),
            [.. script.Running(), .. ratings],
            Cancel
        );
        Assert.All(written.Outcomes, outcome => Assert.IsType<Outcome.Done>(outcome));
        return written.Now;
    }

    /// <summary>To the schema that an older program left.</summary>
    private static async Task GoBackAsync(IDatabase database)
    {
        using var node = await Node.OpenAsync(database, Cancel);
        await using var context = node.Store.Create();
        await context.GetService<IMigrator>().MigrateAsync(Older, Cancel);
    }

    private static async Task<string> SchemaAsync(IDatabase database)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(database.Options.DataFolder, "meetings.db")};Pooling=False"
        );
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)";
        return (string)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Before each command copies the file and its log as they lie on the disk.</summary>
    private sealed class Copying(string from) : DbCommandInterceptor, IDisposable
    {
        private readonly List<SqliteDatabase> left = [];

        public IReadOnlyList<IDatabase> Left => left;

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            var copy = new SqliteDatabase();
            left.Add(copy);
            foreach (var file in (string[])["meetings.db", "meetings.db-wal"])
            {
                if (File.Exists(Path.Combine(from, file)))
                    File.Copy(Path.Combine(from, file), Path.Combine(copy.Options.DataFolder, file));
            }

            return ValueTask.FromResult(result);
        }

        public void Dispose() => left.ForEach(copy => copy.Dispose());
    }

    /// <summary>Ends the connection just before one of the commands, as a database server that is stopped does.</summary>
    private sealed class Cutting(int at) : DbCommandInterceptor
    {
        public int Commands { get; private set; }

        public bool HasCut { get; private set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<int> result,
            CancellationToken cancellationToken = default
        )
        {
            if (++Commands != at)
                return result;
            var own = (NpgsqlConnection)command.Connection!;
            await using var operations = new NpgsqlConnection($"{own.ConnectionString};Pooling=false");
            await operations.OpenAsync(cancellationToken);
            await using var end = new NpgsqlCommand("SELECT pg_terminate_backend($1)", operations)
            {
                Parameters = { new NpgsqlParameter { Value = own.ProcessID } },
            };
            HasCut = (bool)(await end.ExecuteScalarAsync(cancellationToken))!;
            return result;
        }
    }
}
