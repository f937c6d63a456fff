using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>Puts these labels on a question in place of those it had; none takes them away.</summary>
public sealed record PutLabels(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    QuestionId Question,
    ImmutableArray<string> Labels
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Labels put. The words are the desk's own, and go when the question is erased.</summary>
public sealed record LabelsPut(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    QuestionId Question,
    [property: Private] ImmutableArray<string> Labels
) : StaffEvent(Id, By, At);

/// <summary>标签: the secretary's own short words on a question, to find it again. Never on a public surface.</summary>
public static class Labels
{
    /// <summary>How many a question may have.</summary>
    public const int Most = 3;

    /// <summary>How many characters one may have.</summary>
    public const int LengthMost = 8;

    internal static Decision Decide(Meeting meeting, PutLabels label)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(label.Question, out var question) || question.IsErased)
            return Rejection.QuestionUnknown;
        ImmutableArray<string> labels =
        [
            .. label.Labels.Select(Words.Kept).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal),
        ];
        if (labels.Length > Most)
            return Rejection.LabelsTooMany;
        if (labels.Any(text => Words.Length(text) > LengthMost))
            return Rejection.LabelTooLong;
        if (labels.Any(text => Words.HasForbidden(text) || text.Contains('\n')))
            return Rejection.LabelForbidden;
        if (question.Labels.SequenceEqual(labels, StringComparer.Ordinal))
            return new Decision.Repeated(meeting.Version);
        return new LabelsPut(label.Id, label.By.Id, label.At, label.Question, labels);
    }

    internal static Meeting Apply(Meeting meeting, LabelsPut e) =>
        meeting.Change(e.Question, q => q with { Labels = e.Labels.IsDefault ? [] : e.Labels });

    /// <summary>What the desk offers: the plan's own first, then what was typed in this meeting.</summary>
    public static ImmutableArray<string> Offered(Meeting meeting) =>
        [
            .. meeting
                .Plan.Labels.GetValueOrDefault([])
                .Concat(meeting.Questions.Values.SelectMany(q => q.Labels).Order(StringComparer.Ordinal))
                .Distinct(StringComparer.Ordinal),
        ];
}
