using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Evaluations;

/// <summary>Who sees the three scores before the public does, and who names the panel. Core refuses once more.</summary>
public static class EvaluationRoles
{
    public const Roles All = Office | Roles.Evaluator;

    /// <summary>Names the panel, gives out its links, closes it, takes the appraisal with it.</summary>
    public const Roles Office = Roles.Secretary | Roles.Administrator;

    public static bool May(Actor? who, Roles roles) => who is not null && (who.Roles & roles) != Roles.None;

    /// <summary>/track/{street}/evaluation/…</summary>
    public static bool IsUnder(PathString path) =>
        path.StartsWithSegments("/track", StringComparison.OrdinalIgnoreCase, out var rest)
        && string.Equals(
            rest.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1),
            "evaluation",
            StringComparison.OrdinalIgnoreCase
        );
}
