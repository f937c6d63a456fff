using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>清单: where a demand stands. The numbers are in the database.</summary>
public enum DemandList
{
    /// <summary>待推进</summary>
    InProgress = 0,

    /// <summary>已解决</summary>
    Resolved = 1,

    /// <summary>需协调</summary>
    NeedsCoordination = 2,
}

public enum ImportState
{
    /// <summary>Its rows are being written and nobody sees them.</summary>
    Staged = 0,
    Visible = 1,
    Cancelled = 2,
}

/// <summary>
/// One state of one demand. An import writes what changes as a new row that is valid from its own number on; readers see
/// the rows that are valid at the street's number (<see cref="DemandHeadRow.VisibleTo"/>), so that ten thousand rows appear
/// at once by one short commit.
/// </summary>
public sealed class DemandRow
{
    public required long RowId { get; init; }

    /// <summary>The demand, whatever its state.</summary>
    public required long Id { get; init; }
    public required string StreetId { get; init; }

    /// <summary>The import from which on this row is valid; 0 for what was written by hand.</summary>
    public required int Since { get; init; }

    /// <summary>The import from which on another row is valid.</summary>
    public int Until { get; set; } = int.MaxValue;

    /// <summary>接诉即办, 信访件, 社情民意, 走访 …</summary>
    public required string Source { get; init; }

    /// <summary>工单编号 in the system it came from.</summary>
    public string? OuterNumber { get; init; }
    public string? Topic { get; set; }
    public string? Part { get; set; }

    /// <summary>Numbers of phones and identity cards in it are masked.</summary>
    public required string Text { get; init; }

    /// <summary>For searching and comparing: letters and figures in one form.</summary>
    public required string Plain { get; init; }
    public required DateOnly ReceivedOn { get; init; }
    public string? Grid { get; init; }
    public string? Unit { get; init; }
    public DemandList List { get; set; }

    /// <summary>Phone, name, address and, where it holds such, the whole text: encrypted.</summary>
    public byte[]? Sealed { get; set; }

    /// <summary>HMAC of the phone.</summary>
    public string? PhoneMark { get; set; }

    /// <summary>HMAC of the address up to the house.</summary>
    public string? PlaceMark { get; set; }

    /// <summary>The demand that stands for this one.</summary>
    public long? MergedInto { get; set; }

    /// <summary>What the file said, to tell an unchanged row.</summary>
    public required string Content { get; init; }

    /// <summary>The last day on which its personal data is kept.</summary>
    public required DateOnly RetainUntil { get; init; }
}

/// <summary>Where a street's list stands.</summary>
public sealed class DemandHeadRow
{
    public required string StreetId { get; init; }

    /// <summary>The import whose rows are the newest that are seen.</summary>
    public int VisibleTo { get; set; }

    /// <summary>Raised by every change; what was counted at the same stamp still holds.</summary>
    public long Stamp { get; set; }
}

/// <summary>One file that was brought in, or is being.</summary>
public sealed class DemandImportRow
{
    public required string StreetId { get; init; }

    /// <summary>Counted in each street.</summary>
    public required int Number { get; init; }
    public ImportState State { get; set; }
    public required string FileName { get; init; }
    public required string By { get; init; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public required long At { get; init; }

    /// <summary>UTC ticks; while it is younger than a minute the import is alive on some node.</summary>
    public long Beat { get; set; }
    public int Added { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
}

/// <summary>Which columns a file with these headers has.</summary>
public sealed class DemandMappingRow
{
    public required string StreetId { get; init; }

    /// <summary>SHA-256 of the headers in order of the alphabet.</summary>
    public required string Headers { get; init; }

    /// <summary>JSON.</summary>
    public required string Mapping { get; set; }
}

/// <summary>A demand was put on another list.</summary>
public sealed class DemandMoveRow
{
    public long Id { get; init; }
    public required string StreetId { get; init; }

    /// <summary>Moves that were made by one act.</summary>
    public required string Act { get; init; }
    public required long DemandId { get; init; }
    public required DemandList From { get; init; }
    public required DemandList To { get; init; }
    public required string Reason { get; init; }
    public required string By { get; init; }
    public required long At { get; init; }

    /// <summary>Taken back since.</summary>
    public bool Undone { get; set; }
}

/// <summary>Demands that a person found to be one problem.</summary>
public sealed class DemandMergeRow
{
    public required string Act { get; init; }
    public required string StreetId { get; init; }
    public required long Keep { get; init; }

    /// <summary>Ids, with commas.</summary>
    public required string Joined { get; init; }
    public required string By { get; init; }
    public required long At { get; init; }
    public bool Undone { get; set; }
}

/// <summary>不是一回事: two demands that a person found to be two problems.</summary>
public sealed class DemandApartRow
{
    public required string StreetId { get; init; }

    /// <summary>The smaller id.</summary>
    public required long A { get; init; }
    public required long B { get; init; }
    public required string By { get; init; }
    public required long At { get; init; }
}

/// <summary>The tables of the demand list.</summary>
public static class DemandTables
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<DemandRow>(e =>
        {
            e.ToTable("Demands");
            e.HasKey(d => d.RowId);
            e.Property(d => d.RowId).ValueGeneratedNever();
            e.HasIndex(d => new { d.StreetId, d.Id });
            e.HasIndex(d => new { d.StreetId, d.OuterNumber });
            // A page of the list is found in the index alone, whatever the offset.
            e.HasIndex(d => new
            {
                d.StreetId,
                d.ReceivedOn,
                d.Id,
                d.Since,
                d.Until,
                d.List,
                d.Topic,
                d.Part,
                d.Source,
                d.Grid,
                d.MergedInto,
            });
            e.HasIndex(d => new
            {
                d.StreetId,
                d.Topic,
                d.Part,
                d.ReceivedOn,
            });
            e.HasIndex(d => d.RetainUntil);
        });
        builder.Entity<DemandHeadRow>(e =>
        {
            e.ToTable("DemandHeads");
            e.HasKey(h => h.StreetId);
        });
        builder.Entity<DemandImportRow>(e =>
        {
            e.ToTable("DemandImports");
            e.HasKey(i => new { i.StreetId, i.Number });
        });
        builder.Entity<DemandMappingRow>(e =>
        {
            e.ToTable("DemandMappings");
            e.HasKey(m => new { m.StreetId, m.Headers });
        });
        builder.Entity<DemandMoveRow>(e =>
        {
            e.ToTable("DemandMoves");
            e.HasIndex(m => new { m.StreetId, m.DemandId });
            e.HasIndex(m => new { m.StreetId, m.Act });
        });
        builder.Entity<DemandMergeRow>(e =>
        {
            e.ToTable("DemandMerges");
            e.HasKey(m => m.Act);
            e.HasIndex(m => new { m.StreetId, m.Keep });
        });
        builder.Entity<DemandApartRow>(e =>
        {
            e.ToTable("DemandsApart");
            e.HasKey(a => new
            {
                a.StreetId,
                a.A,
                a.B,
            });
        });
    }
}
