using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Reminding;
using Fengtai.MeetingLive.Web.Staff.Access;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// The one database: journals, what is projected from them, accounts, keys. Two derived contexts exist for migrations
/// only, because one context cannot hold the migrations of both stores.
/// </summary>
public abstract partial class MeetingContext(DbContextOptions options)
    : IdentityDbContext<StaffAccount>(options),
        IDataProtectionKeyContext
{
    public DbSet<MeetingRow> Meetings => Set<MeetingRow>();

    public DbSet<JoinCodeRow> JoinCodes => Set<JoinCodeRow>();

    public DbSet<JournalRow> Journal => Set<JournalRow>();

    public DbSet<PrivateRow> Private => Set<PrivateRow>();

    public DbSet<CommitmentRow> Commitments => Set<CommitmentRow>();

    public DbSet<ReceiptRow> Receipts => Set<ReceiptRow>();

    public DbSet<PhotoRow> Photos => Set<PhotoRow>();

    public DbSet<SealedRow> Sealed => Set<SealedRow>();

    public DbSet<StreetRow> Streets => Set<StreetRow>();

    public DbSet<UnitRow> Units => Set<UnitRow>();

    public DbSet<GridRow> Grids => Set<GridRow>();

    public DbSet<TopicRow> Topics => Set<TopicRow>();

    public DbSet<PreparationRow> Preparations => Set<PreparationRow>();

    public DbSet<StoreFact> Facts => Set<StoreFact>();

    public DbSet<RoleGrant> Grants => Set<RoleGrant>();

    public DbSet<LinkRow> Links => Set<LinkRow>();

    public DbSet<StaffSessionRow> Sessions => Set<StaffSessionRow>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<MeetingRow>(e =>
        {
            e.HasKey(m => m.Id);
            e.HasIndex(m => m.StreetId);
        });
        builder.Entity<JoinCodeRow>(e => e.HasKey(c => c.Code));
        builder.Entity<JournalRow>(e =>
        {
            e.HasKey(r => new { r.MeetingId, r.Version });
            e.HasIndex(r => new { r.MeetingId, r.Batch });
            // Text, never jsonb: jsonb reorders keys and the hash is over these bytes.
            e.Property(r => r.Body).HasColumnType("text");
        });
        builder.Entity<PrivateRow>(e =>
        {
            e.HasKey(r => new { r.MeetingId, r.Version });
            e.Property(r => r.Body).HasColumnType("text");
        });
        builder.Entity<CommitmentRow>(e =>
        {
            e.HasKey(c => new { c.MeetingId, c.Id });
            e.HasIndex(c => new { c.StreetId, c.Deadline });
        });
        // Not by the hash alone: should two codes of 50 bits ever meet, nobody's act may be refused for it.
        builder.Entity<ReceiptRow>(e =>
        {
            e.HasKey(r => new
            {
                r.Hash,
                r.MeetingId,
                r.Version,
            });
            e.HasIndex(r => r.MeetingId);
        });
        // Each street has its own copy, so that what one street takes away is not missing in another.
        builder.Entity<PhotoRow>(e => e.HasKey(p => new { p.Hash, p.StreetId }));
        builder.Entity<SealedRow>(e => e.HasKey(d => new { d.MeetingId, d.Sha256 }));
        StreetTables.Configure(builder);
        VisitTables.Configure(builder);
        builder.Entity<StoreFact>(e => e.HasKey(f => f.Name));
        builder.Entity<RoleGrant>(e => e.HasKey(g => new { g.AccountId, g.StreetId }));
        AccessTables.Configure(builder);
        LinkTables.Configure(builder);
        ReminderTables.Configure(builder);
        DemandTables.Configure(builder);
        PrivacyTables.Configure(builder);
    }
}

/// <summary>The embedded default: one file in the data folder.</summary>
public sealed class SqliteMeetingContext(DbContextOptions<SqliteMeetingContext> options) : MeetingContext(options);

/// <summary>For more than one machine.</summary>
public sealed class PostgresMeetingContext(DbContextOptions<PostgresMeetingContext> options) : MeetingContext(options);

/// <summary>A meeting's head: where its journal stands, and what lists of meetings show.</summary>
public sealed class MeetingRow
{
    public required string Id { get; init; }
    public required string StreetId { get; set; }
    public required string Code { get; set; }
    public required string Title { get; set; }
    public DateOnly Date { get; set; }

    /// <summary><see cref="MeetingScale"/>, and which 社区 or 物业企业 reports.</summary>
    public int Scale { get; set; }
    public string? HeldBy { get; set; }
    public int Phase { get; set; }
    public long Version { get; set; }

