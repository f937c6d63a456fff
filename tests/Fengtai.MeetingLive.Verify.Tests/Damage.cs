using System.Text;
using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Verify.Tests;

/// <summary>What somebody did to what was published, and where it must be noticed first.</summary>
/// <param name="Journal">The damaged text.</param>
/// <param name="Openings">The files, of which at most one is damaged.</param>
/// <param name="Heads">What the reader noted; none where the damage shows without it.</param>
/// <param name="File">Null: the journal.</param>
/// <param name="Entry">The first entry that is wrong; null where the damage is to openings that no longer say what they open.</param>
internal sealed record Damage(
    string What,
    byte[] Journal,
    IReadOnlyList<OpenedFile> Openings,
    IReadOnlyList<Head> Heads,
    string? File,
    long? Entry
);

/// <summary>One random edit, deletion, swap, truncation or forgery after the other.</summary>
internal sealed class Damages(Published sound, Random chance)
{
    public Damage Next() =>
        chance.Next(14) switch
        {
            0 or 1 => AnyByte(),
            2 or 3 => Field(),
            4 => Deleted(),
            5 => Swapped(),
            6 => CutAtLine(),
            7 => CutWithin(),
            8 => Forged(),
            9 => ForgedCut(),
            10 => OpeningsByte(),
            _ => OpeningsLeaf(),
        };

    private Damage AnyByte()
    {
        var bytes = sound.Bytes;
        var at = chance.Next(bytes.Length);
        var line = bytes.AsSpan(0, at).Count((byte)'\n');
        bytes[at] = Other(bytes[at]);
        return Of($"byte {at} in line {line + 1}", bytes, line + 1);
    }

    private Damage Field()
    {
        var lines = sound.Lines.ToArray();
        var i = chance.Next(sound.Entries);
        var entry = JsonNode.Parse(lines[i])!.AsObject();
        var name = ((string[])["version", "type", "at", "body", "hash"])[chance.Next(5)];
        if (name == "body" && entry["body"] is null)
            name = "withheld";
        entry[name] = name switch
        {
            "version" => entry[name]!.GetValue<long>() + chance.Next(1, 4),
            "at" => entry[name]!.GetValue<long>() + (chance.Next(2) == 0 ? 600_000_000 : -600_000_000),
            "type" => entry[name]!.GetValue<string>() == "rated.2" ? "rated.1" : "rated.2",
            _ => Changed(entry[name]!.GetValue<string>()),
        };
        lines[i] = entry.ToJsonString(EventJson.Options);
        return Of($"{name} of entry {i + 1}", Published.Text(lines), i + 1);
    }

    private Damage Deleted()
    {
        var i = chance.Next(sound.Lines.Length);
        return Of($"line {i + 1} deleted", Published.Text(sound.Lines.RemoveAt(i)), i + 1);
    }

    private Damage Swapped()
    {
        var lines = sound.Lines.ToArray();
        var i = chance.Next(lines.Length - 1);
        var j = chance.Next(i + 1, lines.Length);
        (lines[i], lines[j]) = (lines[j], lines[i]);
        return Of($"lines {i + 1} and {j + 1} swapped", Published.Text(lines), i + 1);
    }

    private Damage CutAtLine()
    {
        var left = chance.Next(sound.Lines.Length);
        return Of($"cut after line {left}", Published.Text(sound.Lines[..left]), left + 1);
    }

    private Damage CutWithin()
    {
        var bytes = sound.Bytes;
        // Not only random: the least that can be missing is the last line feed.
        var at = chance.Next(8) == 0 ? bytes.Length - 1 : chance.Next(1, bytes.Length);
        if (bytes[at - 1] == '\n')
            at++;
        var line = bytes.AsSpan(0, at).Count((byte)'\n');
        return at == bytes.Length ? CutWithin() : Of($"cut at byte {at} in line {line + 1}", bytes[..at], line + 1);
    }

    /// <summary>One entry changed and every hash after it made again: only a hash that was noted tells.</summary>
    private Damage Forged()
    {
        var lines = sound.Lines.ToArray();
        var i = chance.Next(sound.Entries);
        var entry = JsonNode.Parse(lines[i])!.AsObject();
        if (entry["body"] is { } body)
            entry["body"] = "{\"forged\":" + chance.Next(1000) + "," + body.GetValue<string>()[1..];
        else
            entry["withheld"] = Seals.Of("forged", $"{chance.Next()}");
        lines[i] = entry.ToJsonString(EventJson.Options);
        // The closing scene's and the minutes' are of some entry after it, and may be all 64 digits or the first 16.
        var noted = chance.Next(i, sound.Entries);
        var named = noted < sound.Entries - 1 || chance.Next(2) == 0;
        return new Damage(
            $"entry {i + 1} forged, hash of {noted + 1} noted",
            Published.Text(Chained(lines)),
            sound.Openings,
            [new Head(sound.Hashes[noted][..(chance.Next(2) == 0 ? 16 : 64)], named ? noted + 1 : null)],
            null,
            noted + 1
        );
    }

