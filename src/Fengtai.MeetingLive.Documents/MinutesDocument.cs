using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>What 会议纪要 say, in whichever form they are written: what was reported, every question with its outcome, the
/// commitments, the ratings and the polls, with the journal's version and hash at the end.</summary>
public static class MinutesDocument
{
    /// <summary>Three charts a page with their headings, so that little room is left where the next one does not fit.</summary>
    private static readonly ChartSize ReportSize = ChartSize.Print with { Height = 170 };

    /// <param name="created">Stands in the file and at its end as the time of making.</param>
    /// <param name="photos">Finds the pictures of the slides; where it finds none, their words stand in their place.</param>
    public static OfficialDocument Describe(Minutes minutes, DateTimeOffset created, PhotoBytes? photos = null)
    {
        var title = Title(minutes);
        var document = OfficialDocument
            .Create(new DocumentMeta(title, minutes.Organiser, created, minutes.Head.Street, minutes.Hash))
            .RedHead(Head(minutes, title), minutes.Organiser, Day(Date(minutes)))
            .Paragraph(Opening(minutes));
        Report(document, minutes);
        Questions(document, minutes);
        Results(document, minutes);
        var annexes = Annexes(minutes, photos ?? (_ => null)).ToArray();
        for (var index = 0; index < annexes.Length; index++)
        {
            var head = index == 0 ? "附件：" : "　　　";
            document.Paragraph(Text($"{head}{index + 1}. {annexes[index].Title}"));
        }

        for (var index = 0; index < annexes.Length; index++)
        {
            var (annexTitle, write) = annexes[index];
            document.Annex(annexes.Length == 1 ? "附件" : Text($"附件{index + 1}"), annexTitle);
            write(document, minutes);
        }

        return document.Origin(
            new Labelled("版本", Text($"会议日志第{minutes.Version}号事件（{(minutes.Final ? "定稿" : "草稿")}）")),
            new Labelled("校验值", minutes.Hash),
            new Labelled(
                "生成",
                Text($"{Day(DateOnly.FromDateTime(Local(created).Date))}{Time(created)}，全部数字出自会议日志")
            )
        );
    }

    private static string Title(Minutes minutes)
    {
        var title = minutes.Head.Title;
        if (!title.EndsWith("纪要", StringComparison.Ordinal))
            title += "纪要";
        return minutes.Final ? title : title + "（草稿）";
    }

    /// <summary>The issuer stands below the head, so the street's name need not stand in it.</summary>
    private static string Head(Minutes minutes, string title)
    {
        var street = minutes.Head.Street;
        var head = title.StartsWith(street, StringComparison.Ordinal) ? title[street.Length..] : title;
        // In two lines it breaks before the meeting's own name rather than inside a word.
        var name = head.IndexOf("向群众报告", StringComparison.Ordinal);
        return name > 0 && head.Length > OfficialDocument.HeadLine ? head.Insert(name, "\n") : head;
    }

    private static DateOnly Date(Minutes minutes) =>
        minutes.OpenedAt is { } opened ? DateOnly.FromDateTime(Local(opened).Date) : minutes.Head.Date;

    private static string Opening(Minutes minutes)
    {
        var from = minutes.OpenedAt is { } opened ? Time(opened) : "";
        var to =
            minutes.ClosedAt is { } closed ? $"至{Time(closed)}"
            : minutes.OpenedAt is null ? ""
            : "起";
        var sample = minutes.Head.Sample ? "本次会议含示例数据。" : "";
        return Text(
            $"{Day(Date(minutes))}{from}{to}，{minutes.Head.Street}在{minutes.Head.Place}召开{minutes.Head.Title}，{Of(minutes.Present)}。{sample}现纪要如下："
        );
    }

    private static void Report(OfficialDocument document, Minutes minutes)
    {
        document.Heading(1, "一、报告工作情况");
        if (minutes.Report.IsEmpty)
            document.Paragraph("会上未展示成绩单。");
        for (var index = 0; index < minutes.Report.Length; index++)
        {
            var slide = minutes.Report[index];
            document.Heading(
                2,
                Text($"（{Chinese(index + 1)}）{slide.Title.Replace("\n", "", StringComparison.Ordinal)}")
            );
            var sample = slide.Sample ? "（示例）" : "";
            var basis = $"{slide.Topic}。{slide.Period}。来源：{slide.Source}{sample}。";
            if (ChartGeometry.Draw(slide.Content, ReportSize, MinutesWords.Chart) is { } chart)
                document.Chart(chart, basis);
            else
                Words(document, slide.Content).Note(basis);
        }
    }

    private static OfficialDocument Words(OfficialDocument document, SlideContent content)
    {
        switch (content)
        {
            case TextContent text:
                foreach (var paragraph in text.Paragraphs)
                    document.Paragraph(paragraph);
                break;
            case PhotosContent photos:
                document.Paragraph(MinutesPhotos.Sentence(photos));
                break;
            case TableContent table:
                // Names to the left, figures to the right.
                var columns = table.Head.Select(
                    (head, index) => index == 0 ? new Column(head, 1) : new Column(head, 1, Align.End)
                );
                document.Table([.. columns], table.Rows);
                break;
        }

        return document;
    }

