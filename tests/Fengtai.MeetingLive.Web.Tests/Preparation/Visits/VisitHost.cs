using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Visits;

/// <summary>The real host, in which staff sign in, with one street and its grid.</summary>
public sealed partial class VisitHost : IAsyncLifetime
{
    public const string Street = "wangzuo";
    private const string Password = "a long pass phrase";
    private readonly string folder = Directory.CreateTempSubdirectory("meetinglive-visits-").FullName;
    private WebApplication? app;
    private int names;

    public Uri Address => new(App.Urls.First());

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
        app = MeetingHost.Build(builder);
        await Service<MeetingStore>().PrepareAsync(CancellationToken.None);
        await using (var context = Service<MeetingStore>().Create())
        {
            context.Grids.Add(
                new GridRow
                {
                    StreetId = Street,
                    Id = "g3",
                    Name = "第3网格",
                    Community = "翡翠山社区",
                }
            );
            await context.SaveChangesAsync();
        }

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

    /// <summary>A browser with cookies of its own.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer(), AllowAutoRedirect = false })
        {
            BaseAddress = Address,
        };

    /// <summary>A browser in which an account with these roles has signed in.</summary>
    public async Task<(HttpClient Browser, string Name)> SignedInAsync(Roles roles, string street = Street)
    {
        var name = $"岗位{Interlocked.Increment(ref names)}";
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var added = await scope
                .ServiceProvider.GetRequiredService<StaffAccounts>()
                .AddAsync(name, roles, new StreetId(street), Password, CancellationToken.None);
            Assert.True(added.Ok, string.Join(' ', added.Errors));
        }

        var browser = Browser();
        var page = await browser.GetStringAsync(new Uri("/signin", UriKind.Relative));
        using var form = new FormUrlEncodedContent([
            Token(page),
            KeyValuePair.Create("name", name),
            KeyValuePair.Create("password", Password),
        ]);
        using var answer = await browser.PostAsync(new Uri("/signin", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (browser, name);
    }

    public static KeyValuePair<string, string> Token(string page)
    {
        var token = TokenField().Match(page);
        Assert.True(token.Success, page);
        return KeyValuePair.Create(token.Groups["name"].Value, WebUtility.HtmlDecode(token.Groups["value"].Value));
    }

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>__[^\"]+)\" value=\"(?<value>[^\"]+)\"",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex TokenField();
}
