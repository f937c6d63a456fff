using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Links;

/// <summary>What somebody without an account may do by a link.</summary>
public enum LinkKind
{
    /// <summary>承办单位: answers for one item.</summary>
    Unit,

    /// <summary>委办局: says whether it comes when it is called.</summary>
    Whistle,

    /// <summary>评估员: scores a meeting.</summary>
    Evaluator,
}

/// <summary>A link that was given out. The address holds the id and its seal; the row says to whom, until when, and whether it still holds.</summary>
public sealed class LinkRow
{
    public required string Id { get; init; }

    /// <summary><see cref="LinkKind"/></summary>
    public required int Kind { get; init; }
    public required string StreetId { get; init; }
    public required string MeetingId { get; init; }
    public string? CommitmentId { get; init; }
    public string? WhistleId { get; init; }

    /// <summary>The unit, bureau or evaluator for whom it speaks.</summary>
    public required string Holder { get; init; }

    /// <summary>By name of the account.</summary>
    public required string IssuedBy { get; init; }

    /// <summary>This and what follows: UTC ticks of 100 ns.</summary>
    public required long IssuedAt { get; init; }
    public required long ExpiresAt { get; init; }
    public long? WithdrawnAt { get; set; }

    /// <summary>First opened; null: not yet.</summary>
    public long? OpenedAt { get; set; }
}

internal static class LinkTables
{
    public static void Configure(ModelBuilder builder) =>
        builder.Entity<LinkRow>(e =>
        {
            e.HasKey(l => l.Id);
            e.HasIndex(l => new { l.MeetingId, l.CommitmentId });
        });
}
