using System.Diagnostics;
using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Terminal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// A newer program brings an old database up to date and is killed (SIGKILL) while it does: within a migration, and between
/// one and the next, again and again on the same data. Started once more it serves, with everything that was there.
/// </summary>
public sealed class KilledMigrationTests(SqliteDatabase sqlite, PostgresDatabase postgres)
    : IClassFixture<SqliteDatabase>,
        IClassFixture<PostgresDatabase>
{
    /// <summary>The schema of the first program that there was.</summary>
    private const string Oldest = "Initial";

    /// <summary>So many questions make the migration after it, which gathers their receipts, long enough to be killed in.</summary>
    private const int Questions = 12_000;

    private const int Raters = 5;

    /// <summary>Kills while the first migration writes.</summary>
    private const int Within = 2;

    /// <summary>Fewest kills with some migrations applied and others not; how many more there are is up to the machine.</summary>
    private const int LeastBetween = 3;

    private readonly Script script = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Killed_while_it_migrates_an_SQLite_file_the_server_serves_it_whole_when_it_is_started_again()
    {
        var head = await WriteAsync(sqlite);
        var watch = FileWatch.Of(sqlite);
        await KillAgainAndAgainAsync(sqlite, watch);

        await ServesAsync(sqlite);

        await AssertWholeAsync(sqlite, head);
        Assert.Equal("ok", await SqliteFile.IntegrityAsync(sqlite, Cancel));
        Assert.False(await watch.IsLockedAsync());
    }

    [Fact]
    public async Task Killed_while_it_migrates_a_PostgreSQL_database_the_server_serves_it_whole_when_it_is_started_again()
    {
        var head = await WriteAsync(postgres);
        var watch = ServerWatch.Of(postgres);
        await KillAgainAndAgainAsync(postgres, watch);

        await ServesAsync(postgres);

        await AssertWholeAsync(postgres, head);
        Assert.False(await watch.IsLockedAsync());
    }

    /// <summary>First while the first migration writes, then each time as soon as one more is applied than ever before.</summary>
    private static async Task KillAgainAndAgainAsync(IDatabase database, MigrationWatch watch)
    {
        var all = await AllAsync(database);
        var (first, left) = (await watch.AppliedAsync(), new List<int>());
        Assert.Equal(1, first);
        for (var kill = 0; kill < Within; kill++)
        {
            var writes = await KillAsync(database, watch.IsWritingAsync);
            // It was caught at it: the migration had begun, and nothing of it is left.
            Assert.True(writes);
            Assert.Equal(first, await watch.AppliedAsync());
        }

        while (await watch.AppliedAsync() is var applied && applied < all)
        {
            if (!await KillAsync(database, async () => await watch.AppliedAsync() > applied))
                break;
            left.Add(await watch.AppliedAsync());
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Killed {Within} times within the first of {all - first} migrations, then with {string.Join(", ", left)} of {all} applied"
        );
        Assert.InRange(left.Count(applied => applied < all), LeastBetween, all - first);
    }

    /// <summary>Starts the server and kills it at that moment. False: it was past it before it was seen.</summary>
    private static async Task<bool> KillAsync(IDatabase database, Func<Task<bool>> isIt)
    {
        using var server = ServerProcess.Begin(Program(database));
        var listens = server.ListensAsync();
        bool reached;
        do reached = await isIt();
        while (!reached && !listens.IsCompleted);
        Assert.False(server.IsOver, server.Said);
        await server.KillAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => listens);
        return reached;
    }

    private static async Task<int> AllAsync(IDatabase database)
    {
        using var store = new MeetingStore(Options.Create(database.Options));
        await using var context = store.Create();
        return context.Database.GetMigrations().Count();
    }

    private async Task ServesAsync(IDatabase database)
    {
        using var server = await ServerProcess.StartAsync(Program(database));
        using var browser = new HttpClient { BaseAddress = server.Address };
        using var ready = await browser.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        Assert.Equal((HttpStatusCode.OK, "ok"), (ready.StatusCode, await ready.Content.ReadAsStringAsync(Cancel)));
        using var page = await browser.GetAsync(new Uri($"/m/{script.Code}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(0, await server.StopAsync());
    }

    private static ProcessStartInfo Program(IDatabase database) =>
        OurProgram.With([
            "run",
            "--Storage:LeastFreeBytes=1",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            .. database.Options.ConnectionString is { } connection
                ? [$"--Storage:Provider={database.Options.Provider}", $"--Storage:ConnectionString={connection}"]
                : Array.Empty<string>(),
        ]);

    /// <summary>Everything is applied, the chain leads from the first event to the same head, and the journal goes on.</summary>
    private async Task AssertWholeAsync(IDatabase database, Recorded before)
    {
        using var again = await Node.OpenAsync(database, Cancel);
        var read = await again.Journal.LoadAsync(script.Meeting, Cancel);
        Assert.Equal((before.Head, before.Meeting.Version), (read.Head, read.Meeting.Version));
        Assert.Equal(
            (Questions, Raters),
            (read.Meeting.Questions.Count, read.Meeting.Rounds[Script.Overall].Tally.Total)
        );
        await using var context = again.Store.Create();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancel));
        // What the migration gathered is there once, for every question.
        var receipts = await context.Receipts.Where(r => r.QuestionId != null).Select(r => r.Hash).ToListAsync(Cancel);
        Assert.Equal(
            read.Meeting.Questions.Values.Select(q => q.Receipt).Order(StringComparer.Ordinal),
            receipts.Order(StringComparer.Ordinal)
        );
        var done = await again.Journal.CommitAsync(read, [script.Rate(1, 3)], Cancel);
        Assert.IsType<Outcome.Done>(Assert.Single(done.Outcomes));
    }

    /// <summary>A meeting with many questions, in the schema that the oldest program left.</summary>
    private async Task<Recorded> WriteAsync(IDatabase database)
    {
        using var node = await Node.OpenAsync(database, Cancel);
        var ratings = Enumerable.Range(1, Raters).Select(who => script.Rate(who, who));
        var asks = Enumerable.Range(1, Questions).Select(who => script.Ask(who, name: null));
        var written = Recorded.Empty(script.Meeting);
        foreach (var batch in script.Running().Concat(ratings).Concat(asks).Chunk(1_000))
        {
            var (now, outcomes) = await node.Journal.CommitAsync(written, batch, Cancel);
            Assert.All(outcomes, outcome => Assert.IsType<Outcome.Done>(outcome));
            written = now;
        }

        await using var context = node.Store.Create();
        await context.GetService<IMigrator>().MigrateAsync(Oldest, Cancel);
        return written;
    }
}
