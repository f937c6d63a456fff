using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>The real host as it is first started, not as the demo, with a clock that the test turns.</summary>
internal sealed class AccessHost : IAsyncDisposable
{
    public const string Password = "我们七月十日在礼堂开报告会";

    private readonly SqliteDatabase database = new();
    private readonly WebApplication app;

    private AccessHost()
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--Logging:LogLevel:Default=Error",
            "--urls=http://127.0.0.1:0",
        ]);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        app = MeetingHost.Build(builder);
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public FirstStart First => app.Services.GetRequiredService<FirstStart>();

    public MeetingStore Store => app.Services.GetRequiredService<MeetingStore>();

    public T Service<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<AccessHost> StartAsync()
    {
        var host = new AccessHost();
        await host.Store.PrepareAsync(TestContext.Current.CancellationToken);
        await host.app.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    /// <summary>With an administrator already, made as first start makes it.</summary>
    public static async Task<AccessHost> WithAdministratorAsync()
    {
        var host = await StartAsync();
        await using var scope = host.app.Services.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddFirstAsync("区管理员", new Credential.Password(Password), TestContext.Current.CancellationToken);
        Assert.Empty(added.Errors);
        return host;
    }

    public async Task HireAsync(string name, Roles roles, bool temporary = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var added = await scope
            .ServiceProvider.GetRequiredService<StaffAccounts>()
            .AddAsync(name, roles, new StreetId("wangzuo"), Password, temporary, TestContext.Current.CancellationToken);
        Assert.Empty(added.Errors);
    }

    /// <param name="host">The name under which the browser knows this server.</param>
    public PlainBrowser Browser(string host = "127.0.0.1") => new(new UriBuilder(app.Urls.First()) { Host = host }.Uri);

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        database.Dispose();
    }
}

/// <summary>A browser without scripts: cookies, forms, and where it was led.</summary>
internal sealed partial class PlainBrowser(Uri address) : IDisposable
{
    private readonly CookieContainer cookies = new();
    private HttpClient? made;

    public string Origin => address.GetLeftPart(UriPartial.Authority);

    /// <summary>As this browser sends them.</summary>
    public string Cookies => cookies.GetCookieHeader(address);

    private HttpClient Http =>
        made ??= new HttpClient(new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };

    public async Task<Answer> GetAsync(string path) =>
        await ReadAsync(await Http.GetAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Opens the page with the form, then sends the form with its token.</summary>
    public async Task<Answer> SendAsync(string page, string action, params (string Name, string Value)[] fields) =>
        await PostAsync(action, await TokenAsync(page), origin: null, fields);

    public async Task<(string Name, string Value)> TokenAsync(string page)
    {
        var form = await GetAsync(page);
        var found = Token().Match(form.Text);
        Assert.True(found.Success, form.Text);
        return (found.Groups["name"].Value, found.Groups["value"].Value);
    }

    public async Task<Answer> PostAsync(
        string action,
        (string Name, string Value)? token,
        string? origin,
        params (string Name, string Value)[] fields
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, action)
        {
            Content = new FormUrlEncodedContent(
                fields.Concat(token is { } one ? [one] : []).Select(f => KeyValuePair.Create(f.Name, f.Value))
            ),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return await ReadAsync(await Http.SendAsync(request, TestContext.Current.CancellationToken));
    }

    public Task<Answer> SignInAsync(string name, string password, string returnUrl = "/account") =>
        SendAsync("/signin", "/signin", ("name", name), ("password", password), ("returnUrl", returnUrl));

    public void Dispose() => made?.Dispose();

    private static async Task<Answer> ReadAsync(HttpResponseMessage answer) =>
        new(
            answer.StatusCode,
            answer.Headers.Location?.OriginalString,
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        )
        {
            Headers = answer
                .Headers.Concat(answer.Content.Headers)
                .ToDictionary(h => h.Key, h => string.Join('\n', h.Value), StringComparer.OrdinalIgnoreCase),
        };

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>__RequestVerificationToken)\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Token();
}

/// <summary>What came back.</summary>
internal sealed record Answer(HttpStatusCode Status, string? Location, string Text)
{
    /// <summary>By name; a header that came twice has its values in lines.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
