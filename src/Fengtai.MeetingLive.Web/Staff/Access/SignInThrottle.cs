namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// Bounds guessing of passwords by name and in all; never by address, since a whole office shares one. A name counts
/// whether an account bears it or not, so that the answers do not tell which do. Kept in memory: the accounts' own lock-out
/// is in the database.
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
    private readonly Queue<DateTimeOffset> all = new();

    /// <summary>Whether this name may try now. The attempt is counted at once, so that many at a time gain nothing.</summary>
    /// <param name="name">Normalised, so that no spelling counts apart.</param>
    public SignInTurn Ask(string name)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            while (all.TryPeek(out var first) && first <= now - Window)
                all.Dequeue();
            if (names.TryGetValue(name, out var tries) && tries.Until <= now)
            {
                names.Remove(name);
                tries = null;
            }

            if (tries is { Count: >= MostByName })
                return new SignInTurn.Rests(tries.Until);
            if (all.Count >= MostInAll)
                return new SignInTurn.Busy(all.Peek() + Window);
            all.Enqueue(now);
            if (names.Count > MostKept)
                Forget(now);
            names[name] = new Tries((tries?.Count ?? 0) + 1, now + Rest);
            return new SignInTurn.Free(names[name].Count == MostByName ? names[name].Until : null);
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

    private void Forget(DateTimeOffset now)
    {
        foreach (var (name, _) in names.Where(one => one.Value.Until <= now).ToList())
            names.Remove(name);
    }

    private sealed record Tries(int Count, DateTimeOffset Until);
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
