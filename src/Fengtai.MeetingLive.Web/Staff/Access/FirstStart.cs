using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>
/// The one time when nobody has an account yet: a token from the terminal lets its reader make the administrator. Only
/// the token's hash is kept, in memory; a restart gives a new one.
/// </summary>
public sealed class FirstStart(MeetingStore store, DemoAccess demo, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(30);

    /// <summary>Wrong tokens in a row after which all wait; 60 random bits need no more than that.</summary>
    public const int MostWrong = 5;

    public static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    // Crockford's base32: no I, L, O, U. What is typed for them is read as what it looks like.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 12;
    private readonly Lock gate = new();
    private volatile bool settled;
    private byte[]? hash;
    private DateTimeOffset until;
    private DateTimeOffset waits;
    private int wrong;

    /// <summary>True while there is no account and it is not the demo. Once false it stays so.</summary>
    public async ValueTask<bool> IsOpenAsync(CancellationToken cancel)
    {
        if (settled || demo.Enabled)
            return false;
        await using var context = store.Create();
        if (!await context.Users.AnyAsync(cancel))
            return true;
        Settle();
        return false;
    }

    /// <summary>A new token for the terminal, such as K7QX-M2DP-94TR; the former one is void.</summary>
    public string Issue()
    {
        var token = RandomNumberGenerator.GetString(Alphabet, Length);
        lock (gate)
        {
            hash = Hash(token);
            until = clock.GetUtcNow() + Lasts;
            (wrong, waits) = (0, default);
        }

        return string.Join('-', token.Chunk(4).Select(four => new string(four)));
    }

    /// <summary>Looks at a token without using it up; what uses it up is the administrator that it makes.</summary>
    public TokenSays Try(string? typed)
    {
        var read = Hash(Read(typed));
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (hash is null || until <= now)
                return new TokenSays.Expired();
            if (waits > now)
                return new TokenSays.TooOften(waits - now);
            if (CryptographicOperations.FixedTimeEquals(read, hash))
            {
                wrong = 0;
                return new TokenSays.Right(until - now);
            }

            if (++wrong < MostWrong)
                return new TokenSays.Wrong();
            (wrong, waits) = (0, now + Wait);
            return new TokenSays.TooOften(Wait);
        }
    }

    /// <summary>There is an account now: no token counts any more.</summary>
    public void Settle()
    {
        settled = true;
        lock (gate)
        {
            hash = null;
        }
    }

    /// <summary>Any case and grouping, full width or half.</summary>
    private static string Read(string? typed)
    {
        var token = new StringBuilder(Length);
        // Much longer than anybody types; what is beyond is not looked at.
        foreach (var wide in typed is { Length: > 64 } ? typed[..64] : typed ?? "")
        {
            var c = wide is >= '！' and <= '～' ? (char)(wide - '！' + '!') : wide;
            if (char.IsAsciiLetterOrDigit(c))
                token.Append(
                    char.ToUpperInvariant(c) switch
                    {
                        'O' => '0',
                        'I' or 'L' => '1',
                        var other => other,
                    }
                );
        }

        return token.ToString();
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}

/// <summary>What a typed token is worth.</summary>
public abstract record TokenSays
{
    private TokenSays() { }

    /// <param name="Left">How long it still counts.</param>
    public sealed record Right(TimeSpan Left) : TokenSays;

    public sealed record Wrong : TokenSays;

    /// <summary>Its time is over or none was given: a restart gives a new one.</summary>
    public sealed record Expired : TokenSays;

    public sealed record TooOften(TimeSpan Rest) : TokenSays;
}
