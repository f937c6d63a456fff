using System.Collections.Immutable;
using System.Text;

namespace Fengtai.MeetingLive.Core;

/// <summary>A question that may say the same as the one that is read.</summary>
/// <param name="Degree">0 (nothing alike) to 1 (the same).</param>
public sealed record LikeQuestion(Question Question, double Degree);

/// <summary>
/// How alike two texts are: the Sørensen–Dice coefficient, 2|A∩B| / (|A|+|B|), over the sets of their character bigrams
/// (L. R. Dice, Ecology 26, 1945; T. Sørensen, 1948). Chinese needs no segmentation for it, and a word that moved to
/// another place still counts. It only suggests; a person decides.
/// </summary>
public static class Likeness
{
    /// <summary>Enough to be suggested.</summary>
    public const double Enough = 0.3;

    /// <summary>Enough when both are on the same topic.</summary>
    public const double EnoughOnTopic = 0.18;

    /// <summary>What every question says; it would make all of them alike. Longer phrases first.</summary>
    private static readonly string[] Common =
    [
        "什么时候",
        "能不能",
        "可不可以",
        "有没有",
        "是不是",
        "怎么办",
        "请问",
        "何时",
        "什么",
        "怎么",
        "为什么",
        "希望",
        "可以",
        "我们",
        "哪里",
        "谁来",
    ];

    /// <summary>0 to 1.</summary>
    public static double Of(string a, string b) => Of(Bigrams(a), Bigrams(b));

    /// <summary>
    /// Questions of this meeting that wait or are public without an outcome and are like <paramref name="question"/>, most
    /// alike first. Those that are public come before those that wait when they are equally alike.
    /// </summary>
    public static ImmutableArray<LikeQuestion> To(Meeting meeting, Question question, int most = 3)
    {
        if (question.Text is not { } text)
            return [];
        var own = Bigrams(text);
        return
        [
            .. meeting
                .Questions.Values.Where(q =>
                    q.Id != question.Id
                    && q.Text is not null
                    && q.State is QuestionState.Waiting or QuestionState.Approved or QuestionState.OnStage
                    // A public question is not merged into one that waits.
                    && (question.State == QuestionState.Waiting || q.State != QuestionState.Waiting)
                )
                .Select(q => new LikeQuestion(q, Of(own, Bigrams(q.Text!))))
                .Where(like =>
                    like.Degree >= Enough
                    || like.Degree >= EnoughOnTopic
                        && question.Topic is not null
                        && like.Question.Topic == question.Topic
                )
                .OrderByDescending(like => like.Degree)
                .ThenBy(like => like.Question.State == QuestionState.Waiting)
                .ThenBy(like => like.Question.Number)
                .Take(most),
        ];
    }

    /// <summary>The same of two texts' <see cref="Shingles"/>, for comparing one text with many.</summary>
    public static double Of(int[] a, int[] b)
    {
        if (a.Length == 0 || b.Length == 0)
            return 0;
        int i = 0,
            j = 0,
            both = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                both++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * both / (a.Length + b.Length);
    }

    /// <summary>The text's pairs of neighbouring characters, sorted, each once.</summary>
    public static int[] Shingles(string text) => Bigrams(text);

    /// <summary>Sorted, each once: two UTF-16 units in one number. A text of one character is its own pair.</summary>
    private static int[] Bigrams(string text)
    {
        var plain = Plain(text);
        if (plain.Length == 0)
            return [];
        if (plain.Length == 1)
            return [plain[0] << 16];
        var pairs = new int[plain.Length - 1];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = plain[i] << 16 | plain[i + 1];
        Array.Sort(pairs);
        var once = 1;
        for (var i = 1; i < pairs.Length; i++)
        {
            if (pairs[i] != pairs[once - 1])
                pairs[once++] = pairs[i];
        }

        return pairs[..once];
    }

    private static string Plain(string text)
    {
        var plain = Words.Plain(text);
        var less = Common.Aggregate(plain, (rest, phrase) => rest.Replace(phrase, "", StringComparison.Ordinal));
        return less.Length == 0 ? plain : less;
    }
}
