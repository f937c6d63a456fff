using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;

namespace Fengtai.MeetingLive.Web.Staff.Admin;

/// <summary>What one account was given, and whether it is in use; enough to judge who administers what.</summary>
public sealed record Granted(string AccountId, StreetId Street, Roles Roles, bool Locked);

/// <summary>The rules of administration, without a page and without a store. A refusal is the key of its words.</summary>
public static partial class AdminRules
{
    /// <summary>Characters of the name of a street, unit, grid, community or topic.</summary>
    public const int NameMost = 30;

    /// <summary>Of a topic, and characters of each.</summary>
    public const int KeywordsMost = 50;

    public const int KeywordMost = 20;

    private static readonly char[] BetweenKeywords = ['\n', '\r', '\t', ' ', '　', ',', '，', '、', ';', '；', '|'];

    /// <param name="taken">The names beside it; no two may look the same.</param>
    public static string? WrongName(string? name, IEnumerable<string> taken) =>
        string.IsNullOrWhiteSpace(name) ? "admin.name-missing"
        : name.Trim().Length > NameMost ? "admin.name-long"
        : name.Trim().Any(char.IsControl) ? "admin.name-strange"
        : taken.Contains(name.Trim(), StringComparer.OrdinalIgnoreCase) ? "admin.name-taken"
        : null;

    /// <summary>A street's id stands in addresses and never changes: small letters, digits and dashes.</summary>
    public static string? WrongStreetId(string? id, IEnumerable<string> taken) =>
        id is null || !StreetIdForm().IsMatch(id) ? "admin.id-strange"
        : taken.Contains(id, StringComparer.Ordinal) ? "admin.id-taken"
        : null;

    /// <summary>As they were typed: one a line, or parted by commas or spaces; each once.</summary>
    public static ImmutableArray<string> Keywords(string? typed) =>
        [
            .. (typed ?? "")
                .Split(BetweenKeywords, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.OrdinalIgnoreCase),
        ];

    public static string? WrongKeywords(ImmutableArray<string> words) =>
        words.Length > KeywordsMost ? "admin.keywords-many"
        : words.Any(word => word.Length > KeywordMost) ? "admin.keyword-long"
        : null;

    /// <summary>
    /// Whoever administers every street in which the other holds a role may lock that account or reset its password;
    /// otherwise a street's administrator could take over the district's.
    /// </summary>
    public static bool MayManage(StaffPerson by, IEnumerable<Granted> ofOther) =>
        by.Administers(StaffPerson.District) || ofOther.All(grant => by.Administers(grant.Street));

    /// <summary>
    /// Whether a street, or the district, would be left without an administrator who can sign in, when this account loses
    /// the role in <paramref name="lost"/> (null: it is locked, and so loses it everywhere).
    /// </summary>
    public static bool LeavesNobody(ImmutableArray<Granted> all, string accountId, StreetId? lost)
    {
        var before = all.Where(Administers).ToList();
        var after = before.Where(g => g.AccountId != accountId || (lost is { } one && g.Street != one)).ToList();
        // With somebody for the whole district, no street is without.
        if (after.Exists(g => g.Street == StaffPerson.District))
            return false;
        return before.Exists(g =>
            g.AccountId == accountId
            && (lost is not { } one || g.Street == one)
            && (g.Street == StaffPerson.District || !after.Exists(other => other.Street == g.Street))
        );
    }

    private static bool Administers(Granted grant) => !grant.Locked && grant.Roles.HasFlag(Roles.Administrator);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,29}$", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex StreetIdForm();
}
