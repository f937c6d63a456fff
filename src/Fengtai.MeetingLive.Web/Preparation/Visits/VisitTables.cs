using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>入户走访: one household as it was visited and what was asked there. No name is kept.</summary>
public sealed class VisitRow
{
    public required string StreetId { get; init; }

    /// <summary>Made on the phone, so that sending it again is harmless.</summary>
    public required string Id { get; init; }

    /// <summary>Raised on the phone whenever the record is mended; an older one that comes late changes nothing.</summary>
    public int Revision { get; set; }
    public required string GridId { get; set; }

    /// <summary>楼门院落, such as 3号院5号楼2单元.</summary>
    public required string Household { get; set; }

    /// <summary><see cref="VisitGroups"/> as flags.</summary>
    public int Groups { get; set; }

    /// <summary>What was asked, in the resident's own words; empty: nothing.</summary>
    public required string Asked { get; set; }
    public string? Topic { get; set; }

    /// <summary>The part of <see cref="Topic"/>, such as 助餐.</summary>
    public string? Part { get; set; }

    /// <summary>The question is to stand on the demand list.</summary>
    public bool ToList { get; set; }

    /// <summary>Its id there; null: not there yet.</summary>
    public string? DemandId { get; set; }

    /// <summary>SHA-256 of the receipt that was given for the question, hex.</summary>
    public string? Receipt { get; set; }
    public string? PhotoHash { get; set; }

    /// <summary>
    /// The resident's phone number, sealed for <see cref="PhoneOf"/>, until the list has it; only of a question that is to
    /// be listed.
    /// </summary>
    public byte[]? Phone { get; set; }

    /// <summary>The account that visited.</summary>
    public required string By { get; init; }

    /// <summary>When it was recorded, by the phone's clock; UTC ticks of 100 ns.</summary>
    public long At { get; set; }

    /// <summary>When it first arrived; UTC ticks of 100 ns.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>What a sealed phone number belongs to.</summary>
    public static string PhoneOf(string street, string id) => $"visit:{street}:{id}";
}

/// <summary>
/// A photo of a visit. Not among the photos of the decks: those are public to whoever has their address, these are not.
/// </summary>
public sealed class VisitPhotoRow
{
    public required string StreetId { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>, hex.</summary>
    public required string Hash { get; init; }

    /// <summary>JPEG, drawn anew, without anything that the camera wrote.</summary>
    public required byte[] Bytes { get; init; }

    /// <summary>The same for a list.</summary>
    public required byte[] Small { get; init; }
}

/// <summary>How many households of a group are to be visited in one grid before the meeting.</summary>
public sealed class VisitTargetRow
{
    public required string StreetId { get; init; }
    public required string GridId { get; init; }

    /// <summary><see cref="Core.Group"/> as its number.</summary>
    public required int Group { get; init; }
    public required int Households { get; set; }
}

internal static class VisitTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<VisitRow>(e =>
        {
            e.HasKey(v => new { v.StreetId, v.Id });
            // The list: newest first.
            e.HasIndex(v => new { v.StreetId, v.At });
            e.HasIndex(v => v.Receipt);
            e.Property(v => v.Asked).HasColumnType("text");
        });
        builder.Entity<VisitPhotoRow>(e => e.HasKey(p => new { p.StreetId, p.Hash }));
        builder.Entity<VisitTargetRow>(e =>
            e.HasKey(t => new
            {
                t.StreetId,
                t.GridId,
                t.Group,
            })
        );
    }
}
