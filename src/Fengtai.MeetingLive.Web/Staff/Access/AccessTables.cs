using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>What accounts need beside Identity's own tables.</summary>
internal static class AccessTables
{
    public static void Configure(ModelBuilder builder)
    {
        // As Identity's schema version 3 has it; the contexts are made without Identity's options, which would name it.
        builder.Entity<IdentityUserPasskey<string>>(e =>
        {
            e.ToTable("AspNetUserPasskeys");
            e.HasKey(p => p.CredentialId);
            e.Property(p => p.CredentialId).HasMaxLength(1024);
            e.OwnsOne(p => p.Data).ToJson();
            e.HasOne<StaffAccount>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        });
        builder.Entity<StaffSessionRow>(e =>
        {
            e.HasKey(s => s.Id);
            e.HasIndex(s => s.AccountId);
            e.HasOne<StaffAccount>().WithMany().HasForeignKey(s => s.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
    }
}

/// <summary>One sign-in on one browser; a cookie without its row here is worth nothing.</summary>
public sealed class StaffSessionRow
{
    /// <summary>32 random hex digits; the cookie holds it sealed.</summary>
    public required string Id { get; init; }

    public required string AccountId { get; init; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public required long StartedAt { get; init; }

    /// <summary>When it last asked for anything, UTC ticks, to about five minutes.</summary>
    public required long SeenAt { get; set; }

    /// <summary>Kind of device and browser as <see cref="DeviceKind"/> writes it. Never an address.</summary>
    public required string Device { get; init; }
}
