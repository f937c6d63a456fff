using System.Diagnostics;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>What was published, as files in a folder of its own, and the program run on them.</summary>
internal sealed class Folder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("meetinglive-verify-").FullName;

    public Folder(Published published)
    {
        Write("FT2025-journal.jsonl", published.Bytes);
        foreach (var file in published.Openings)
            Write(file.Name, file.Bytes);
        // What else somebody keeps there is none of our business.
        Write("record.json", "{\"hash\":\"\"}"u8.ToArray());
    }

    public string Path => path;

    public string Journal => At("FT2025-journal.jsonl");

    public string At(string name) => System.IO.Path.Combine(path, name);

    public void Write(string name, byte[] bytes) => File.WriteAllBytes(At(name), bytes);

    public void Dispose() => Directory.Delete(path, recursive: true);

    /// <summary>The built program in a process of its own.</summary>
    public static async Task<(int Code, string Said, string Complained)> RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && host.EndsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet"
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                "exec",
                System.IO.Path.Combine(AppContext.BaseDirectory, "Fengtai.MeetingLive.Verify.dll"),
            },
        };
        foreach (var word in words)
            start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said, await complained);
    }
}
