using System.ComponentModel;
using System.Diagnostics;
using Fengtai.MeetingLive.Web.Tests.Terminal;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// A folder that is a small file system of its own, seen by one server process only: a mount namespace
/// (<c>unshare</c> of util-linux). It can be really filled, and nobody else's disk is.
/// </summary>
internal sealed class SmallDisk(string folder, int kilobytes)
{
    private const string Mount = """mount -t tmpfs -o "size=$2k" tmpfs "$1" && shift 2 && exec "$@" """;

    private const string Unshare = "unshare";
    private static readonly string[] Alone = ["--user", "--map-root-user", "--mount"];

    private string? seen;

    /// <summary>The folder as this process reaches it, through the server's own view.</summary>
    public string Seen => seen ?? throw new InvalidOperationException("No server has it.");

    private string Filler => Path.Combine(Seen, "filler");

    public async Task<ServerProcess> StartAsync(params IEnumerable<string> settings)
    {
        await MayMountAsync();
        var server = await ServerProcess.StartAsync(Around(["demo", $"--Storage:DataFolder={folder}", .. settings]));
        seen = $"/proc/{server.Id}/root{folder}";
        return server;
    }

    /// <summary>Our program with these words, to its end.</summary>
    public async Task<OurProgram.Ended> RunAsync(params IEnumerable<string> words)
    {
        await MayMountAsync();
        return await OurProgram.RunAsync(Around(words));
    }

    /// <summary>Tried apart from our program, so that what is its own fault is not taken for the machine's.</summary>
    private static async Task MayMountAsync()
    {
        string refused;
        try
        {
            var tried = await OurProgram.RunAsync(
                new ProcessStartInfo(Unshare, [.. Alone, "true"])
                {
                    UseShellExecute = false,
                    RedirectStandardInput = true,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            );
            if (tried.Code == 0)
                return;
            refused = tried.Complained.Trim();
        }
        catch (Win32Exception)
        {
            refused = "unshare was not found";
        }

        Assert.Fail(
            $"No small disk for one process: {refused}. It needs unshare (apt-get install util-linux) and a kernel that lets "
                + "this user make user and mount namespaces (sysctl kernel.unprivileged_userns_clone=1; in a container: "
                + "--security-opt seccomp=unconfined, or --cap-add SYS_ADMIN)."
        );
    }

    /// <summary>Our program with these words, not started yet; it alone will see the disk, which is empty then.</summary>
    private ProcessStartInfo Around(params IEnumerable<string> words)
    {
        Directory.CreateDirectory(folder);
        var start = OurProgram.With(words);
        string[] around = [.. Alone, "sh", "-c", Mount, "sh", folder, $"{kilobytes}"];
        foreach (var (at, word) in around.Append(start.FileName).Index())
        {
            start.ArgumentList.Insert(at, word);
        }

        start.FileName = Unshare;
        return start;
    }

    /// <summary>Until not one byte more fits.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var size in (int[])[1 << 20, 1 << 12, 1])
        {
            var part = new byte[size];
            try
            {
                while (true)
                    filler.Write(part);
            }
            catch (IOException)
            {
                // So much does not fit any more.
            }
        }
    }

    public void Free() => File.Delete(Filler);

    /// <summary>The database as it lies there, with its write-ahead log. Nobody may be writing meanwhile.</summary>
    public void CopyTo(string target)
    {
        foreach (var name in (string[])["meetings.db", "meetings.db-wal"])
            File.Copy(Path.Combine(Seen, name), Path.Combine(target, name));
    }
}
