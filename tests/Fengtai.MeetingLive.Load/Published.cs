using System.Diagnostics;

namespace Fengtai.MeetingLive.Load;

/// <summary>The server as a street gets it: one folder for Linux, by the README's command.</summary>
internal static class Published
{
    private const string Solution = "Fengtai.MeetingLive.sln";
    private const string Program = "Fengtai.MeetingLive.Web";

    /// <returns>The program in that folder.</returns>
    /// <exception cref="InvalidOperationException">It could not be published; the message is what was said.</exception>
    public static async Task<string> MakeAsync(string folder)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, Solution)))
        {
            root = root.Parent ?? throw new InvalidOperationException($"{Solution} was not found above this program.");
        }

        using var publish = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                ["publish", $"src/{Program}", "-c", "Release", "-r", "linux-x64", "-o", folder, "-v", "q", "--nologo"]
            )
            {
                WorkingDirectory = root.FullName,
                UseShellExecute = false,
                RedirectStandardOutput = true,
            }
        )!;
        var said = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? Path.Combine(folder, Program)
            : throw new InvalidOperationException($"The server could not be published: {said}");
    }

    /// <summary>Bytes of all that was published with this program.</summary>
    public static long SizeOf(string program) =>
        new DirectoryInfo(Path.GetDirectoryName(program)!)
            .EnumerateFiles("*", SearchOption.AllDirectories)
            .Sum(file => file.Length);
}
