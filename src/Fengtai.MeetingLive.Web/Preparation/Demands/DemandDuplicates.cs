using System.Collections.Concurrent;
using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Why two demands may be one problem.</summary>
public enum LikeBecause
{
    /// <summary>同一电话</summary>
    Phone,

    /// <summary>同一楼</summary>
    Place,

    /// <summary>说法相近</summary>
    Text,
}

/// <summary>A demand that may say the same as the one that would be kept.</summary>
public sealed record LikeDemand(long Id, LikeBecause Because, double Degree);

/// <summary>Demands that may be one problem; a person decides.</summary>
public sealed record DuplicateGroup(long Keep, ImmutableArray<LikeDemand> Others);

/// <summary>The proposals for a whole list.</summary>
public sealed record Duplicates(long Stamp, ImmutableArray<DuplicateGroup> Groups)
{
    private readonly Dictionary<long, DuplicateGroup> byId = Groups
        .SelectMany(group => group.Others.Select(other => other.Id).Prepend(group.Keep).Select(id => (id, group)))
        .ToDictionary(pair => pair.id, pair => pair.group);

    public DuplicateGroup? Of(long id) => byId.GetValueOrDefault(id);
}

/// <summary>
/// Proposes groups of demands that may be one problem: by phone, by house, by the likeness of their texts. Only what shares
/// a mark or several rare pairs of characters within a topic is compared, never each with each.
/// </summary>
public sealed class DemandDuplicates(MeetingStore store) : IDisposable
{
    /// <summary>Of the texts of a topic that share a pair of characters, so many are kept to compare with.</summary>
    private const int SharingMost = 40;

    /// <summary>One text is compared with so many others, those that share its rarest pairs first.</summary>
    private const int ComparedMost = 150;

    /// <summary>The latest so many demands are looked through.</summary>
    private const int LookedThroughMost = 50_000;

    /// <summary>Of one block (a phone, a house) at most so many are compared with each.</summary>
    private const int BlockMost = 60;

    private const int GroupMost = 20;
    private const int GroupsMost = 2000;
    private const double SamePhone = 0.2;
    private const double SamePlace = Likeness.Enough;
    private const double SameText = 0.6;

    private readonly SemaphoreSlim one = new(1, 1);
    private readonly ConcurrentDictionary<string, Duplicates> found = new(StringComparer.Ordinal);

