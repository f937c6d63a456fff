using Fengtai.MeetingLive.Web;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The demo's server inside this process, on a free port and with a data folder of its own.</summary>
internal sealed partial class DemoServer : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("meeting-").FullName;
    private WebApplication? app;

    /// <summary>Such as http://127.0.0.1:40123; the same after a restart.</summary>
    public string Address { get; private set; } = "http://127.0.0.1:0";

    private TimeProvider? clock;

    /// <param name="clock">By which the server goes; null: the machine's.</param>
    public static async Task<DemoServer> RunAsync(TimeProvider? clock = null)
    {
        var server = new DemoServer { clock = clock };
        await server.StartAsync();
        return server;
    }

    /// <summary>As the command demo does it; started again, it goes on with what is in the folder.</summary>
    public async Task StartAsync()
    {
        var cancel = TestContext.Current.CancellationToken;
        var builder = MeetingHost.CreateBuilder([
            "--Demo:Enabled=true",
            $"--Storage:DataFolder={folder}",
            // The style sheets and scripts belong to the host's assembly, not to this one.
            "--applicationName=Fengtai.MeetingLive.Web",
            "--Logging:LogLevel:Default=Warning",
        ]);
        builder.WebHost.UseUrls(Address);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        app = MeetingHost.Build(builder);
        await app.Services.GetRequiredService<MeetingStore>().PrepareAsync(cancel);
        await DemoStart.SeedAsync(app.Services, cancel);
        await app.StartAsync(cancel);
        Address = app.Urls.Single();
    }

    public async Task StopAsync()
    {
        if (app is null)
            return;
        await app.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        // Pooled connections hold the file open.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
