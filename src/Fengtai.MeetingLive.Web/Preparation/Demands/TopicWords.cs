using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>A topic or one of its parts, with the words by which it is recognised.</summary>
public sealed record TopicWords(string Topic, string? Part, ImmutableArray<string> Keywords);

/// <summary>Suggests a topic for a text by the street's keyword lists.</summary>
public sealed class TopicSuggestion
{
    private readonly ImmutableArray<(TopicWords Of, ImmutableArray<string> Words)> lists;
    private readonly Dictionary<string, TopicWords> names = new(StringComparer.Ordinal);

    public TopicSuggestion(IEnumerable<TopicWords> topics)
    {
        var all = topics.ToArray();
        lists =
        [
            .. all.Select(t =>
                (
                    t,
                    // The name itself is a keyword; 错峰停车 says more than 停车.
                    t.Keywords.Append(t.Part ?? t.Topic)
                        .Select(Core.Words.Plain)
                        .Where(w => w.Length > 0)
                        .Distinct(StringComparer.Ordinal)
                        .ToImmutableArray()
                )
            ),
        ];
        foreach (var topic in all)
            names.TryAdd(Core.Words.Plain(topic.Topic + "/" + topic.Part), topic);
    }

    /// <summary>What the file says when the street has such a topic; else what the text is most about; else nothing.</summary>
    public (string? Topic, string? Part) Of(string? topic, string? part, string plainText)
    {
        // A street without a list of its own takes over what its files say.
        if (lists.IsEmpty)
            return (topic, topic is null ? null : part);
        if (topic is { Length: > 0 })
        {
            if (part is { Length: > 0 } && names.TryGetValue(Core.Words.Plain(topic + part), out var both))
                return (both.Topic, both.Part);
            if (names.TryGetValue(Core.Words.Plain(topic), out var one))
                return (one.Topic, Within(one.Topic, plainText)?.Part);
        }

        var best = Best(lists, Core.Words.Plain((topic ?? "") + (part ?? "")) + plainText);
        return best is null ? (null, null) : (best.Topic, best.Part ?? Within(best.Topic, plainText)?.Part);
    }

    private TopicWords? Within(string topic, string plainText) =>
        Best(lists.Where(l => l.Of.Topic == topic && l.Of.Part is not null), plainText);

    /// <summary>The list whose words found are longest together; of two alike the one that stands first.</summary>
    private static TopicWords? Best(IEnumerable<(TopicWords Of, ImmutableArray<string> Words)> lists, string plainText)
    {
        TopicWords? best = null;
        var most = 0;
        foreach (var (of, words) in lists)
        {
            var score = 0;
            foreach (var word in words)
            {
                if (plainText.Contains(word, StringComparison.Ordinal))
                    score += word.Length;
            }

            if (score > most)
                (best, most) = (of, score);
        }

        return best;
    }
}
