using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>Who checked a response plan, and that this is over once its text changes.</summary>
public static class PlanChecks
{
    /// <summary>The plan of the same topic and part.</summary>
    public static ResponsePlan? Find(ImmutableArray<ResponsePlan> plans, string topic, string? part) =>
        plans.FirstOrDefault(plan => plan.Topic == topic && plan.Part == part);

    /// <summary>
    /// A plan that says something else than when it was checked is unchecked again; one checked anew stays so.
    /// </summary>
    public static ImmutableArray<ResponsePlan> Settle(
        ImmutableArray<ResponsePlan> before,
        ImmutableArray<ResponsePlan> after
    ) =>
        [
            .. after.Select(plan =>
                plan.CheckedOn is not null
                && Find(before, plan.Topic, plan.Part) is { } old
                && (old.CheckedBy, old.CheckedOn) == (plan.CheckedBy, plan.CheckedOn)
                && !SaysTheSame(old, plan)
                    ? plan with
                    {
                        CheckedBy = null,
                        CheckedOn = null,
                    }
                    : plan
            ),
        ];

    /// <summary>All but who checked it, and the counts of the list, which change by themselves.</summary>
    public static bool SaysTheSame(ResponsePlan one, ResponsePlan other) =>
        one.Milestones.SequenceEqual(other.Milestones) && Bare(one) == Bare(other);

    private static ResponsePlan Bare(ResponsePlan plan) =>
        plan with
        {
            Milestones = [],
            Like = null,
            CheckedBy = null,
            CheckedOn = null,
        };
}