    private static void Questions(OfficialDocument document, Minutes minutes)
    {
        var figures = minutes.Figures;
        document.Heading(1, "二、回应群众提问");
        var refusals = string.Join('、', figures.Refusals.Select(r => Text($"{Of(r.Reason)}{r.Count}条")));
        var reasons = refusals.Length > 0 ? $"未予展示的理由为{refusals}，均已告知提问人。" : "";
        var outcomes = new (string Name, int Count)[]
        {
            ("现场答复", figures.Answered),
            ("列入时间表", figures.HandedOver),
            ("待答复", figures.Waiting),
            ("未予展示", figures.RefusedCount),
            ("提问人撤回", figures.WithdrawnCount),
            ("并入同类提问", figures.MergedCount),
        }
            .Where(outcome => outcome.Count > 0)
            .Select(outcome => Text($"{outcome.Name}{outcome.Count}条"));
        var split = figures.Questions == 0 ? "" : "：" + string.Join('，', outcomes);
        document.Paragraph(Text($"共收到提问{figures.Questions}条{split}。{reasons}"));

        var topics = minutes.Questions.GroupBy(question => question.Topic ?? "其他", StringComparer.Ordinal).ToArray();
        // A heading over a single question tells nothing that the question's own line could not.
        if (topics.Length * 2 > minutes.Questions.Length)
        {
            foreach (var question in minutes.Questions)
                Question(document, question, question.Topic);
            return;
        }

        foreach (var (index, topic) in topics.Index())
        {
            document.Heading(2, Text($"（{Chinese(index + 1)}）{topic.Key}"));
            foreach (var question in topic)
                Question(document, question, topic: null);
        }
    }

    private static void Question(OfficialDocument document, MinutesQuestion question, string? topic)
    {
        var about = topic is null ? "" : topic + "，";
        var text = TextOf(question);
        document.Paragraph(
            new Run(Text($"{question.Number}. 问："), Bold: true),
            new Run(
                Text($"{text}（{about}{Of(question.Channel)}{Supports(question.Supports)}{Joined(question.Joined)}）")
            )
        );
        document.Paragraph(Outcome(question));
    }

    private static string Supports(int count) => count == 0 ? "" : Text($"，{count}人附议");

    private static string Joined(ImmutableArray<int> numbers) =>
        numbers.IsEmpty ? "" : Text($"，并入第{string.Join('、', numbers)}号提问");

    private static ImmutableArray<Run> Outcome(MinutesQuestion question) =>
        question switch
        {
            { Commitment: { } commitment } =>
            [
                new Run("承办：", Bold: true),
                new Run(
                    $"{commitment.Title}。牵头领导：{commitment.Lead}；责任单位：{commitment.Unit}；责任人：{commitment.Owner}；办结时限：{Day(commitment.Deadline)}。"
                ),
            ],
            { State: QuestionState.Answered } =>
            [
                new Run("答：", Bold: true),
                new Run(question.Gist ?? "现场口头答复。"),
            ],
            _ => [new Run("答：", Bold: true), new Run("会上未及答复，会后答复。")],
        };

    private static void Results(OfficialDocument document, Minutes minutes)
    {
        document.Heading(1, "三、承办事项");
        document.Paragraph(
            minutes.Commitments.IsEmpty
                ? "会议未确定承办事项。"
                : Text($"会议确定承办事项{minutes.Commitments.Length}项，牵头领导、责任单位、责任人和办结时限见附件。")
        );
        MinutesRatings.Findings(document, minutes);
        MinutesPolls.Findings(document, minutes);
    }

    private static IEnumerable<(string Title, Action<OfficialDocument, Minutes> Write)> Annexes(
        Minutes minutes,
        PhotoBytes photos
    )
    {
        if (!minutes.Commitments.IsEmpty)
            yield return ("承办事项责任清单", Commitments);
        if (!minutes.Rounds.IsEmpty)
            yield return ("满意度测评结果", MinutesRatings.Results);
        if (!minutes.Polls.IsEmpty)
            yield return ("意向征集结果", MinutesPolls.Results);
        if (MinutesPhotos.Of(minutes).Any())
            yield return (MinutesPhotos.Title, (document, all) => MinutesPhotos.Annex(document, all, photos));
    }

    private static void Commitments(OfficialDocument document, Minutes minutes)
    {
        ImmutableArray<Column> columns =
        [
            new("序号", Align: Align.Center, Whole: true),
            new("事项", 1),
            new("牵头领导"),
            new("责任单位"),
            new("责任人"),
            new("办结时限", Align: Align.End, Whole: true),
        ];
        var rows = minutes.Commitments.Select(
            (one, index) =>
                ImmutableArray.Create(
                    (index + 1).ToString(CultureInfo.InvariantCulture),
                    string.Join(
                        '\n',
                        one.Milestones.Select(Step).Prepend(one.Sample ? one.Title + "（示例）" : one.Title)
                    ),
                    one.Lead,
                    one.Unit,
                    one.Owner,
                    Day(one.Deadline)
                )
        );
        document.Table(columns, [.. rows]);
    }

    private static string Step(Milestone step) => Text($"{step.Date.Month}月{step.Date.Day}日：{step.Text}");
}
