using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Fengtai.MeetingLive.Documents;

/// <summary>A QR code as one outline, so that no seams show between its modules when it is drawn or printed.</summary>
/// <param name="Path">In the path language of SVG; one unit is a module.</param>
/// <param name="Size">Modules a side, with the quiet zone of four on each side (ISO/IEC 18004).</param>
public sealed record QrOutline(string Path, int Size)
{
    /// <summary>Level M: a scratch or a fold over 15 % of it does no harm.</summary>
    public static QrOutline Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        var modules = data.ModuleMatrix;
        for (var y = 0; y < modules.Count; y++)
        {
            for (var x = 0; x < modules.Count; x++)
            {
                if (!modules[y][x])
                    continue;
                var run = Run(modules[y], x);
                path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h{run}v1h-{run}z");
                x += run - 1;
            }
        }

        return new QrOutline(path.ToString(), modules.Count);
    }

    /// <summary>The same as a picture of ten dots a module, for files that hold no outlines.</summary>
    public static byte[] Png(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(10);
    }

    private static int Run(BitArray row, int start)
    {
        var end = start;
        while (end < row.Count && row[end])
            end++;
        return end - start;
    }
}
