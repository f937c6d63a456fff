using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Fengtai.MeetingLive.Verify;

/// <summary>Openings that hold.</summary>
/// <param name="Commitments">The leaves, by which a proof is found.</param>
internal sealed record Openings(string File, Ballot Of, IReadOnlySet<string> Commitments);

/// <summary>Somebody's own rating or ballot with the salt that the phone kept.</summary>
/// <param name="What">A score from 1 to 5, or the chosen ids joined by commas.</param>
internal sealed record Proof(string Salt, string Id, string What);

/// <summary>Counts one round or poll again from its openings and holds it against the journal.</summary>
internal static class OpeningsCheck
{
    /// <summary>Bytes; 20,000 leaves take about 1.2 MB.</summary>
    private const int Most = 64 * 1024 * 1024;

    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <returns><see cref="Openings"/> or the first <see cref="Fault"/>.</returns>
    public static object Run(string file, Stream from, Course course)
    {
        Ballot? ballot = null;
        try
        {
            var bytes = ReadAll(from);
            var read = Parse(bytes);
            Require(Again(read).AsSpan().SequenceEqual(bytes), "openings-other");
            Require(read.Meeting == course.Code, "openings-meeting", read.Meeting, course.Code);
            ballot = course.Find(read.Kind, read.Id);
            Require(ballot is { ClosedAt: > 0 }, "openings-unknown", read.Id);
            return new Openings(file, ballot!, Check(read, ballot!));
        }
        catch (BrokenException broken)
        {
            return new Fault(file, ballot?.ClosedAt ?? 0, broken.Reason, broken.About);
        }
    }

    /// <summary>Whether the one who holds this proof was counted.</summary>
    public static bool Holds(Openings openings, Proof proof)
    {
        if (openings.Of.Kind == "rating")
            return openings.Commitments.Contains(Sha.Of("rating", proof.Salt, proof.Id, proof.What));
        return openings.Commitments.Contains(Sha.Of(["ballot", proof.Salt, proof.Id, .. proof.What.Split(',')]));
    }

    private static HashSet<string> Check(Read read, Ballot ballot)
    {
        Require(read.Root == ballot.Root, "openings-root");
        Require(
            read.Counts.SequenceEqual(ballot.Counts)
                && (ballot.Kind == "rating" || read.Total == ballot.Total)
                && read.Firsts.SequenceEqual(ballot.Firsts),
            "openings-counts"
        );
        Require(read.Leaves.Count <= ballot.Given, "openings-more", read.Leaves.Count, ballot.Given);
        var commitments = new List<string>(read.Leaves.Count);
        foreach (var leaf in read.Leaves)
        {
            var number = commitments.Count + 1;
            Require(IsSound(leaf, ballot), "openings-leaf", number);
            var commitment =
                ballot.Kind == "rating"
                    ? Sha.Of("rating", leaf.Salt, ballot.Id, leaf.Choices[0])
                    : Sha.Of(["ballot", leaf.Salt, ballot.Id, .. leaf.Choices]);
            Require(
                commitments.Count == 0 || string.CompareOrdinal(commitments[^1], commitment) < 0,
                "openings-order",
                number
            );
            commitments.Add(commitment);
        }

        Require(Sha.Root(commitments) == ballot.Root, "openings-tree");
        Require(Counts(read.Leaves, ballot), "openings-tally");
        return [.. commitments];
    }

    private static bool IsSound(Leaf leaf, Ballot ballot)
    {
        if (leaf.Salt.Length < 32 || leaf.Salt.Length > 128 || !Sha.IsHex(leaf.Salt, leaf.Salt.Length))
            return false;
        if (ballot.Kind == "rating")
            return leaf.Choices[0] is "1" or "2" or "3" or "4" or "5";
        return leaf.Choices.Count >= 1
            && leaf.Choices.Count <= ballot.Most
            && leaf.Choices.Distinct(StringComparer.Ordinal).Count() == leaf.Choices.Count
            && leaf.Choices.All(choice => ballot.Proposals.Contains(choice, StringComparer.Ordinal));
    }

