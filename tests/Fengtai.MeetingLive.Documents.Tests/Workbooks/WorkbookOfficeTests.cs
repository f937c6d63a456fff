using System.Diagnostics;
using Fengtai.MeetingLive.Documents.Workbooks;

namespace Fengtai.MeetingLive.Documents.Tests.Workbooks;

/// <summary>The workbook opened, and saved again, by an office: LibreOffice.</summary>
public sealed class WorkbookOfficeTests
{
    [Fact]
    public async Task What_LibreOffice_opens_and_saves_reads_as_the_same_meeting()
    {
        var cancel = TestContext.Current.CancellationToken;
        var folder = Directory.CreateTempSubdirectory("office-");
        try
        {
            var file = Path.Combine(folder.FullName, "meeting.xlsx");
            await File.WriteAllBytesAsync(file, WorkbookRoundTripTests.Written(SampleContent.Make()).ToArray(), cancel);
            var saved = Directory.CreateDirectory(Path.Combine(folder.FullName, "saved"));

            await ConvertAsync(folder, file, saved, cancel);

            await using var stream = File.OpenRead(Path.Combine(saved.FullName, "meeting.xlsx"));
            var read = WorkbookRoundTripTests.Taken(
                WorkbookReader.Read(stream, WorkbookRoundTripTests.Basis(SampleContent.Make().Plan))
            );
            Assert.Equal(WorkbookRoundTripTests.Json(SampleContent.Make()), WorkbookRoundTripTests.Json(read));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task ConvertAsync(
        DirectoryInfo folder,
        string file,
        DirectoryInfo into,
        CancellationToken cancel
    )
    {
        var start = new ProcessStartInfo("soffice")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList =
            {
                // A profile of its own, or an office that is open would take the file.
                $"-env:UserInstallation={new Uri(Path.Combine(folder.FullName, "profile")).AbsoluteUri}",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                into.FullName,
                file,
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        var complained = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, await complained);
    }
}
