using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>One public question on the wall.</summary>
/// <param name="Text">Masked; a long one is cut by the style, whole on the phones.</param>
/// <param name="State">approved, stage, answered or handed-over.</param>
/// <param name="Due">Of the commitment that it became.</param>
public sealed record WallQuestion(int Number, string Text, int Supports, string State, DateOnly? Due);

/// <summary>提问墙: the public questions that most people stand behind, as many as can be read from 20 m.</summary>
/// <param name="All">How many are public.</param>
/// <param name="Topics">What most people ask about, the first first; empty while it is too early to say so.</param>
public sealed record WallOnScreen(ImmutableArray<WallQuestion> Questions, int All, ImmutableArray<string> Topics)
{
    /// <summary>Two columns of three.</summary>
    public const int Most = 6;
    private const int TopicsMost = 3;

    /// <summary>The order is the phones': by support, then by arrival.</summary>
    public static WallOnScreen Of(Meeting meeting)
    {
        var all = ResidentView.Public(meeting).ToImmutableArray();
        return new WallOnScreen(
            [
                .. all.Take(Most)
                    .Select(q => new WallQuestion(
                        q.Number,
                        Words.Mask(q.Text ?? ""),
                        q.Supports,
                        ResidentView.StateOf(q),
                        q.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id)?.Deadline : null
                    )),
            ],
            all.Length,
            // A title about what most ask needs more questions than the wall has places.
            all.Length > Most
                ? TopicsOf(meeting, all)
                : []
        );
    }

    /// <summary>By people: whoever asked and whoever supports. A part counts with its topic.</summary>
    private static ImmutableArray<string> TopicsOf(Meeting meeting, ImmutableArray<Question> all) =>
        [
            .. all.Where(q => q.Topic is not null)
                .GroupBy(
                    q =>
                        meeting
                            .Plan.Topics.FirstOrDefault(topic => topic.Parts.Contains(q.Topic!, StringComparer.Ordinal))
                            ?.Name
                        ?? q.Topic!,
                    StringComparer.Ordinal
                )
                .Select(topic =>
                    (Name: topic.Key, People: topic.Sum(q => q.Supports + 1), First: topic.Min(q => q.Number))
                )
                .OrderByDescending(topic => topic.People)
                .ThenBy(topic => topic.First)
                .Take(TopicsMost)
                .Select(topic => topic.Name),
        ];
}
