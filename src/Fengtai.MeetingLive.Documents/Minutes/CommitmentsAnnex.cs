using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>承办事项责任清单: what was promised, by whom, until when, with its milestones; the earliest deadline first.</summary>
internal static class CommitmentsAnnex
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("序号", Align: Align.Center, Whole: true),
        new("事项", 1),
        new("牵头领导"),
        new("责任单位"),
        new("责任人"),
        new("办结时限", Align: Align.End, Whole: true),
    ];

    public static void Write(OfficialDocument document, Minutes minutes) =>
        document.Table(Columns, [.. minutes.Commitments.Select((one, index) => Row(index + 1, one))]);

    private static ImmutableArray<string> Row(int number, Commitment one)
    {
        var title = one.Sample ? one.Title + "（示例）" : one.Title;
        var steps = one.Milestones.Select(step => Step(step, one.Deadline.Year));
        return
        [
            Text($"{number}"),
            string.Join('\n', steps.Prepend(title)),
            one.Lead,
            one.Unit,
            one.Owner,
            Day(one.Deadline),
        ];
    }

    /// <summary>The year only where it is not the deadline's.</summary>
    private static string Step(Milestone step, int year) =>
        step.Date.Year == year
            ? Text($"{step.Date.Month}月{step.Date.Day}日：{step.Text}")
            : $"{Day(step.Date)}：{step.Text}";
}
