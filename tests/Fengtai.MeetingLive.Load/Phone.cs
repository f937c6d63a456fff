using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fengtai.MeetingLive.Load;

/// <summary>The hub's answer to one call.</summary>
/// <param name="Waited">Milliseconds from the sending to the arrival.</param>
internal readonly record struct Answer(bool Ok, long Version, string? Code, double Waited);

/// <summary>One phone: a raw socket with its own device cookie, and of what it was shown only what is looked at here.</summary>
internal sealed class Phone(Swarm swarm, int number, string cookie)
{
    /// <summary>How long a connection may take to open, and an answer to come.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Line? line;
    private long bytes;
    private bool isSlow;
    private volatile TaskCompletionSource? stalled;

    public int Number => number;

    private Swarm Swarm => swarm;

    private string Cookie => cookie;

    public bool IsOpen => line is { IsLost: false };

    public bool IsStalled => stalled is not null;

    /// <summary>The round as last shown.</summary>
    public Tally Tally { get; private set; }

    /// <summary>Up to here it has seen all that is public; what it says when it comes back.</summary>
    public long? Version { get; private set; }

    public string? Epoch { get; private set; }

    /// <summary>Bytes over the socket in both directions, frames and headers included.</summary>
    public long Bytes => Interlocked.Read(ref bytes);

    /// <summary>Length of the last full picture, and of the last push of a tally.</summary>
    public int WelcomeSize { get; private set; }

    public int TallySize { get; private set; }

    /// <summary>Opens socket, WebSocket and hub connection, and joins.</summary>
    /// <param name="slow">Now and whenever it comes back: with so little room that not reading is soon noticed.</param>
    /// <returns>The answer to Join; its time is that of everything together.</returns>
    public async Task<Answer> JoinAsync(bool slow = false)
    {
        isSlow |= slow;
        var since = Stopwatch.GetTimestamp();
        var opened = new Line(this);
        await opened.OpenAsync(isSlow).WaitAsync(Patience);
        line = opened;
        var known = Epoch is null ? "" : $",\"epoch\":\"{Epoch}\",\"version\":{Version ?? -1}";
        var answer = await CallAsync("Join", $"{{\"code\":\"{Swarm.Code}\"{known}}}");
        return answer with { Waited = Stopwatch.GetElapsedTime(since).TotalMilliseconds };
    }

    public Task<Answer> RateAsync(string id, int score) =>
        CallAsync("Rate", $"{{\"id\":\"{id}\",\"round\":\"overall\",\"score\":{score}}}");

    public Task<Answer> AskAsync(string id, string text) =>
        CallAsync("Ask", $"{{\"id\":\"{id}\",\"text\":\"{text}\"}}");

    public Task<Answer> SupportAsync(string question) => CallAsync("Support", $"{{\"questionId\":\"{question}\"}}");

    public void Ping() => line?.TrySend(PingFrame);

    /// <summary>Asks for the whole picture again and again, whatever it is answered.</summary>
    public void AskForAll(int times)
    {
        var again = Frames.Message(
            $$$"""{"type":1,"invocationId":"0","target":"Join","arguments":[{"code":"{{{Swarm.Code}}}"}]}"""
        );
        for (var i = 0; i < times; i++)
        {
            line?.TrySend(again);
        }
    }

    /// <summary>The connection is cut as by a dead network: no good-bye.</summary>
    public void Cut() => line?.Cut();

    /// <summary>Stops reading until <see cref="GoOn"/>; what is in the air still arrives.</summary>
    public void Stall() => stalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void GoOn() => Interlocked.Exchange(ref stalled, null)?.TrySetResult();

    private static readonly byte[] PingFrame = Frames.Message("""{"type":6}""");
    private static readonly byte[] Handshake = Frames.Message("""{"protocol":"json","version":1}""");

    private Task<Answer> CallAsync(string method, string argument) =>
        line is { } open
            ? open.CallAsync(method, argument)
            : Task.FromException<Answer>(new InvalidOperationException("This phone is not connected."));

    private void Show(ReadOnlySpan<byte> message)
    {
        var at = Stopwatch.GetTimestamp();
        foreach (var watch in swarm.Watches)
        {
            watch.Look(number, message, at);
        }

        if (message.IndexOf("\"sections\":{\"mine\":"u8) < 0)
        {
            Version = Frames.Number(message, "\"version\":"u8) ?? Version;
            Epoch ??= Frames.String(message, "\"epoch\":"u8);
        }

        if (message.IndexOf("\"full\":true"u8) >= 0)
            WelcomeSize = message.Length;
        if (message.IndexOf("\"overall\":{"u8) is >= 0 and var round)
        {
            Tally = Frames.Counts(message[round..]) ?? Tally;
            TallySize = message.Length;
        }
    }

    /// <summary>One connection from its opening to its end.</summary>
    private sealed class Line
    {
        private const int Tcp = 6;
        private const int MostSegment = 2;

        private readonly Phone phone;
        private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly Inbox inbox;
        private readonly TaskCompletionSource shaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock gate = new();
        private TaskCompletionSource<Answer>? call;
        private long calledAt;
        private int calls;

        public Line(Phone phone)
        {
            this.phone = phone;
            inbox = new Inbox { OnMessage = Take, OnControl = Control };
        }

