using System.Diagnostics;
using Fengtai.MeetingLive.Documents.Pdf;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Making them again from the same version gives the same bytes, wherever and whenever.</summary>
public sealed class MinutesSameBytesTests(SampleFile sample) : IClassFixture<SampleFile>
{
    [Fact]
    public void The_same_minutes_give_the_same_bytes()
    {
        using var again = new MemoryStream();
        using var fonts = FontBook.Load();
        MinutesPdf.Write(again, SampleMinutes.Make(), fonts, SampleMinutes.Created);
        Assert.Equal(sample.Bytes, again.ToArray());
    }

    [Fact]
    public async Task Another_process_in_another_language_and_time_zone_gives_the_same_bytes()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("another-");
        try
        {
            var target = Path.Combine(folder.FullName, "sample.pdf");
            // One quick test of this class makes the process write the sample.
            var start = new ProcessStartInfo(
                "dotnet",
                [
                    "exec",
                    typeof(MinutesSameBytesTests).Assembly.Location,
                    "-method",
                    $"{typeof(MinutesSameBytesTests).FullName}.{nameof(The_same_minutes_give_the_same_bytes)}",
                ]
            )
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            start.Environment[SampleFile.OutVariable] = target;
            start.Environment["LANG"] = start.Environment["LC_ALL"] = "ar_SA.UTF-8";
            start.Environment["TZ"] = "America/New_York";
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync(cancel);
            await process.WaitForExitAsync(cancel);
            Assert.True(process.ExitCode == 0, await said);
            Assert.Equal(sample.Bytes, await File.ReadAllBytesAsync(target, cancel));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
