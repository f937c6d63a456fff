using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Pdf;
using static Fengtai.MeetingLive.Documents.MinutesWords;

namespace Fengtai.MeetingLive.Documents;

/// <summary>群众提问台账: every question that was not refused, withdrawn or merged, by its number.</summary>
internal static class QuestionsAnnex
{
    private static readonly ImmutableArray<Column> Columns =
    [
        new("编号", Align: Align.Center, Whole: true),
        new("内容和答复", 1),
        new("主题、渠道\n会场"),
        new("去向、牵头\n单位、责任人\n办结时限", Whole: true),
        new("附议", Align: Align.End, Whole: true),
    ];

    public static void Write(OfficialDocument document, Minutes minutes)
    {
        document.Note(
            "编号为收到的先后。附议为附议人数，含并入的同类提问的附议人。内容为提问人原话，其中的号码已遮盖。"
        );
        document.Table(Columns, [.. minutes.Questions.Select(Row)]);
    }

    /// <summary>In the body, where the annex is not to follow: each question with its answer in running text.</summary>
    public static void InFull(OfficialDocument document, Minutes minutes)
    {
        var topics = minutes.Questions.GroupBy(question => question.Topic ?? "其他", StringComparer.Ordinal).ToArray();
        // A heading over a single question tells nothing that the question's own line could not.
        if (topics.Length * 2 > minutes.Questions.Length)
        {
            foreach (var question in minutes.Questions)
                InFull(document, question, question.Topic);
            return;
        }

        foreach (var (index, topic) in topics.Index())
        {
            document.Heading(2, Text($"（{Chinese(index + 1)}）{topic.Key}"));
            foreach (var question in topic)
                InFull(document, question, topic: null);
        }
    }

    private static ImmutableArray<string> Row(MinutesQuestion question)
    {
        var promised = question.Commitment;
        var joined = question.Joined.IsEmpty ? "" : Text($"\n（第{string.Join('、', question.Joined)}号提问并入本条）");
        var answer = question switch
        {
            { Commitment: not null } => $"\n承办：{promised!.Title}。",
            { State: QuestionState.Answered } => $"\n答：{question.Gist ?? "现场口头答复。"}",
            _ => "",
        };
        return
        [
            Text($"{question.Number}"),
            TextOf(question) + joined + answer,
            Lines(question.Topic ?? "其他", Of(question.Channel), question.Venue),
            promised is null
                ? Of(question.State)
                : Lines(Of(question.State), promised.Lead, promised.Unit, promised.Owner, Day(promised.Deadline)),
            Text($"{question.Supports}"),
        ];
    }

    private static string Lines(params string?[] lines) =>
        string.Join('\n', lines.Where(line => !string.IsNullOrEmpty(line)));

    private static void InFull(OfficialDocument document, MinutesQuestion question, string? topic)
    {
        var about = topic is null ? "" : topic + "，";
        var supports = question.Supports == 0 ? "" : Text($"，{question.Supports}人附议");
        var joined = question.Joined.IsEmpty ? "" : Text($"，第{string.Join('、', question.Joined)}号提问并入本条");
        document.Paragraph(
            new Run(Text($"{question.Number}. 问："), Bold: true),
            new Run($"{TextOf(question)}（{about}{Of(question.Channel)}{supports}{joined}）")
        );
        document.Paragraph(Outcome(question));
    }

    private static ImmutableArray<Run> Outcome(MinutesQuestion question) =>
        question switch
        {
            { Commitment: { } promised } =>
            [
                new Run("承办：", Bold: true),
                new Run(
                    $"{promised.Title}。牵头领导：{promised.Lead}；责任单位：{promised.Unit}；责任人：{promised.Owner}；办结时限：{Day(promised.Deadline)}。"
                ),
            ],
            { State: QuestionState.Answered } =>
            [
                new Run("答：", Bold: true),
                new Run(question.Gist ?? "现场口头答复。"),
            ],
            _ => [new Run("答：", Bold: true), new Run("会上未及答复，会后答复。")],
        };
}
