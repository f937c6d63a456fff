using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Evaluating;

/// <summary>One dimension as it was typed, sound or not.</summary>
public sealed record TypedScore(string Score, string Remark);

/// <summary>What the evaluator's page shows.</summary>
/// <param name="Token">The last part of its address.</param>
/// <param name="Typed">In the order of <see cref="EvaluationDimension"/>: what stands in the fields.</param>
/// <param name="Given">Something of this seat is kept already.</param>
/// <param name="Wrong">Why what was sent is not kept, in words; null: nothing was refused.</param>
/// <param name="WrongAt">In which dimension; null: in none of them.</param>
/// <param name="Done">What was sent just now is kept.</param>
public sealed record EvaluatorModel(
    Meeting Meeting,
    string Seat,
    string Token,
    DateOnly Today,
    ImmutableArray<TypedScore> Typed,
    bool Given,
    string? Wrong = null,
    int? WrongAt = null,
    bool Done = false
)
{
    public bool Closed => Meeting.Evaluation is { Closed: true };
}