    /// <summary>The last entries dropped and the end written anew.</summary>
    private Damage ForgedCut()
    {
        var left = chance.Next(1, sound.Entries);
        var lines = sound.Lines[..left].Append(PublishedJournal.EndLine(left, sound.Hashes[left - 1]));
        var named = chance.Next(2) == 0;
        return new Damage(
            $"only {left} entries, with an end of their own",
            Published.Text(lines),
            [],
            [new Head(sound.Hashes[^1], named ? sound.Entries : null)],
            null,
            named ? left + 1 : left
        );
    }

    private Damage OpeningsByte()
    {
        var file = sound.Openings[chance.Next(sound.Openings.Length)];
        var bytes = file.Bytes.ToArray();
        var at = chance.Next(bytes.Length);
        bytes[at] = Other(bytes[at]);
        return OfOpenings($"byte {at} of {file.Name}", file, bytes, entry: null);
    }

    private Damage OpeningsLeaf()
    {
        var file = sound.Openings[chance.Next(sound.Openings.Length)];
        var json = JsonNode.Parse(file.Bytes)!;
        var leaves = json["leaves"]!.AsArray();
        var i = chance.Next(leaves.Count);
        var leaf = leaves[i]!.AsObject();
        var what = chance.Next(7);
        switch (what)
        {
            case 0 when leaf["score"] is { } score:
                leaf["score"] = 1 + (score.GetValue<int>() + chance.Next(4)) % 5;
                break;
            case 0 or 1:
                leaf["salt"] = Changed(leaf["salt"]!.GetValue<string>());
                break;
            case 2:
                leaves.RemoveAt(i);
                break;
            case 3:
                var added = leaf.DeepClone();
                added["salt"] = Seals.Of("added", $"{chance.Next()}")[..32];
                leaves.Insert(chance.Next(leaves.Count + 1), added);
                break;
            case 4:
                leaves.Insert(i, leaf.DeepClone());
                break;
            case 5:
                leaves.RemoveAt(i);
                leaves.Insert((i + 1 + chance.Next(leaves.Count)) % (leaves.Count + 1), leaf);
                break;
            default:
                var counts = json["counts"]!.AsArray();
                var n = chance.Next(counts.Count);
                counts[n] = counts[n]!.GetValue<int>() + 1;
                break;
        }

        return OfOpenings(
            $"change {what} of leaf {i + 1} in {file.Name}",
            file,
            Encoding.UTF8.GetBytes(json.ToJsonString(EventJson.Options)),
            ClosedAt(file.Id)
        );
    }

    private long ClosedAt(string id) =>
        1
        + sound
            .Lines.ToList()
            .FindIndex(line =>
                JsonNode.Parse(line)!["type"]?.GetValue<string>() is "round-closed.1" or "poll-closed.1"
                && JsonNode.Parse(JsonNode.Parse(line)!["body"]!.GetValue<string>())! is var body
                && (body["round"] ?? body["poll"])!.GetValue<string>() == id
            );

    private Damage Of(string what, byte[] journal, long entry) => new(what, journal, sound.Openings, [], null, entry);

    private Damage OfOpenings(string what, OpenedFile file, byte[] bytes, long? entry) =>
        new(what, sound.Bytes, [file with { Bytes = bytes }], [], file.Name, entry);

    private byte Other(byte was)
    {
        var other = (byte)chance.Next(256);
        return other == was ? Other(was) : other;
    }

    /// <summary>One character of it is another.</summary>
    private string Changed(string text)
    {
        var at = chance.Next(text.Length);
        var other = "0123456789abcdef请 \"{}"[chance.Next(21)];
        return other == text[at] ? Changed(text) : text[..at] + other + text[(at + 1)..];
    }

    /// <summary>All hashes made again, as whoever owns the server could.</summary>
    private static IEnumerable<string> Chained(string[] lines)
    {
        var (head, count) = (Recorded.Genesis, 0L);
        foreach (var line in lines[..^1])
        {
            var entry = JsonNode.Parse(line)!.AsObject();
            var body = entry["withheld"]?.GetValue<string>() ?? Seals.Of(entry["body"]!.GetValue<string>());
            head = Seals.Of(
                head,
                $"{++count}",
                entry["type"]!.GetValue<string>(),
                $"{entry["at"]!.GetValue<long>()}",
                body
            );
            entry["hash"] = head;
            yield return entry.ToJsonString(EventJson.Options);
        }

        yield return PublishedJournal.EndLine(count, head);
    }
}
