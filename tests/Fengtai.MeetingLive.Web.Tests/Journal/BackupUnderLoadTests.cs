using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>Backups are taken while ratings pour in: each is one moment of the same journal, and keeps nobody waiting for ever.</summary>
public sealed class BackupUnderLoadTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private const int Raters = 30;
    private const int RatingsEach = 20;
    private const int Backups = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_that_is_taken_under_load_is_whole_and_its_head_is_the_journals_of_that_moment()
    {
        var script = new Script();
        using var node = await Node.OpenAsync(database, Cancel);
        var live = (await node.Journal.CommitAsync(Recorded.Empty(script.Meeting), script.Running(), Cancel)).Now;
        var copies = Enumerable.Range(0, Backups).Select(_ => new SqliteDatabase()).ToArray();
        await using (var session = new MeetingSession(live, node.Journal, NullLogger.Instance))
        {
            var storm = Task.WhenAll(Enumerable.Range(1, Raters).Select(who => RateAsync(session, script, who)));
            foreach (var copy in copies)
                await Backup.WriteAsync(node.Store, FileOf(copy), Cancel);
            await storm;
        }

        var rows = await node.Journal.ReadAsync(script.Meeting, Cancel);
        Assert.Equal(4 + Raters * RatingsEach, rows.Count);
        foreach (var copy in copies)
        {
            Assert.True(await Backup.IsOursAsync(FileOf(copy), Cancel));
            using (var back = await Node.OpenAsync(copy, Cancel))
            {
                // Loading follows the chain and fails at the first entry that is not what it was.
                var then = await back.Journal.LoadAsync(script.Meeting, Cancel);
                Assert.Equal(rows[(int)then.Meeting.Version - 1].Hash, then.Head);
            }

            copy.Dispose();
        }
    }

    private static async Task RateAsync(MeetingSession session, Script script, int who)
    {
        for (var n = 0; n < RatingsEach; n++)
        {
            var rating = script.Rate(who, (who + n) % 5 + 1) with { Id = new CommandId($"rating-{n}") };
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(rating, Cancel));
        }
    }

    private static string FileOf(SqliteDatabase copy) => Path.Combine(copy.Options.DataFolder, "meetings.db");
}
