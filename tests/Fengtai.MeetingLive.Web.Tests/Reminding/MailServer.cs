using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Fengtai.MeetingLive.Web.Tests.Reminding;

/// <summary>A mail server as small as RFC 5321 allows: takes letters, or refuses them all.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Task served;
    private readonly List<(string To, string Letter)> letters = [];

    public MailServer()
    {
        listener.Start();
        served = ServeAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>From now on every recipient is refused for the moment (450).</summary>
    public bool Refuses { get; set; }

    public IReadOnlyList<(string To, string Letter)> Letters
    {
        get
        {
            lock (letters)
            {
                return [.. letters];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Dispose();
        await served;
        over.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(over.Token);
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(Stream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false))
        {
            NewLine = "\r\n",
            AutoFlush = true,
        };
        await writer.WriteLineAsync("220 test");
        var to = "";
        while (await reader.ReadLineAsync(over.Token) is { } line)
        {
            var verb = line.Length >= 4 ? line[..4].ToUpperInvariant() : line;
            if (verb == "RCPT")
                to = line[
                    (line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)
                ];
            if (verb == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                var letter = new StringBuilder();
                while (await reader.ReadLineAsync(over.Token) is { } part && part != ".")
                    letter.AppendLine(part);
                lock (letters)
                {
                    letters.Add((to, letter.ToString()));
                }
            }

            await writer.WriteLineAsync(
                verb == "RCPT" && Refuses ? "450 later"
                : verb == "QUIT" ? "221 bye"
                : "250 ok"
            );
            if (verb == "QUIT")
                return;
        }
    }
}
