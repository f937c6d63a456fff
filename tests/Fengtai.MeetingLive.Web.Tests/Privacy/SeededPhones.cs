using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Web.Tests.Privacy;

/// <summary>
/// More than a hundred mobile numbers, always the same ones, handed out one at a time in the ways in which people type them; and a
/// search for them in anything, however it is coded.
/// </summary>
internal sealed partial class SeededPhones
{
    public const int Count = 130;

    private static readonly string[] Prefixes = ["134", "138", "139", "150", "158", "159", "166", "177", "188", "199"];
    private readonly HashSet<string> known;
    private int given;

    public SeededPhones()
    {
        // Deterministic and not of a system's random generator, whose sequence may change with the runtime.
        uint state = 20251123;
        var all = new List<string>(Count);
        while (all.Count < Count)
        {
            state = state * 1664525 + 1013904223;
            var number = Prefixes[all.Count % Prefixes.Length] + (state >> 4).ToString("D9")[^8..];
            if (!all.Contains(number, StringComparer.Ordinal))
                all.Add(number);
        }

        All = all;
        known = new HashSet<string>(all, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> All { get; }

    /// <summary>How many have been handed out.</summary>
    public int Given => given;

    /// <summary>The next one, eleven figures.</summary>
    public string Next() => All[given++];

    /// <summary>The next one, typed in turn as it is, with dashes, blanks, in full width, with the country's code.</summary>
    public string NextTyped()
    {
        var turn = given % 6;
        return Typed(Next(), turn);
    }

    public static string Typed(string number, int turn) =>
        turn switch
        {
            1 => $"{number[..3]}-{number[3..7]}-{number[7..]}",
            2 => $"{number[..3]} {number[3..7]} {number[7..]}",
            3 => Wide(number),
            4 => "+86" + number,
            5 => Wide($"{number[..3]}－{number[3..7]}－{number[7..]}"),
            _ => number,
        };

    /// <summary>Which of them stand in clear in this file, page or frame; parts that are packed are unpacked.</summary>
    public IReadOnlyCollection<string> In(byte[] bytes)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        Look(bytes, found);
        return found;
    }

    public IReadOnlyCollection<string> In(string text) => In(Encoding.UTF8.GetBytes(text));

    private void Look(byte[] bytes, SortedSet<string> found)
    {
        if (bytes.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            foreach (var entry in zip.Entries)
            {
                using var part = entry.Open();
                using var whole = new MemoryStream();
                part.CopyTo(whole);
                Look(whole.ToArray(), found);
            }

            return;
        }

        if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
        {
            using var unpacked = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            using var whole = new MemoryStream();
            unpacked.CopyTo(whole);
            Look(whole.ToArray(), found);
            return;
        }

        if (bytes.AsSpan().StartsWith("%PDF-"u8))
            Match(PdfText(bytes), found);
        var text = Encoding.UTF8.GetString(bytes);
        Match(text, found);
        // As JSON and HTML may write what is not ASCII.
        if (text.Contains("\\u", StringComparison.Ordinal))
            Match(Escapes().Replace(text, m => ((char)Convert.ToInt32(m.Value[2..], 16)).ToString()), found);
        if (text.Contains("&#", StringComparison.Ordinal))
            Match(WebUtility.HtmlDecode(text), found);
        Match(Encoding.Unicode.GetString(bytes), found);
        if (bytes.Length > 1)
            Match(Encoding.Unicode.GetString(bytes, 1, bytes.Length - 1), found);
    }

    /// <summary>Every run of figures, whatever their width and whatever people put between them.</summary>
    private void Match(string text, SortedSet<string> found)
    {
        var figures = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is >= '0' and <= '9')
                figures.Append(c);
            else if (c is >= '０' and <= '９')
                figures.Append((char)(c - '０' + '0'));
            else if (!char.IsWhiteSpace(c) && !"-－–—.．·•_()（）\u200B\uFEFF".Contains(c, StringComparison.Ordinal))
                figures.Append('|');
        }

        var run = figures.ToString();
        for (var at = 0; at + 11 <= run.Length; at++)
        {
            if (run[at] == '1' && known.Contains(run.Substring(at, 11)))
                found.Add(run.Substring(at, 11));
        }
    }

    private static string Wide(string text) =>
        string.Concat(text.Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + '０') : c));

    private static string PdfText(byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo("pdftotext", ["-raw", "-enc", "UTF-8", file, "-"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"\\u[0-9a-fA-F]{4}", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escapes();
}
