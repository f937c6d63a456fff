using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Load;

/// <summary>What this machine is, and what else it is doing.</summary>
internal static partial class Machine
{
    /// <summary>Files besides the phones' sockets.</summary>
    private const int Spare = 300;

    /// <summary>Cores, memory, kernel and runtime in one line.</summary>
    public static string Description =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):0.0} GiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"
        );

    /// <summary>Null, or why this machine cannot hold so many phones and what to do about it.</summary>
    public static string? Lacks(int phones)
    {
        if (!OperatingSystem.IsLinux())
            return "This program reads /proc, so it runs on Linux only.";
        // .NET lifts its own soft limit to the hard one when it starts, so the hard one counts.
        var limit = File.ReadLines("/proc/self/limits")
            .Select(line => OpenFiles().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups["hard"].Value)
            .FirstOrDefault("unlimited");
        return int.TryParse(limit, CultureInfo.InvariantCulture, out var most) && most < phones + Spare
            ? $"{phones} phones need {phones + Spare} open files in one process and {most} are allowed. As root: ulimit -n {phones + Spare} (in a service: LimitNOFILE={phones + Spare}; in a container: --ulimit nofile={phones + Spare}), or ask for fewer phones."
            : null;
    }

    /// <summary>Seconds of processor time that the whole machine has spent since it started.</summary>
    public static double Busy()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // user, nice, system, irq, softirq; neither idle nor waiting for a disk.
        return new[] { 1, 2, 3, 6, 7 }.Sum(i => double.Parse(fields[i], CultureInfo.InvariantCulture)) / Ticks;
    }

    /// <summary>Seconds of processor time of one process.</summary>
    public static double BusyOf(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        // The name in brackets may hold anything, so count from its end.
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return new[] { 11, 12 }.Sum(i => double.Parse(fields[i], CultureInfo.InvariantCulture)) / Ticks;
    }

    /// <summary>Resident memory of a process in bytes.</summary>
    public static long MemoryOf(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return 1024
            * long.Parse(line.AsSpan("VmRSS:".Length, line.Length - "VmRSS: kB".Length), CultureInfo.InvariantCulture);
    }

    /// <summary>USER_HZ, which is 100 on every Linux that .NET runs on.</summary>
    private const double Ticks = 100;

    [GeneratedRegex("^Max open files +[0-9a-z]+ +(?<hard>[0-9a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OpenFiles();
}

/// <summary>How much of the processor went to others while something was measured: figures of a busy machine are worth less.</summary>
internal sealed class Noise(params int[] own)
{
    private readonly double before = Machine.Busy() - own.Sum(Machine.BusyOf);
    private readonly long since = System.Diagnostics.Stopwatch.GetTimestamp();

    /// <summary>Share of all cores, 0 to 1.</summary>
    public double Others =>
        Math.Clamp(
            (Machine.Busy() - own.Sum(Machine.BusyOf) - before)
                / System.Diagnostics.Stopwatch.GetElapsedTime(since).TotalSeconds
                / Environment.ProcessorCount,
            0,
            1
        );
}
