using System.Runtime.CompilerServices;
using SkiaSharp;

namespace Fengtai.MeetingLive.Browser.Tests.Looks;

/// <summary>
/// A picture of a surface as it was last reviewed, in <c>baselines/</c>. Another Chromium smooths letters otherwise, so
/// small pictures are compared with a tolerance; what a person would notice (a colour, a line more, a word that moved) is
/// far beyond it.
/// </summary>
internal static class Baseline
{
    /// <summary>Set to 1, the pictures are written instead of compared; the change is then reviewed like any other.</summary>
    private const string Accept = "MEETINGLIVE_ACCEPT_BASELINES";

    /// <summary>Pixels that differ, of all: one row of a list that moved is more.</summary>
    private const double Tolerance = 0.004;

    /// <summary>Of 255, in any channel, after both were made small.</summary>
    private const int Noticed = 40;

    /// <summary>Widest a kept picture is, in pixels.</summary>
    private const int WidthMost = 960;

    /// <summary>Null when it looks as it did; else what is to be done, with the picture beside the built tests.</summary>
    public static string? Check(string name, byte[] screenshot)
    {
        using var now = Small(screenshot);
        var file = Path.Combine(Folder(), $"{name}.webp");
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllBytes(file, Webp(now));
            return null;
        }

        var kept = Path.Combine(
            Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "looks")).FullName,
            $"{name}.webp"
        );
        if (!File.Exists(file))
        {
            File.WriteAllBytes(kept, Webp(now));
            return $"{name}: nobody has reviewed how it looks. See {kept}, then run once with {Accept}=1.";
        }

        using var before = SKBitmap.Decode(file);
        var difference = Difference(before, now);
        if (difference <= Tolerance)
            return null;
        File.WriteAllBytes(kept, Webp(now));
        return $"{name}: {difference:P2} of it looks otherwise than in {file}. See {kept}; if it is meant, run once with {Accept}=1.";
    }

    /// <summary>The share of pixels that a person would see differ; 1 when the sizes do.</summary>
    public static double Difference(SKBitmap before, SKBitmap now)
    {
        if (before.Width != now.Width || before.Height != now.Height)
            return 1;
        // Smoothing at the edges of letters vanishes at half the size.
        using var a = Scaled(before, before.Width / 2);
        using var b = Scaled(now, now.Width / 2);
        var count = 0;
        for (var y = 0; y < a.Height; y++)
        {
            for (var x = 0; x < a.Width; x++)
            {
                var (p, q) = (a.GetPixel(x, y), b.GetPixel(x, y));
                var most = Math.Max(
                    Math.Abs(p.Red - q.Red),
                    Math.Max(Math.Abs(p.Green - q.Green), Math.Abs(p.Blue - q.Blue))
                );
                if (most > Noticed)
                    count++;
            }
        }

        return (double)count / (a.Width * a.Height);
    }

    private static SKBitmap Small(byte[] screenshot)
    {
        using var whole = SKBitmap.Decode(screenshot);
        return Scaled(whole, Math.Min(WidthMost, whole.Width));
    }

    private static SKBitmap Scaled(SKBitmap bitmap, int width) =>
        bitmap.Resize(
            new SKImageInfo(width, (int)Math.Round((double)bitmap.Height * width / bitmap.Width)),
            new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear)
        );

    private static byte[] Webp(SKBitmap bitmap)
    {
        using var data = bitmap.Encode(SKEncodedImageFormat.Webp, 82);
        return data.ToArray();
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(here))!, "baselines");
}
