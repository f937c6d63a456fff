using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>The real host on a port of its own, with the demo's meeting in a folder that goes with it.</summary>
public sealed partial class PublicHost : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("meetinglive-public-").FullName;
    private WebApplication? app;

    public Uri Address => new(App.Urls.First());

    public T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    private WebApplication App => app ?? throw new InvalidOperationException("The host is not started.");

    public async ValueTask InitializeAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            // The tests are the entry assembly; the list of static files bears the host's name.
            "--applicationName=Fengtai.MeetingLive.Web",
            "--Logging:LogLevel:Default=Warning",
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=true",
            $"--Storage:DataFolder={folder}",
        ]);
        app = MeetingHost.Build(builder);
        await Service<MeetingStore>().PrepareAsync(CancellationToken.None);
        await DemoStart.SeedAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A browser with cookies of its own.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };

    public async Task<Door> DoorAsync() =>
        await Service<MeetingSessions>().FindAsync("FT2025", CancellationToken.None)
        ?? throw new InvalidOperationException("The demo's meeting is missing.");

    /// <summary>Ends the meeting: what is on stage is answered first. A closed one stays as it is.</summary>
    public async Task CloseAsync()
    {
        var session = (await DoorAsync()).Session;
        var by = Actor.System(session.Current.Plan.Street);
        if (session.Current.Stage is { Question: var question })
            await DoAsync(new Answer(new CommandId("test-answer"), by, DateTimeOffset.UtcNow, question, "会后办。"));
        if (session.Current.Phase != Phase.Closed)
            await DoAsync(new CloseMeeting(new CommandId("test-close"), by, DateTimeOffset.UtcNow));

        async Task DoAsync(MeetingCommand command) => Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command));
    }

    /// <summary>Asks as a device does and returns the receipt code.</summary>
    public async Task<string> AskAsync(string device, string id, string text)
    {
        var reply = await Service<ResidentActions>()
            .AskAsync(
                await DoorAsync(),
                device,
                new AskRequest(id, text, Name: "不公开的名字"),
                Entry.Open,
                CancellationToken.None
            );
        return reply.Receipt ?? throw new InvalidOperationException(reply.Code);
    }

    /// <summary>Rates as a device does and returns the receipt code.</summary>
    public async Task<string> RateAsync(string device, string id, int score)
    {
        var reply = await Service<ResidentActions>()
            .RateAsync(
                await DoorAsync(),
                device,
                new RateRequest(id, "overall", score),
                Entry.Open,
                CancellationToken.None
            );
        return reply.Receipt ?? throw new InvalidOperationException(reply.Code);
    }

    /// <summary>Looks a code up as the form does; the page is asked for first, for its token and cookies.</summary>
    public static async Task<HttpResponseMessage> LookUpAsync(HttpClient browser, string code)
    {
        var page = await browser.GetStringAsync(new Uri("/receipt", UriKind.Relative));
        var token = TokenField().Match(page);
        using var form = new FormUrlEncodedContent([
            KeyValuePair.Create(token.Groups["name"].Value, WebUtility.HtmlDecode(token.Groups["value"].Value)),
            KeyValuePair.Create("code", code),
        ]);
        return await browser.PostAsync(new Uri("/receipt", UriKind.Relative), form);
    }

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TokenField();
}
