using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <summary>A street's rules; without a row the usual ones hold.</summary>
public sealed class ReminderRuleRow
{
    public required string StreetId { get; init; }

    /// <summary>Days before the deadline from which the unit is reminded.</summary>
    public int DaysBefore { get; set; }

    /// <summary>Days late from which the lead reads it too.</summary>
    public int LeadAfter { get; set; }

    /// <summary>Days late from which the street's head reads it too.</summary>
    public int HeadAfter { get; set; }

    /// <summary>Who that is, by office: 镇长.</summary>
    public required string Head { get; set; }

    /// <summary>Hour of the day, Beijing time, from which the digest is sent.</summary>
    public int Hour { get; set; }
}

/// <summary>Where somebody's digest is sent: an office's mailbox.</summary>
public sealed class ReminderAddressRow
{
    public required string StreetId { get; init; }

    /// <summary><see cref="DigestTo"/></summary>
    public required int Kind { get; init; }

    /// <summary>Unit or lead, as the commitments name it; empty for the office and the head.</summary>
    public required string Name { get; init; }
    public required string Address { get; set; }
}

/// <summary>One digest of one day: written before it is sent, so that nobody gets two.</summary>
public sealed class DigestSentRow
{
    public required string StreetId { get; init; }
    public required int Kind { get; init; }
    public required string Name { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary><see cref="DigestState"/></summary>
    public int State { get; set; }
    public int Tries { get; set; }

    /// <summary>UTC ticks of 100 ns of the last try.</summary>
    public long At { get; set; }
}

/// <summary>What became of a digest.</summary>
public enum DigestState
{
    /// <summary>Under way; left so when the server died meanwhile, and then not tried again: it may have been sent.</summary>
    Sending,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>It was refused or could not be reached; tried again the same day.</summary>
    Failed,
}

internal static class ReminderTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<ReminderRuleRow>(e => e.HasKey(r => r.StreetId));
        builder.Entity<ReminderAddressRow>(e =>
            e.HasKey(a => new
            {
                a.StreetId,
                a.Kind,
                a.Name,
            })
        );
        builder.Entity<DigestSentRow>(e =>
            e.HasKey(d => new
            {
                d.StreetId,
                d.Kind,
                d.Name,
                d.Day,
            })
        );
    }
}
