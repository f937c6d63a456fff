using System.Diagnostics;

namespace Fengtai.MeetingLive.Web.Tests.Terminal;

/// <summary>The built program as a process of its own, started as a user starts it.</summary>
internal static class OurProgram
{
    /// <summary>What is on the terminal afterwards, and the exit code.</summary>
    internal sealed record Ended(int Code, string Said, string Complained);

    /// <summary>Chinese terminal, output redirected; not started yet.</summary>
    public static ProcessStartInfo With(params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && host.EndsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet"
        )
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "exec", Path.Combine(AppContext.BaseDirectory, "Fengtai.MeetingLive.Web.dll") },
        };
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["LANG"] = start.Environment["LC_ALL"] = "zh_CN.UTF-8";
        start.Environment.Remove("DOTNET_CLI_UI_LANGUAGE");
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        return start;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="typed">What comes from a pipe; the end of input follows.</param>
    public static async Task<Ended> RunAsync(ProcessStartInfo start, string typed = "")
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            var complained = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(typed.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return new Ended(process.ExitCode, await said, await complained);
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
