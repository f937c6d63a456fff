using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>Minutes of meetings as large as one likes.</summary>
internal static class GeneratedMinutes
{
    private static readonly ImmutableArray<string> Topics =
    [
        "停车管理",
        "养老服务",
        "供暖",
        "物业管理",
        "环境卫生",
        "道路交通",
        "教育",
        "医疗",
    ];

    /// <summary>The sample with as many questions; a third is promised, a third answered, the rest is to be answered.</summary>
    public static Minutes With(int questions)
    {
        var sample = SampleMinutes.Make();
        var all = Enumerable
            .Range(1, questions)
            .Select(number => Question(number, sample.Commitments))
            .ToImmutableArray();
        return sample with
        {
            Questions = all,
            Figures = sample.Figures with
            {
                Questions = questions,
                Answered = all.Count(question => question.State == QuestionState.Answered),
                HandedOver = all.Count(question => question.State == QuestionState.HandedOver),
                Waiting = all.Count(question => question.State == QuestionState.Approved),
                RefusedCount = 0,
                WithdrawnCount = 0,
                MergedCount = 0,
                Refusals = [],
            },
            Refused = [],
        };
    }

    /// <summary>The sample with these questions only, each answered with its own words.</summary>
    public static Minutes Asking(params string[] texts) =>
        With(0) with
        {
            Questions =
            [
                .. texts.Select(
                    (text, index) =>
                        new MinutesQuestion(
                            index + 1,
                            text,
                            "停车管理",
                            Channel.HallPhone,
                            index,
                            QuestionState.Answered,
                            text,
                            null,
                            []
                        )
                ),
            ],
        };

    /// <summary>What question <paramref name="number"/> asks; every one is another.</summary>
    public static string TextOf(int number) => FormattableString.Invariant($"甲{number}楼的事{number * 7}问");

    private static MinutesQuestion Question(int number, ImmutableArray<Commitment> commitments)
    {
        var topic = Topics[number % Topics.Length];
        return (number % 3) switch
        {
            0 => new(
                number,
                TextOf(number),
                topic,
                Channel.Paper,
                number % 90,
                QuestionState.HandedOver,
                null,
                commitments[number % commitments.Length],
                []
            )
            {
                Venue = "主会场",
            },
            1 => new(
                number,
                TextOf(number),
                topic,
                Channel.HallPhone,
                number % 70,
                QuestionState.Answered,
                "已会同有关单位现场查看，10月31日前完成，完成后在公告栏公布。",
                null,
                []
            ),
            _ => new(number, TextOf(number), topic, Channel.Mailbox, 0, QuestionState.Approved, null, null, []),
        };
    }
}
