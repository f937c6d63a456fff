using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>人群 that visits are counted by. A household may belong to several, so they are kept as flags.</summary>
public static class VisitGroups
{
    /// <summary>In the order in which they are shown.</summary>
    public static readonly ImmutableArray<Group> All =
    [
        Group.Elderly,
        Group.Disabled,
        Group.Working,
        Group.NewEmployment,
        Group.Other,
    ];

    public static int Flag(Group group) => 1 << (int)group;

    public static int Flags(IEnumerable<Group> groups) => groups.Aggregate(0, (flags, group) => flags | Flag(group));

    public static ImmutableArray<Group> Of(int flags) => [.. All.Where(group => (flags & Flag(group)) != 0)];

    /// <summary>Null for anything that is no group to be counted by; numbers are no names.</summary>
    public static Group? Read(string? name) => All.Cast<Group?>().FirstOrDefault(group => group.ToString() == name);
}
