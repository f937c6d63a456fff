using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Residents;

/// <summary>The host as it runs, with the demo meeting, on a port of its own and a folder that goes with it.</summary>
public sealed class DemoHost : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("page-tests-");
    private WebApplication? app;

    public Uri Address { get; private set; } = new("http://localhost");

    public async ValueTask InitializeAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            // The tests are the entry assembly; the page's files belong to the host's.
            "--applicationName=Fengtai.MeetingLive.Web",
            "--urls=http://127.0.0.1:0",
            $"--Storage:DataFolder={folder.FullName}",
            "--Demo:Enabled=true",
            "--Logging:LogLevel:Default=Warning",
        ]);
        app = MeetingHost.Build(builder);
        await app.Services.GetRequiredService<MeetingStore>().PrepareAsync(CancellationToken.None);
        await DemoStart.SeedAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        Address = new Uri(addresses.Addresses.First());
    }

    public async Task<Meeting> MeetingAsync()
    {
        var door = await app!
            .Services.GetRequiredService<MeetingSessions>()
            .FindAsync(DemoStart.Code, CancellationToken.None);
        return door!.Session.Current;
    }

    /// <summary>What staff do meanwhile; it must be taken.</summary>
    public async Task DoAsync(Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        var meeting = await MeetingAsync();
        var session = await app!.Services.GetRequiredService<MeetingSessions>().GetAsync(meeting.Id);
        var done = await session.ExecuteAsync(
            command(
                new CommandId(Guid.NewGuid().ToString("N")),
                Actor.System(meeting.Plan.Street),
                DateTimeOffset.UtcNow
            )
        );
        Assert.IsType<Outcome.Done>(done);
    }

    public IServiceScope Scope() => app!.Services.CreateScope();

    public Phone NewPhone() => new(Address);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }
}

/// <summary>A phone without script: it keeps cookies, follows no redirect by itself, and posts what a form holds.</summary>
public sealed partial class Phone : IDisposable
{
    private readonly HttpClient http;

    public Phone(Uri address)
    {
        var handler = new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false };
        http = new HttpClient(handler) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    public async Task<(HttpResponseMessage Answer, string Html)> GetAsync(string path)
    {
        var answer = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer, await ReadAsync(answer));
    }

    /// <summary>Presses a button of the form with this action on <paramref name="page"/>.</summary>
    public async Task<(HttpResponseMessage Answer, string Html)> PostAsync(
        string page,
        string action,
        params (string Name, string Value)[] fields
    )
    {
        var form = FormOf(page, action);
        foreach (var (name, value) in fields)
            form[name] = value;
        using var content = new FormUrlEncodedContent(form);
        var answer = await http.PostAsync(
            new Uri(action, UriKind.Relative),
            content,
            TestContext.Current.CancellationToken
        );
        return (answer, await ReadAsync(answer));
    }

    /// <summary>How many bytes come over the air when the phone takes brotli.</summary>
    public async Task<int> WeighAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        return (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
    }

    public void Dispose() => http.Dispose();

    private static Dictionary<string, string> FormOf(string page, string action)
    {
        var start = page.IndexOf($"action=\"{action}\"", StringComparison.Ordinal);
        Assert.True(start >= 0, $"no form posts to {action}");
        var form = page[start..page.IndexOf("</form>", start, StringComparison.Ordinal)];
        return HiddenField()
            .Matches(form)
            .ToDictionary(
                field => field.Groups["name"].Value,
                field => field.Groups["value"].Value,
                StringComparer.Ordinal
            );
    }

    private static Task<string> ReadAsync(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    [GeneratedRegex(
        """<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)" */?>""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex HiddenField();
}
