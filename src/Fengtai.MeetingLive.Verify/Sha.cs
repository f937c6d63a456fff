using System.Security.Cryptography;
using System.Text;

namespace Fengtai.MeetingLive.Verify;

/// <summary>
/// The hashes of a published journal, written again from their description: SHA-256 (FIPS 180-4) over parts joined by line
/// feeds, as lower-case hex, and the Merkle tree of RFC 6962, section 2.1.
/// </summary>
internal static class Sha
{
    /// <summary>What stands before the first entry.</summary>
    public static readonly string Nothing = new('0', 64);

    public static string Of(params ReadOnlySpan<string> parts) =>
        Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));

    /// <summary>The root over commitments that are sorted already.</summary>
    public static string Root(IReadOnlyList<string> commitments)
    {
        if (commitments.Count == 0)
            return Hex(SHA256.HashData([]));
        // From the leaves upwards. A node without a partner rises as it is: the same tree as RFC 6962 splits from above.
        var level = commitments.Select(leaf => SHA256.HashData([0, .. Convert.FromHexString(leaf)])).ToList();
        while (level.Count > 1)
        {
            var above = new List<byte[]>((level.Count + 1) / 2);
            for (var i = 0; i < level.Count; i += 2)
                above.Add(i + 1 < level.Count ? SHA256.HashData([1, .. level[i], .. level[i + 1]]) : level[i]);
            level = above;
        }

        return Hex(level[0]);
    }

    /// <summary>Lower-case hex of exactly so many digits.</summary>
    public static bool IsHex(string? text, int digits) =>
        text?.Length == digits && text.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f');

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
