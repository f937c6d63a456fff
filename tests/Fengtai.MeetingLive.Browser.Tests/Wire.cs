using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>
/// What runs between one phone's page and the hub, message by message. All goes through, except the answer to the first call
/// of one method, which is taken out for good: the connection lives, and the page waits.
/// </summary>
internal sealed class Wire
{
    /// <summary>What SignalR's JSON protocol ends each message with.</summary>
    private const char End = '\u001e';

    private readonly Channel<Message> sent = Channel.CreateUnbounded<Message>();
    private readonly TaskCompletionSource<JsonElement> taken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string method;
    private Message? unanswered;

    private Wire(string method) => this.method = method;

    /// <summary>What the server answered and the page never saw.</summary>
    public Task<JsonElement> Taken => taken.Task;

    /// <summary>Before the page is opened: only sockets that are opened later run over it.</summary>
    public static async Task<Wire> LayAsync(IBrowserContext context, string method)
    {
        var wire = new Wire(method);
        await context.RouteWebSocketAsync("**/hubs/**", socket => _ = new Line(wire, socket));
        return wire;
    }

    /// <summary>The next message of this kind that the page sends; others are passed over.</summary>
    public async Task<Message> NextAsync(Func<Message, bool> isIt)
    {
        while (true)
        {
            var message = await sent.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (isIt(message))
                return message;
        }
    }

    /// <summary>Whether the page has sent another one of this kind; those before it are passed over.</summary>
    public bool Has(Func<Message, bool> isIt)
    {
        while (sent.Reader.TryRead(out var message))
        {
            if (isIt(message))
                return true;
        }

        return false;
    }

    /// <summary>One message of the hub's protocol.</summary>
    /// <param name="Body">As JSON; the handshake has no type.</param>
    internal sealed record Message(Line On, JsonElement Body)
    {
        private int Type => Body.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

        public string? Call => Type == 1 ? Body.GetProperty("target").GetString() : null;

        public string? Id => Body.TryGetProperty("invocationId", out var id) ? id.GetString() : null;

        public bool IsAnswer => Type == 3;

        public bool IsPing => Type == 6;

        /// <summary>What the call was sent with, as it was written.</summary>
        public string Arguments => Body.GetProperty("arguments").GetRawText();
    }

    /// <summary>One socket.</summary>
    internal sealed class Line
    {
        private readonly TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Wire wire;
        private readonly IWebSocketRoute page;

        public Line(Wire wire, IWebSocketRoute page)
        {
            (this.wire, this.page) = (wire, page);
            var server = page.ConnectToServer();
            page.OnMessage(frame =>
            {
                foreach (var message in Read(frame))
                {
                    if (message.Call == wire.method)
                        wire.unanswered ??= message;
                    wire.sent.Writer.TryWrite(message);
                }

                server.Send(frame.Text!);
            });
            server.OnMessage(frame =>
                page.Send(string.Concat(Read(frame).Where(Passes).Select(m => $"{m.Body}{End}")))
            );
            page.OnClose(
                (code, reason) =>
                {
                    left.TrySetResult();
                    _ = server.CloseAsync(new() { Code = code, Reason = reason });
                }
            );
        }

        /// <summary>The page has closed it.</summary>
        public Task Left => left.Task;

        /// <summary>The server's sign of life.</summary>
        public void Ping() => page.Send($$"""{"type":6}{{End}}""");

        private bool Passes(Message message)
        {
            if (!message.IsAnswer || message.On != wire.unanswered?.On || message.Id != wire.unanswered.Id)
                return true;
            wire.taken.TrySetResult(message.Body.GetProperty("result"));
            return false;
        }

        private IEnumerable<Message> Read(IWebSocketFrame frame) =>
            frame
                .Text!.Split(End, StringSplitOptions.RemoveEmptyEntries)
                .Select(text => new Message(this, JsonElement.Parse(text)));
    }
}
