using System.Net.Sockets;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>How much may come through the hub's socket, and what it must be; whose page may open it is in Access/.</summary>
public sealed class DoorTests(HubHost host) : HubTest(host), IClassFixture<HubHost>
{
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
}
