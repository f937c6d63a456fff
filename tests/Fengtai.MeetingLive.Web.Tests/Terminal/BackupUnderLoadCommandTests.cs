using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using static Fengtai.MeetingLive.Web.Tests.Terminal.OurProgram;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>As whoever runs the server does it: <c>backup</c> beside it while a hall rates, then <c>restore</c> elsewhere.</summary>
public sealed class BackupUnderLoadCommandTests : IDisposable
{
    private const int Raters = 20;

    /// <summary>Fewer than a device may send at once; then another one comes.</summary>
    private const int RatingsEach = 20;

    private readonly SqliteDatabase from = new();
    private readonly SqliteDatabase to = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-backup-");
    private readonly TaskCompletionSource poured = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long answered;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        from.Dispose();
        to.Dispose();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_backup_taken_in_a_storm_and_restored_elsewhere_has_the_head_of_that_moment()
    {
        var file = Path.Combine(folder.FullName, "kept.db");
        await using var services = await HubHost.PrepareAsync(from);
        long before;
        using (var server = await ServerProcess.StartAsync(from))
        {
            using var over = new CancellationTokenSource();
            var storm = Task.WhenAll(
                Enumerable.Range(0, Raters).Select(_ => RateUntilAsync(server, services, over.Token))
            );
            await await Task.WhenAny(poured.Task, storm);
            before = Volatile.Read(ref answered);
            var written = await RunAsync(With("backup", file, Data(from)));
            await over.CancelAsync();
            await storm;
            Assert.Equal((0, ""), (written.Code, written.Complained));
            await server.KillAsync();
        }

        var restored = await RunAsync(With("restore", file, Data(to)));

        Assert.Equal((0, ""), (restored.Code, restored.Complained));
        using var live = await Node.OpenAsync(from, Cancel);
        using var copy = await Node.OpenAsync(to, Cancel);
        var meeting = await MeetingAsync(copy);
        var rows = await live.Journal.ReadAsync(meeting, Cancel);
        // Loading follows the chain and fails at the first entry that is not what it was.
        var then = await copy.Journal.LoadAsync(meeting, Cancel);
        Assert.InRange(then.Meeting.Version, before, rows.Count - 1);
        Assert.Equal(rows[(int)then.Meeting.Version - 1].Hash, then.Head);
        // Versions may run backwards for a phone that was there; it loads everything anew.
        Assert.NotEqual(live.Store.Epoch, copy.Store.Epoch);
        Assert.Equal(live.Store.Secret, copy.Store.Secret);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"Backup at version {then.Meeting.Version}; {before} was answered before, {rows.Count} in the end"
        );
    }

    /// <summary>One device after the other, until it is over.</summary>
    private async Task RateUntilAsync(ServerProcess server, WebApplication services, CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            await using var phone = await Phone.ConnectAsync(server.Address, HubHost.NewDevice(services).Cookie);
            Assert.True((await phone.JoinAsync(Storm.Code)).Ok);
            for (var n = 0; n < RatingsEach && !over.IsCancellationRequested; n++)
            {
                var reply = await phone.RateAsync($"rating-{n}", n % 5 + 1);
                Assert.True(reply.Ok, reply.Code);
                for (var known = Volatile.Read(ref answered); known < reply.Version; )
                    known = Interlocked.CompareExchange(ref answered, reply.Version, known);
                poured.TrySetResult();
            }
        }
    }

    private static async Task<MeetingId> MeetingAsync(Node node)
    {
        await using var context = node.Store.Create();
        return new MeetingId(
            await context.JoinCodes.Where(c => c.Code == Storm.Code).Select(c => c.MeetingId).SingleAsync(Cancel)
        );
    }

    private static string Data(SqliteDatabase database) => $"--Storage:DataFolder={database.Options.DataFolder}";
}