    /// <summary>
    /// The tally again: a score's people, a proposal's votes, or the points of a ranking, where of n proposals the first place
    /// counts n − 1, each further one less, and what is not ranked nothing.
    /// </summary>
    private static bool Counts(IReadOnlyList<Leaf> leaves, Ballot ballot)
    {
        var ranking = ballot.Choice == "ranking";
        var (counts, firsts) = (new int[ballot.Counts.Length], new int[ballot.Firsts.Length]);
        foreach (var leaf in leaves)
        {
            for (var place = 0; place < leaf.Choices.Count; place++)
            {
                var index =
                    ballot.Kind == "rating"
                        ? leaf.Choices[0][0] - '1'
                        : Array.IndexOf(ballot.Proposals, leaf.Choices[place]);
                counts[index] += ranking ? ballot.Proposals.Length - 1 - place : 1;
                if (ranking && place == 0)
                    firsts[index]++;
            }
        }

        return leaves.Count == ballot.Total
            && counts.SequenceEqual(ballot.Counts)
            && firsts.SequenceEqual(ballot.Firsts);
    }

    private static byte[] ReadAll(Stream from)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        for (var read = from.Read(buffer); read > 0; read = from.Read(buffer))
        {
            Require(all.Length + read <= Most, "openings-long", Most / 1024 / 1024);
            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static Read Parse(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            var poll = Text(root, "kind") == "poll";
            return new Read(
                Text(root, "meeting"),
                Text(root, "kind"),
                Text(root, "id"),
                Text(root, "root"),
                poll ? root.GetProperty("total").GetInt32() : 0,
                Numbers("counts"),
                poll ? Numbers("firsts") : [],
                [.. root.GetProperty("leaves").EnumerateArray().Select(leaf => LeafOf(leaf, poll))]
            );

            int[] Numbers(string name) => [.. root.GetProperty(name).EnumerateArray().Select(n => n.GetInt32())];
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new BrokenException("openings-shape");
        }
    }

    private static Leaf LeafOf(JsonElement leaf, bool poll) =>
        new(
            Text(leaf, "salt"),
            poll
                ? [.. leaf.GetProperty("choices").EnumerateArray().Select(c => c.GetString() ?? "")]
                : [leaf.GetProperty("score").GetInt32().ToString()]
        );

    /// <summary>As it is published, byte for byte, for the same reason as a journal's line.</summary>
    private static byte[] Again(Read read)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            var poll = read.Kind == "poll";
            json.WriteStartObject();
            json.WriteString("meeting", read.Meeting);
            json.WriteString("kind", read.Kind);
            json.WriteString("id", read.Id);
            json.WriteString("root", read.Root);
            if (poll)
                json.WriteNumber("total", read.Total);
            Numbers("counts", read.Counts);
            if (poll)
                Numbers("firsts", read.Firsts);
            json.WriteStartArray("leaves");
            foreach (var leaf in read.Leaves)
            {
                json.WriteStartObject();
                json.WriteString("salt", leaf.Salt);
                if (poll)
                {
                    json.WriteStartArray("choices");
                    foreach (var choice in leaf.Choices)
                        json.WriteStringValue(choice);
                    json.WriteEndArray();
                }
                else
                {
                    json.WriteNumber("score", int.Parse(leaf.Choices[0]));
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void Numbers(string name, int[] all)
            {
                json.WriteStartArray(name);
                foreach (var n in all)
                    json.WriteNumberValue(n);
                json.WriteEndArray();
            }
        }

        return bytes.ToArray();
    }

    private static string Text(JsonElement from, string name) =>
        from.GetProperty(name).GetString() ?? throw new FormatException();

    private static void Require(bool holds, string reason, params object[] about)
    {
        if (!holds)
            throw new BrokenException(reason, about);
    }

    /// <param name="Choices">A ballot's ids; of a rating its score as the only one.</param>
    private sealed record Leaf(string Salt, IReadOnlyList<string> Choices);

    private sealed record Read(
        string Meeting,
        string Kind,
        string Id,
        string Root,
        int Total,
        int[] Counts,
        int[] Firsts,
        IReadOnlyList<Leaf> Leaves
    );
}
