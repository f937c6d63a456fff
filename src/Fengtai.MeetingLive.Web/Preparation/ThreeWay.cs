using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>One thing that two people changed differently; null: taken away.</summary>
public sealed record Clash<T>(string Key, T? Mine, T? Theirs)
    where T : class;

/// <summary>
/// Two people began with the same list and each changed it: what only one of them changed is taken, and what both changed
/// differently is for a person to decide.
/// </summary>
public static class ThreeWay
{
    /// <param name="text">Two are the same when this is.</param>
    /// <param name="theirs">True for what is to be taken from the other, by key; what is missing is a clash.</param>
    /// <returns>The merged list, with one's own where it is not decided, and what is to be decided.</returns>
    public static (ImmutableArray<T> Merged, ImmutableArray<Clash<T>> Clashes) Merge<T>(
        IReadOnlyList<T> basis,
        IReadOnlyList<T> mine,
        IReadOnlyList<T> other,
        Func<T, string> key,
        Func<T, string> text,
        IReadOnlyDictionary<string, bool> theirs
    )
        where T : class
    {
        var (b, m, t) = (ByKey(basis), ByKey(mine), ByKey(other));
        // The order is one's own where one changed it, else the other's.
        var moved = !mine.Select(key)
            .Where(b.ContainsKey)
            .SequenceEqual(basis.Select(key).Where(m.ContainsKey), StringComparer.Ordinal);
        var order = (moved ? mine.Concat(other) : other.Concat(mine)).Select(key).Distinct(StringComparer.Ordinal);
        var merged = ImmutableArray.CreateBuilder<T>();
        var clashes = ImmutableArray.CreateBuilder<Clash<T>>();
        foreach (var id in order)
        {
            var (was, my, their) = (b.GetValueOrDefault(id), m.GetValueOrDefault(id), t.GetValueOrDefault(id));
            T? taken;
            if (Same(my, their) || Same(their, was))
                taken = my;
            else if (Same(my, was))
                taken = their;
            else if (theirs.TryGetValue(id, out var choice))
                taken = choice ? their : my;
            else
            {
                clashes.Add(new Clash<T>(id, my, their));
                taken = my;
            }

            if (taken is not null)
                merged.Add(taken);
        }

        return (merged.ToImmutable(), clashes.ToImmutable());

        Dictionary<string, T> ByKey(IReadOnlyList<T> list) => list.ToDictionary(key, StringComparer.Ordinal);

        bool Same(T? one, T? another) =>
            one is null || another is null ? one is null && another is null : text(one) == text(another);
    }
}
