using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>Rows of a large commit go past EF; what stands in the file must not tell which way they took.</summary>
public sealed class ManyRowsTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private const string Odd = "'; DROP TABLE Journal; -- \"quoted\" 𠮷\u202e\n@p0 {0} \0 end";

    private readonly Script script = new();
    private Node node = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        node = await Node.OpenAsync(database, Cancel);
        await node.Journal.CommitAsync(Recorded.Empty(script.Meeting), script.Running(), Cancel);
    }

    public ValueTask DisposeAsync()
    {
        node.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(ManyRows.Many - 1)]
    [InlineData(ManyRows.Many)]
    [InlineData(200)]
    public async Task Every_row_is_read_back_as_it_was_given(int count)
    {
        var given = new Given(script, first: 1000, count);

        await SaveAsync(given);

        await using var context = node.Store.Create();
        Assert.Equivalent(given.Entries, await Own(context.Journal).ToListAsync(Cancel), strict: true);
        Assert.Equivalent(given.Hidden, await Own(context.Private).ToListAsync(Cancel), strict: true);
        var receipts = await context
            .Receipts.AsNoTracking()
            .Where(row => row.MeetingId == script.Meeting.Value && row.Version >= 1000)
            .OrderBy(row => row.Version)
            .ToListAsync(Cancel);
        Assert.Equivalent(given.Receipts, receipts, strict: true);

        IQueryable<T> Own<T>(IQueryable<T> rows)
            where T : class =>
            rows.AsNoTracking()
                .Where(row =>
                    EF.Property<string>(row, "MeetingId") == script.Meeting.Value
                    && EF.Property<long>(row, "Version") >= 1000
                )
                .OrderBy(row => EF.Property<long>(row, "Version"));
    }

    [Fact]
    public async Task The_file_holds_the_same_kinds_of_values_as_EF_writes()
    {
        await SaveAsync(new Given(script, first: 2000, count: 1));
        await SaveAsync(new Given(script, first: 3000, ManyRows.Many));

        foreach (var table in new[] { "Journal", "Private", "Receipts" })
        {
            var few = await KindsAsync(table, 2000);
            Assert.NotEmpty(few);
            Assert.Equal(few, await KindsAsync(table, 3000));
        }
    }

    [Fact]
    public async Task A_row_that_cannot_stand_takes_the_whole_commit_with_it()
    {
        await SaveAsync(new Given(script, first: 4000, count: 1));

        // The last of many has the number of one that is there already.
        await Assert.ThrowsAsync<SqliteException>(() => SaveAsync(new Given(script, first: 4001 - 20, count: 20)));

        await using var context = node.Store.Create();
        var kept = await context
            .Journal.AsNoTracking()
            .Where(row => row.MeetingId == script.Meeting.Value && row.Version > 3900)
            .Select(row => row.Version)
            .ToListAsync(Cancel);
        Assert.Equal([4000L], kept);
    }

    [Fact]
    public async Task A_commit_of_many_different_acts_is_what_is_loaded_again()
    {
        var live = await node.Journal.LoadAsync(script.Meeting, Cancel);
        var asks = Enumerable
            .Range(0, 40)
            .Select(who => script.Ask(who, $"第{who}个问题：{Odd.Replace("\u202e", "").Replace("\0", "")}"));

        var committed = await node.Journal.CommitAsync(
            live,
            [
                .. Enumerable.Range(0, 60).Select(who => script.Rate(who, who % 5 + 1)),
                .. asks,
                .. Enumerable.Range(0, 30).Select(script.Enter),
            ],
            Cancel
        );

        Assert.All(committed.Outcomes, outcome => Assert.IsType<Outcome.Done>(outcome));
        using var fresh = await Node.OpenAsync(database, Cancel);
        var loaded = await fresh.Journal.LoadAsync(script.Meeting, Cancel);
        Assert.Equal(Canonical.Of(committed.Now), Canonical.Of(loaded));
        Assert.Equal(60, loaded.Meeting.Rounds[Script.Overall].Tally.Total);
        Assert.Equal(40, loaded.Meeting.Questions.Count);
        await using var context = fresh.Store.Create();
        Assert.Equal(100, await context.Receipts.CountAsync(row => row.MeetingId == script.Meeting.Value, Cancel));
    }

    private async Task SaveAsync(Given given)
    {
        using var turn = await node.Store.TurnAsync(Cancel);
        await using var context = node.Store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(Cancel);
        context.AddRange(given.Entries);
        context.AddRange(given.Hidden);
        context.AddRange(given.Receipts);
        await ManyRows.SaveAsync(context, Cancel);
        await transaction.CommitAsync(Cancel);
    }

    /// <summary>SQLite's own word for each column of one row: integer, text, null …</summary>
    private async Task<string> KindsAsync(string table, long version)
    {
        await using var context = node.Store.Create();
        await context.Database.OpenConnectionAsync(Cancel);
        await using var command = (SqliteCommand)context.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM {table} WHERE MeetingId = @meeting AND Version = @version";
        command.Parameters.AddWithValue("@meeting", script.Meeting.Value);
        command.Parameters.AddWithValue("@version", version);
        string columns;
        await using (var reader = await command.ExecuteReaderAsync(Cancel))
            columns = string.Join(
                " || ', ' || ",
                Enumerable
                    .Range(0, reader.FieldCount)
                    .Select(i => $"'{reader.GetName(i)} ' || typeof({reader.GetName(i)})")
            );
        command.CommandText = command.CommandText.Replace("*", columns);
        return (string)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>Rows that nobody ever makes: odd texts, and columns that are empty now and then.</summary>
    private sealed class Given(Script script, long first, int count)
    {
        private readonly long[] versions = [.. Enumerable.Range(0, count).Select(i => first + i)];

        public List<JournalRow> Entries { get; } =
        [
            .. Enumerable
                .Range(0, count)
                .Select(i => new JournalRow
                {
                    MeetingId = script.Meeting.Value,
                    Version = first + i,
                    Type = "rated.2",
                    At = long.MaxValue - i,
                    Body = $"{i} {Odd}",
                    Hash = $"hash-{first}-{i}",
                    Batch = Odd,
                }),
        ];

        public List<PrivateRow> Hidden =>
            [
                .. versions.Select(version => new PrivateRow
                {
                    MeetingId = script.Meeting.Value,
                    Version = version,
                    Body = $"{version} {Odd}",
                }),
            ];

        public List<ReceiptRow> Receipts =>
            [
                .. versions.Select(version => new ReceiptRow
                {
                    Hash = $"{script.Code}-{version}",
                    MeetingId = script.Meeting.Value,
                    Version = version,
                    QuestionId = (version - first) % 3 == 0 ? Odd : null,
                    RoundId = (version - first) % 3 == 1 ? "overall" : null,
                    PollId = (version - first) % 3 == 2 ? "site" : null,
                }),
            ];
    }
}
