using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Load;

/// <summary>A server in a process of its own on a free port.</summary>
internal sealed partial class Child : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string? traced;

    private Child(ProcessStartInfo start, string? traced)
    {
        this.traced = traced;
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.Exited += (_, _) =>
            listening.TrySetException(new InvalidOperationException($"The server ended before it listened: {said}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    /// <summary>Of the server itself, not of strace around it.</summary>
    public int Id { get; private set; }

    /// <summary>The built server with the demo's meeting; questions are shown before they are approved.</summary>
    /// <param name="data">Its data folder.</param>
    /// <param name="countSyncs">Whether it runs under strace.</param>
    public static Task<Child> StartOursAsync(string data, bool countSyncs)
    {
        var log = countSyncs ? Path.Combine(data, "syncs.txt") : null;
        var start = With(
            log,
            "Fengtai.MeetingLive.Web.dll",
            "demo",
            "--Demo:ShowFirst=true",
            $"--Storage:DataFolder={data}"
        );
        return StartAsync(start, log);
    }

    /// <summary>The bare hub, which pads what it sends to about the same sizes.</summary>
    public static Task<Child> StartBareAsync(Sizes sizes) =>
        StartAsync(
            With(
                traced: null,
                "Fengtai.MeetingLive.Load.dll",
                "bare",
                sizes.Page.ToString(CultureInfo.InvariantCulture),
                sizes.Welcome.ToString(CultureInfo.InvariantCulture),
                sizes.Tally.ToString(CultureInfo.InvariantCulture)
            ),
            traced: null
        );

    /// <summary>The published server, without the demo.</summary>
    public static Task<Child> StartPublishedAsync(string program, string data) =>
        StartAsync(Quiet(new ProcessStartInfo(program, ["run", $"--Storage:DataFolder={data}"])), traced: null);

    public long Memory => Machine.MemoryOf(Id);

    /// <summary>How often it asked the disk to keep what commits wrote (the write-ahead log); null when nobody counted.</summary>
    public int? Syncs => traced is null ? null : File.ReadLines(traced).Count(line => Sync().IsMatch(line));

    /// <summary>SIGKILL: it gets no chance to put anything in order.</summary>
    public async Task KillAsync()
    {
        using (var server = Process.GetProcessById(Id))
        {
            server.Kill();
        }

        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
    }

    private static ProcessStartInfo With(string? traced, string program, params string[] words)
    {
        var dotnet =
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) is "dotnet" ? host : "dotnet";
        // The bare hub too runs with the host's settings, of which the collector's matter most.
        var settings = Path.Combine(AppContext.BaseDirectory, "Fengtai.MeetingLive.Web.runtimeconfig.json");
        string[] line =
        [
            dotnet,
            "exec",
            "--runtimeconfig",
            settings,
            Path.Combine(AppContext.BaseDirectory, program),
            .. words,
        ];
        if (traced is not null)
            line =
            [
                "strace",
                "-f",
                "--seccomp-bpf",
                "-qq",
                // With the file's name, since others than commits sync other files.
                "-y",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "signal=none",
                "-o",
                traced,
                .. line,
            ];
        return Quiet(new ProcessStartInfo(line[0], line[1..]));
    }

    /// <summary>On a port of its own, saying little.</summary>
    private static ProcessStartInfo Quiet(ProcessStartInfo start)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "en_US.UTF-8";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return start;
    }

    private static async Task<Child> StartAsync(ProcessStartInfo start, string? traced)
    {
        if (traced is not null)
            await MayTraceAsync();
        var child = new Child(start, traced);
        try
        {
            child.Address = await child.listening.Task.WaitAsync(Patience);
            child.Id = traced is null ? child.process.Id : OnlyChildOf(child.process.Id);
            return child;
        }
        catch
        {
            child.Dispose();
            throw;
        }
    }

    /// <exception cref="TracingRefusedException">strace is missing, or nobody may be traced here.</exception>
    private static async Task MayTraceAsync()
    {
        try
        {
            using var trial = Process.Start(
                new ProcessStartInfo("strace", ["-f", "-qq", "-e", "trace=fsync", "true"])
                {
                    UseShellExecute = false,
                    RedirectStandardError = true,
                }
            )!;
            var complained = await trial.StandardError.ReadToEndAsync();
            await trial.WaitForExitAsync();
            if (trial.ExitCode != 0)
                throw new TracingRefusedException(
                    $"--count-syncs: strace may trace nothing here ({complained.Trim()}). Allow it (in a container: --cap-add SYS_PTRACE; else: sysctl kernel.yama.ptrace_scope=1), or leave --count-syncs out."
                );
        }
        catch (Win32Exception)
        {
            throw new TracingRefusedException(
                "--count-syncs: strace was not found. Install it (apt-get install strace), or leave --count-syncs out."
            );
        }
    }

    private static int OnlyChildOf(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/task/{process}/children").Trim(), CultureInfo.InvariantCulture);

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

    /// <summary>The call as it begins; one that another thread's line cut in two is told a second time as resumed.</summary>
    [GeneratedRegex("(fsync|fdatasync)\\([0-9]+<[^>]*-wal>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sync();

    [GeneratedRegex("http://(localhost|127\\.0\\.0\\.1):(?<port>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Listening();
}

/// <summary>The server cannot be watched; the message says what to do.</summary>
internal sealed class TracingRefusedException(string message) : Exception(message);

/// <summary>Bytes that our server sends, for the bare hub to send as many.</summary>
/// <param name="Page">The resident's page, uncompressed.</param>
/// <param name="Welcome">The full picture after joining.</param>
/// <param name="Tally">One push of a rating round.</param>
internal sealed record Sizes(int Page, int Welcome, int Tally);
