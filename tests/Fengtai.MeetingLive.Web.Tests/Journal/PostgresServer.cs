using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Npgsql;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>
/// The PostgreSQL that the tests run on: the one that MEETINGLIVE_TEST_POSTGRES names, else a private one in a temporary
/// folder, started for the first test that asks and stopped after the last. Without PostgreSQL those tests fail.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Variable = "MEETINGLIVE_TEST_POSTGRES";
    private readonly Lazy<Task<string>> server;
    private string? folder;

    public PostgresServer() => server = new Lazy<Task<string>>(StartAsync);

    /// <summary>A connection string without a database.</summary>
    public Task<string> ConnectionStringAsync() => server.Value;

    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"meetinglive_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(await ConnectionStringAsync()) { Database = name }.ToString();
    }

    public async Task DropDatabaseAsync(string connectionString)
    {
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await using (var own = new NpgsqlConnection(connectionString))
        {
            NpgsqlConnection.ClearPool(own);
        }

        await ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    public async ValueTask DisposeAsync()
    {
        if (folder is null)
            return;
        await RunAsync(Tool("pg_ctl"), "stop", "-D", Path.Combine(folder, "data"), "-m", "immediate");
        Directory.Delete(folder, recursive: true);
    }

    private static bool IsRoot => string.Equals(Environment.UserName, "root", StringComparison.Ordinal);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(await ConnectionStringAsync())
            {
                Database = "postgres",
                Pooling = false,
            }.ToString()
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
            return given;
        var initdb = Tool("initdb");
        folder = Directory.CreateTempSubdirectory("meetinglive-postgres-").FullName;
        // The server refuses to run as root.
        if (IsRoot)
            await StartAsync("chown", "postgres", folder);
        var data = Path.Combine(folder, "data");
        await RunAsync(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        var port = FreePort();
        await RunAsync(
            Tool("pg_ctl"),
            "start",
            "-w",
            "-D",
            data,
            "-l",
            Path.Combine(folder, "log"),
            "-o",
            // Nothing here is kept, so nothing needs to reach the disk.
            $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off -c max_connections=200"
        );
        return $"Host=127.0.0.1;Port={port};Username=postgres";
    }

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
        return folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"These tests need PostgreSQL: {name} was not found. Install it (apt-get install postgresql), "
                    + $"or name a server in {Variable}, such as Host=127.0.0.1;Username=postgres;Password=…"
            );
    }

    private static Task RunAsync(string program, params string[] arguments) =>
        IsRoot
            ? StartAsync("runuser", ["-u", "postgres", "--", program, .. arguments])
            : StartAsync(program, arguments);

    private static async Task StartAsync(string program, params string[] arguments)
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
