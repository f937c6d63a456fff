using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>未予展示的理由: how many for which reason, and which numbers; what they said is printed nowhere.</summary>
internal static class RefusalsAnnex
{
    public static void Write(OfficialDocument document, Minutes minutes)
    {
        document.Note(
            "依照会前公布的规则，下列提问未予展示，理由已告知提问人。提问人可改写后再提，或拨打12345。此处不载原文。"
        );
        var reasons = minutes.Refused.GroupBy(refused => refused.Reason).OrderByDescending(group => group.Count());
        document.Heading(1, "一、按理由");
        document.Table(
            [new("理由", 2), new("条数", 1, Align.End), new("占未予展示", 1, Align.End)],
            [
                .. reasons.Select(group =>
                    ImmutableArray.Create(
                        Of(group.Key),
                        Text($"{group.Count()}"),
                        Percent(group.Count(), minutes.Refused.Length)
                    )
                ),
            ],
            together: true
        );
        document.Heading(1, "二、按编号");
        document.Table(
            [new("编号", 1, Align.Center), new("主题", 2), new("渠道", 2), new("理由", 2)],
            [
                .. minutes.Refused.Select(refused =>
                    ImmutableArray.Create(
                        Text($"{refused.Number}"),
                        refused.Topic ?? "其他",
                        Of(refused.Channel),
                        Of(refused.Reason)
                    )
                ),
            ]
        );
    }
}
