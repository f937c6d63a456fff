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
        var update = Update(text, pdf.Length, trailer, language, bookmarks);
        var id = Identify(pdf, text, trailer, update);
        stream.Write(pdf);
        stream.Write(Encoding.Latin1.GetBytes(update.Replace(NoId, id, StringComparison.Ordinal)));
    }

    private static readonly string NoId = new('0', 2 * IdBytes);

    private static string Update(
        string text,
        int offset,
        Match trailer,
        string language,
        IReadOnlyList<Bookmark> bookmarks
    )
    {
        var (root, size) = (trailer.Groups["root"].Value, Number(trailer.Groups["size"].Value));
        var outline = PdfOutline.Objects(bookmarks, first: size);
        var shown = outline.Length > 0 ? $"/Outlines {size} 0 R\n/PageMode /UseOutlines\n" : "";
        var catalog = $"<</Lang ({language})\n{shown}{Catalog(text, root)}";

        var update = new StringBuilder("\n");
        var catalogAt = Append(root, catalog);
        var outlineAt = outline.Select((entry, index) => Append(N(size + index), entry)).ToArray();
        var xref = offset + update.Length;
        update.Append(CultureInfo.InvariantCulture, $"xref\n{root} 1\n{catalogAt:D10} 00000 n \n");
        if (outlineAt.Length > 0)
            update.Append(CultureInfo.InvariantCulture, $"{size} {outlineAt.Length}\n");
        foreach (var at in outlineAt)
            update.Append(CultureInfo.InvariantCulture, $"{at:D10} 00000 n \n");
        update
            .Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {size + outline.Length}\n/Root {root} 0 R\n")
            .Append(CultureInfo.InvariantCulture, $"/Info {trailer.Groups["info"].Value} 0 R\n")
            .Append(CultureInfo.InvariantCulture, $"/ID [<{NoId}> <{NoId}>]\n/Prev {trailer.Groups["xref"].Value}>>\n")
            .Append(CultureInfo.InvariantCulture, $"startxref\n{xref}\n%%EOF\n");
        return update.ToString();

        int Append(string number, string body)
        {
            var at = offset + update.Length;
            update.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}endobj\n");
            return at;
        }
    }

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

    /// <summary>Writes an id made from the contents, at equal length, wherever Skia put a random one.</summary>
    private static string Identify(byte[] pdf, string text, Match trailer, string update)
    {
        var random = trailer.Groups["id"].Value;
        var uuid = Dashed(random.ToLowerInvariant());
        var places = new List<(int Start, string With)>();
        Find(random, NoId);
        Find(uuid, Dashed(NoId));
        if (places.Count < 2)
            throw new InvalidDataException("Skia's PDF has no id that can be replaced.");
        Put(places);

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(pdf);
        hash.AppendData(Encoding.Latin1.GetBytes(update));
        var id = Convert.ToHexString(hash.GetHashAndReset().AsSpan(0, IdBytes));
        Put(places.Select(place => (place.Start, place.With.Length > id.Length ? Dashed(id.ToLowerInvariant()) : id)));
        return id;

        void Find(string wanted, string with)
        {
            for (
                var at = text.IndexOf(wanted, StringComparison.Ordinal);
                at >= 0;
                at = text.IndexOf(wanted, at + wanted.Length, StringComparison.Ordinal)
            )
                places.Add((at, with));
        }

        void Put(IEnumerable<(int Start, string With)> all)
        {
            foreach (var (start, with) in all)
                Encoding.Latin1.GetBytes(with, pdf.AsSpan(start));
        }
    }

    /// <summary>32 hex digits in the form of a UUID.</summary>
    private static string Dashed(string hex) => $"{hex[..8]}-{hex[8..12]}-{hex[12..16]}-{hex[16..20]}-{hex[20..]}";

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string N(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"trailer\s*<<\s*/Size (?<size>\d+)\s*/Root (?<root>\d+) 0 R\s*/Info (?<info>\d+) 0 R\s*/ID \[<(?<id>[0-9A-F]{32})> <\k<id>>\]\s*>>\s*startxref\s*(?<xref>\d+)\s*%%EOF\s*$",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Trailer();
}
