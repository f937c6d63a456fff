using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Documents.Pdf;

/// <summary>
/// What Skia cannot say: the language and the outline, appended as an incremental update (ISO 32000-1, 7.5.6), so that
/// nothing already written moves. And what it says at random: the file's id, made from its contents instead.
/// </summary>
internal static partial class PdfCatalog
{
    private const int IdBytes = 16;

    public static void Write(Stream stream, byte[] pdf, string language, IReadOnlyList<Bookmark> bookmarks)
    {
        // Latin-1 keeps one character a byte, so that positions in the text are positions in the file.
        var text = Encoding.Latin1.GetString(pdf);
        var trailer = Trailer().Match(text);
        if (!trailer.Success)
            throw new InvalidDataException("Skia's PDF ends without the trailer that it used to write.");
        var body = Uuid().Replace(text[..trailer.Index], Dashed(NoId));
        // Times are given in UTC; Skia writes this machine's zone behind them.
        body = InfoZone().Replace(body, "+00'00'");
        body = XmpZone().Replace(body, "+00:00");
        // Skia's own trailer is written anew: its random id has not always the same length.
        var (size, root, info, xref) = (Group("size"), Group("root"), Group("info"), Group("xref"));
        var whole = body + PdfTrailer(size, root, info, previous: "", xref);
        whole += Update(whole, Number(size), root, info, xref, language, bookmarks);
        var hash = SHA256.HashData(Encoding.Latin1.GetBytes(whole));
        var id = Convert.ToHexString(hash.AsSpan(0, IdBytes));
        whole = whole
            .Replace($"uuid:{Dashed(NoId)}", $"uuid:{Dashed(id.ToLowerInvariant())}", StringComparison.Ordinal)
            .Replace($"/ID [<{NoId}> <{NoId}>]", $"/ID [<{id}> <{id}>]", StringComparison.Ordinal);
        stream.Write(Encoding.Latin1.GetBytes(whole));

        string Group(string name) => trailer.Groups[name].Value;
    }

    private static readonly string NoId = new('0', 2 * IdBytes);

    private static string Update(
        string text,
        int size,
        string root,
        string info,
        string previous,
        string language,
        IReadOnlyList<Bookmark> bookmarks
    )
    {
        var outline = PdfOutline.Objects(bookmarks, first: size);
        var shown = outline.Length > 0 ? $"/Outlines {N(size)} 0 R\n/PageMode /UseOutlines\n" : "";
        var update = new StringBuilder("\n");
        var catalogAt = Append(root, $"<</Lang ({language})\n{shown}{Catalog(text, root)}");
        var outlineAt = outline.Select((entry, index) => Append(N(size + index), entry)).ToArray();
        var xref = text.Length + update.Length;
        update.Append(CultureInfo.InvariantCulture, $"xref\n{root} 1\n{catalogAt:D10} 00000 n \n");
        if (outlineAt.Length > 0)
            update.Append(CultureInfo.InvariantCulture, $"{size} {outlineAt.Length}\n");
        foreach (var at in outlineAt)
            update.Append(CultureInfo.InvariantCulture, $"{at:D10} 00000 n \n");
        return update
            .Append(PdfTrailer(N(size + outline.Length), root, info, $"/Prev {previous}\n", N(xref)))
            .ToString();

        int Append(string number, string body)
        {
            var at = text.Length + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}endobj\n");
            return at;
        }
    }

    private static string PdfTrailer(string size, string root, string info, string previous, string xref) =>
        $"trailer\n<</Size {size}\n/Root {root} 0 R\n/Info {info} 0 R\n{previous}/ID [<{NoId}> <{NoId}>]>>\n"
        + $"startxref\n{xref}\n%%EOF\n";

    /// <summary>The catalog's entries as Skia wrote them, with what closes them.</summary>
    private static string Catalog(string text, string root)
    {
        var marker = $"\n{root} 0 obj\n<<";
        var start = text.LastIndexOf(marker, StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("endobj", start, StringComparison.Ordinal);
        return end < 0
            ? throw new InvalidDataException("Skia's PDF has no catalog that can be read.")
            : text[(start + marker.Length)..end];
    }

    /// <summary>32 hex digits in the form of a UUID.</summary>
    private static string Dashed(string hex) => $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"trailer\s*<<\s*/Size (?<size>\d+)\s*/Root (?<root>\d+) 0 R\s*/Info (?<info>\d+) 0 R\s*/ID \[.{30,150}?\]\s*>>\s*startxref\s*(?<xref>\d+)\s*%%EOF\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.RightToLeft,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Trailer();

    [GeneratedRegex(
        "(?<=<xmpMM:(Document|Instance)ID>uuid:)[0-9a-f-]{36}(?=</xmpMM:)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Uuid();

    [GeneratedRegex(
        @"(?<=/(Creation|Mod)Date \(D:\d{14})[+-]\d\d'\d\d'(?=\))",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex InfoZone();

    [GeneratedRegex(
        @"(?<=<xmp:(Create|Modify)Date>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)[+-]\d\d:\d\d(?=</xmp:)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex XmpZone();
}
