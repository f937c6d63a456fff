using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>A question with what the console and the desk show beside it.</summary>
/// <param name="Plan">回应预案 of its topic: the part's own, else that of the whole topic.</param>
/// <param name="Last">The last commitment on the same topic in this meeting.</param>
public sealed record QuestionWithPlan(Question Question, ResponsePlan? Plan, Commitment? Last)
{
    public static QuestionWithPlan Of(Meeting meeting, Question question)
    {
        var topic = question.Topic;
        var plan = topic is null ? null : PlanFor(meeting, topic);
        var last = meeting
            .Timetable.Values.Where(c => c.Question is { } q && q != question.Id && meeting.Questions[q].Topic == topic)
            .MaxBy(c => c.ListedAt);
        return new QuestionWithPlan(question, plan, topic is null ? null : last);
    }

    private static ResponsePlan? PlanFor(Meeting meeting, string topic)
    {
        var plans = meeting.ResponsePlans;
        var whole =
            meeting.Plan.Topics.FirstOrDefault(t => t.Parts.Contains(topic, StringComparer.Ordinal))?.Name ?? topic;
        return plans.FirstOrDefault(p => p.Part == topic)
            ?? plans.FirstOrDefault(p => p.Topic == whole && p.Part is null)
            ?? plans.FirstOrDefault(p => p.Topic == topic);
    }
}

/// <summary>主讲台: no script; the current slide, the next one, three facts, the question on stage with its plan.</summary>
public sealed record PresenterView(
    MeetingHead Head,
    long Version,
    Scene Scene,
    Slide? Current,
    Slide? Next,
    int SlideNumber,
    int Slides,
    QuestionWithPlan? OnStage,
    DateTimeOffset? StageSince,
    int Approved,
    int Staged,
    AgendaItem? AgendaNow,
    DateTimeOffset? AgendaSince
)
{
    public static PresenterView Of(Meeting meeting)
    {
        var deck = meeting.Plan.Deck;
        var index = meeting.Slide is { } slide ? deck.IndexOf(slide) : -1;
        return new PresenterView(
            MeetingHead.Of(meeting),
            meeting.Version,
            meeting.Scene,
            index < 0 ? null : deck.Slides[index],
            index + 1 < deck.Slides.Length ? deck.Slides[index + 1] : null,
            index + 1,
            deck.Slides.Length,
            meeting.Stage is { } stage ? QuestionWithPlan.Of(meeting, meeting.Questions[stage.Question]) : null,
            meeting.Stage?.Since,
            meeting.Questions.Values.Count(q => q.State == QuestionState.Approved),
            meeting.Questions.Values.Count(q => q.StagedAt is not null),
            meeting.Plan.Agenda.FirstOrDefault(item => item.Id == meeting.Agenda?.Item),
            meeting.Agenda?.Since
        );
    }
}

/// <summary>会务台: the queue by state, the rounds, the figures of the moment.</summary>
public sealed record SecretaryView(
    MeetingHead Head,
    long Version,
    Scene Scene,
    ImmutableArray<Question> Waiting,
    ImmutableArray<Question> Approved,
    ImmutableArray<Question> HandedOver,
    ImmutableArray<Question> Answered,
    ImmutableArray<Question> Refused,
    ImmutableArray<Question> Merged,
    ImmutableArray<RatingRound> Rounds,
    ImmutableArray<Commitment> Timetable,
    int Present,
    AgendaItem? AgendaNow,
    DateTimeOffset? AgendaSince,
    DateTimeOffset? StageSince
)
{
    public ImmutableArray<Poll> Polls { get; init; } = [];

    public static SecretaryView Of(Meeting meeting) =>
        new(
            MeetingHead.Of(meeting),
            meeting.Version,
            meeting.Scene,
            [.. In(meeting, QuestionState.Waiting).OrderBy(q => q.Number)],
            [
                .. In(meeting, QuestionState.OnStage),
                .. In(meeting, QuestionState.Approved).OrderByDescending(q => q.Supports).ThenBy(q => q.Number),
            ],
            [.. In(meeting, QuestionState.HandedOver).OrderByDescending(q => (q.SettledAt, q.Number))],
            [.. In(meeting, QuestionState.Answered).OrderByDescending(q => (q.SettledAt, q.Number))],
            [.. In(meeting, QuestionState.Refused).OrderByDescending(q => (q.SettledAt, q.Number))],
            [.. In(meeting, QuestionState.Merged).OrderByDescending(q => (q.MergedAt, q.Number))],
            [.. meeting.Rounds.Values.OrderBy(r => r.Number)],
            [.. ResidentView.Timetable(meeting)],
            meeting.Present.Count,
            meeting.Plan.Agenda.FirstOrDefault(item => item.Id == meeting.Agenda?.Item),
            meeting.Agenda?.Since,
            meeting.Stage?.Since
        )
        {
            Polls = [.. meeting.Polls.Values.OrderBy(p => p.Number)],
        };

    private static IEnumerable<Question> In(Meeting meeting, QuestionState state) =>
        meeting.Questions.Values.Where(q => q.State == state);
}
