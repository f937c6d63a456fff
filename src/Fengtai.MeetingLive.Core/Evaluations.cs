using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>What the panel scores, each 0 to 100: 诉求解决率, 群众满意度, 长效机制建设.</summary>
public enum EvaluationDimension
{
    Resolution,
    Satisfaction,
    Mechanism,
}

/// <summary>Who sits on the panel: 学者, 媒体, 代表委员, 第三方机构.</summary>
public enum EvaluatorKind
{
    Scholar,
    Media,
    Deputy,
    Institution,
}

/// <summary>One seat of the panel.</summary>
/// <param name="Name">By office, such as 高校学者1; it stands in the published journal.</param>
public sealed record EvaluatorSeat(string Name, EvaluatorKind Kind);

/// <summary>One dimension as one evaluator sees it.</summary>
/// <param name="Score">0 to 100.</param>
/// <param name="Remark">May be empty.</param>
public sealed record DimensionScore(int Score, string Remark);

/// <summary>
/// 第三方评估. It stands beside the on-site rating and the follow-up and is never mixed with them; the weights only weigh
/// its own three dimensions against each other.
/// </summary>
/// <param name="Weights">In the order of <see cref="EvaluationDimension"/>; together 100.</param>
/// <param name="Given">By seat: the latest scores, in the order of the dimensions.</param>
public sealed record Evaluation(
    ImmutableArray<EvaluatorSeat> Seats,
    ImmutableArray<int> Weights,
    ImmutableDictionary<string, ImmutableArray<DimensionScore>> Given,
    bool Closed
)
{
    public const int SeatsMost = 30;
    public const int RemarkMost = 200;
    public static readonly ImmutableArray<int> Dimensions = [.. Enumerable.Range(0, 3)];

    /// <summary>Mean of one dimension, 0 to 100; null while nobody has scored.</summary>
    public decimal? Mean(int dimension) =>
        Given.IsEmpty ? null : Given.Values.Average(scores => (decimal)scores[dimension].Score);

    /// <summary>The means weighed, 0 to 100; null while nobody has scored.</summary>
    public decimal? Weighed => Given.IsEmpty ? null : Dimensions.Sum(d => Weights[d] * Mean(d)!.Value) / 100;
}

/// <summary>Names the panel and its weights; again until somebody has scored, then seats are only added.</summary>
public sealed record ArrangeEvaluation(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    ImmutableArray<EvaluatorSeat> Seats,
    ImmutableArray<int> Weights
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

/// <summary>An evaluator scores; the latest counts until it is closed.</summary>
/// <param name="Scores">In the order of <see cref="EvaluationDimension"/>.</param>
public sealed record Evaluate(CommandId Id, Actor By, DateTimeOffset At, ImmutableArray<DimensionScore> Scores)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Evaluator;
}

/// <summary>No more scores: what stands is reported.</summary>
public sealed record CloseEvaluation(CommandId Id, Actor By, DateTimeOffset At) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

public sealed record EvaluationArranged(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    ImmutableArray<EvaluatorSeat> Seats,
    ImmutableArray<int> Weights
) : StaffEvent(Id, By, At);

/// <param name="Seat">Which seat of the panel.</param>
/// <param name="Remarks">For the appraisal; the published journal has the scores only.</param>
public sealed record Evaluated(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    string Seat,
    ImmutableArray<int> Scores,
    [property: Private] ImmutableArray<string> Remarks
) : StaffEvent(Id, By, At);

public sealed record EvaluationClosed(CommandId Id, ActorId By, DateTimeOffset At) : StaffEvent(Id, By, At);

