namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Bounds guessing of passwords by name and in all; never by address, since a whole office shares one. A name counts
/// whether an account bears it or not, so that the answers do not tell which do. Kept in memory: the accounts' own lock-out
/// is in the database. It goes by the steady timer: a machine's clock that is set back by a day locks nobody out for a day.
/// </summary>
public sealed class SignInThrottle(TimeProvider clock)
{
    /// <summary>Wrong passwords in a row after which a name rests.</summary>
    public const int MostByName = 5;

    /// <summary>Attempts in a minute that did not succeed, of all names together. It also bounds what is kept here.</summary>
    public const int MostInAll = 60;

    public static readonly TimeSpan Rest = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>More names than can be resting at once.</summary>
    private const int MostKept = 2 * MostInAll * 15;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Tries> names = new(StringComparer.Ordinal);
    private readonly Queue<long> all = new();

    /// <summary>Whether this name may try now. The attempt is counted at once, so that many at a time gain nothing.</summary>
    /// <param name="name">Normalised, so that no spelling counts apart.</param>
    public SignInTurn Ask(string name)
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            while (all.TryPeek(out var first) && Left(first, Window, now) <= TimeSpan.Zero)
                all.Dequeue();
            if (names.TryGetValue(name, out var tries) && Left(tries.Last, Rest, now) <= TimeSpan.Zero)
            {
                names.Remove(name);
                tries = null;
            }

            if (tries is { Count: >= MostByName })
                return new SignInTurn.Rests(clock.GetUtcNow() + Left(tries.Last, Rest, now));
            if (all.Count >= MostInAll)
                return new SignInTurn.Busy(clock.GetUtcNow() + Left(all.Peek(), Window, now));
            all.Enqueue(now);
            if (names.Count > MostKept)
                Forget(now);
            names[name] = new Tries((tries?.Count ?? 0) + 1, now);
            return new SignInTurn.Free(names[name].Count == MostByName ? clock.GetUtcNow() + Rest : null);
        }
    }

    /// <summary>The password was right: what was counted is taken back.</summary>
    public void Succeeded(string name)
    {
        lock (gate)
        {
            names.Remove(name);
            all.TryDequeue(out _);
        }
    }

    /// <summary>An administrator gave a new password: the old guesses count no more.</summary>
    public void Forgive(string name)
    {
        lock (gate)
        {
            names.Remove(name);
        }
    }

    private void Forget(long now)
    {
        foreach (var (name, _) in names.Where(one => Left(one.Value.Last, Rest, now) <= TimeSpan.Zero).ToList())
            names.Remove(name);
    }

    /// <summary>Of the time that began at <paramref name="since"/>.</summary>
    private TimeSpan Left(long since, TimeSpan whole, long now) => whole - clock.GetElapsedTime(since, now);

    /// <param name="Last">The timer's stamp of the last attempt.</param>
    private sealed record Tries(int Count, long Last);
}

/// <summary>What the throttle says of one attempt.</summary>
public abstract record SignInTurn
{
    private SignInTurn() { }

    /// <param name="LastUntil">Set at the last attempt that is allowed: until when the name rests if this one is wrong.</param>
    public sealed record Free(DateTimeOffset? LastUntil) : SignInTurn;

    /// <summary>Too many wrong passwords for this name.</summary>
    public sealed record Rests(DateTimeOffset Until) : SignInTurn;

    /// <summary>Too many wrong ones in all.</summary>
    public sealed record Busy(DateTimeOffset Until) : SignInTurn;
}
