using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>
/// 补充纪要 as PDF: which minutes it belongs to, what the staff add, and what the journal has changed since these were
/// sealed. Figures stand before and after nowhere but in the journal; here stands what holds now.
/// </summary>
public static class SupplementPdf
{
    /// <summary>The same supplement and time give the same bytes.</summary>
    /// <exception cref="InvalidDataException">A font file is damaged.</exception>
    public static void Write(Stream stream, MinutesSupplement supplement, FontBook fonts, DateTimeOffset created) =>
        OfficialPdf.Write(stream, Describe(supplement, created), fonts);

    /// <param name="width">Of a picture, in pixels.</param>
    public static PageImages Images(MinutesSupplement supplement, FontBook fonts, DateTimeOffset created, int width) =>
        OfficialPdf.Images(Describe(supplement, created), fonts, width);

    internal static OfficialDocument Describe(MinutesSupplement supplement, DateTimeOffset created)
    {
        var title = Text($"{supplement.Head.Title}纪要补充（{Chinese(supplement.Number)}）");
        var document = OfficialDocument
            .Create(new DocumentMeta(title, supplement.Organiser, created, supplement.Head.Street, supplement.Hash))
            .RedHead(
                Text($"{supplement.Head.Title}\n纪要补充（{Chinese(supplement.Number)}）"),
                supplement.Organiser,
                Day(supplement.Date)
            )
            .Paragraph(
                Text(
                    $"{Day(supplement.Head.Date)}{supplement.Head.Title}的纪要已用印（会议日志第{supplement.Sealed.Version}号事件）。用印后的新情况补充如下，原纪要不作改动。"
                )
            );
        var part = 0;
        string Heading(string text) => Text($"{Chinese(++part)}、{text}");

        document.Heading(1, Heading("补充说明"));
        foreach (var paragraph in supplement.Text.Split('\n').Where(line => line.Trim().Length > 0))
            document.Paragraph(paragraph.Trim());
        if (!supplement.Questions.IsEmpty)
        {
            document.Heading(1, Heading("提问的去向"));
            foreach (var question in supplement.Questions)
                document.Paragraph(
                    new Run(Text($"{question.Number}. {Of(question.State)}："), Bold: true),
                    new Run(question.Commitment?.Title ?? question.Gist ?? TextOf(question))
                );
        }

        if (!supplement.Commitments.IsEmpty)
        {
            document.Heading(1, Heading("承办事项"));
            document.Table(
                [
                    new("事项", 1),
                    new("牵头领导"),
                    new("责任单位"),
                    new("责任人"),
                    new("办结时限", Align: Align.End, Whole: true),
                    new("进展", Whole: true),
                ],
                [
                    .. supplement.Commitments.Select(one =>
                        ImmutableArray.Create(
                            one.Title,
                            one.Lead,
                            one.Unit,
                            one.Owner,
                            Day(one.Deadline),
                            Of(one.State)
                        )
                    ),
                ]
            );
        }

        if (!supplement.Rounds.IsEmpty)
        {
            document.Heading(1, Heading("满意度测评"));
            foreach (var round in supplement.Rounds)
                Round(document, round);
        }

        if (!supplement.Polls.IsEmpty)
        {
            document.Heading(1, Heading("意向征集的采纳情况"));
            foreach (var poll in supplement.Polls)
                Poll(document, poll);
        }

        document.Signature(supplement.Form.Signer, supplement.Organiser, Day(supplement.Date));
        return document.Origin(
            new Labelled("版本", Text($"会议日志第{supplement.Version}号事件")),
            new Labelled("校验值", supplement.Hash),
            new Labelled(
                "所补纪要",
                Text($"会议日志第{supplement.Sealed.Version}号事件，文件校验值{supplement.Sealed.Sha256}")
            )
        );
    }

    private static void Round(OfficialDocument document, MinutesRound round)
    {
        var levels = string.Join('，', Levels(round.Tally).Select(level => Text($"{level.Name}{level.Count}")));
        var paper = round.Paper is { } slips
            ? Text($"其中纸质评价{slips.Tally.Total}张（发放{slips.Present}张），{slips.Reason}。")
            : "";
        document.Paragraph(
            new Run(Text($"{round.Title}"), Bold: true),
            new Run(Text($"补入后共评价{round.Tally.Total}人次：{levels}。{paper}"))
        );
    }

    private static void Poll(OfficialDocument document, Core.Views.PollView poll)
    {
        document.Paragraph(new Run(poll.Poll.Question, Bold: true));
        foreach (var proposal in poll.Poll.Proposals.Where(one => one.Adopted is not null))
        {
            var reason = string.IsNullOrEmpty(proposal.Reason) ? "" : Text($"，{proposal.Reason}");
            document.Paragraph(Text($"{proposal.Name}：{(proposal.Adopted == true ? "采纳" : "未采纳")}{reason}。"));
        }
    }
}
