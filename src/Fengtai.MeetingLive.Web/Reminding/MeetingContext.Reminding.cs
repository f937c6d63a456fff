using Fengtai.MeetingLive.Web.Reminding;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

public abstract partial class MeetingContext
{
    public DbSet<ReminderRuleRow> ReminderRules => Set<ReminderRuleRow>();

    public DbSet<ReminderAddressRow> ReminderAddresses => Set<ReminderAddressRow>();

    public DbSet<DigestSentRow> DigestsSent => Set<DigestSentRow>();
}
