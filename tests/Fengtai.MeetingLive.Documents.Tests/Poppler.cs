using System.Diagnostics;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>The tools with which anyone reads a PDF: what they find, a reader's search finds.</summary>
internal static class Poppler
{
    /// <summary>The text in the order in which the file has it, which is the order in which it is read aloud.</summary>
    public static string Text(byte[] pdf) => Run("pdftotext", pdf, ["-raw", "-enc", "UTF-8"], ["-"]);

    /// <summary>One line a font: name, type, encoding, emb, sub, uni, object.</summary>
    public static string[] Fonts(byte[] pdf) =>
        [.. Run("pdffonts", pdf, [], []).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2)];

    private static string Run(string tool, byte[] pdf, string[] before, string[] after)
    {
        var folder = Directory.CreateTempSubdirectory("poppler-");
        try
        {
            var file = Path.Combine(folder.FullName, "read.pdf");
            File.WriteAllBytes(file, pdf);
            var start = new ProcessStartInfo(tool, [.. before, file, .. after])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var complaints = process.StandardError.ReadToEndAsync();
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            // Poppler goes on after a fault in the file, but says so.
            Assert.Equal("", complaints.GetAwaiter().GetResult());
            return text;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
