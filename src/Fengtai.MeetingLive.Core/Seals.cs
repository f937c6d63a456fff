using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Fengtai.MeetingLive.Core;

/// <summary>The hashes that let anyone check the journal: SHA-256 (FIPS 180-4), written as lower-case hex.</summary>
public static class Seals
{
    /// <summary>Parts are joined by a line feed, which none of them may hold, so that no two lists give one hash.</summary>
    public static string Of(params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (part.Contains('\n'))
                throw new ArgumentException("A sealed part holds a line feed.", nameof(parts));
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }

    /// <summary>A rating's commitment: whoever knows the salt can open it, nobody else can guess one of five scores.</summary>
    public static string Rating(string salt, RoundId round, int score) =>
        Of("rating", salt, round.Value, score.ToString());

    /// <summary>A ballot's commitment, sealed in the same way; a ranking's order is part of it.</summary>
    public static string Ballot(string salt, PollId poll, ImmutableArray<ProposalId> choices) =>
        Of(["ballot", salt, poll.Value, .. choices.Select(choice => choice.Value)]);

    /// <summary>
    /// Merkle tree hash as in RFC 6962 section 2.1 (leaf prefix 0x00, node prefix 0x01), over the commitments sorted
    /// ordinally, so that the order in which people rated is not disclosed. The empty tree is the hash of nothing.
    /// </summary>
    public static string Root(IEnumerable<string> commitments)
    {
        var leaves = commitments
            .Order(StringComparer.Ordinal)
            .Select(commitment => SHA256.HashData([0, .. Convert.FromHexString(commitment)]))
            .ToArray();
        return Convert.ToHexStringLower(leaves.Length == 0 ? SHA256.HashData([]) : Node(leaves));
    }

    private static byte[] Node(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
            return leaves[0];
        var half = 1;
        while (half * 2 < leaves.Length)
        {
            half *= 2;
        }

        return SHA256.HashData([1, .. Node(leaves[..half]), .. Node(leaves[half..])]);
    }
}
