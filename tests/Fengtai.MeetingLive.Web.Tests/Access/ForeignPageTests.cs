using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;

namespace Fengtai.MeetingLive.Web.Tests.Access;

/// <summary>
/// Only our own pages open our sockets: every hub, by every way in, from every kind of page. A hub that is added gets a
/// line in <see cref="Hubs"/>, or a test fails.
/// </summary>
public sealed class ForeignPageTests(AccessMatrixHost host) : IClassFixture<AccessMatrixHost>
{
    private const string Own = "our own";

    /// <summary>By address: who may use it at all.</summary>
    private static readonly Dictionary<string, string> Hubs = new(StringComparer.Ordinal)
    {
        ["/hubs/resident"] = "a resident's phone",
        ["/_blazor"] = "secretary of the street",
    };

    /// <summary>In this order: what ends the connection comes last.</summary>
    private static readonly string[] Ways = ["negotiate", "socket", "events", "polling", "sending", "ending"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_hub_of_the_running_server_is_in_the_table()
    {
        var there = host.Service<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>() is not null)
            .Select(endpoint => endpoint.RoutePattern.RawText!.Replace("/negotiate", "", StringComparison.Ordinal));

        Assert.Equal(Hubs.Keys.Order(StringComparer.Ordinal), there.Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("https://evil.example")]
    // This machine, but not where we are.
    [InlineData("http://127.0.0.1")]
    [InlineData("http://localhost:1")]
    [InlineData("http://127.0.0.1.evil.example")]
    // From a file or a frame in a sandbox.
    [InlineData("null")]
    [InlineData("garbage")]
    [InlineData("")]
    public async Task A_foreign_page_comes_in_by_no_way_though_it_has_the_visitors_cookies(string origin)
    {
        var let = new List<string>();
        foreach (var hub in Hubs.Keys)
        {
            // A connection that is there: only the page that asks is wrong.
            foreach (var way in Ways)
            {
                var status = await CallAsync(hub, way, await ConnectionAsync(hub), origin);
                if (status != HttpStatusCode.Forbidden)
                    let.Add($"{hub} by {way}: {(int)status}");
            }
        }

        Assert.True(let.Count == 0, string.Join('\n', let));
    }

    [Theory]
    [InlineData(Own)]
    // Whoever sends none is no browser's page; then the cookie alone decides.
    [InlineData(null)]
    public async Task Our_own_page_and_who_is_no_page_come_in_by_every_way(string? origin)
    {
        var from = origin == Own ? host.Address.GetLeftPart(UriPartial.Authority) : origin;
        var refused = new List<string>();
        foreach (var hub in Hubs.Keys)
        {
            foreach (var way in Ways)
            {
                var status = await CallAsync(hub, way, await ConnectionAsync(hub), from);
                // What is sent on a connection on which nobody listens is refused, but not as foreign.
                var (expected, other) = way switch
                {
                    "socket" => (HttpStatusCode.SwitchingProtocols, HttpStatusCode.SwitchingProtocols),
                    "sending" or "ending" => (HttpStatusCode.BadRequest, HttpStatusCode.OK),
                    _ => (HttpStatusCode.OK, HttpStatusCode.OK),
                };
                if (status != expected && status != other)
                    refused.Add($"{hub} by {way}: {(int)status}");
            }
        }

        Assert.True(refused.Count == 0, string.Join('\n', refused));
    }

    private async Task<string> ConnectionAsync(string hub)
    {
        using var answer = await SendAsync(
            hub,
            new HttpRequestMessage(HttpMethod.Post, hub + "/negotiate?negotiateVersion=1"),
            origin: null
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancel))!["connectionToken"]!;
    }

    private async Task<HttpStatusCode> CallAsync(string hub, string way, string connection, string? origin)
    {
        var address = $"{hub}?id={connection}";
        using var request = way switch
        {
            "negotiate" => new HttpRequestMessage(HttpMethod.Post, hub + "/negotiate?negotiateVersion=1"),
            "sending" => new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("{}\u001e") },
            "ending" => new HttpRequestMessage(HttpMethod.Delete, address),
            _ => new HttpRequestMessage(HttpMethod.Get, address),
        };
        if (way == "events")
            request.Headers.Add("Accept", "text/event-stream");
        if (way == "socket")
        {
            request.Headers.Add("Connection", "Upgrade");
            request.Headers.Add("Upgrade", "websocket");
            request.Headers.Add("Sec-WebSocket-Version", "13");
            request.Headers.Add("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==");
        }

        using var answer = await SendAsync(hub, request, origin);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(string hub, HttpRequestMessage request, string? origin)
    {
        // A connection of its own: what is left open ends with it.
        using var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = host.Address };
        request.Headers.Add("Cookie", host.Of(Hubs[hub]).Browser.Cookies);
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        if (request.Method == HttpMethod.Post && answer.StatusCode == HttpStatusCode.OK)
            await answer.Content.LoadIntoBufferAsync(Cancel);
        return answer;
    }
}
