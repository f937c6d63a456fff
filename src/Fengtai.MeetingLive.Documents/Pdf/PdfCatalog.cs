using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>
/// States the language, which Skia cannot: appended as an incremental update
/// (ISO 32000-1, 7.5.6), so that nothing already written moves.
/// </summary>
internal static partial class PdfCatalog
{
    public static void Write(Stream stream, byte[] pdf, string language)
    {
        stream.Write(pdf);
        // Latin-1 keeps one character a byte, so that positions in the text are positions in the file.
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = Trailer().Match(text);
        if (!trailer.Success)
            throw new InvalidDataException("Skia's PDF ends without the trailer that it used to write.");
        var (size, root, startXref) = (
            trailer.Groups["size"].Value,
            trailer.Groups["root"].Value,
            trailer.Groups["xref"].Value
        );
        var marker = $"\n{root} 0 obj\n<<";
        var start = text.LastIndexOf(marker, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("endobj", start, StringComparison.Ordinal);
        if (end < 0)
            throw new InvalidDataException("Skia's PDF has no catalog that can be read.");
        var rest = text[(start + marker.Length)..end];

        var offset = pdf.Length + 1;
        var entry = $"\n{root} 0 obj\n<</Lang ({language})\n{rest}endobj\n";
        var update = new StringBuilder(entry)
            .Append(CultureInfo.InvariantCulture, $"xref\n{root} 1\n{offset:D10} 00000 n \n")
            .Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size}\n/Root {root} 0 R\n")
            .Append(CultureInfo.InvariantCulture, $"{trailer.Groups["info"].Value}/Prev {startXref}>>\n")
            .Append(CultureInfo.InvariantCulture, $"startxref\n{pdf.Length + entry.Length}\n%%EOF\n");
        stream.Write(Encoding.Latin1.GetBytes(update.ToString()));
    }

    [GeneratedRegex(
        @"trailer\s*<<\s*/Size (?<size>\d+)\s*/Root (?<root>\d+) 0 R\s*(?<info>/Info \d+ 0 R\s*)?.*?>>\s*startxref\s*(?<xref>\d+)\s*%%EOF\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Trailer();
}
