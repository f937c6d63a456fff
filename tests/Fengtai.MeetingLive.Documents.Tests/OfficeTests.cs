using System.Diagnostics;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>The DOCX opened by an office, LibreOffice, and printed from there.</summary>
public sealed class OfficeTests(MinutesDocxTests.SampleDocx sample) : IClassFixture<MinutesDocxTests.SampleDocx>
{
    [Fact]
    public async Task LibreOffice_prints_all_that_was_said_on_pages_of_the_norm()
    {
        var folder = Directory.CreateTempSubdirectory("office-");
        try
        {
            using var pdf = PdfDocument.Open(await PrintAsync(folder));
            var pages = pdf.GetPages().Select(page => PageLines.Read(page)).ToArray();
            var text = Squeezed(string.Concat(pages.SelectMany(lines => lines)));

            Assert.InRange(pages.Length, 12, 40);
            foreach (
                var said in new[]
                {
                    "一、报告工作情况",
                    "第3期",
                    "出席：镇长、",
                    "签发人：镇长",
                    "附件2群众提问台账",
                    "附件3承办事项责任清单",
                    "分送：区委社会工作部",
                    "应评610人，评价468人，含纸质28份（76.7%）",
                    "会议日志第1482号事件（定稿）",
                    SampleMinutes.Hash,
                    SampleMinutes.Deck,
                }
            )
                Assert.Contains(said, text, StringComparison.Ordinal);

            // The head of the questions stands again on each of their pages, and so does that of the commitments.
            Assert.InRange(PagesWith("编号"), 4, 20);
            Assert.InRange(PagesWith("序号"), 3, 10);

            int PagesWith(string head) =>
                pages.Count(lines => lines.Any(line => line.StartsWith(head, StringComparison.Ordinal)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task LibreOffice_counts_the_pages_and_puts_their_numbers_on_the_outer_side()
    {
        var folder = Directory.CreateTempSubdirectory("office-");
        try
        {
            using var pdf = PdfDocument.Open(await PrintAsync(folder));
            foreach (var page in pdf.GetPages())
            {
                var dash = page.Letters.Where(letter => letter.Value == "—").MinBy(letter => letter.StartBaseLine.Y)!;
                Assert.Equal(page.Number % 2 == 1, dash.StartBaseLine.X > page.Width / 2);
                Assert.Contains(
                    $"第{page.Number}页，共{pdf.NumberOfPages}页",
                    Squeezed(string.Concat(PageLines.Read(page).TakeLast(2))),
                    StringComparison.Ordinal
                );
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task LibreOffice_puts_the_imprint_at_the_foot_of_the_last_page()
    {
        var folder = Directory.CreateTempSubdirectory("office-");
        try
        {
            using var pdf = PdfDocument.Open(await PrintAsync(folder));
            var last = pdf.GetPage(pdf.NumberOfPages);
            // GB/T 9704-2012, 7.4: its last rule is the foot of the type area, 37 + 225 mm from the top.
            var foot = last.Height - (37 + 225) * Millimetre;
            var issued = last.Letters.Where(letter => letter.Value == "印").MinBy(letter => letter.StartBaseLine.Y)!;
            Assert.InRange(issued.StartBaseLine.Y - foot, 0, 10 * Millimetre);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private const double Millimetre = 72 / 25.4;

    /// <summary>Offices set a space between characters and figures.</summary>
    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private async Task<byte[]> PrintAsync(DirectoryInfo folder)
    {
        var cancel = TestContext.Current.CancellationToken;
        var file = Path.Combine(folder.FullName, "minutes.docx");
        await File.WriteAllBytesAsync(file, sample.Bytes, cancel);
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
                "pdf",
                "--outdir",
                folder.FullName,
                file,
            },
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        var complained = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, await complained);
        return await File.ReadAllBytesAsync(Path.ChangeExtension(file, "pdf"), cancel);
    }
}
