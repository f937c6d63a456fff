using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Microsoft.AspNetCore.WebUtilities;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>How the queue is sorted.</summary>
public enum QueueSort
{
    /// <summary>As each view is made: what waits by arrival, what is public by support, what is settled newest first.</summary>
    Usual,

    /// <summary>附议多的在前</summary>
    Support,

    /// <summary>先到的在前</summary>
    Time,

    /// <summary>By topic in the plan's order, within it by support.</summary>
    Topic,
}

/// <summary>Sort and label filter of the queue. They stand in the address, so that a page opened again has them.</summary>
public sealed record QueueOrder(QueueSort Sort = QueueSort.Usual, string? Label = null)
{
    public const string SortName = "sort";
    public const string LabelName = "label";

    /// <summary>What the address asks for; what it asks in vain is left out.</summary>
    public static QueueOrder From(string address)
    {
        var query = QueryHelpers.ParseQuery(new Uri(address).Query);
        var known =
            Enum.TryParse<QueueSort>(query.GetValueOrDefault(SortName), ignoreCase: true, out var sort)
            && Enum.IsDefined(sort);
        return new QueueOrder(
            known ? sort : QueueSort.Usual,
            query.GetValueOrDefault(LabelName).ToString() is { Length: > 0 } label ? label : null
        );
    }

    /// <summary>For the address; null leaves a name out.</summary>
    public IReadOnlyDictionary<string, object?> InAddress =>
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [SortName] = Sort == QueueSort.Usual ? null : Sort.ToString().ToLowerInvariant(),
            [LabelName] = Label,
        };

    public QueueOrder NextSort() =>
        this with
        {
            Sort = (QueueSort)(((int)Sort + 1) % Enum.GetValues<QueueSort>().Length),
        };

    /// <summary>The next of the labels in use, after the last one all questions.</summary>
    public QueueOrder NextLabel(ImmutableArray<string> inUse)
    {
        var next = Label is null ? 0 : inUse.IndexOf(Label) + 1;
        return this with { Label = next < inUse.Length && (Label is null || next > 0) ? inUse[next] : null };
    }

    public ImmutableArray<Question> Of(ImmutableArray<Question> questions, ImmutableArray<Topic> topics)
    {
        var some = Label is null
            ? questions
            : [.. questions.Where(q => q.Labels.Contains(Label, StringComparer.Ordinal))];
        return Sort switch
        {
            // The question on stage stays on top: it is what the desk is recording.
            QueueSort.Support =>
            [
                .. some.OrderByDescending(OnStage).ThenByDescending(q => q.Supports).ThenBy(q => q.Number),
            ],
            QueueSort.Time => [.. some.OrderByDescending(OnStage).ThenBy(q => q.Number)],
            QueueSort.Topic => ByTopic(some, topics),
            _ => some,
        };
    }

    private static ImmutableArray<Question> ByTopic(ImmutableArray<Question> some, ImmutableArray<Topic> topics)
    {
        var places = topics
            .SelectMany(topic => topic.Parts.Prepend(topic.Name))
            .Select((name, index) => (name, index))
            .ToDictionary(place => place.name, place => place.index, StringComparer.Ordinal);
        return
        [
            .. some.OrderByDescending(OnStage)
                .ThenBy(q => q.Topic is { } topic ? places.GetValueOrDefault(topic, int.MaxValue - 1) : int.MaxValue)
                .ThenByDescending(q => q.Supports)
                .ThenBy(q => q.Number),
        ];
    }

    private static bool OnStage(Question question) => question.State == QuestionState.OnStage;
}
