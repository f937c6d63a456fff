using System.Net;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>The real host with the demo's meeting, which keeps every line that anything logs, at the finest level.</summary>
public sealed class SeededHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("meetinglive-seeded-").FullName;
    private readonly LogBook lines = new();
    private WebApplication? app;

    public Uri Address => new(App.Urls.First());

    /// <summary>Where the database lies.</summary>
    public string Data => Path.Combine(folder, "data");

    public string Logged => lines.Text;

    internal WebApplication App => app ?? throw new InvalidOperationException("The host is not started.");

    public T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            "--Logging:LogLevel:Default=Trace",
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=true",
            $"--Storage:DataFolder={Data}",
        ]);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(lines);
        // What is filtered by default too, as somebody who looks for a fault would switch it on.
        foreach (
            var category in (string[])["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Hosting"]
        )
            builder.Logging.AddFilter<LogBook>(category, LogLevel.Trace);
        app = MeetingHost.Build(builder);
        await Service<MeetingStore>().PrepareAsync(CancellationToken.None);
        await DemoStart.SeedAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        lines.Dispose();
    }

    /// <summary>A browser with cookies of its own.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };
}
