using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

public sealed class SqliteJournalTests(SqliteDatabase database)
    : JournalContract(database),
        IClassFixture<SqliteDatabase>
{
    [Fact]
    public async Task It_is_opened_so_that_a_commit_survives_a_power_cut()
    {
        await using var context = Node.Store.Create();

        Assert.Equal("wal", await PragmaAsync<string>(context, "journal_mode"));
        Assert.Equal(2, await PragmaAsync<int>(context, "synchronous"));
        Assert.Equal(5000, await PragmaAsync<int>(context, "busy_timeout"));
        Assert.Equal(1, await PragmaAsync<int>(context, "foreign_keys"));
    }

    [Fact]
    public void A_connection_opened_the_blocking_way_is_set_the_same()
    {
        using var context = Node.Store.Create();
        context.Database.OpenConnection();
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = "PRAGMA synchronous";

        Assert.Equal(2L, command.ExecuteScalar());
    }

    [Fact]
    public async Task One_gate_lets_one_writer_of_the_process_through_at_a_time()
    {
        var first = await Node.Store.TurnAsync(Cancel);
        Assert.NotNull(first);
        var second = Node.Store.TurnAsync(Cancel).AsTask();
        Assert.False(second.IsCompleted);

        first.Dispose();

        (await second)!.Dispose();
    }

    [Fact]
    public async Task A_lock_left_by_a_process_that_was_killed_while_migrating_is_cleared()
    {
        await using (var context = Node.Store.Create())
        {
            await context.Database.ExecuteSqlRawAsync(
                "INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2025-08-25')",
                Cancel
            );
        }

        using var again = await OpenAsync();

        await using var after = again.Store.Create();
        var left = after.Database.SqlQueryRaw<int>("SELECT COUNT(*) AS Value FROM __EFMigrationsLock");
        Assert.Equal(0, await left.SingleAsync(Cancel));
    }

    private static async Task<T> PragmaAsync<T>(MeetingContext context, string name)
    {
        await context.Database.OpenConnectionAsync(Cancel);
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return (T)Convert.ChangeType((await command.ExecuteScalarAsync(Cancel))!, typeof(T));
    }
}
