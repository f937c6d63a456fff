using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>
/// One person's count of the paper ratings of a round, as it stands in the fields. The second person counts without
/// seeing the first one's figures; only when both are in are they compared.
/// </summary>
public sealed class PaperDraft(RoundId round)
{
    /// <summary>The most a field takes: digits of <see cref="Paper.PresentMost"/>.</summary>
    private const int DigitsMost = 6;

    public RoundId Round { get; } = round;

    /// <summary>Level 1 first.</summary>
    public string[] Counts { get; } = ["", "", "", "", ""];

    public string Present { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Counts anew though somebody else's proposal waits: it will replace that one.</summary>
    public bool Anew { get; set; }

    /// <summary>The proposal with which this count was compared and found different.</summary>
    public PaperCount? Compared { get; set; }

    public string? Wrong { get; set; }

    /// <summary>An empty level is none; null when something is no figure.</summary>
    public ImmutableArray<int>? ReadCounts()
    {
        var read = Counts.Select(text => text.Trim().Length == 0 ? 0 : Read(text)).ToArray();
        return Array.Exists(read, n => n is null) ? null : [.. read.Select(n => n!.Value)];
    }

    public int? ReadPresent() => Read(Present);

    /// <summary>废票或未交回, once both can be read.</summary>
    public int? Missing => ReadCounts() is { } counts && ReadPresent() is { } present ? present - counts.Sum() : null;

    /// <summary>Half and full width figures; nothing else.</summary>
    private static int? Read(string text)
    {
        var plain = text.Normalize(System.Text.NormalizationForm.FormKC).Trim();
        return
            plain.Length <= DigitsMost
            && int.TryParse(plain, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? n
            : null;
    }
}
