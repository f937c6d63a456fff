using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Access;

/// <summary>The roles that an account can be given, and their words on the command line.</summary>
public static class StaffRoles
{
    /// <summary>In the order in which they are shown.</summary>
    public static readonly ImmutableArray<(Roles Role, string Word)> Each =
    [
        (Roles.Administrator, "administrator"),
        (Roles.Secretary, "secretary"),
        (Roles.Presenter, "presenter"),
        (Roles.Unit, "unit"),
        (Roles.GridWorker, "grid"),
        (Roles.Evaluator, "evaluator"),
    ];

    /// <summary>Null when no role has this word.</summary>
    public static Roles? Read(string word) =>
        Each.FirstOrDefault(one => string.Equals(one.Word, word, StringComparison.Ordinal)) is { Word: not null } found
            ? found.Role
            : null;

    /// <summary>At least one, and none that only a device or the program itself may hold.</summary>
    public static bool CanBeGiven(Roles roles) => roles != Roles.None && (roles & ~Roles.Staff) == Roles.None;

    public static IEnumerable<Roles> In(Roles roles) =>
        Each.Where(one => roles.HasFlag(one.Role)).Select(one => one.Role);
}
