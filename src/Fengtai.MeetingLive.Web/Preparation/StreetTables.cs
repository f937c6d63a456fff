using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation;

/// <summary>街镇: who holds meetings. Its id stands on meetings, grants and lists, and never changes.</summary>
public sealed class StreetRow
{
    public required string Id { get; init; }
    public required string Name { get; set; }

    /// <summary>In which order the streets are listed.</summary>
    public int Order { get; set; }

    /// <summary>Held no longer; what it did stays.</summary>
    public bool Closed { get; set; }
}

/// <summary>责任单位 of a street.</summary>
public sealed class UnitRow
{
    public required string StreetId { get; init; }
    public required string Id { get; init; }
    public required string Name { get; set; }
    public bool Closed { get; set; }
}

/// <summary>网格 of a street.</summary>
public sealed class GridRow
{
    public required string StreetId { get; init; }
    public required string Id { get; init; }

    /// <summary>Such as 第7网格.</summary>
    public required string Name { get; set; }

    /// <summary>社区</summary>
    public required string Community { get; set; }
    public bool Closed { get; set; }
}

/// <summary>A topic, or a part of one, on a street's list (养老服务 → 助餐).</summary>
public sealed class TopicRow
{
    public required string StreetId { get; init; }

    /// <summary>No name stands for two things in one street, on either level.</summary>
    public required string Name { get; set; }

    /// <summary>The topic that this is a part of; null: a topic.</summary>
    public string? Parent { get; set; }

    public int Order { get; set; }

    /// <summary>Words at which the list suggests this topic, one a line.</summary>
    public required string Keywords { get; set; }
}

/// <summary>The meeting that a street prepares, until it is announced; from then on the journal has it.</summary>
public sealed class PreparationRow
{
    public required string StreetId { get; init; }

    /// <summary>The id that the meeting will have.</summary>
    public required string MeetingId { get; set; }

    /// <summary>JSON of <see cref="Prepared"/>.</summary>
    public required string Body { get; set; }

    /// <summary>Raised by every save; who saves names the one that was read.</summary>
    public long Version { get; set; }
    public required string ChangedBy { get; set; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public long ChangedAt { get; set; }
}

internal static class StreetTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<StreetRow>(e => e.HasKey(s => s.Id));
        builder.Entity<UnitRow>(e => e.HasKey(u => new { u.StreetId, u.Id }));
        builder.Entity<GridRow>(e => e.HasKey(g => new { g.StreetId, g.Id }));
        builder.Entity<TopicRow>(e => e.HasKey(t => new { t.StreetId, t.Name }));
        builder.Entity<PreparationRow>(e =>
        {
            e.HasKey(p => p.StreetId);
            e.Property(p => p.Body).HasColumnType("text");
            e.Property(p => p.Version).IsConcurrencyToken();
        });
    }
}
