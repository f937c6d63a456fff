using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.DataProtection;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// Which device this is: a random id in a signed HttpOnly cookie. It is no sign-in and never <c>HttpContext.User</c>.
/// </summary>
public sealed class DeviceCookie(IDataProtectionProvider protection)
{
    public const string Name = "device";
    private static readonly object ItemKey = new();
    private readonly IDataProtector protector = protection.CreateProtector("Residents.Device.1");

    /// <summary>The device of this request; null without a cookie or with one that we did not make.</summary>
    public string? Read(HttpContext http)
    {
        if (http.Items.TryGetValue(ItemKey, out var known))
            return known as string;
        string? device = null;
        if (http.Request.Cookies.TryGetValue(Name, out var cookie) && cookie.Length < 512)
        {
            try
            {
                device = protector.Unprotect(cookie);
            }
            catch (CryptographicException)
            {
                // Corrupt, forged, or of another server: the page gives a new one, the hub refuses.
            }
        }

        http.Items[ItemKey] = device;
        return device;
    }

    /// <summary>The device of this request; a new one gets its cookie with the answer.</summary>
    public string ReadOrGive(HttpContext http)
    {
        if (Read(http) is { } known)
            return known;
        var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        http.Response.Cookies.Append(
            Name,
            protector.Protect(device),
            new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
                Path = "/",
                MaxAge = TimeSpan.FromDays(180),
                IsEssential = true,
            }
        );
        http.Items[ItemKey] = device;
        return device;
    }
}

/// <summary>
/// What the server's key makes of a device and a command: pseudonym, question id, salt, receipt. The same again for a
/// repeat, and nobody without the key can tell one from another (HMAC-SHA-256, RFC 2104).
/// </summary>
public sealed class Pseudonyms(MeetingStore store)
{
    // Crockford's base32 without I, L, O, U: can be read aloud and typed.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A device in one meeting; another in every other meeting.</summary>
    public ActorId Actor(MeetingId meeting, string device) => new(Base32(20, "actor", meeting.Value, device));

    public QuestionId Question(MeetingId meeting, ActorId by, CommandId id) =>
        new(Base32(10, "question", meeting.Value, by.Value, id.Value));

    /// <summary>Ten characters; what the journal keeps is <see cref="Seals.Of"/> of it.</summary>
    public string Receipt(MeetingId meeting, ActorId by, CommandId id) =>
        Base32(10, "receipt", meeting.Value, by.Value, id.Value);

    public RatingProof Proof(MeetingId meeting, ActorId by, CommandId id) =>
        new(
            Convert.ToHexStringLower(Mac("salt", meeting.Value, by.Value, id.Value)[..16]),
            HashOf(Receipt(meeting, by, id))
        );

    /// <summary>Twelve characters, 60 bits; the same whenever it is printed. The journal keeps <see cref="HashOfTicket"/>.</summary>
    public string Ticket(MeetingId meeting, VenueId venue, string seat) =>
        Base32(12, "ticket", meeting.Value, venue.Value, seat);

    /// <summary>Ten characters, 50 bits, for one window of the hall's changing code.</summary>
    public string HallCode(MeetingId meeting, VenueId venue, long window) =>
        Base32(10, "hall", meeting.Value, venue.Value, window.ToString(CultureInfo.InvariantCulture));

    /// <summary>Twenty characters by which a venue's own screen is known.</summary>
    public string ScreenKey(MeetingId meeting, VenueId venue) => Base32(20, "screen", meeting.Value, venue.Value);

    /// <summary>Sixteen characters, 80 bits, that only this server can add to a link's id.</summary>
    public string LinkSeal(string id) => Base32(16, "link", id);

    /// <summary>Bytes in the same alphabet, eight characters for five.</summary>
    public static string Spell(ReadOnlySpan<byte> bytes) => Spell(bytes.Length * 8 / 5, bytes);

    /// <summary>What the journal keeps of a ticket's code.</summary>
    public static string HashOfTicket(string code) => Seals.Of("ticket", code);

    /// <summary>What the journal keeps of a receipt.</summary>
    public static string HashOf(string receipt) => Seals.Of("receipt", receipt);

    private string Base32(int length, params ReadOnlySpan<string> parts) => Spell(length, Mac(parts));

    private static string Spell(int length, ReadOnlySpan<byte> mac)
    {
        var text = new StringBuilder(length);
        var (buffer, bits, at) = (0, 0, 0);
        while (text.Length < length)
        {
            if (bits < 5)
            {
                buffer = (buffer << 8) | mac[at++];
                bits += 8;
            }

            bits -= 5;
            text.Append(Alphabet[(buffer >> bits) & 31]);
        }

        return text.ToString();
    }

    private byte[] Mac(params ReadOnlySpan<string> parts) =>
        HMACSHA256.HashData(store.Secret, Encoding.UTF8.GetBytes(string.Join('\n', parts)));
}