/// <summary>The rules of the panel.</summary>
internal static class Evaluating
{
    public static Decision Decide(Meeting meeting, ArrangeEvaluation arrange)
    {
        if (meeting.Phase != Phase.Closed)
            return Rejection.MeetingNotClosed;
        if (meeting.Evaluation is { Closed: true })
            return Rejection.EvaluationClosed;
        ImmutableArray<EvaluatorSeat> seats = [.. arrange.Seats.Select(s => s with { Name = Words.Kept(s.Name) })];
        if (seats.IsEmpty)
            return Rejection.EvaluationNoSeats;
        if (seats.Length > Evaluation.SeatsMost)
            return Rejection.EvaluationSeatsTooMany(Evaluation.SeatsMost);
        foreach (var seat in seats)
        {
            if (Tracking.Tracks.Check("seat", seat.Name, Promise.FieldMost) is { } unfit)
                return unfit;
        }

        if (seats.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count() < seats.Length)
            return Rejection.EvaluationSeatTwice;
        if (arrange.Weights.Length != 3 || arrange.Weights.Any(w => w < 0) || arrange.Weights.Sum() != 100)
            return Rejection.EvaluationWeightsWrong;
        if (meeting.Evaluation is { Given.IsEmpty: false } begun)
        {
            // Weights that are set when the scores are known could be made to fit them.
            if (!begun.Weights.SequenceEqual(arrange.Weights))
                return Rejection.EvaluationBegun;
            if (begun.Given.Keys.Any(given => seats.All(s => s.Name != given)))
                return Rejection.EvaluationBegun;
        }

        return new EvaluationArranged(arrange.Id, arrange.By.Id, arrange.At, seats, arrange.Weights);
    }

    public static Decision Decide(Meeting meeting, Evaluate evaluate)
    {
        if (meeting.Evaluation is not { } panel)
            return Rejection.EvaluationNoSeats;
        if (panel.Closed)
            return Rejection.EvaluationClosed;
        if (evaluate.By.Unit is not { } seat || panel.Seats.All(s => s.Name != seat))
            return Rejection.EvaluationNotSeated;
        if (evaluate.Scores.Length != 3 || evaluate.Scores.Any(s => s.Score is < 0 or > 100))
            return Rejection.EvaluationScoreWrong;
        ImmutableArray<string> remarks = [.. evaluate.Scores.Select(s => Words.Kept(s.Remark))];
        foreach (var remark in remarks.Where(r => r.Length > 0))
        {
            if (Tracking.Tracks.Check("remark", remark, Evaluation.RemarkMost) is { } unfit)
                return unfit;
        }

        return new Evaluated(
            evaluate.Id,
            evaluate.By.Id,
            evaluate.At,
            seat,
            [.. evaluate.Scores.Select(s => s.Score)],
            remarks
        );
    }

    public static Decision Decide(Meeting meeting, CloseEvaluation close)
    {
        if (meeting.Evaluation is not { } panel)
            return Rejection.EvaluationNoSeats;
        if (panel.Closed)
            return new Decision.Repeated(meeting.Version);
        return panel.Given.IsEmpty
            ? Rejection.EvaluationNothingGiven
            : new EvaluationClosed(close.Id, close.By.Id, close.At);
    }

    public static Meeting Apply(Meeting meeting, EvaluationArranged e) =>
        meeting with
        {
            Evaluation = new Evaluation(
                e.Seats,
                e.Weights,
                meeting.Evaluation?.Given ?? ImmutableDictionary<string, ImmutableArray<DimensionScore>>.Empty,
                Closed: false
            ),
        };

    public static Meeting Apply(Meeting meeting, Evaluated e) =>
        meeting with
        {
            Evaluation = meeting.Evaluation! with
            {
                Given = meeting.Evaluation.Given.SetItem(
                    e.Seat,
                    [
                        .. e.Scores.Select(
                            (score, i) => new DimensionScore(score, e.Remarks.IsDefault ? "" : e.Remarks[i])
                        ),
                    ]
                ),
            },
        };

    public static Meeting Apply(Meeting meeting, EvaluationClosed _) =>
        meeting with
        {
            Evaluation = meeting.Evaluation! with { Closed = true },
        };
}
