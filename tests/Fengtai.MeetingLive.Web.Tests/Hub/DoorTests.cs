using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>Who may open the hub's socket, and how much may come through it.</summary>
public sealed class DoorTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("null")]
    [InlineData("garbage")]
    public async Task A_foreign_page_opens_neither_negotiation_nor_socket(string origin)
    {
        Assert.Equal(HttpStatusCode.Forbidden, await NegotiateAsync(origin));
        Assert.Equal(HttpStatusCode.Forbidden, await UpgradeAsync(origin));
    }

    [Fact]
    public async Task Our_own_page_and_who_is_no_page_open_both()
    {
        foreach (var origin in new[] { Host.Address.GetLeftPart(UriPartial.Authority), null })
        {
            Assert.Equal(HttpStatusCode.OK, await NegotiateAsync(origin));
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await UpgradeAsync(origin));
        }
    }

    [Fact]
    public async Task A_request_that_names_no_host_is_nobody_s_own()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Host.Address.Host, Host.Address.Port, Cancel);
        await using var stream = client.GetStream();
        var request =
            "POST /hubs/resident/negotiate HTTP/1.0\r\nOrigin: http://evil.example\r\nContent-Length: 0\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        using var reader = new StreamReader(stream);

        Assert.Contains(" 403 ", await reader.ReadLineAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_over_eight_kilobytes_closes_the_connection_and_nobody_else_s()
    {
        var phone = await JoinAsync();
        var other = await JoinAsync();
        var before = (await Host.ReadAsync(Script)).Count;

        var asking = phone.AskAsync("a1", new string('a', 9 * 1024));

        await Assert.ThrowsAnyAsync<Exception>(() => asking);
        await phone.Closed.WaitAsync(Cancel);
        Assert.Equal(before, (await Host.ReadAsync(Script)).Count);
        Assert.True((await other.RateAsync("r1", 5)).Ok);
    }

    [Fact]
    public async Task What_is_no_message_closes_the_connection()
    {
        using var socket = await RawSocket.ConnectAsync(Host.Address, Host.NewDevice().Cookie);

        await socket.SendAsync("this is no JSON");

        while (await socket.NextAsync() is { } message)
        {
            // The last word is why; it tells nothing of the inside.
            Assert.DoesNotContain("Exception", message, StringComparison.Ordinal);
        }
    }

    private async Task<HttpStatusCode> NegotiateAsync(string? origin)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(Host.Address, "/hubs/resident/negotiate?negotiateVersion=1")
        );
        if (origin is not null)
            request.Headers.TryAddWithoutValidation("Origin", origin);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private async Task<HttpStatusCode> UpgradeAsync(string? origin)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        try
        {
            await socket.ConnectAsync(
                new UriBuilder(Host.Address) { Scheme = "ws", Path = "/hubs/resident" }.Uri,
                Cancel
            );
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
