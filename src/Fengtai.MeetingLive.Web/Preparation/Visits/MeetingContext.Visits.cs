using Fengtai.MeetingLive.Web.Preparation.Visits;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

public abstract partial class MeetingContext
{
    public DbSet<VisitRow> Visits => Set<VisitRow>();

    public DbSet<VisitPhotoRow> VisitPhotos => Set<VisitPhotoRow>();

    public DbSet<VisitTargetRow> VisitTargets => Set<VisitTargetRow>();
}
