using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Doors;

/// <summary>The whole host with a clock that the test turns, and all that it logs.</summary>
public sealed class EntryHost : IAsyncLifetime
{
    private readonly SqliteDatabase database = new();
    private WebApplication app = null!;

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 8, 25, 6, 0, 0, TimeSpan.Zero));

    internal LogBook Log { get; } = new();

    internal Uri Address { get; private set; } = null!;

    internal T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public ValueTask InitializeAsync() => StartAsync();

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        database.Dispose();
    }

    /// <summary>The server goes and another comes, on the same data.</summary>
    internal async Task RestartAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A meeting that runs, with a round open, a second hall and an online venue.</summary>
    internal async Task<Hall> MeetingAsync(EntryRule rule)
    {
        var script = new Script();
        var announce = script.Announce();
        var hall = new Hall(this, script.Meeting, script.Code, script.Code[..5] + "W", script.Code + "N");
        var plan = announce.Plan with
        {
            Entry = rule,
            Venues =
            [
                .. announce.Plan.Venues,
                new Venue(new VenueId("sub-1"), hall.SecondCode, "佃起村分会场", Online: false),
            ],
        };
        await hall.DoAsync(announce with { Plan = plan }, script.Open(), script.OpenRound());
        return hall;
    }

    /// <summary>A phone's browser: cookies, no script, no redirect followed.</summary>
    internal HttpClient Browser() =>
        new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };

    private async ValueTask StartAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            // Found by this name: the static files' list lies beside the tests under the host's own name.
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--urls=http://127.0.0.1:0",
        ]);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        app = MeetingHost.Build(builder);
        await Service<MeetingStore>().PrepareAsync(TestContext.Current.CancellationToken);
        await app.StartAsync(TestContext.Current.CancellationToken);
        Address = new Uri(app.Urls.Single());
    }
}

/// <summary>One meeting on that host.</summary>
internal sealed record Hall(EntryHost Host, MeetingId Id, string Code, string SecondCode, string OnlineCode)
{
    public static readonly VenueId Main = new("hall");

    public async Task<MeetingSession> SessionAsync() => await Host.Service<MeetingSessions>().GetAsync(Id);

    public async Task<Meeting> NowAsync() => (await SessionAsync()).Current;

    public async Task DoAsync(params MeetingCommand[] commands)
    {
        var session = await SessionAsync();
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, TestContext.Current.CancellationToken));
    }

    /// <summary>Issues tickets and gives their rows.</summary>
    public async Task<IReadOnlyList<TicketRow>> IssueAsync(params string[] seats)
    {
        var office = Host.Service<TicketOffice>();
        await DoAsync(office.Issue(Id, new CommandId("issue"), Script.Secretary, Host.Clock.GetUtcNow(), Main, seats));
        return office.List(await NowAsync(), "http://baogao.example");
    }

    public async Task<string> HallCodeAsync() => Host.Service<HallCodes>().Now(await NowAsync(), Main).Code;
}
