using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Screens;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// The host goes while phones and screens are connected. Each is told that its connection ends, and nothing of it is an error.
/// </summary>
public sealed class StoppedHostTests : IDisposable
{
    private static readonly HttpTransportType[] Transports =
    [
        HttpTransportType.WebSockets,
        HttpTransportType.ServerSentEvents,
        HttpTransportType.LongPolling,
    ];

    private readonly SqliteDatabase database = new();
    private readonly LogBook log = new();
    private readonly Script script = new();
    private readonly List<Phone> phones = [];
    private RawSocket? silent;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IEnumerable<LogLine> Errors => log.Lines.Where(line => line.Level is LogLevel.Error or LogLevel.Critical);

    public void Dispose()
    {
        silent?.Dispose();
        database.Dispose();
        log.Dispose();
    }

    [Fact]
    public async Task Told_to_stop_with_phones_and_screens_connected_it_logs_no_error()
    {
        using var told = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using (var app = await PrepareAsync())
        {
            await app.ServeAsync(
                async () =>
                {
                    await FillAsync(app);
                    await told.CancelAsync();
                },
                told.Token
            );

            Assert.Equal(0, app.Services.GetRequiredService<ConnectedScreens>().Count(script.Meeting));
        }

        await AssertGoneAsync();
    }

    [Fact]
    public async Task One_that_fails_once_phones_are_connected_says_why_and_logs_no_error_of_theirs()
    {
        await using (var app = await PrepareAsync())
        {
            var failed = await Assert.ThrowsAsync<IOException>(() =>
                app.ServeAsync(
                    async () =>
                    {
                        await FillAsync(app);
                        throw new IOException("The terminal is gone.");
                    },
                    Cancel
                )
            );
            Assert.Equal("The terminal is gone.", failed.Message);
        }

        await AssertGoneAsync();
    }

    private async Task<WebApplication> PrepareAsync()
    {
        var app = await HubHost.PrepareAsync(database, "--urls=http://127.0.0.1:0");
        app.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        var session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
        foreach (var command in script.Running())
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
        return app;
    }

    /// <summary>Phones and screens by each way there is, and one socket that reads nothing.</summary>
    private async Task FillAsync(WebApplication app)
    {
        var address = new Uri(app.Urls.Single());
        foreach (var (transport, screen) in Transports.SelectMany(t => (bool[])[false, true], (t, s) => (t, s)))
        {
            var phone = await Phone.ConnectAsync(address, HubHost.NewDevice(app).Cookie, transport);
            phones.Add(phone);
            Assert.True((await phone.JoinAsync(script.Code, screen: screen)).Ok);
        }

        Assert.Equal(Transports.Length, app.Services.GetRequiredService<ConnectedScreens>().Count(script.Meeting));
        silent = await RawSocket.ConnectAsync(address, HubHost.NewDevice(app).Cookie);
    }

    private async Task AssertGoneAsync()
    {
        Assert.Equal([], Errors);
        await Task.WhenAll(phones.Select(phone => phone.Closed.WaitAsync(Cancel)));
        foreach (var phone in phones)
            await phone.DisposeAsync();
    }
}
