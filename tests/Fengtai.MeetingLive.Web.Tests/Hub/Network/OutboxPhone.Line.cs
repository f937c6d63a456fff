using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Tests.Hub.Network;

internal sealed partial class OutboxPhone
{
    /// <summary>One connection from its opening to its end.</summary>
    private sealed class Line(OutboxPhone phone) : IAsyncDisposable
    {
        private readonly ClientWebSocket socket = new();
        private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonObject>> calls = new();
        private readonly TaskCompletionSource shaken = New();
        private readonly ConcurrentDictionary<string, string> commands = new();
        private int count;

        public Task Lost { get; private set; } = Task.CompletedTask;

        public static async Task<Line> OpenAsync(OutboxPhone phone, CancellationToken off)
        {
            var line = new Line(phone);
            try
            {
                await line.OpenAsync(off);
                return line;
            }
            catch
            {
                await line.DisposeAsync();
                throw;
            }
        }

        /// <exception cref="TimeoutException">No answer came.</exception>
        public async Task<JsonObject> CallAsync(string method, JsonObject argument, CancellationToken off)
        {
            var id = $"{++count}";
            if ((string?)argument["id"] is { } command)
                commands[id] = command;
            var answer = new TaskCompletionSource<JsonObject>(TaskCreationOptions.RunContinuationsAsynchronously);
            calls[id] = answer;
            await SendAsync(
                new JsonObject
                {
                    ["type"] = 1,
                    ["invocationId"] = id,
                    ["target"] = method,
                    ["arguments"] = new JsonArray(argument),
                }.ToJsonString(),
                off
            );
            var first = await Task.WhenAny(answer.Task, Lost).WaitAsync(Answer, off);
            return first == answer.Task ? await answer.Task : throw new IOException("The connection is lost.");
        }

        public async ValueTask DisposeAsync()
        {
            socket.Abort();
            await Lost;
            socket.Dispose();
        }

        private async Task OpenAsync(CancellationToken off)
        {
            socket.Options.SetRequestHeader("Cookie", $"{DeviceCookie.Name}={phone.Cookie}");
            await socket.ConnectAsync(phone.Hub, off);
            Lost = ReadAsync();
            await SendAsync("""{"protocol":"json","version":1}""", off);
            await Task.WhenAny(shaken.Task, Lost).WaitAsync(Answer, off);
        }

        private Task SendAsync(string message, CancellationToken off) =>
            socket.SendAsync(
                Encoding.UTF8.GetBytes(message + RawSocket.End),
                WebSocketMessageType.Text,
                endOfMessage: true,
                off
            );

        private async Task ReadAsync()
        {
            var buffer = new byte[16 * 1024];
            var pending = new List<byte>();
            try
            {
                while (true)
                {
                    var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
                    if (part.MessageType == WebSocketMessageType.Close)
                        return;
                    pending.AddRange(buffer.AsSpan(0, part.Count));
                    int end;
                    while ((end = pending.IndexOf((byte)RawSocket.End)) >= 0)
                    {
                        Take(JsonNode.Parse(pending[..end].ToArray())!.AsObject());
                        pending.RemoveRange(0, end + 1);
                    }
                }
            }
            catch (Exception e) when (e is WebSocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Lost.
            }
        }

        private void Take(JsonObject message)
        {
            switch ((int?)message["type"])
            {
                case null:
                    shaken.TrySetResult();
                    break;
                case 1:
                    phone.Show(message["arguments"]![0]!.AsObject());
                    break;
                case 3:
                    var id = (string)message["invocationId"]!;
                    Assert.True(message.ContainsKey("result"), message.ToJsonString());
                    var result = message["result"]!.AsObject();
                    if (commands.TryGetValue(id, out var command) && (bool)result["ok"]!)
                        phone.Answers.GetOrAdd(command, _ => new()).Enqueue(result.ToJsonString());
                    calls[id].TrySetResult(result);
                    break;
            }
        }
    }
}