        public bool IsLost { get; private set; }

        public async Task OpenAsync(bool slow)
        {
            try
            {
                socket.NoDelay = true;
                if (slow)
                {
                    // As over a radio link: over the loopback a segment has 64 KB, and the kernel would keep megabytes.
                    socket.ReceiveBufferSize = 4096;
                    socket.SetRawSocketOption(Tcp, MostSegment, BitConverter.GetBytes(1400));
                }

                // One address has about 28,000 ports towards one server; connections just cut still hold theirs.
                socket.Bind(new IPEndPoint(phone.Swarm.SourceOf(phone.Number), 0));
                await socket.ConnectAsync(IPAddress.Loopback, phone.Swarm.Address.Port);
                await UpgradeAsync();
            }
            catch
            {
                Cut();
                throw;
            }

            _ = ReadAsync();
            Send(Handshake);
            await shaken.Task;
        }

        public Task<Answer> CallAsync(string method, string argument)
        {
            var id = ++calls;
            var frame = Frames.Message(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{argument}}]}"""
                )
            );
            var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (Interlocked.CompareExchange(ref call, answer, null) is not null)
                throw new InvalidOperationException("A phone makes one call after the other.");
            calledAt = Stopwatch.GetTimestamp();
            try
            {
                Send(frame);
            }
            catch (SocketException e)
            {
                Lose(e);
            }

            return answer.Task.WaitAsync(Patience);
        }

        public void TrySend(byte[] frame)
        {
            try
            {
                if (!IsLost)
                    Send(frame);
            }
            catch (SocketException e)
            {
                Lose(e);
            }
            catch (ObjectDisposedException)
            {
                // Cut just now.
            }
        }

        public void Cut()
        {
            // Reset instead of closed: as when a phone leaves the network, and the port is free at once.
            socket.Close(timeout: 0);
            Lose(new IOException("The connection was cut."));
        }

        private void Send(byte[] frame)
        {
            lock (gate)
            {
                socket.Send(frame);
                Interlocked.Add(ref phone.bytes, frame.Length);
            }
        }

        private async Task UpgradeAsync()
        {
            var request = Encoding.ASCII.GetBytes(
                $"""
                GET /hubs/resident HTTP/1.1
                Host: 127.0.0.1:{phone.Swarm.Address.Port}
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Key: bGlnaHQgcGhvbmVzIGh1Yg==
                Origin: http://127.0.0.1:{phone.Swarm.Address.Port}
                Cookie: {phone.Cookie}


                """.ReplaceLineEndings("\r\n")
            );
            await socket.SendAsync(request);
            // The server waits for the hub's handshake before it sends anything but this head.
            var head = new byte[2048];
            var length = 0;
            while (head.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0)
            {
                var read = length < head.Length ? await socket.ReceiveAsync(head.AsMemory(length)) : 0;
                if (read == 0)
                    throw new IOException("The server closed the socket while it was being opened.");
                length += read;
            }

            if (!head.AsSpan().StartsWith("HTTP/1.1 101 "u8))
                throw new IOException($"The server answered {Encoding.ASCII.GetString(head, 0, Math.Min(length, 40))}");
            Interlocked.Add(ref phone.bytes, request.Length + length);
        }

        private async Task ReadAsync()
        {
            try
            {
                while (true)
                {
                    if (phone.stalled is { } until)
                        await until.Task;
                    var read = await socket.ReceiveAsync(inbox.Free);
                    if (read == 0)
                        throw new IOException("The server closed the connection.");
                    Interlocked.Add(ref phone.bytes, read);
                    inbox.Advance(read);
                }
            }
            catch (Exception e)
                when (e is SocketException or IOException or ObjectDisposedException or InvalidDataException)
            {
                Lose(e);
                socket.Dispose();
            }
        }

        private void Take(ReadOnlySpan<byte> message)
        {
            if (message.SequenceEqual("{}"u8))
            {
                shaken.TrySetResult();
                return;
            }

            if (!message.StartsWith("{\"type\":"u8))
                throw new InvalidDataException("This is no message of SignalR's.");
            switch ((char)message["{\"type\":".Length])
            {
                case '1':
                    phone.Show(message);
                    break;
                case '3':
                    Answered(message);
                    break;
                case '7':
                    throw new IOException("The server said good-bye.");
            }
        }

        private void Answered(ReadOnlySpan<byte> message)
        {
            var answer = new Answer(
                message.IndexOf("\"ok\":true"u8) >= 0,
                Frames.Number(message, "\"version\":"u8) ?? -1,
                Frames.String(message, "\"code\":"u8) ?? Frames.String(message, "\"error\":"u8),
                Stopwatch.GetElapsedTime(calledAt).TotalMilliseconds
            );
            Interlocked.Exchange(ref call, null)?.TrySetResult(answer);
        }

        private void Control(int opcode, ReadOnlySpan<byte> content)
        {
            if (opcode == Frames.Ping)
                TrySend(Frames.Write(Frames.Pong, content));
            else if (opcode == Frames.Close)
                throw new IOException("The server closed the WebSocket.");
        }

        private void Lose(Exception why)
        {
            IsLost = true;
            shaken.TrySetException(why);
            Interlocked.Exchange(ref call, null)?.TrySetException(why);
        }
    }
}
