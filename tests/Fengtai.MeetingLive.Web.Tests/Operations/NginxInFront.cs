using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fengtai.MeetingLive.Web.Tests.Operations;

/// <summary>Debian's nginx with a configuration that goes with the program, in a folder that goes with the test.</summary>
internal sealed class NginxInFront : IAsyncDisposable
{
    private const string Nginx = "/usr/sbin/nginx";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-nginx-");
    private Process? process;

    private NginxInFront(int port) => Address = new Uri($"http://127.0.0.1:{port}");

    public Uri Address { get; }

    /// <param name="site">The configuration's path beside the program.</param>
    public static async Task<NginxInFront> StartAsync(Uri origin, string site, CancellationToken cancel)
    {
        var nginx = new NginxInFront(FreePort());
        await nginx.RunAsync(origin, site, cancel);
        return nginx;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            process.Dispose();
        }

        folder.Delete(recursive: true);
    }

    private async Task RunAsync(Uri origin, string path, CancellationToken cancel)
    {
        var recommended = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, path), cancel);
        var site = recommended
            .Replace("server_name NAME", "server_name _", StringComparison.Ordinal)
            .Replace("CACHE_FOLDER", Path.Combine(folder.FullName, "cache"), StringComparison.Ordinal)
            .Replace("ORIGIN", origin.Authority, StringComparison.Ordinal)
            .Replace("LISTEN", Address.Authority, StringComparison.Ordinal);
        var temporary = string.Concat(
            new[] { "client_body", "proxy", "fastcgi", "uwsgi", "scgi" }.Select(name =>
                $"{name}_temp_path {folder.FullName}/{name};\n"
            )
        );
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(
            file,
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            pid {{folder.FullName}}/pid;
            error_log {{folder.FullName}}/error.log;
            events { worker_connections 2048; }
            http {
              access_log off;
              {{temporary}}
              {{site}}
            }
            """,
            cancel
        );
        process = Process.Start(
            new ProcessStartInfo(Nginx, ["-c", file, "-p", folder.FullName, "-e", $"{folder.FullName}/error.log"])
        );
        using var probe = new HttpClient { BaseAddress = Address };
        while (true)
        {
            try
            {
                using var answer = await probe.GetAsync(new Uri("/", UriKind.Relative), cancel);
                return;
            }
            catch (HttpRequestException) when (process is { HasExited: false })
            {
                await Task.Yield();
            }
            catch (HttpRequestException e)
            {
                throw new InvalidOperationException(
                    await File.ReadAllTextAsync($"{folder.FullName}/error.log", cancel),
                    e
                );
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
