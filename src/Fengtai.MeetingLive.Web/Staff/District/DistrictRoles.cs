using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>Who looks at all streets at once.</summary>
public static class DistrictRoles
{
    /// <summary>Of these one is needed, granted for the whole district and not for a street.</summary>
    public const Roles All = Board | Roles.Evaluator;

    /// <summary>They also open the streets' own lists.</summary>
    public const Roles Board = Roles.Secretary | Roles.Administrator;

    public static bool May(StaffPerson? person, Roles roles = All) =>
        person is not null && (person.Grants.GetValueOrDefault(StaffPerson.District) & roles) != Roles.None;
}
