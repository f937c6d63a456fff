using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>The body of the minutes, a few pages at most: findings, what was decided, and in which annex the rest stands.</summary>
internal static class MinutesBody
{
    /// <summary>Characters of a question that the body quotes; the annex has it whole.</summary>
    private const int Quoted = 60;

    /// <summary>Questions of which the body tells where topics have hardly more than one each: the most supported.</summary>
    private const int MostQuoted = 5;

    public static void Write(OfficialDocument document, Minutes minutes, MinutesAnnexes annexes)
    {
        document.Paragraph(Opening(minutes));
        Report(document, minutes, annexes);
        Questions(document, minutes, annexes);
        Commitments(document, minutes, annexes);
        MinutesRatings.Findings(document, minutes);
        MinutesPolls.Findings(document, minutes);
        if (annexes.Label(AnnexKind.Ratings) is { } ratings)
            document.Paragraph($"各项人数、占比和应评人数见{ratings}。");
    }

    private static string Opening(Minutes minutes)
    {
        var from = minutes.OpenedAt is { } opened ? Time(opened) : "";
        var to =
            minutes.ClosedAt is { } closed ? $"至{Time(closed)}"
            : minutes.OpenedAt is null ? ""
            : "起";
        var sample = minutes.Head.Sample ? "本次会议含示例数据。" : "";
        return Text(
            $"{Day(MinutesDocument.Date(minutes))}{from}{to}，{minutes.Head.Street}在{minutes.Head.Place}召开{minutes.Head.Title}，{Of(minutes.Present)}。{sample}现纪要如下："
        );
    }

    private static void Report(OfficialDocument document, Minutes minutes, MinutesAnnexes annexes)
    {
        document.Heading(1, "一、报告工作情况");
        if (minutes.Report.IsEmpty)
        {
            document.Paragraph("会上未展示成绩单。");
            Withheld(document, minutes);
            return;
        }

        // A slide's title says its finding.
        var allSample = minutes.Report.All(slide => slide.Sample);
        var findings = minutes.Report.Select(slide =>
            OneLine(slide.Title) + (slide.Sample && !allSample ? "（示例）" : "")
        );
        var sample = allSample ? "以上均为示例数据。" : "";
        var where = annexes.Label(AnnexKind.Report) is { } label ? $"数据、统计期和来源见{label}。" : "";
        document.Paragraph(
            Text($"会上以成绩单报告{minutes.Report.Length}项工作：{string.Join('；', findings)}。{sample}{where}")
        );
        Withheld(document, minutes);
    }

    /// <summary>What missed its target and was taken out before the meeting leaves its mark in the body, not only in an annex.</summary>
    private static void Withheld(OfficialDocument document, Minutes minutes)
    {
        foreach (var gone in minutes.Withheld)
            document.Paragraph(
                Text(
                    $"未列一页：{OneLine(gone.Title)}（{string.Join('、', gone.Names)}未达目标）。原因：{gone.Reason}。"
                )
            );
    }

    private static void Questions(OfficialDocument document, Minutes minutes, MinutesAnnexes annexes)
    {
        document.Heading(1, "二、回应群众提问");
        document.Paragraph(Counts(minutes, annexes));
        if (annexes.Label(AnnexKind.Questions) is not { } label)
        {
            QuestionsAnnex.InFull(document, minutes);
            return;
        }

        if (minutes.Questions.IsEmpty)
            return;
        ByTopic(document, minutes.Questions);
        document.Paragraph($"每条提问的内容和办理去向见{label}。");
    }

