using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Plans;

public enum PlanState
{
    /// <summary>Nobody knows what may be said.</summary>
    Missing,

    /// <summary>待核对: written, and nobody checked what it says now.</summary>
    Unchecked,

    /// <summary>已核对</summary>
    Checked,

    /// <summary>随主题: the plan of the whole topic holds for this part.</summary>
    Covered,
}

/// <summary>A topic, or a part of one, with its response plan and how often it is on the demand list.</summary>
/// <param name="Part">Null: the topic as a whole.</param>
/// <param name="Count">Demands on the list; a topic's with those of its parts. Null: there is no list.</param>
/// <param name="Concerned">Of these, those for which nothing is prepared.</param>
public sealed record PlanRow(string Topic, string? Part, ResponsePlan? Plan, PlanState State, int? Count, int Concerned)
{
    /// <summary>What is missing on top, the most frequent first.</summary>
    public static ImmutableArray<PlanRow> Of(
        MeetingPlan meeting,
        ImmutableArray<ResponsePlan> plans,
        ListFigures? counts
    )
    {
        var known = meeting
            .Topics.SelectMany(topic =>
                topic.Parts.Select(part => (topic.Name, (string?)part)).Prepend((topic.Name, null))
            )
            // A plan whose topic was renamed is still there to be read.
            .Union(plans.Select(plan => (plan.Topic, plan.Part)))
            .ToList();
        return
        [
            .. known
                .Select(key =>
                    Of(
                        key.Item1,
                        key.Item2,
                        plans,
                        counts,
                        known.Exists(other => other.Item1 == key.Item1 && other.Item2 is not null)
                    )
                )
                .OrderBy(row => row.State == PlanState.Missing ? 0 : 1)
                .ThenByDescending(row => row.State == PlanState.Missing ? row.Concerned : 0)
                .ThenByDescending(row => row.Count ?? 0)
                .ThenBy(row => known.IndexOf((row.Topic, row.Part))),
        ];
    }

    private static PlanRow Of(
        string topic,
        string? part,
        ImmutableArray<ResponsePlan> plans,
        ListFigures? counts,
        bool hasParts
    )
    {
        var plan = PlanChecks.Find(plans, topic, part);
        var whole = PlanChecks.Find(plans, topic, null);
        // Demands that name no part of their topic: only the topic's own plan holds for them.
        var own =
            counts is null ? 0
            : part is not null ? counts.Of(topic, part)
            : counts.ByTopic.Where(row => row.Topic == topic && row.Part is null).Sum(row => row.Total);
        var partsDone = plans.Any(other => other.Topic == topic && other.Part is not null);
        var state =
            plan is not null ? (plan.CheckedOn is null ? PlanState.Unchecked : PlanState.Checked)
            : part is not null && whole is not null ? PlanState.Covered
            // Where its parts have plans of their own and nothing else was asked, the topic needs none.
            : part is null && hasParts && partsDone && own == 0 ? PlanState.Covered
            : PlanState.Missing;
        return new PlanRow(topic, part, plan, state, counts?.Of(topic, part), state == PlanState.Missing ? own : 0);
    }
}
