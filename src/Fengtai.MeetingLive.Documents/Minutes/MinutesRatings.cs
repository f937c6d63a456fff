using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>满意度测评 in the minutes: what came of each round, and in an annex its chart with all denominators.</summary>
internal static class MinutesRatings
{
    /// <summary>Low enough for two rounds and the origin on one page.</summary>
    private static readonly ChartSize Size = ChartSize.Print with { Height = 112 };

    private static readonly ImmutableArray<Column> Venues =
    [
        new("会场", 1),
        new("应评", 1, Align.End),
        new("评价", 1, Align.End),
        new("满意以上", 1, Align.End),
        new("占评价人数", 1, Align.End),
    ];

    public static void Findings(OfficialDocument document, Minutes minutes)
    {
        document.Heading(1, "四、满意度测评");
        if (minutes.Rounds.IsEmpty)
            document.Paragraph("会议未进行满意度测评。");
        foreach (var round in minutes.Rounds)
            document.Paragraph(Finding(round) + (round.Closed ? "。" : "（测评尚未结束）。"));
    }

    public static void Results(OfficialDocument document, Minutes minutes)
    {
        foreach (var (index, round) in minutes.Rounds.Index())
        {
            var open = round.Closed ? "" : "（进行中）";
            document.Heading(2, Text($"（{Chinese(index + 1)}）{OneLine(round.Title)}{Subject(round)}{open}"));
            var basis = Text(
                $"应评{round.Of.Present}人，评价{round.Tally.Total}人{OnPaper(round)}（{Percent(round.Tally.Total, round.Of.Present)}）。{Turnout(round.Of)}。一台手机或一张票计一次，以最后一次为准。"
            );
            if (round.Paper is { } paper)
                basis += Text(
                    $"\n纸质评价由两人分别清点，发放{paper.Present}张，有效{paper.Tally.Total}份，理由：{paper.Reason.TrimEnd('。')}。"
                );
            var seal = round.Root is { } root ? $"\n封存值（只含手机评价，不含纸质）：{root}" : "";
            var levels = Levels(round.Tally).ToImmutableArray();
            var chart =
                RatingBars.Draw(levels, "人", Size, MinutesWords.Chart)
                ?? throw new InvalidOperationException("Five levels make a chart.");
            document.Chart(chart, basis + seal);
            ByVenue(document, round);
        }
    }

    /// <summary>Only where phones rated at more than one venue; paper stands in the chart above.</summary>
    private static void ByVenue(OfficialDocument document, MinutesRound round)
    {
        if (round.ByVenue.Count(line => line.Tally.Total > 0) < 2)
            return;
        document.Table(
            Venues,
            [
                .. round
                    .ByVenue.Where(line => line.Present > 0 || line.Tally.Total > 0)
                    .Select(line =>
                        ImmutableArray.Create(
                            line.Name ?? "线上",
                            Text($"{Math.Max(line.Present, line.Tally.Total)}人"),
                            Text($"{line.Tally.Total}人"),
                            Text($"{line.Tally.Satisfied}人"),
                            line.Tally.Total == 0 ? "无" : Percent(line.Tally.Satisfied, line.Tally.Total)
                        )
                    ),
            ],
            together: true
        );
    }

    private static string Subject(MinutesRound round) => round.Subject is { } subject ? $"（{Of(subject)}）" : "";

    private static string Finding(MinutesRound round) =>
        Text(
            $"第{round.Number}轮“{round.Title}”{Subject(round)}：应评{round.Of.Present}人，评价{round.Tally.Total}人{OnPaper(round)}，满意和非常满意{round.Tally.Satisfied}人，占评价人数{Percent(round.Tally.Satisfied, round.Tally.Total)}"
        );

    private static string OnPaper(MinutesRound round) =>
        round.Paper is { } paper ? Text($"，含纸质{paper.Tally.Total}份") : "";
}
