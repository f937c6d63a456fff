using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>Who follows what a street has promised, and who may do what about it. Core refuses once more.</summary>
public static class TrackRoles
{
    /// <summary>A unit and a grid worker see what is their own.</summary>
    public const Roles All = Office | Roles.Presenter | Roles.Unit | Roles.GridWorker;

    /// <summary>Checks, reassigns, carries over, gives out links.</summary>
    public const Roles Office = Roles.Secretary | Roles.Administrator;

    public const Roles MayReport = Roles.Secretary | Roles.Unit | Roles.GridWorker;
    public const Roles MayUrge = Office | Roles.Presenter;
    public const Roles MayVisit = Roles.Lead | Roles.Unit | Roles.GridWorker;

    /// <summary>/track/{street}/reminders: who is told what, and where to.</summary>
    public static bool IsOffices(PathString path) =>
        path.StartsWithSegments("/track", StringComparison.OrdinalIgnoreCase, out var rest)
        && string.Equals(
            rest.Value?.Split('/', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(1),
            "reminders",
            StringComparison.OrdinalIgnoreCase
        );

    public static bool May(Actor? who, Roles roles) => who is not null && (who.Roles & roles) != Roles.None;
}
