using System.Globalization;

namespace Fengtai.MeetingLive.Verify;

/// <summary>What was asked for.</summary>
internal sealed record Options(
    string Journal,
    IReadOnlyList<string> Openings,
    IReadOnlyList<Head> Heads,
    IReadOnlyList<Proof> Proofs
)
{
    /// <summary>How the published openings begin; another JSON file in the same folder is none of ours.</summary>
    private static ReadOnlySpan<byte> OpeningsBegin => "{\"meeting\":"u8;

    /// <exception cref="UnusableException">The words are wrong, or a file that they name is not there.</exception>
    public static Options Parse(IReadOnlyList<string> args)
    {
        var (paths, openings, heads, proofs) = (
            new List<string>(),
            new List<string>(),
            new List<Head>(),
            new List<Proof>()
        );
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--head":
                    heads.Add(new Head(Hash(args, ref i), null));
                    break;
                case "--at":
                    if (heads.Count == 0 || heads[^1].At is not null)
                        throw new UnusableException("at");
                    heads[^1] = heads[^1] with { At = Number(Value(args, ref i)) };
                    break;
                case "--openings":
                    openings.Add(Value(args, ref i));
                    while (i + 1 < args.Count && !IsOption(args[i + 1]))
                        openings.Add(args[++i]);
                    break;
                case "--proof":
                    proofs.Add(ProofOf(Value(args, ref i)));
                    break;
                case "--lang":
                    _ = Value(args, ref i);
                    break;
                case var word when IsOption(word):
                    throw new UnusableException("option", word);
                case var path:
                    paths.Add(path);
                    break;
            }
        }

        foreach (var path in paths.Where(Directory.Exists).ToArray())
        {
            paths.Remove(path);
            paths.AddRange(Directory.GetFiles(path, "*.jsonl").Order(StringComparer.Ordinal));
            openings.AddRange(Directory.GetFiles(path, "*.json").Where(IsOpenings).Order(StringComparer.Ordinal));
        }

        openings.AddRange(paths.Where(path => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)));
        paths.RemoveAll(path => path.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
        return paths switch
        {
            [var journal] => new Options(journal, openings, heads, proofs),
            [] => throw new UnusableException("journal-none"),
            _ => throw new UnusableException("journal-many", paths.Count),
        };
    }

    private static string Value(IReadOnlyList<string> args, ref int i)
    {
        if (i + 1 >= args.Count || IsOption(args[i + 1]))
            throw new UnusableException("value", args[i]);
        return args[++i];
    }

    /// <summary>As it is printed, in groups of four; the groups may come as words of their own.</summary>
    private static string Hash(IReadOnlyList<string> args, ref int i)
    {
        var digits = Digits(Value(args, ref i));
        while (digits.Length < 16 && i + 1 < args.Count && Digits(args[i + 1]) is { Length: > 0 and <= 4 } more)
        {
            digits += more;
            i++;
        }

        return digits.Length is 16 or 64 && Sha.IsHex(digits, digits.Length)
            ? digits
            : throw new UnusableException("head", digits);

        static string Digits(string word) =>
            string.Concat(word.Where(c => !char.IsWhiteSpace(c) && c != '-')) is var all
            && all.All(char.IsAsciiHexDigit)
                ? all.ToLowerInvariant()
                : "";
    }

    private static long Number(string word) =>
        long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new UnusableException("at");

    private static Proof ProofOf(string word) =>
        word.Split(':', 3) is [{ Length: > 0 } salt, { Length: > 0 } id, { Length: > 0 } what]
            ? new Proof(salt, id, what)
            : throw new UnusableException("proof");

    private static bool IsOption(string word) => word.StartsWith("--", StringComparison.Ordinal);

    private static bool IsOpenings(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> begin = stackalloc byte[OpeningsBegin.Length];
        return file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) == begin.Length
            && begin.SequenceEqual(OpeningsBegin);
    }
}