    /// <summary>Found anew only when the list has changed.</summary>
    public async Task<Duplicates> FindAsync(string street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var stamp = (await DemandBook.HeadAsync(context, street, cancel)).Stamp;
        if (found.TryGetValue(street, out var known) && known.Stamp == stamp)
            return known;
        await one.WaitAsync(cancel);
        try
        {
            if (found.TryGetValue(street, out known) && known.Stamp == stamp)
                return known;
            var rows = await DemandBook
                .Visible(context, street)
                .Where(d => d.MergedInto == null)
                .OrderByDescending(d => d.ReceivedOn)
                .ThenByDescending(d => d.Id)
                .Take(LookedThroughMost)
                .Select(d => new Candidate(d.Id, d.Topic, d.Plain, d.PhoneMark, d.PlaceMark))
                .ToListAsync(cancel);
            var apart = (await context.DemandsApart.AsNoTracking().Where(a => a.StreetId == street).ToListAsync(cancel))
                .Select(a => (a.A, a.B))
                .ToHashSet();
            return found[street] = new Duplicates(stamp, await Task.Run(() => Group(rows, apart, cancel), cancel));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    internal sealed record Candidate(long Id, string? Topic, string Plain, string? Phone, string? Place);

    internal static ImmutableArray<DuplicateGroup> Group(
        IReadOnlyList<Candidate> rows,
        HashSet<(long, long)> apart,
        CancellationToken cancel
    )
    {
        var shingles = rows.Select(row => Likeness.Shingles(row.Plain)).ToArray();
        var near = new Dictionary<int, Dictionary<int, LikeDemand>>();
        foreach (var phone in Blocks(rows, row => row.Phone))
            Compare(phone, LikeBecause.Phone, SamePhone);
        foreach (var place in Blocks(rows, row => row.Place))
            Compare(place, LikeBecause.Place, SamePlace);
        foreach (
            var topic in rows.Index().GroupBy(row => row.Item.Topic ?? "", row => row.Index, StringComparer.Ordinal)
        )
            CompareTexts([.. topic]);

        // Those with most likenesses first; each demand stands in one group.
        var taken = new HashSet<int>();
        var groups = ImmutableArray.CreateBuilder<DuplicateGroup>();
        foreach (var (centre, likes) in near.OrderByDescending(n => n.Value.Count).ThenBy(n => n.Key))
        {
            cancel.ThrowIfCancellationRequested();
            if (groups.Count == GroupsMost)
                break;
            if (taken.Contains(centre))
                continue;
            var free = likes
                .Where(like => !taken.Contains(like.Key))
                .OrderBy(like => like.Value.Because)
                .ThenByDescending(like => like.Value.Degree)
                .ThenBy(like => like.Key)
                .Take(GroupMost)
                .ToArray();
            if (free.Length == 0)
                continue;
            taken.Add(centre);
            taken.UnionWith(free.Select(like => like.Key));
            groups.Add(new DuplicateGroup(rows[centre].Id, [.. free.Select(like => like.Value)]));
        }

        return groups.ToImmutable();

        void Compare(int[] block, LikeBecause because, double enough)
        {
            for (var i = 0; i < block.Length; i++)
            {
                for (var j = i + 1; j < block.Length; j++)
                {
                    var degree = Likeness.Of(shingles[block[i]], shingles[block[j]]);
                    if (degree >= enough)
                        Add(block[i], block[j], because, degree);
                }
            }
        }

        // A set similarity join by prefixes (Chaudhuri, Ganti, Kaushik 2006): of two sets whose likeness reaches the
        // degree, the rarest few members of each have one in common.
        void CompareTexts(int[] topic)
        {
            var often = new Dictionary<int, int>();
            foreach (var at in topic)
            {
                foreach (var pair in shingles[at])
                    often[pair] = often.GetValueOrDefault(pair) + 1;
            }

            var having = new Dictionary<int, List<int>>();
            var seen = new HashSet<int>();
            foreach (var at in topic)
            {
                cancel.ThrowIfCancellationRequested();
                var own = shingles[at];
                if (own.Length < 4)
                    continue;
                var prefix = own.Length - (int)Math.Ceiling(own.Length * SameText / (2 - SameText)) + 1;
                seen.Clear();
                foreach (var pair in own.OrderBy(pair => often[pair]).ThenBy(pair => pair).Take(prefix))
                {
                    if (often[pair] == 1)
                        continue;
                    if (!having.TryGetValue(pair, out var others))
                        having[pair] = others = [];
                    foreach (var other in others)
                    {
                        if (seen.Count == ComparedMost)
                            break;
                        // Sets of too different a size cannot be so alike.
                        var size = shingles[other].Length;
                        if (Math.Min(own.Length, size) < (own.Length + size) * SameText / 2 || !seen.Add(other))
                            continue;
                        var degree = Likeness.Of(own, shingles[other]);
                        if (degree >= SameText)
                            Add(at, other, LikeBecause.Text, degree);
                    }

                    if (others.Count < SharingMost)
                        others.Add(at);
                }
            }
        }

        void Add(int a, int b, LikeBecause because, double degree)
        {
            var (x, y) = (rows[a].Id, rows[b].Id);
            if (apart.Contains((Math.Min(x, y), Math.Max(x, y))))
                return;
            Put(a, b, new LikeDemand(y, because, degree));
            Put(b, a, new LikeDemand(x, because, degree));
        }

        void Put(int of, int other, LikeDemand like)
        {
            if (!near.TryGetValue(of, out var likes))
                near[of] = likes = [];
            likes.TryAdd(other, like);
        }
    }

    private static IEnumerable<int[]> Blocks(IReadOnlyList<Candidate> rows, Func<Candidate, string?> mark) =>
        rows.Index()
            .Where(row => mark(row.Item) is not null)
            .GroupBy(row => mark(row.Item)!, row => row.Index, StringComparer.Ordinal)
            .Select(block => block.Take(BlockMost).ToArray())
            .Where(block => block.Length > 1);
}
