using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>会前诉求底数: the list of demands as it stood before the meeting, as one bar and by topic.</summary>
internal static class BaselineAnnex
{
    private static readonly ChartSize Size = ChartSize.Print with { Height = 130 };

    private static readonly ImmutableArray<Column> Columns =
    [
        new("主题", 2),
        new("已解决", 1, Align.End),
        new("待推进", 1, Align.End),
        new("需协调", 1, Align.End),
        new("合计", 1, Align.End),
        new("已解决占比", 1, Align.End),
    ];

    public static void Write(OfficialDocument document, DemandBaseline baseline)
    {
        var all = new BaselineRow(
            "合计",
            baseline.Rows.Sum(row => row.Resolved),
            baseline.Rows.Sum(row => row.InProgress),
            baseline.Rows.Sum(row => row.NeedsCoordination)
        );
        var sample = baseline.Sample ? "（示例）" : "";
        var basis = $"截至{Day(baseline.AsOf)}。来源：{baseline.Source}{sample}。占比以各主题合计为分母。";
        document.Heading(1, Text($"一、会前诉求{all.Total}件，已解决{all.Resolved}件"));
        var shares = new ShareContent(
            "件",
            "诉求",
            [
                new("已解决", all.Resolved, Finished: true),
                new("待推进", all.InProgress, Finished: false),
                new("需协调", all.NeedsCoordination, Finished: false),
            ]
        );
        if (ChartGeometry.Draw(shares, Size, MinutesWords.Chart) is { } chart)
            document.Chart(chart, basis);
        else
            document.Note(basis);
        document.Heading(1, "二、按主题");
        document.Table(Columns, [.. baseline.Rows.OrderByDescending(row => row.Total).Append(all).Select(Row)]);
    }

    private static ImmutableArray<string> Row(BaselineRow row) =>
        [
            row.Topic,
            Text($"{row.Resolved}"),
            Text($"{row.InProgress}"),
            Text($"{row.NeedsCoordination}"),
            Text($"{row.Total}"),
            Percent(row.Resolved, row.Total),
        ];
}
