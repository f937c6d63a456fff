using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>The polls in the minutes: what came of each, and in an annex its chart and what became of each proposal.</summary>
internal static class MinutesPolls
{
    /// <summary>Low enough for two polls with their tables on one page.</summary>
    private static readonly ChartSize Size = ChartSize.Print with { Height = 112 };

    /// <summary>Nothing in a meeting that held none.</summary>
    public static void Findings(OfficialDocument document, Minutes minutes)
    {
        if (minutes.Polls.IsEmpty)
            return;
        document.Heading(1, "五、意向征集");
        foreach (var poll in minutes.Polls)
            document.Paragraph(Finding(poll) + (poll.Poll.Closed ? "。" : "（投票尚未结束）。") + Adopted(poll));
    }

    public static void Results(OfficialDocument document, Minutes minutes)
    {
        foreach (var (index, poll) in minutes.Polls.Index())
        {
            var open = poll.Poll.Closed ? "" : "（进行中）";
            document.Heading(2, Text($"（{Chinese(index + 1)}）{OneLine(Name(poll))}{open}"));
            var chart =
                PollBars.Draw(
                    poll,
                    new PollWords(poll.IsRanking ? "分" : "人", "{0}人排第一"),
                    Size,
                    MinutesWords.Chart
                ) ?? throw new InvalidOperationException("The minutes hold every poll's figures.");
            var seal = poll.Root is { } root ? $"\n封存值：{root}" : "";
            document.Chart(chart, Basis(poll) + seal);
            if (poll.Rows.Any(row => row.Proposal.Adopted is not null))
                document.Table(Columns, [.. poll.Rows.Select(Marked)], together: true);
        }
    }

    private static readonly ImmutableArray<Column> Columns = [new("方案"), new("采纳情况"), new("理由", 1)];

    private static ImmutableArray<string> Marked(PollRow row) =>
        [
            row.Proposal.Name,
            row.Proposal.Adopted switch
            {
                true => "采纳",
                false => "未采纳",
                null => "未定",
            },
            row.Proposal.Reason ?? "",
        ];

    private static string Name(PollView poll) => poll.Poll.Question + (poll.Poll.Sample ? "（示例）" : "");

    private static string Finding(PollView poll)
    {
        var votes = Text($"“{Name(poll)}”：应投{poll.Votes.Present}人，投票{poll.Votes.Total}人");
        var most = poll.Rows.Select(row => row.Count ?? 0).DefaultIfEmpty(0).Max();
        if (most == 0)
            return votes;
        var first = string.Join('、', poll.Rows.Where(row => row.Count == most).Select(row => row.Proposal.Name));
        return poll.IsRanking
            ? Text($"{votes}，得分最高的是{first}，{most}分")
            : Text($"{votes}，选的人最多的是{first}，{most}人，占投票人数{Percent(most, poll.Votes.Total)}");
    }

    private static string Adopted(PollView poll)
    {
        var names = poll.Rows.Where(row => row.Proposal.Adopted == true).Select(row => row.Proposal.Name).ToArray();
        if (names.Length > 0)
            return Text($"采纳的方案：{string.Join('、', names)}，理由见附件。");
        return poll.Rows.Any(row => row.Proposal.Adopted == false) ? "各方案均未采纳，理由见附件。" : "";
    }

    private static string Basis(PollView poll)
    {
        var (total, present) = (poll.Votes.Total, poll.Votes.Present);
        var rule = poll.Poll.Kind switch
        {
            "ranking" => Text(
                $"每人排出前{poll.Poll.Most}，排第一计{poll.FirstPoints}分，往后每位少1分，没排的计0分。"
            ),
            "several" => Text($"每人最多选{poll.Poll.Most}项，占比以投票人数为分母。"),
            _ => "每人选一项，占比以投票人数为分母。",
        };
        return Text(
            $"应投{present}人，投票{total}人（{Percent(total, present)}）。{Turnout(poll.Voters, "投")}。{rule}一台手机计一次，以最后一次为准。"
        );
    }
}
