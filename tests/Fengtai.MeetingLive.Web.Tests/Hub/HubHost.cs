using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>The whole host on a free port, with an SQLite folder of its own.</summary>
public sealed class HubHost : IAsyncLifetime
{
    private readonly SqliteDatabase database = new();
    private WebApplication app = null!;

    public Uri Address { get; private set; } = null!;

    internal MeetingSessions Sessions => app.Services.GetRequiredService<MeetingSessions>();

    internal MeetingJournal Journal => app.Services.GetRequiredService<MeetingJournal>();

    internal Pseudonyms Pseudonyms => app.Services.GetRequiredService<Pseudonyms>();

    internal IDatabase Database => database;

    public async ValueTask InitializeAsync()
    {
        app = await StartAsync(database, "--urls=http://127.0.0.1:0");
        Address = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
    }

    /// <summary>The host's services on that folder, prepared but serving nobody.</summary>
    internal static Task<WebApplication> PrepareAsync(IDatabase database, params string[] settings) =>
        PrepareAsync(database, TimeProvider.System, settings);

    /// <param name="clock">What the server goes by.</param>
    internal static async Task<WebApplication> PrepareAsync(
        IDatabase database,
        TimeProvider clock,
        params string[] settings
    )
    {
        var builder = MeetingHost.CreateBuilder([
            // Found by this name: the static files' list lies beside the tests under the host's own name.
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--Logging:LogLevel:Default=Error",
            .. settings,
        ]);
        builder.Services.AddSingleton(clock);
        var prepared = MeetingHost.Build(builder);
        await prepared.Services.GetRequiredService<MeetingStore>().PrepareAsync(TestContext.Current.CancellationToken);
        return prepared;
    }

    /// <summary>A device that no one else has.</summary>
    internal static Device NewDevice(WebApplication host)
    {
        var id = Guid.NewGuid().ToString("N");
        var protection = host.Services.GetRequiredService<IDataProtectionProvider>();
        return new Device(id, protection.CreateProtector("Residents.Device.1").Protect(id));
    }

    internal Device NewDevice() => NewDevice(app);

    internal ActorId ActorOf(Script script, Device device) => Pseudonyms.Actor(script.Meeting, device.Id);

    /// <summary>A meeting that runs, with its first round open.</summary>
    internal async Task<Script> MeetingAsync()
    {
        var script = new Script();
        await DoAsync(script, script.Running());
        return script;
    }

    internal Task<MeetingSession> SessionAsync(Script script) => Sessions.GetAsync(script.Meeting);

    /// <summary>What staff do meanwhile; all of it must be taken.</summary>
    internal async Task DoAsync(Script script, params MeetingCommand[] commands)
    {
        var session = await SessionAsync(script);
        foreach (var command in commands)
        {
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, TestContext.Current.CancellationToken));
        }
    }

    internal async Task<IReadOnlyList<JournalRow>> ReadAsync(Script script) =>
        await Journal.ReadAsync(script.Meeting, TestContext.Current.CancellationToken);

    private static async Task<WebApplication> StartAsync(IDatabase database, params string[] settings)
    {
        var started = await PrepareAsync(database, settings);
        await started.StartAsync(TestContext.Current.CancellationToken);
        return started;
    }
}

/// <summary>A phone's identity: what the server reads out of its cookie, and the cookie.</summary>
internal sealed record Device(string Id, string Cookie);
