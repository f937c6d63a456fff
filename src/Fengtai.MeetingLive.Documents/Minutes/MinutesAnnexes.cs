using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>附件 of the minutes: those that the secretary chose and that have something in them, numbered in their order.</summary>
internal sealed class MinutesAnnexes
{
    private readonly ImmutableArray<Annex> annexes;

    private MinutesAnnexes(ImmutableArray<Annex> annexes) => this.annexes = annexes;

    public static MinutesAnnexes Of(Minutes minutes, PhotoBytes photos)
    {
        Annex[] all =
        [
            new(AnnexKind.Report, "成绩单", !minutes.Report.IsEmpty, to => ReportAnnex.Write(to, minutes, photos)),
            new(
                AnnexKind.Questions,
                "群众提问台账",
                !minutes.Questions.IsEmpty,
                to => QuestionsAnnex.Write(to, minutes)
            ),
            new(
                AnnexKind.Commitments,
                "承办事项责任清单",
                !minutes.Commitments.IsEmpty,
                to => CommitmentsAnnex.Write(to, minutes)
            ),
            new(
                AnnexKind.Ratings,
                RatingsTitle(minutes),
                !minutes.Rounds.IsEmpty || !minutes.Polls.IsEmpty,
                to => Ratings(to, minutes)
            ),
            new(
                AnnexKind.Baseline,
                "会前诉求底数",
                minutes.Baseline is { Rows.IsDefaultOrEmpty: false },
                to => BaselineAnnex.Write(to, minutes.Baseline!)
            ),
            new(
                AnnexKind.Refusals,
                "未予展示提问的理由",
                !minutes.Refused.IsEmpty,
                to => RefusalsAnnex.Write(to, minutes)
            ),
            new(AnnexKind.Verify, "核验方法", HasContent: true, to => VerifyAnnex.Write(to, minutes)),
        ];
        return new([.. all.Where(annex => annex.HasContent && minutes.Form.Has(annex.Kind))]);
    }

    public bool Has(AnnexKind kind) => annexes.Any(annex => annex.Kind == kind);

    /// <summary>Such as 附件3; null when it does not follow.</summary>
    public string? Label(AnnexKind kind)
    {
        for (var index = 0; index < annexes.Length; index++)
        {
            if (annexes[index].Kind == kind)
                return Label(index);
        }

        return null;
    }

    /// <summary>附件说明, below the body.</summary>
    public void List(OfficialDocument document)
    {
        if (!annexes.IsEmpty)
            document.Paragraph("");
        for (var index = 0; index < annexes.Length; index++)
        {
            var head = index == 0 ? "附件：" : "　　　";
            var number = annexes.Length == 1 ? "" : Text($"{index + 1}. ");
            document.Paragraph(head + number + annexes[index].Title);
        }
    }

    public void Write(OfficialDocument document)
    {
        for (var index = 0; index < annexes.Length; index++)
        {
            document.Annex(Label(index), annexes[index].Title);
            annexes[index].Write(document);
        }
    }

    private string Label(int index) => annexes.Length == 1 ? "附件" : Text($"附件{index + 1}");

    private static string RatingsTitle(Minutes minutes) =>
        minutes switch
        {
            { Polls.IsEmpty: true } => "满意度测评结果",
            { Rounds.IsEmpty: true } => "意向征集结果",
            _ => "满意度测评和意向征集结果",
        };

    private static void Ratings(OfficialDocument document, Minutes minutes)
    {
        if (!minutes.Rounds.IsEmpty)
            MinutesRatings.Results(document.Heading(1, "一、满意度测评"), minutes);
        if (!minutes.Polls.IsEmpty)
            MinutesPolls.Results(
                document.Heading(1, minutes.Rounds.IsEmpty ? "一、意向征集" : "二、意向征集"),
                minutes
            );
    }

    private sealed record Annex(AnnexKind Kind, string Title, bool HasContent, Action<OfficialDocument> Write);
}
