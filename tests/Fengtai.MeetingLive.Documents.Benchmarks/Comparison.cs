using System.Diagnostics;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using Fengtai.MeetingLive.Documents.Tests;
using Microsoft.Playwright;

namespace Fengtai.MeetingLive.Documents.Benchmarks;

/// <summary>
/// The minutes of 46 pages, made here and printed by headless Chromium from HTML with the same fonts, one after the other
/// on the same machine. Warm: fonts and browser are open. Cold: a new process here; a new browser there.
/// </summary>
internal static class Comparison
{
    private const int WarmRuns = 30;
    private const int ColdRuns = 5;

    public static async Task<int> RunAsync()
    {
        using var fonts = FontBook.Load();
        var minutes = SizedMinutes.Long(fonts);
        var bytes = SizedMinutes.Pdf(minutes, fonts);
        var allocated = Allocated(minutes, fonts);
        var warm = Median(WarmRuns, () => SizedMinutes.Pdf(minutes, fonts));
        var cold = Enumerable.Range(0, ColdRuns).Select(_ => Cold()).Order().ElementAt(ColdRuns / 2);
        var freshFonts = Median(ColdRuns, () => Fresh(minutes));

        var html = ChromiumHtml.Of(MinutesDocument.Describe(minutes, SampleMinutes.Created));
        using var playwright = await Playwright.CreateAsync();
        var browserCold = new List<double>();
        for (var run = 0; run < ColdRuns; run++)
        {
            var watch = Stopwatch.StartNew();
            await using var browser = await LaunchAsync(playwright);
            await PrintAsync(await browser.NewPageAsync(), html);
            browserCold.Add(watch.Elapsed.TotalMilliseconds);
        }

        await using var open = await LaunchAsync(playwright);
        var page = await open.NewPageAsync();
        var printed = await PrintAsync(page, html);
        var browserWarm = new List<double>();
        for (var run = 0; run < WarmRuns / 3; run++)
        {
            var watch = Stopwatch.StartNew();
            await PrintAsync(page, html);
            browserWarm.Add(watch.Elapsed.TotalMilliseconds);
        }

        var theirWarm = Middle(browserWarm);
        var theirCold = Middle(browserCold);
        Say(
            $"{SizedMinutes.Pages} pages, {minutes.Questions.Length} questions, {bytes.Length / 1024.0 / SizedMinutes.Pages:0.0} KiB a page; Chromium {printed.Length / 1024.0:0} KiB in all, ours {bytes.Length / 1024.0:0} KiB"
        );
        Say($"warm             {warm, 7:0} ms   Chromium {theirWarm, 7:0} ms   {theirWarm / warm:0.0} times as long");
        Say($"cold, new process{cold, 7:0} ms   Chromium {theirCold, 7:0} ms   {theirCold / cold:0.0} times as long");
        Say($"fonts read anew  {freshFonts, 7:0} ms");
        Say($"allocated        {allocated / 1048576.0, 7:0.0} MiB a document");
        return 0;
    }

    /// <summary>One document in a process of its own, measured from the process's start.</summary>
    public static int Once()
    {
        using var fonts = FontBook.Load();
        _ = SizedMinutes.Pdf(SizedMinutes.With(QuestionsOfLong()), fonts);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(
            (DateTime.Now - self.StartTime).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)
        );
        return 0;
    }

    private static int QuestionsOfLong() =>
        int.Parse(Environment.GetEnvironmentVariable("QUESTIONS") ?? "200", CultureInfo.InvariantCulture);

    private static double Cold()
    {
        using var fonts = FontBook.Load();
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["once"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.Environment["QUESTIONS"] = SizedMinutes
            .Long(fonts)
            .Questions.Length.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(said, CultureInfo.InvariantCulture);
    }

    private static byte[] Fresh(Minutes minutes)
    {
        using var fonts = FontBook.Load();
        return SizedMinutes.Pdf(minutes, fonts);
    }

    private static long Allocated(Minutes minutes, FontBook fonts)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = SizedMinutes.Pdf(minutes, fonts);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static double Median(int runs, Func<byte[]> make)
    {
        _ = make();
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var watch = Stopwatch.StartNew();
            _ = make();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return Middle(times);
    }

    private static double Middle(List<double> times) => times.Order().ElementAt(times.Count / 2);

    private static Task<IBrowser> LaunchAsync(IPlaywright playwright) =>
        playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
            }
        );

    private static async Task<byte[]> PrintAsync(IPage page, string html)
    {
        var file = Path.Combine(AppContext.BaseDirectory, "minutes.html");
        await File.WriteAllTextAsync(file, html);
        // From a file, so that it may read the fonts beside the program.
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        return await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
    }

    private static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}
