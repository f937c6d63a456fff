using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>A PostgreSQL of one's own in a temporary folder, gone when it is disposed of.</summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string folder;
    private readonly string options;

    private PostgresCluster(string folder, int port)
    {
        this.folder = folder;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres";
        // Nothing here is kept, so nothing needs to reach the disk.
        options =
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200";
    }

    /// <summary>Without a database.</summary>
    public string ConnectionString { get; }

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private string Data => Path.Combine(folder, "data");

    /// <exception cref="InvalidOperationException">There is no PostgreSQL here; says what to install.</exception>
    public static async Task<PostgresCluster> StartAsync()
    {
        var initdb = Tool("initdb");
        var own = Directory.CreateTempSubdirectory("meetinglive-postgres-").FullName;
        // The server refuses to run as root.
        if (IsRoot)
            await RunAsync("chown", "postgres", own);
        var cluster = new PostgresCluster(own, FreePort());
        await RunAsPostgresAsync(
            initdb,
            "-D",
            cluster.Data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync"
        );
        await cluster.ControlAsync("start");
        return cluster;
    }

    /// <summary>All at once and without a word to anybody, as a crash; then it starts and recovers.</summary>
    public Task RestartAsync() => ControlAsync("restart", "-m", "immediate");

    public async ValueTask DisposeAsync()
    {
        await RunAsPostgresAsync(Tool("pg_ctl"), "stop", "-D", Data, "-m", "immediate");
        Directory.Delete(folder, recursive: true);
    }

    private Task ControlAsync(string act, params string[] how) =>
        RunAsPostgresAsync(
            Tool("pg_ctl"),
            [act, "-w", "-D", Data, "-l", Path.Combine(folder, "log"), "-o", options, .. how]
        );

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Tool(string name)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).AsEnumerable();
        if (Directory.Exists("/usr/lib/postgresql"))
            folders = folders.Concat(
                Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(d => Path.Combine(d, "bin"))
            );
        return folders.Select(place => Path.Combine(place, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need PostgreSQL: {name} was not found. Install it (apt-get install postgresql)."
            );
    }

    private static Task RunAsPostgresAsync(string program, params string[] arguments) =>
        IsRoot ? RunAsync("runuser", ["-u", "postgres", "--", program, .. arguments]) : RunAsync(program, arguments);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} failed: {await output}{await errors}");
    }
}
