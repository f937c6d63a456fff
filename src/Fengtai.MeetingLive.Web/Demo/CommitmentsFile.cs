using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>commitments.csv, read by <see cref="CommitmentsReading"/>.</summary>
internal static class CommitmentsFile
{
    public const string Name = "commitments.csv";

    private static readonly ImmutableArray<PackColumn> Columns =
    [
        new("id", "编号"),
        new("title", "事项"),
        new("lead", "牵头领导"),
        new("unit", "责任单位"),
        new("owner", "责任人"),
        new("deadline", "办结时限"),
        new("state", "状态"),
        new("milestones", "推进节点"),
        new("sample", "示例"),
    ];

    public static ImmutableArray<Commitment> Read(string folder, MeetingPlan? meeting, PackFaults faults) =>
        CommitmentsReading.Read(PackTable.Read(folder, Name, Columns, faults).Select(row => row.Fields), meeting);
}
