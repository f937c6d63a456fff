using System.Net;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Operations;

/// <summary>The server behind Debian's nginx, with the configuration that goes with the program.</summary>
public sealed class BehindNginxTests : IAsyncLifetime
{
    private const string Code = "FT2025";

    private readonly SqliteDatabase database = new();
    private WebApplication app = null!;
    private NginxInFront nginx = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await HubHost.PrepareAsync(
            database,
            "--urls=http://127.0.0.1:0",
            "--Demo:Enabled=true",
            "--Proxy:Known=127.0.0.1"
        );
        await DemoStart.SeedAsync(app.Services, Cancel);
        await app.StartAsync(Cancel);
        nginx = await NginxInFront.StartAsync(new Uri(app.Urls.Single()), "Operations/Deploy/nginx.conf", Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await nginx.DisposeAsync();
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task A_phone_is_connected_by_WebSocket_joins_and_is_shown_the_meeting()
    {
        var device = HubHost.NewDevice(app);
        await using var phone = await Phone.ConnectAsync(nginx.Address, device.Cookie);

        var reply = await phone.JoinAsync(Code);
        await phone.ShownAsync(patch => patch.IsFull());

        Assert.True(reply.Ok);
        Assert.Equal(HubConnectionState.Connected, phone.Connection.State);
    }

    [Fact]
    public async Task What_is_for_this_machine_alone_nobody_gets_through_the_proxy_whatever_they_claim()
    {
        using var visitor = new HttpClient { BaseAddress = nginx.Address };
        visitor.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        visitor.DefaultRequestHeaders.Add("Forwarded", "for=203.0.113.9");
        using var asLocal = new HttpRequestMessage(HttpMethod.Get, Telemetry.Path) { Headers = { Host = "localhost" } };

        using var figures = await visitor.SendAsync(asLocal, Cancel);
        using var page = await visitor.GetAsync(new Uri($"/m/{Code}", UriKind.Relative), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, figures.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Proxies_that_are_not_known_are_not_believed()
    {
        using var stranger = new SqliteDatabase();
        await using var other = await HubHost.PrepareAsync(stranger, "--urls=http://127.0.0.1:0");
        other.MapGet("/asked", (HttpContext http) => $"{http.Request.Scheme} {http.Connection.RemoteIpAddress}");
        await other.StartAsync(Cancel);
        using var proxy = new HttpClient { BaseAddress = new Uri(other.Urls.Single()) };
        proxy.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        Assert.Equal("http 127.0.0.1", await proxy.GetStringAsync(new Uri("/asked", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_known_proxy_says_who_asked_and_how()
    {
        using var own = new SqliteDatabase();
        await using var other = await HubHost.PrepareAsync(
            own,
            "--urls=http://127.0.0.1:0",
            "--Proxy:Known=10.1.0.0/16, 127.0.0.1"
        );
        other.MapGet("/asked", (HttpContext http) => $"{http.Request.Scheme} {http.Connection.RemoteIpAddress}");
        await other.StartAsync(Cancel);
        using var proxy = new HttpClient { BaseAddress = new Uri(other.Urls.Single()) };
        proxy.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");
        proxy.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        Assert.Equal("https 203.0.113.9", await proxy.GetStringAsync(new Uri("/asked", UriKind.Relative), Cancel));
    }

    [Fact]
    public void What_is_no_address_is_told_before_anything_starts()
    {
        var wrong = Assert.Throws<ProxyUnknownException>(() =>
            MeetingHost.Build(MeetingHost.CreateBuilder(["--Proxy:Known=127.0.0.1,nginx"]))
        );

        Assert.Equal("nginx", wrong.Message);
    }
}