    private static void ByTopic(OfficialDocument document, ImmutableArray<MinutesQuestion> questions)
    {
        var topics = questions
            .GroupBy(question => question.Topic ?? "其他", StringComparer.Ordinal)
            .OrderByDescending(topic => topic.Count())
            .ThenBy(topic => topic.First().Number)
            .ToArray();
        // A heading over a single question tells nothing that the question's own line could not.
        if (topics.Length * 2 > questions.Length)
        {
            var counts = topics.Select(topic => Text($"{topic.Key}{topic.Count()}条"));
            document.Paragraph($"按主题：{string.Join('、', counts)}。");
            var first = questions.OrderByDescending(question => question.Supports).ThenBy(question => question.Number);
            foreach (var question in first.Take(MostQuoted))
                document.Paragraph([new Run($"{question.Topic ?? "其他"}："), .. About(question)]);
            return;
        }

        foreach (var (index, topic) in topics.Index())
        {
            document.Heading(2, Text($"（{Chinese(index + 1)}）{topic.Key}"));
            var outcomes = topic.GroupBy(question => question.State).Select(group => (Of(group.Key), group.Count()));
            var counts = Text($"共{topic.Count()}条：{Outcomes(outcomes)}。");
            document.Paragraph([
                new Run(topic.Any(question => question.Supports > 0) ? counts + "附议最多的是" : counts),
                .. About(topic.MaxBy(question => question.Supports)!),
            ]);
        }
    }

    private static string Counts(Minutes minutes, MinutesAnnexes annexes)
    {
        var figures = minutes.Figures;
        var refusals = string.Join('、', figures.Refusals.Select(r => Text($"{Of(r.Reason)}{r.Count}条")));
        var where = annexes.Label(AnnexKind.Refusals) is { } label ? $"，见{label}" : "";
        var reasons = refusals.Length > 0 ? $"未予展示的理由为{refusals}，均已告知提问人{where}。" : "";
        var outcomes = Outcomes([
            ("现场答复", figures.Answered),
            ("列入时间表", figures.HandedOver),
            ("待答复", figures.Waiting),
            ("未予展示", figures.RefusedCount),
            ("提问人撤回", figures.WithdrawnCount),
            ("并入同类提问", figures.MergedCount),
        ]);
        var split = figures.Questions == 0 ? "" : "：" + outcomes;
        return Text($"共收到提问{figures.Questions}条{split}。{reasons}");
    }

    /// <summary>What was asked, by how many, and what became of it.</summary>
    private static ImmutableArray<Run> About(MinutesQuestion question)
    {
        var supports = question.Supports > 0 ? Text($"（{question.Supports}人附议）") : "";
        var text = question.Text is { } words ? $"：{Shortened(words)}" : $"{TextOf(question)}。";
        return [new Run(Text($"第{question.Number}号提问{supports}{text}")), .. Outcome(question)];
    }

    private static ImmutableArray<Run> Outcome(MinutesQuestion question) =>
        question switch
        {
            { Commitment: { } promised } =>
            [
                new Run("会议确定：", Bold: true),
                new Run(
                    $"{promised.Title}，由{promised.Lead}牵头，{promised.Unit}负责，{promised.Owner}承办，{Day(promised.Deadline)}前办结。"
                ),
            ],
            { State: QuestionState.Answered } =>
            [
                new Run("现场答复：", Bold: true),
                new Run(question.Gist is { } gist ? Shortened(gist) : "现场口头答复。"),
            ],
            _ => [new Run("会上未及答复，会后答复。")],
        };

    private static void Commitments(OfficialDocument document, Minutes minutes, MinutesAnnexes annexes)
    {
        document.Heading(1, "三、承办事项");
        if (minutes.Commitments.IsEmpty)
        {
            document.Paragraph("会议未确定承办事项。");
            return;
        }

        var where = annexes.Label(AnnexKind.Commitments) is { } label ? $"见{label}" : "如下";
        document.Paragraph(
            Text($"会议确定承办事项{minutes.Commitments.Length}项，牵头领导、责任单位、责任人和办结时限{where}。")
        );
        if (!annexes.Has(AnnexKind.Commitments))
            CommitmentsAnnex.Write(document, minutes);
    }

    private static string Outcomes(IEnumerable<(string Name, int Count)> outcomes) =>
        string.Join(
            '，',
            outcomes.Where(outcome => outcome.Count > 0).Select(outcome => Text($"{outcome.Name}{outcome.Count}条"))
        );

    /// <summary>The first characters, ended by …… where there are more, else by the sign that closes a sentence.</summary>
    private static string Shortened(string text)
    {
        var line = OneLine(text);
        var characters = new StringInfo(line);
        if (characters.LengthInTextElements > Quoted)
            return characters.SubstringByTextElements(0, Quoted) + "……";
        return line.Length > 0 && line[^1] is '。' or '？' or '！' or '…' or '?' or '!' ? line : line + "。";
    }
}
