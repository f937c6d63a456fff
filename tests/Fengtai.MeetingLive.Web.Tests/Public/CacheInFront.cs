using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Fengtai.MeetingLive.Web.Tests.Public;

/// <summary>Debian's nginx with the configuration that the README recommends, in a folder that goes with it.</summary>
internal sealed class CacheInFront : IAsyncDisposable
{
    private const string Nginx = "/usr/sbin/nginx";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("meetinglive-nginx-");
    private Process? process;

    private CacheInFront(int port) => Address = new Uri($"http://127.0.0.1:{port}");

    public Uri Address { get; }

    public static async Task<CacheInFront> StartAsync(Uri origin, CancellationToken cancel)
    {
        var cache = new CacheInFront(FreePort());
        await cache.RunAsync(origin, cancel);
        return cache;
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

    private async Task RunAsync(Uri origin, CancellationToken cancel)
    {
        var recommended = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "Public", "live-cache.conf"),
            cancel
        );
        var site = recommended
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
