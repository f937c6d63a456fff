using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Fengtai.MeetingLive.Web.Tests.Terminal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>The built server with the demo's meeting as a process of its own, so that it can be killed.</summary>
internal sealed partial class ServerProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) =>
            listening.TrySetException(new InvalidOperationException($"The server ended before it listened: {said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Uri Address { get; private set; } = null!;

    public int Id => process.Id;

    /// <summary>All that it has said on the terminal so far.</summary>
    public string Said
    {
        get
        {
            lock (said)
                return said.ToString();
        }
    }

    public static Task<ServerProcess> StartAsync(IDatabase database) => StartAsync(database.Options.DataFolder);

    public static Task<ServerProcess> StartAsync(string dataFolder, params IEnumerable<string> settings) =>
        StartAsync(OurProgram.With(["demo", $"--Storage:DataFolder={dataFolder}", .. settings]));

    public static async Task<ServerProcess> StartAsync(ProcessStartInfo start)
    {
        var server = Begin(start);
        try
        {
            await server.ListensAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Started only; it may not live long enough to listen.</summary>
    public static ServerProcess Begin(ProcessStartInfo start) => new(start);

    /// <summary>Ends with what it said when it ends before it listens.</summary>
    public async Task ListensAsync() => Address = await listening.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancel);

    /// <summary>It has ended, by itself or killed.</summary>
    public bool IsOver => process.HasExited;

    /// <summary>SIGKILL: it gets no chance to put anything in order.</summary>
    public async Task KillAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(Cancel);
    }

    /// <summary>SIGTERM, as a service manager sends it: it may put things in order first.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null)
            return;
        lock (said)
        {
            said.AppendLine(line);
        }

        if (Listening().Match(line) is { Success: true } match)
            listening.TrySetResult(new Uri($"http://127.0.0.1:{match.Groups["port"].Value}"));
    }

    [GeneratedRegex("http://(localhost|127\\.0\\.0\\.1):(?<port>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}
