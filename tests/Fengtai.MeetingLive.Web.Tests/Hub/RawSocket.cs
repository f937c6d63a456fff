using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>A WebSocket that speaks the hub's JSON protocol by hand: it sees every byte, and may send what no client would.</summary>
internal sealed class RawSocket : IDisposable
{
    public const char End = '\u001e';
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private readonly ClientWebSocket socket = new();
    private string pending = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Every message so far, with nothing escaped.</summary>
    public List<string> Messages { get; } = [];

    /// <param name="slow">
    /// As over a radio link, with little room: over the loopback a segment has 64 KB, and the kernel would hold megabytes
    /// for whoever does not read.
    /// </param>
    public static async Task<RawSocket> ConnectAsync(Uri address, string? cookie, bool slow = false)
    {
        var raw = new RawSocket();
        if (cookie is not null)
            raw.socket.Options.SetRequestHeader("Cookie", $"{DeviceCookie.Name}={cookie}");
        using var handler = new SocketsHttpHandler();
        if (slow)
            handler.ConnectCallback = ConnectSlowAsync;
        using var invoker = new HttpMessageInvoker(handler);
        var hub = new UriBuilder(address) { Scheme = "ws", Path = "/hubs/resident" }.Uri;
        await raw.socket.ConnectAsync(hub, invoker, Cancel);
        await raw.SendAsync("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await raw.NextAsync());
        return raw;
    }

    private static async ValueTask<Stream> ConnectSlowAsync(SocketsHttpConnectionContext to, CancellationToken cancel)
    {
        const int Tcp = 6;
        const int MostSegment = 2;
        var slow = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4096 };
        slow.SetRawSocketOption(Tcp, MostSegment, BitConverter.GetBytes(1400));
        await slow.ConnectAsync(to.DnsEndPoint, cancel);
        return new NetworkStream(slow, ownsSocket: true);
    }

    public Task SendAsync(string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, endOfMessage: true, Cancel);

    public Task JoinAsync(string code, bool screen) =>
        SendAsync(
            $$"""{"type":1,"invocationId":"j","target":"Join","arguments":[{"code":"{{code}}","screen":{{(screen ? "true" : "false")}}}]}"""
        );

    /// <summary>Reads on until a message holds this text.</summary>
    public async Task ReadUntilAsync(string text)
    {
        while (true)
        {
            var message = await NextAsync();
            Assert.NotNull(message);
            if (message.Contains(text, StringComparison.Ordinal))
                return;
        }
    }

    /// <summary>The next message; null when the server has closed the connection.</summary>
    public async Task<string?> NextAsync()
    {
        var buffer = new byte[16 * 1024];
        int end;
        while ((end = pending.IndexOf(End, StringComparison.Ordinal)) < 0)
        {
            try
            {
                var part = await socket.ReceiveAsync(buffer, Cancel);
                if (part.MessageType == WebSocketMessageType.Close)
                    return null;
                pending += Encoding.UTF8.GetString(buffer, 0, part.Count);
            }
            catch (WebSocketException)
            {
                return null;
            }
        }

        var message = JsonNode.Parse(pending[..end])!.ToJsonString(Readable);
        pending = pending[(end + 1)..];
        Messages.Add(message);
        return message;
    }

    public void Dispose() => socket.Dispose();
}
