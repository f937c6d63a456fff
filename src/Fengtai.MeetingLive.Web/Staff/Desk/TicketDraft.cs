using System.Globalization;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>A range of seats as it is typed: a row and two numbers.</summary>
public sealed class TicketDraft
{
    private const int NumberMost = 9_999;

    public string Row { get; set; } = "";

    public string First { get; set; } = "";

    public string Last { get; set; } = "";

    /// <summary>The numbers of the range; null when they make none. A single seat needs only the first.</summary>
    public (int First, int Last)? Range()
    {
        if (!TryRead(First, out var first))
            return null;
        if (string.IsNullOrWhiteSpace(Last))
            return (first, first);
        return TryRead(Last, out var last) && last >= first ? (first, last) : null;
    }

    private static bool TryRead(string typed, out int number) =>
        int.TryParse(typed.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number)
        && number is >= 1 and <= NumberMost;
}
