using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Demo;

/// <summary>commitments.csv: 承办事项 that were promised before and are carried over into this meeting's timetable.</summary>
internal static class CommitmentsFile
{
    public const string Name = "commitments.csv";

    private const string DoneMark = "已完成 ";

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

    private static readonly Dictionary<string, CommitmentState> States = new(StringComparer.Ordinal)
    {
        ["未启动"] = CommitmentState.NotStarted,
        ["推进中"] = CommitmentState.Moving,
        ["待验收"] = CommitmentState.AwaitingCheck,
        ["已办结"] = CommitmentState.Done,
        ["无法办结"] = CommitmentState.CannotBeDone,
    };

    private static readonly Dictionary<string, bool> YesNo = new(StringComparer.Ordinal)
    {
        ["否"] = false,
        ["是"] = true,
    };

    public static ImmutableArray<Commitment> Read(string folder, MeetingPlan? meeting, PackFaults faults)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. PackTable.Read(folder, Name, Columns, faults).Select(row => Commitment(row, meeting, seen))];
    }

    private static Commitment Commitment(PackRow row, MeetingPlan? meeting, HashSet<string> seen)
    {
        var id = row.At("id").Id(row["id"]);
        row.At("id").Once(seen, id);
        var deadline = row.At("deadline").Date(row["deadline"]);
        var commitment = new Commitment(
            new CommitmentId(id),
            row.Text("title", Promise.TitleMost),
            row.Text("lead", Promise.FieldMost),
            row.Text("unit", Promise.FieldMost),
            row.Text("owner", Promise.FieldMost),
            deadline,
            Milestones(row, deadline),
            row.Choice("state", States),
            Sample: row.Choice("sample", YesNo)
        );
        if (meeting is not null)
        {
            References.Responsible(meeting, commitment.Lead, row.At("lead"), commitment.Unit, row.At("unit"));
            row.At("owner").Known(meeting.Owners, commitment.Owner, PackCode.OwnerUnknown);
            References.NotBeforeMeeting(row.At("deadline"), deadline, meeting);
        }

        return commitment;
    }

    /// <summary>One a line: <c>2025-10-10 与首批单位签约</c>, or <c>2025-08-20 已完成 查完一半管段</c>.</summary>
    private static ImmutableArray<Milestone> Milestones(PackRow row, DateOnly deadline)
    {
        var at = row.At("milestones");
        var milestones = ImmutableArray.CreateBuilder<Milestone>();
        foreach (
            var line in at.Text(row["milestones"], 600, required: false).Split('\n', StringSplitOptions.TrimEntries)
        )
        {
            if (line.Length == 0)
                continue;
            var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (
                words.Length < 2
                || !DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date)
            )
            {
                at.Fault(PackCode.MilestoneShape, line);
                continue;
            }

            var done = words[1].StartsWith(DoneMark, StringComparison.Ordinal);
            milestones.Add(
                new Milestone(date, at.Text(done ? words[1][DoneMark.Length..] : words[1], Promise.TitleMost), done)
            );
            References.Before(at, date, deadline);
        }

        return milestones.ToImmutable();
    }
}
