using System.Collections.Immutable;
using System.Text.Json;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Workbooks;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Preparation.Workbooks;

/// <summary>What an import changes in one part of what is prepared.</summary>
/// <param name="Part">The sheet.</param>
public sealed record WorkbookChange(string Part, int Before, int After, int Added, int Removed, int Altered)
{
    public bool Any => Added + Removed + Altered > 0;
}

/// <summary>What a workbook would make of the present draft.</summary>
public static class WorkbookChanges
{
    /// <summary>What the workbook says, with what no sheet holds taken over from the draft.</summary>
    public static Prepared Onto(Prepared present, WorkbookContent read) =>
        new(
            read.Plan with
            {
                ShowFirst = present.Plan.ShowFirst,
                Minutes =
                    read.Plan.Minutes is { } form && present.Plan.Minutes?.Annexes is { } annexes
                        ? form with
                        {
                            Annexes = annexes,
                        }
                        : read.Plan.Minutes,
            },
            read.ResponsePlans,
            read.HeldWords
        );

    public static ImmutableArray<WorkbookChange> Of(Prepared before, Prepared after)
    {
        var (old, now) = (before.Plan, after.Plan);
        return
        [
            Items("会议", Facts(old), Facts(now), fact => fact.Name),
            Items("议程", old.Agenda, now.Agenda, item => item.Id.Value),
            Items("成绩单", old.Deck.Slides, now.Deck.Slides, slide => slide.Id.Value),
            Items("回应预案", before.ResponsePlans, after.ResponsePlans, plan => $"{plan.Topic} {plan.Part}"),
            Items(
                "责任单位",
                [.. old.Units, .. old.Leads, .. old.Owners],
                [.. now.Units, .. now.Leads, .. now.Owners],
                name => name
            ),
            Items("出席", People(old), People(now), person => person),
            Items("会场", old.Venues, now.Venues, venue => venue.Id.Value),
            Items("评价轮次", old.Rounds, now.Rounds, round => round.Id.Value),
            Items("意向征集", old.Polls ?? [], now.Polls ?? [], poll => poll.Id.Value),
            Items("主题", old.Topics, now.Topics, topic => topic.Name),
            Items("承办事项", old.Commitments, now.Commitments, commitment => commitment.Id.Value),
            Items("联系方式", old.Contacts, now.Contacts, contact => contact.Name),
            Items("诉求底数", old.Baseline?.Rows ?? [], now.Baseline?.Rows ?? [], row => row.Topic),
            Items(
                "用词",
                [.. old.Labels ?? [], .. before.HeldWords],
                [.. now.Labels ?? [], .. after.HeldWords],
                word => word
            ),
        ];
    }

    /// <summary>A line of 会议.</summary>
    private sealed record Fact(string Name, string Value);

    private static WorkbookChange Items<T>(
        string part,
        ImmutableArray<T> before,
        ImmutableArray<T> after,
        Func<T, string> key
    )
    {
        // Lists inside records are compared by what they hold.
        var old = before.ToLookup(key, one => JsonSerializer.Serialize(one, EventJson.Options), StringComparer.Ordinal);
        var now = after.ToLookup(key, one => JsonSerializer.Serialize(one, EventJson.Options), StringComparer.Ordinal);
        return new WorkbookChange(
            part,
            before.Length,
            after.Length,
            now.Sum(group => Math.Max(group.Count() - old[group.Key].Count(), 0)),
            old.Sum(group => Math.Max(group.Count() - now[group.Key].Count(), 0)),
            now.Sum(group => group.Zip(old[group.Key]).Count(pair => pair.First != pair.Second))
        );
    }

    private static ImmutableArray<Fact> Facts(MeetingPlan plan) =>
        [
            .. new (string Name, string? Value)[]
            {
                ("code", plan.Code),
                ("streetName", plan.StreetName),
                ("title", plan.Title),
                ("shortTitle", plan.ShortTitle),
                ("organiser", plan.Organiser),
                ("date", plan.Date == default ? "" : $"{plan.Date:yyyy-MM-dd}"),
                ("place", plan.Place),
                ("sample", $"{plan.Sample}"),
                ("entry", $"{plan.Entry}"),
                ("scale", plan.Scale == MeetingScale.Street ? null : $"{plan.Scale}"),
                ("heldBy", plan.HeldBy),
                ("head", plan.Minutes?.Head),
                ("number", plan.Minutes?.Number),
                ("signer", plan.Minutes?.Signer),
                ("asOf", plan.Baseline is { } baseline ? $"{baseline.AsOf:yyyy-MM-dd} {baseline.Source}" : null),
            }
                .Where(fact => !string.IsNullOrEmpty(fact.Value))
                .Select(fact => new Fact(fact.Name, fact.Value!)),
        ];

    private static ImmutableArray<string> People(MeetingPlan plan) =>
        plan.Minutes is { } form ? [.. form.Attending, .. form.Excused, .. form.Listening, .. form.SentTo] : [];
}
