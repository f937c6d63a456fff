using Fengtai.MeetingLive.Web.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

public abstract partial class MeetingContext
{
    public DbSet<LookRow> Looks => Set<LookRow>();

    public DbSet<PrivacyRequestRow> PrivacyRequests => Set<PrivacyRequestRow>();

    public DbSet<ErasedRow> Erasures => Set<ErasedRow>();

    public DbSet<RetentionRunRow> RetentionRuns => Set<RetentionRunRow>();
}
