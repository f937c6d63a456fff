using System.Text.RegularExpressions;

namespace Fengtai.MeetingLive.Verify;

/// <summary>A hash that somebody noted: from the closing scene, the minutes or the result page.</summary>
/// <param name="Digits">Its first 16 hex digits or all 64, lower case.</param>
/// <param name="At">The entry whose hash it must be; null: of any entry.</param>
internal sealed record Head(string Digits, long? At);

/// <summary>A journal that holds.</summary>
/// <param name="Proven">By noted head, the entry whose hash it is.</param>
/// <param name="Withheld">Entries whose text was not published.</param>
/// <param name="Unknown">Entries of kinds that this program does not know; their chain is checked, not their meaning.</param>
internal sealed record Journal(
    string File,
    long Entries,
    string Hash,
    IReadOnlyDictionary<Head, long> Proven,
    long Withheld,
    long Unknown,
    Course Course
);

/// <summary>Goes through a journal once, in bounded memory, and stops at the first entry that is wrong.</summary>
internal static partial class JournalCheck
{
    /// <returns>A <see cref="Journal"/> or the first <see cref="Fault"/>.</returns>
    public static object Run(string file, Stream from, IReadOnlyCollection<Head> heads)
    {
        var expected = 1L;
        try
        {
            var lines = new Lines(from);
            var course = new Course();
            var proven = new Dictionary<Head, long>();
            var (hash, time, withheld, unknown) = (Sha.Nothing, 0L, 0L, 0L);
            while (true)
            {
                var line = lines.Next() ?? throw new BrokenException("end-missing", expected - 1);
                var read = Line.Read(line);
                if (read is End end)
                {
                    CheckEnd(end, expected - 1, hash);
                    if (lines.Next() is not null)
                        throw new BrokenException("end-more");
                    break;
                }

                var entry = (Entry)read;
                Check(entry, expected, hash, time);
                foreach (var head in heads.Where(head => Matches(head, entry)))
                    proven[head] = entry.Version;
                var known = course.Take(entry);
                withheld += entry.Body is null ? 1 : 0;
                unknown += known ? 0 : 1;
                (hash, time) = (entry.Hash, entry.At);
                expected++;
            }

            var last = expected - 1;
            foreach (var head in heads.Where(head => !proven.ContainsKey(head)))
            {
                if (head.At > last)
                    throw new BrokenException("head-beyond", head.At, last);
                expected = last;
                throw new BrokenException("head-none", last);
            }

            return new Journal(file, last, hash, proven, withheld, unknown, course);
        }
        catch (BrokenException broken)
        {
            return new Fault(file, expected, broken.Reason, broken.About);
        }
    }

    private static void Check(Entry entry, long expected, string previous, long time)
    {
        if (entry.Version != expected)
            throw new BrokenException("version", entry.Version);
        if (!TypeShape().IsMatch(entry.Type))
            throw new BrokenException("type");
        if (entry.At < time || entry.At > DateTime.MaxValue.Ticks)
            throw new BrokenException("time");
        if (entry.Body is null && !Sha.IsHex(entry.BodyHash, 64))
            throw new BrokenException("line-shape");
        if (entry.Hash != entry.HashAfter(previous))
            throw new BrokenException("chain");
    }

    private static void CheckEnd(End end, long entries, string hash)
    {
        if (end.Entries != entries)
            throw new BrokenException("end-entries", end.Entries, entries);
        if (end.Head != hash)
            throw new BrokenException("end-head");
    }

    /// <exception cref="BrokenException">The entry that was named has another hash.</exception>
    private static bool Matches(Head head, Entry entry)
    {
        var same = entry.Hash.StartsWith(head.Digits, StringComparison.Ordinal);
        if (head.At == entry.Version && !same)
            throw new BrokenException("head-other");
        return same && (head.At ?? entry.Version) == entry.Version;
    }

    [GeneratedRegex(
        @"^[a-z]+(-[a-z]+)*\.[1-9][0-9]{0,5}\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex TypeShape();
}
