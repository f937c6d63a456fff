using System.Diagnostics;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Benchmarks;

/// <summary>Whether a server that makes documents all day grows.</summary>
internal static class FlatMemory
{
    private const int Step = 100;

    /// <summary>Most that the working set may grow after the first hundred documents.</summary>
    private const double MostGrowth = 1.25;

    /// <summary>Exit code 0 when it stays flat.</summary>
    public static int Run(int documents)
    {
        using var fonts = FontBook.Load();
        var minutes = SizedMinutes.Long(fonts);
        using var process = Process.GetCurrentProcess();
        var first = 0L;
        var last = 0L;
        for (var made = 1; made <= documents; made++)
        {
            _ = SizedMinutes.Pdf(minutes, fonts);
            if (made % Step != 0)
                continue;
            process.Refresh();
            last = process.WorkingSet64;
            if (first == 0)
                first = last;
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{made, 5} documents: {last / 1048576.0:0} MiB working set, {GC.GetTotalMemory(forceFullCollection: false) / 1048576.0:0} MiB managed"
                )
            );
        }

        var growth = (double)last / first;
        Console.WriteLine(FormattableString.Invariant($"After {documents}: {growth:0.00} of what it was after {Step}"));
        return growth <= MostGrowth ? 0 : 1;
    }
}
