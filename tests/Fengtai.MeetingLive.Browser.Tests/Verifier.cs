using System.Diagnostics;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The program that anybody runs who holds nothing but the published files, in a process of its own.</summary>
internal static class Verifier
{
    public static async Task<(int Code, string Said)> RunAsync(params string[] words)
    {
        var cancel = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Fengtai.MeetingLive.Verify.dll"));
        foreach (var word in words)
            start.ArgumentList.Add(word);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var said = process.StandardOutput.ReadToEndAsync(cancel);
        var complained = process.StandardError.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return (process.ExitCode, await said + await complained);
    }
}