    /// <summary>All that were asked; from the closing on without those that the asker took back.</summary>
    public int Questions { get; set; }

    /// <summary>现场答复, with those merged into one that was answered (<see cref="AskedOutcomes"/>). This and what follows is counted from the closing on.</summary>
    public int Answered { get; set; }

    /// <summary>转办</summary>
    public int HandedOver { get; set; }

    /// <summary>未予展示</summary>
    public int Refused { get; set; }

    /// <summary>Devices that were let in.</summary>
    public int Present { get; set; }

    /// <summary>满意度测评 of the work, phones and paper: how many rated, and how many of them 满意 or 非常满意.</summary>
    public int Rated { get; set; }
    public int Satisfied { get; set; }

    /// <summary>UTC ticks of 100 ns; null while it is not closed.</summary>
    public long? ClosedAt { get; set; }

    /// <summary>Hash of the last event, hex; 64 zeros before the first.</summary>
    public required string Head { get; set; }

    /// <summary>Raised first in every commit: on PostgreSQL that takes the row's lock, and so the journal's.</summary>
    public long Touched { get; set; }
}

/// <summary>A join code leads to a meeting and to the venue where its holder sits.</summary>
public sealed class JoinCodeRow
{
    public required string Code { get; init; }
    public required string MeetingId { get; init; }
    public required string VenueId { get; init; }
}

/// <summary>One event of one journal. Rows are only ever added.</summary>
public sealed class JournalRow
{
    public required string MeetingId { get; init; }
    public required long Version { get; init; }

    /// <summary>Stable name with its version, such as <c>rated.1</c>.</summary>
    public required string Type { get; init; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public required long At { get; init; }

    /// <summary>The published JSON, with the seal of what is kept beside it.</summary>
    public required string Body { get; init; }

    /// <summary>SHA-256 over previous hash, version, type, time and SHA-256(body), hex.</summary>
    public required string Hash { get; init; }

    /// <summary>Which commit wrote it; by it an in-doubt commit is resolved.</summary>
    public required string Batch { get; init; }
}

/// <summary>What the published journal must not show of an event; may be erased.</summary>
public sealed class PrivateRow
{
    public required string MeetingId { get; init; }
    public required long Version { get; init; }
    public required string Body { get; init; }
}

/// <summary>Projection: what a receipt was given for, so that it is found without knowing the meeting.</summary>
public sealed class ReceiptRow
{
    /// <summary>SHA-256 of the receipt code, hex, as the journal has it.</summary>
    public required string Hash { get; init; }
    public required string MeetingId { get; init; }

    /// <summary>The journal entry that it was given for.</summary>
    public required long Version { get; init; }
    public string? QuestionId { get; init; }
    public string? RoundId { get; init; }
    public string? PollId { get; init; }
}

/// <summary>A photo of a street as it was taken in; the journal names it by its hash.</summary>
public sealed class PhotoRow
{
    /// <summary>SHA-256 of <see cref="Bytes"/>, hex.</summary>
    public required string Hash { get; init; }
    public required string StreetId { get; init; }
    public required string MediaType { get; init; }
    public required byte[] Bytes { get; init; }

    /// <summary>The same picture for a phone.</summary>
    public required byte[] Small { get; init; }

    /// <summary>Of <see cref="Bytes"/>, in pixels.</summary>
    public required int Width { get; init; }
    public required int Height { get; init; }
}

/// <summary>A sealed document's bytes; the journal names them by their hash.</summary>
public sealed class SealedRow
{
    public required string MeetingId { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>, hex.</summary>
    public required string Sha256 { get; init; }
    public required byte[] Bytes { get; init; }
}

/// <summary>A fact about the store itself: its epoch, its secret.</summary>
public sealed class StoreFact
{
    public required string Name { get; init; }
    public required string Value { get; set; }
}

/// <summary>A member of staff.</summary>
public sealed class StaffAccount : IdentityUser
{
    /// <summary>Taken out of use by an administrator. Wrong passwords close the door for a while and are no such lock.</summary>
    public bool Locked { get; set; }

    /// <summary>The password was given by an administrator and must be changed before anything else is done.</summary>
    public bool Temporary { get; set; }
}

/// <summary>What an account may do in one street.</summary>
public sealed class RoleGrant
{
    public required string AccountId { get; init; }
    public required string StreetId { get; init; }

    /// <summary><see cref="Core.Roles"/> as flags.</summary>
    public required int Roles { get; set; }

    /// <summary>责任单位 for which an account with the unit's role speaks; null: for none.</summary>
    public string? Unit { get; set; }

    /// <summary>网格 of a grid worker's account; null: none.</summary>
    public string? Grid { get; set; }
}
