using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>At what somebody looked. The numbers are in the database.</summary>
public enum LookKind
{
    /// <summary>The person of one demand, in clear.</summary>
    Demand = 0,

    /// <summary>The phone number that was left at one visit, in clear.</summary>
    Visit = 1,

    /// <summary>All that is kept of one person was looked for; it is shown masked.</summary>
    Search = 2,

    /// <summary>All that is kept of one person was handed out to that person.</summary>
    OwnData = 3,
}

/// <summary>Who looked at whose number, when and why. Holds no number, name or address itself.</summary>
public sealed class LookRow
{
    public long Id { get; init; }
    public required string StreetId { get; init; }
    public required LookKind Kind { get; init; }

    /// <summary>The demand's or the visit's id; null where a whole person was looked for.</summary>
    public string? Item { get; init; }
    public required string Purpose { get; init; }

    /// <summary>The account.</summary>
    public required string By { get; init; }

    /// <summary>What the account might do there at that time, <see cref="Core.Roles"/> as flags.</summary>
    public required int Roles { get; init; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public required long At { get; init; }
}

/// <summary>What somebody asked about their own data, and what came of it: counts, no personal data.</summary>
public sealed class PrivacyRequestRow
{
    public long Id { get; init; }
    public required string StreetId { get; init; }
    public required PrivacyRequestKind Kind { get; init; }

    /// <summary>By a receipt, a phone number, or both.</summary>
    public required PersonBy Found { get; init; }
    public required string Reason { get; init; }

    /// <summary>The account that did it.</summary>
    public required string By { get; init; }

    /// <summary><see cref="Core.Roles"/> as flags.</summary>
    public required int Roles { get; init; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public required long At { get; init; }
    public int Questions { get; set; }
    public int Demands { get; set; }
    public int Visits { get; set; }

    /// <summary>How many could not be erased; the page said why.</summary>
    public int Left { get; set; }
}

public enum PrivacyRequestKind
{
    Erase = 0,
    Export = 1,
}

/// <summary>By what a person was found.</summary>
[Flags]
public enum PersonBy
{
    None = 0,
    Receipt = 1,
    Phone = 2,
}

/// <summary>On which day a demand's or a visit's words were erased at the person's request; so no file brings them back.</summary>
public sealed class ErasedRow
{
    public const string Demand = "demand";
    public const string Visit = "visit";

    public required string StreetId { get; init; }

    /// <summary><see cref="Demand"/> or <see cref="Visit"/>.</summary>
    public required string Kind { get; init; }
    public required string Item { get; init; }

    /// <summary>In Beijing.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary>One run of the retention: how many of each kind were erased. No personal data.</summary>
public sealed class RetentionRunRow
{
    public long Id { get; init; }

    /// <summary>UTC ticks of 100 ns.</summary>
    public required long At { get; init; }
    public required int Demands { get; init; }
    public required int Visits { get; init; }
    public required int Sessions { get; init; }

    /// <summary>Of the look-up log and of the register of requests.</summary>
    public required int Records { get; init; }
}

internal static class PrivacyTables
{
    /// <summary>
    /// For the migration that ends the demand list's own log: what stood there goes on standing in the one log of all.
    /// </summary>
    public const string CarryLooks =
        "INSERT INTO \"Looks\" (\"StreetId\", \"Kind\", \"Item\", \"Purpose\", \"By\", \"Roles\", \"At\") "
        + "SELECT \"StreetId\", 0, CAST(\"DemandId\" AS TEXT), \"Reason\", \"By\", 0, \"At\" FROM \"DemandLooks\"";

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<LookRow>(e =>
        {
            e.ToTable("Looks");
            e.HasIndex(l => new { l.StreetId, l.At });
            // What a person is told of their own number.
            e.HasIndex(l => new
            {
                l.StreetId,
                l.Kind,
                l.Item,
            });
        });
        builder.Entity<PrivacyRequestRow>(e =>
        {
            e.ToTable("PrivacyRequests");
            e.HasIndex(r => new { r.StreetId, r.At });
        });
        builder.Entity<ErasedRow>(e =>
        {
            e.ToTable("Erasures");
            e.HasKey(r => new
            {
                r.StreetId,
                r.Kind,
                r.Item,
            });
        });
        builder.Entity<RetentionRunRow>(e => e.ToTable("RetentionRuns"));
    }
}
