using System.Globalization;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Terminal;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// The server is told to stop (SIGTERM) while a commit waits for the database and more acts wait behind it: all of them are
/// still written and answered before it ends.
/// </summary>
public sealed class StoppedInCommitTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IDisposable
{
    private const int Phones = 30;

    /// <summary>After so long the service manager kills it (TimeoutStopSec of meetinglive.service).</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-stop-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string[] Settings =>
        [
            "--Storage:Provider=Postgres",
            $"--Storage:ConnectionString={database.Options.ConnectionString}",
            $"--Storage:DataFolder={Path.Combine(folder.FullName, "data")}",
        ];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Told_to_stop_while_a_commit_waits_it_writes_and_answers_all_that_it_has_taken()
    {
        await using var services = await HubHost.PrepareAsync(database, Settings);
        var devices = Enumerable.Range(0, Phones).Select(_ => HubHost.NewDevice(services)).ToArray();
        var storm = new Storm(Phones);
        using var server = await ServerProcess.StartAsync(OurProgram.With(["demo", .. Settings]));
        await using var watch = new NpgsqlConnection(database.Options.ConnectionString);
        await watch.OpenAsync(Cancel);
        var present = await EnteredAsync(services);
        var phones = await Storm.ConnectAsync(server, devices);
        await UntilAsync(async () => await EnteredAsync(services) == present + Phones);

        await using var holder = new NpgsqlConnection(database.Options.ConnectionString);
        await holder.OpenAsync(Cancel);
        await using var held = await holder.BeginTransactionAsync(Cancel);
        await NumberAsync(holder, "SELECT count(*) FROM (SELECT 1 FROM \"Meetings\" FOR UPDATE) AS held");
        var first = storm.RateAsync(phones[0], 0, ratings: 1);
        // The first is out of the mailbox and its commit stands before the meeting's row; the others wait behind it.
        await UntilAsync(async () =>
            await NumberAsync(
                watch,
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
            ) == 1
        );
        var others = phones.Skip(1).Select((phone, i) => storm.RateAsync(phone, i + 1, ratings: 1)).ToArray();
        await UntilAsync(async () => await DepthAsync(server) == Phones - 1);
        var stopped = server.StopAsync();
        await UntilAsync(() =>
            Task.FromResult(server.Said.Contains($"Told to stop; {Phones} acts are written", StringComparison.Ordinal))
        );
        Assert.Empty(storm.Answered);
        Assert.False(server.IsOver);
        await held.RollbackAsync(Cancel);

        await Task.WhenAll([first, .. others]);
        Assert.Equal(0, await stopped.WaitAsync(Limit, Cancel));
        Assert.Equal(Phones, storm.Answered.Count);
        Assert.DoesNotContain("   at ", server.Said, StringComparison.Ordinal);
        // Nobody is left to find out by a time-out.
        await Task.WhenAll(phones.Select(phone => phone.Closed.WaitAsync(Cancel)));
        await Storm.DisconnectAsync(phones);
        await storm.AssertWrittenAsync(database, services, devices);
    }

    private static async Task UntilAsync(Func<Task<bool>> isIt)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!await isIt())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static async Task<int> EnteredAsync(WebApplication services)
    {
        await using var context = services.Services.GetRequiredService<MeetingStore>().Create();
        return await context.Journal.CountAsync(row => row.Type == "entered.1", Cancel);
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }

    /// <summary>How many acts wait in the mailbox, as whoever watches the server reads it.</summary>
    private static async Task<int> DepthAsync(ServerProcess server)
    {
        using var here = new HttpClient { BaseAddress = server.Address };
        var text = await here.GetStringAsync(new Uri(Telemetry.Path, UriKind.Relative), Cancel);
        var line = text.Split('\n').Single(l => l.Split(' ', '{')[0] == "meetinglive_mailbox_depth");
        return int.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }
}
