using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Core;

/// <summary>A part of a whole. It is never shown as a percentage alone.</summary>
public readonly record struct Ratio(int Part, int Of)
{
    /// <summary>0 to 100; null: there is nothing yet of which it could be a part.</summary>
    public decimal? Percent => Of == 0 ? null : 100m * Part / Of;

    /// <summary>97.4%; null as <see cref="Percent"/>.</summary>
    public string? Shown => Of == 0 ? null : Numbers.Percent(Part, Of);

    public static Ratio operator +(Ratio one, Ratio other) => new(one.Part + other.Part, one.Of + other.Of);
}

/// <summary>What became of the questions of one meeting.</summary>
/// <param name="Asked">Without those that the asker took back.</param>
/// <param name="Answered">现场答复, with what was merged into one that was answered; so with the others.</param>
public readonly record struct AskedOutcomes(int Asked, int Answered, int HandedOver, int Refused)
{
    public static AskedOutcomes Of(Meeting meeting)
    {
        var asked = meeting
            .Questions.Values.Where(q => q.State != QuestionState.Withdrawn)
            .CountBy(q => meeting.Standing(q.Id).State)
            .ToDictionary();
        return new AskedOutcomes(
            asked.Values.Sum(),
            asked.GetValueOrDefault(QuestionState.Answered),
            asked.GetValueOrDefault(QuestionState.HandedOver),
            asked.GetValueOrDefault(QuestionState.Refused)
        );
    }
}

/// <summary>What a commitment counts for in the rates.</summary>
/// <param name="FirstDeadline">办结时限 as it was promised first.</param>
/// <param name="FollowedUp">How many of those who asked rated the outcome as it stands.</param>
/// <param name="FollowedUpSatisfied">How many of them 满意 or 非常满意.</param>
public readonly record struct PromiseStanding(
    CommitmentState State,
    DateOnly Deadline,
    DateOnly FirstDeadline,
    int FollowedUp,
    int FollowedUpSatisfied
)
{
    public bool IsSettled => State is CommitmentState.Done or CommitmentState.CannotBeDone;

    /// <summary>逾期, as on the board.</summary>
    public bool IsOverdue(DateOnly today) =>
        State is CommitmentState.NotStarted or CommitmentState.Moving && Deadline < today;
}

/// <summary>
/// 三率, in one place for the overview, its export and its tests. Several streets together are the sums of their parts
/// and wholes, never the mean of their percentages.
/// </summary>
public readonly record struct ThreeRates(Ratio Responded, Ratio Resolved, Ratio Satisfied)
{
    public static ThreeRates operator +(ThreeRates one, ThreeRates other) =>
        new(one.Responded + other.Responded, one.Resolved + other.Resolved, one.Satisfied + other.Satisfied);

    /// <summary>
    /// 响应率. Numerator: questions of closed meetings that got an outcome (答复, 转办, or 未予展示 with its reason).
    /// Denominator: all that were asked in them and not withdrawn by the asker.
    /// </summary>
    public static Ratio Response(AskedOutcomes asked) =>
        new(asked.Answered + asked.HandedOver + asked.Refused, asked.Asked);

    /// <summary>
    /// 解决率. Numerator: commitments that are 办结. Denominator: commitments whose time is up, by the day that was
    /// promised first, and those that came to an end before; 无法办结 counts as not solved. A deadline that was put off
    /// therefore makes nothing better.
    /// </summary>
    public static Ratio Resolution(PromiseStanding promise, DateOnly today) =>
        promise.IsSettled || promise.FirstDeadline < today
            ? new Ratio(promise.State == CommitmentState.Done ? 1 : 0, 1)
            : default;

    /// <summary>
    /// 满意率. Numerator: those who said 满意 or 非常满意 of an outcome when they were asked afterwards (回访). Denominator:
    /// those who said anything of it. Who was not reached is in neither.
    /// </summary>
    public static Ratio Satisfaction(PromiseStanding promise) => new(promise.FollowedUpSatisfied, promise.FollowedUp);
}
