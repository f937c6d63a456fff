using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Fengtai.MeetingLive.Web.Tests.Operations;

/// <summary>Whoever watches the server is told the truth: ready means that what residents do can be kept.</summary>
public sealed class HealthTests : IAsyncLifetime
{
    private readonly SqliteDatabase database = new();
    private WebApplication app = null!;
    private HttpClient watcher = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private StorageOptions Storage => app.Services.GetRequiredService<IOptions<StorageOptions>>().Value;

    public async ValueTask InitializeAsync()
    {
        app = await HubHost.PrepareAsync(
            database,
            "--urls=http://127.0.0.1:0",
            "--Storage:LeastFreeBytes=1",
            "--Logging:LogLevel:Default=None"
        );
        await app.StartAsync(Cancel);
        watcher = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        watcher.Dispose();
        await app.DisposeAsync();
        Directory.CreateDirectory(database.Options.DataFolder);
        database.Dispose();
    }

    [Fact]
    public async Task A_server_that_can_keep_what_is_done_is_ready_and_no_cache_says_so_for_it()
    {
        using var answer = await watcher.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("ok", await answer.Content.ReadAsStringAsync(Cancel));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task A_disk_that_is_nearly_full_is_named_and_one_that_is_full_is_not_ready()
    {
        var free = new DriveInfo(database.Options.DataFolder).AvailableFreeSpace;

        Storage.LeastFreeBytes = free / 2;
        var near = await ReadyAsync();
        Storage.LeastFreeBytes = free * 2;
        var full = await ReadyAsync();

        Assert.Equal(
            (HttpStatusCode.OK, true),
            (near.Status, near.Text.StartsWith("disk: ", StringComparison.Ordinal))
        );
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, true),
            (full.Status, full.Text.EndsWith("MB needed", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_data_folder_that_was_taken_away_is_not_ready_though_the_process_still_has_its_file()
    {
        Directory.Delete(database.Options.DataFolder, recursive: true);

        var (status, text) = await ReadyAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Equal("disk: the data folder is gone\nstorage: the database file is gone", text);
        Assert.Equal("ok", await watcher.GetStringAsync(new Uri("/health/live", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_journal_that_does_not_take_a_commit_is_not_ready_until_it_takes_one_again()
    {
        var script = new Script();
        var session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
        await using (var context = app.Services.GetRequiredService<MeetingStore>().Create())
        {
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE \"Journal\" RENAME TO \"Away\"", Cancel);
            Assert.IsType<Outcome.Failed>(await session.ExecuteAsync(script.Announce(), Cancel));
            Assert.Equal(
                (HttpStatusCode.ServiceUnavailable, "journal: 1 meetings cannot be written"),
                await ReadyAsync()
            );
            await context.Database.ExecuteSqlRawAsync("ALTER TABLE \"Away\" RENAME TO \"Journal\"", Cancel);
        }

        Assert.IsType<Outcome.Done>(await session.ExecuteAsync(script.Announce(), Cancel));
        Assert.Equal((HttpStatusCode.OK, "ok"), await ReadyAsync());
    }

    private async Task<(HttpStatusCode Status, string Text)> ReadyAsync()
    {
        using var answer = await watcher.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancel);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
