using Fengtai.MeetingLive.Web.Preparation.Demands;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>The tables of the demand list.</summary>
public abstract partial class MeetingContext
{
    public DbSet<DemandRow> Demands => Set<DemandRow>();

    public DbSet<DemandHeadRow> DemandHeads => Set<DemandHeadRow>();

    public DbSet<DemandImportRow> DemandImports => Set<DemandImportRow>();

    public DbSet<DemandMappingRow> DemandMappings => Set<DemandMappingRow>();

    public DbSet<DemandMoveRow> DemandMoves => Set<DemandMoveRow>();

    public DbSet<DemandMergeRow> DemandMerges => Set<DemandMergeRow>();

    public DbSet<DemandApartRow> DemandsApart => Set<DemandApartRow>();
}
