using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using SkiaSharp;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>A printed sheet read back: its text, and its pages as a printer would see them.</summary>
internal static class PrintedFile
{
    /// <summary>Each page's lines from top to bottom.</summary>
    public static ImmutableArray<ImmutableArray<string>> Lines(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return [.. document.GetPages().Select(page => PageLines.Read(page))];
    }

    /// <summary>All text without line ends.</summary>
    public static string Text(byte[] pdf) => string.Concat(Lines(pdf).SelectMany(lines => lines));

    /// <summary>Everything visible lies on the paper, and no letter is under 15 pixels (11.25 pt).</summary>
    public static void AssertReadable(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        foreach (var page in document.GetPages())
        {
            Assert.All(
                page.Letters.Where(letter => letter.Value.Trim().Length > 0),
                letter =>
                {
                    Assert.InRange(letter.PointSize, 11.2, 60);
                    Assert.InRange(letter.BoundingBox.Left, 12, page.Width - 12);
                    Assert.InRange(letter.BoundingBox.Right, 12, page.Width - 12);
                    Assert.InRange(letter.StartBaseLine.Y, 12, page.Height - 12);
                }
            );
        }
    }

    /// <summary>The first page at 192 dots an inch: two dots a CSS pixel.</summary>
    public static SKBitmap Print(byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("print-");
        try
        {
            var file = Path.Combine(folder.FullName, "sheet.pdf");
            File.WriteAllBytes(file, pdf);
            using var process = Process.Start(
                "pdftoppm",
                ["-r", "192", "-f", "1", "-l", "1", "-png", "-singlefile", file, Path.ChangeExtension(file, null)]
            );
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return SKBitmap.Decode(Path.ChangeExtension(file, "png"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The modules of a printed QR, each looked at in its middle, are those of the text's code.</summary>
    /// <param name="x">Left edge with the quiet zone, in CSS pixels; so are <paramref name="y"/> and <paramref name="side"/>.</param>
    public static void AssertQr(SKBitmap print, string text, double x, double y, double side)
    {
        using var generator = new QRCoder.QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCoder.QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                var dot = print.GetPixel(
                    (int)((x + (column + 0.5) * side / size) * 2),
                    (int)((y + (row + 0.5) * side / size) * 2)
                );
                Assert.True(
                    code.ModuleMatrix[row][column] == dot.Red < 128,
                    string.Create(CultureInfo.InvariantCulture, $"module {column}, {row} is {dot}")
                );
            }
        }
    }
}
