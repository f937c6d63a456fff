using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Answering;

/// <summary>An item that was promised at a meeting of its own: 西王佐村助餐点, by 镇民生保障办, until 30 November 2025.</summary>
public sealed record Promised(MeetingSession Session, CommitmentId Id)
{
    public const string Unit = "镇民生保障办";

    public Meeting Meeting => Session.Current;

    public Commitment Item => Meeting.Timetable[Id];

    public Track Track => Tracks.Of(Meeting, Id);
}

/// <summary>The real host on a port of its own; it is 20 November 2025 until a test says otherwise.</summary>
public sealed partial class LinkHost : IAsyncLifetime
{
    public static readonly Actor Office = Script.Secretary;
    private readonly string folder = Directory.CreateTempSubdirectory("meetinglive-links-").FullName;
    private WebApplication? app;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2025, 11, 20, 2, 0, 0, TimeSpan.Zero));

    public DateTimeOffset Now => Clock.GetUtcNow();

    private WebApplication App => app ?? throw new InvalidOperationException("The host is not started.");

    public T Service<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            "--Logging:LogLevel:Default=Warning",
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=false",
            $"--Storage:DataFolder={folder}",
        ]);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        app = MeetingHost.Build(builder);
        await Service<MeetingStore>().PrepareAsync(CancellationToken.None);
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        File.Delete(folder + ".key");
    }

    /// <summary>A meeting is held, one question handed over, and the meeting closed.</summary>
    public async Task<Promised> PromisedAsync(string question = "村口能不能设一个助餐点？电话13800001234")
    {
        var script = new Script();
        var session = await Service<MeetingSessions>().GetAsync(script.Meeting);
        var ask = script.Ask(1, question);
        var handOver = script.HandOver(ask.Question);
        // Ids are one meeting's own, and many meetings share this host.
        handOver = handOver with
        {
            Commitment = new CommitmentId($"c-{script.Code}"),
        };
        foreach (
            var command in (MeetingCommand[])
                [
                    script.Announce(),
                    script.Open(),
                    ask,
                    script.Approve(ask.Question),
                    script.Support(2, ask.Question),
                    script.Stage(ask.Question),
                    handOver,
                    script.Close(),
                ]
        )
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command));
        return new Promised(session, handOver.Commitment);
    }

    public async Task<string> LinkAsync(
        Promised item,
        LinkKind kind = LinkKind.Unit,
        string holder = Promised.Unit,
        WhistleId? whistle = null
    ) =>
        (kind == LinkKind.Whistle ? "/w/" : "/u/")
        + await Service<SignedLinks>()
            .IssueAsync(
                new LinkSubject(kind, Script.Street, item.Meeting.Id, item.Id, whistle),
                holder,
                Office.Id,
                Now + SignedLinks.Usual,
                CancellationToken.None
            );

    /// <summary>What the office does meanwhile; it must be taken.</summary>
    public async Task DoAsync(Promised item, Func<CommandId, DateTimeOffset, MeetingCommand> command) =>
        Assert.IsType<Outcome.Done>(
            await item.Session.ExecuteAsync(command(new CommandId(Guid.NewGuid().ToString("N")), Now))
        );

    /// <summary>A browser with cookies of its own.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = new Uri(App.Urls.First()),
        };

    /// <summary>Presses the button of the page's form <paramref name="act"/>; the page is asked for first.</summary>
    public static async Task<(HttpResponseMessage Answer, string Html)> PostAsync(
        HttpClient browser,
        string path,
        string act,
        (string Name, string Value)[] fields,
        params byte[][] photos
    )
    {
        var page = await browser.GetStringAsync(new Uri(path, UriKind.Relative));
        return await SendAsync(browser, path, [.. Hidden(page), ("act", act), .. fields], photos);
    }

    public static async Task<(HttpResponseMessage Answer, string Html)> SendAsync(
        HttpClient browser,
        string path,
        (string Name, string Value)[] fields,
        params byte[][] photos
    )
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        foreach (var (index, photo) in photos.Index())
            form.Add(new ByteArrayContent(photo), "photo", $"照片{index + 1}.jpg");
        var answer = await browser.PostAsync(new Uri(path, UriKind.Relative), form);
        return (answer, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    /// <summary>The first form's token and id.</summary>
    public static (string Name, string Value)[] Hidden(string page) =>
        [
            .. HiddenField()
                .Matches(page)
                .Select(m => (m.Groups["name"].Value, WebUtility.HtmlDecode(m.Groups["value"].Value)))
                .Where(field => field.Item1 != "act")
                .DistinctBy(field => field.Item1, StringComparer.Ordinal),
        ];

    /// <summary>Of the first photo that stays with the form.</summary>
    public static string SealIn(string page)
    {
        const string before = "name=\"kept\" value=\"";
        var at = page.IndexOf(before, StringComparison.Ordinal) + before.Length;
        Assert.True(at >= before.Length, page);
        return page[at..page.IndexOf('"', at)];
    }

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex HiddenField();
}
