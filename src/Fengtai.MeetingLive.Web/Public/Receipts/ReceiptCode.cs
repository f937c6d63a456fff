using System.Text;

namespace Fengtai.MeetingLive.Web.Public.Receipts;

/// <summary>
/// A receipt as it was typed: Crockford's base32 in any case, with or without dashes, full width or half, O read as 0 and
/// I and L as 1 (https://www.crockford.com/base32.html).
/// </summary>
public abstract record ReceiptCode
{
    /// <summary>Characters of a receipt.</summary>
    public const int Length = 10;

    /// <summary>Longer than anybody types; what is beyond is not looked at.</summary>
    public const int TypedMost = 40;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private ReceiptCode() { }

    /// <summary>Ten characters, ready to be hashed.</summary>
    public sealed record Sound(string Code) : ReceiptCode;

    /// <summary>Nothing was typed.</summary>
    public sealed record Empty : ReceiptCode;

    /// <summary>So many characters are missing.</summary>
    public sealed record Short(int Missing) : ReceiptCode;

    /// <summary>There are so many too many.</summary>
    public sealed record Long(int Extra) : ReceiptCode;

    /// <summary>A character that no receipt has.</summary>
    public sealed record Strange(string Character) : ReceiptCode;

    public static ReceiptCode Read(string? typed)
    {
        var code = new StringBuilder();
        foreach (var rune in Cut(typed).EnumerateRunes())
        {
            if (
                Rune.IsWhiteSpace(rune)
                || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.DashPunctuation
            )
                continue;
            var letter = Folded(rune);
            if (!Alphabet.Contains(letter, StringComparison.Ordinal))
                return new Strange(rune.ToString());
            code.Append(letter);
        }

        return (code.Length - Length) switch
        {
            _ when code.Length == 0 => new Empty(),
            < 0 and var less => new Short(-less),
            0 => new Sound(code.ToString()),
            var more => new Long(more),
        };
    }

    /// <summary>What goes back into the field, never more than it takes.</summary>
    public static string Cut(string? typed) => typed is { Length: > TypedMost } ? typed[..TypedMost] : typed ?? "";

    private static string Folded(Rune rune)
    {
        // A Chinese keyboard may give full-width letters: U+FF01 to U+FF5E are ASCII moved by 0xFEE0.
        var value = rune.Value is >= 0xFF01 and <= 0xFF5E ? rune.Value - 0xFEE0 : rune.Value;
        return Rune.IsValid(value)
            ? Rune.ToUpperInvariant(new Rune(value)).ToString() switch
            {
                "O" => "0",
                "I" or "L" => "1",
                var other => other,
            }
            : rune.ToString();
    }
}
