using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Staff.Prepare.Plans;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>How a matter of the preparation stands; the order is that of urgency.</summary>
internal enum HomeState
{
    Late,
    Wait,
    Done,
}

/// <summary>One matter of the preparation.</summary>
/// <param name="Group">three, content or hall.</param>
/// <param name="Name">Key of its name.</param>
/// <param name="Stands">Its state in words, such as 缺3份.</param>
/// <param name="What">What there is and what is missing.</param>
/// <param name="View">Where it is prepared; null: in the workbook.</param>
internal sealed record HomeRow(
    string Group,
    string Name,
    HomeState State,
    string Stands,
    string What,
    string View = "workbook"
);

/// <summary>What the overview is made of.</summary>
/// <param name="Mailbox">Questions that came before the day.</param>
internal sealed record HomeFacts(Preparing Now, DateOnly Today, DemandCounts Demands, Coverage Visits, int Mailbox);

/// <summary>总览: every matter with what there is and what is missing.</summary>
internal sealed class HomeRows(IStringLocalizer<StaffWords> words)
{
    /// <summary>A topic with at least this share of all demands will be asked about: one in twenty.</summary>
    private const int Frequent = 20;

    private const int NamesMost = 3;

    public ImmutableArray<HomeRow> Of(HomeFacts facts)
    {
        var (now, plan) = (facts.Now, facts.Now.Plan);
        // Once it is announced its day may come and go.
        var today = now.Phase == Phase.Draft ? facts.Today : plan.Date;
        var lacking = Readiness.Missing(plan, today).ToHashSet(StringComparer.Ordinal);
        return
        [
            Visits(facts.Visits),
            Demands(facts.Demands),
            Plans(now, facts.Demands, facts.Today),
            Row(
                "content",
                "meeting",
                plan.Title.Length == 0
                    ? words["prep.nothing"]
                    : string.Join(words["gap"], new[] { plan.Title, plan.Place }.Where(text => text.Length > 0)),
                "plan-title",
                "plan-organiser",
                "plan-date",
                "plan-date-past",
                "plan-place"
            ),
            Row(
                "content",
                "agenda",
                words["prep.agenda", plan.Agenda.Length, plan.Agenda.Sum(item => item.Minutes)],
                "plan-agenda"
            ),
            Deck(plan),
            Row("content", "rounds", words["prep.rounds", plan.Rounds.Length], "plan-rounds"),
            Row("content", "topics", words["prep.topics", plan.Topics.Length], "plan-topics"),
            Row("hall", "venues", words["prep.venues", plan.Venues.Length], "plan-venues"),
            Row(
                "hall",
                "responsible",
                words["prep.responsible", plan.Leads.Length, plan.Units.Length, plan.Owners.Length],
                "plan-responsible"
            ),
            Row("hall", "contacts", words["prep.contacts", plan.Contacts.Length], "plan-contacts"),
            Mailbox(now, facts.Mailbox),
        ];

        HomeRow Row(string group, string name, string what, params string[] needs) =>
            lacking.Overlaps(needs)
                ? new(group, name, HomeState.Wait, words["prep.lacks"], what)
                : new(group, name, HomeState.Done, words["prep.ready"], what);
    }

    /// <summary>Whom nobody has visited yet is named, so that nobody is forgotten.</summary>
    private HomeRow Visits(Coverage visits)
    {
        if (visits.Planned == 0)
            return new(
                "three",
                "visits",
                HomeState.Wait,
                words["prep.lacks"],
                words["prep.visits-unplanned", visits.Households],
                "visits"
            );
        var what = visits.Behind is [var worst, ..]
            ? words["prep.visits-behind", visits.Households, words["group." + worst.Group]]
            : words["prep.visits", visits.Households];
        return visits.Lacking > 0
            ? new("three", "visits", HomeState.Wait, words["prep.visits-lack", visits.Lacking], what, "visits")
            : new("three", "visits", HomeState.Done, words["prep.ready"], what, "visits");
    }

    private HomeRow Demands(DemandCounts demands)
    {
        var lists = demands.Lists(new DemandFilter());
        return demands.IsEmpty
            ? new("three", "demands", HomeState.Wait, words["prep.lacks"], words["prep.demands-none"], "demands")
            : new(
                "three",
                "demands",
                HomeState.Done,
                words["prep.ready"],
                words["prep.demands", lists.Total, lists.Resolved, lists.InProgress, lists.NeedsCoordination],
                "demands"
            );
    }

    /// <summary>Plans that are missing for what is frequent on the list; the plans' own page shows all.</summary>
    private HomeRow Plans(Preparing now, DemandCounts demands, DateOnly today)
    {
        var plans = now.Content.ResponsePlans;
        var total = demands.Count(new DemandFilter());
        var missing = PlanRow
            .Of(now.Plan, plans, demands.Figures(today))
            .Where(row => row.Concerned > 0 && row.Concerned * Frequent >= total)
            .ToArray();
        if (missing.Length == 0)
            return plans.IsEmpty
                ? new("three", "plans", HomeState.Wait, words["prep.lacks"], words["prep.plans", 0], "plans")
                : new(
                    "three",
                    "plans",
                    HomeState.Done,
                    words["prep.ready"],
                    words["prep.plans", plans.Length],
                    "plans"
                );
        var names = string.Join(words["prep.comma"], missing.Take(NamesMost).Select(row => row.Part ?? row.Topic));
        return new(
            "three",
            "plans",
            HomeState.Late,
            words["prep.plans-lack", missing.Length],
            words["prep.plans-concern", names, missing.Sum(row => row.Concerned)],
            "plans"
        );
    }

    private HomeRow Deck(MeetingPlan plan)
    {
        var slides = plan.Deck.Slides;
        if (slides.IsEmpty)
            return new("content", "deck", HomeState.Wait, words["prep.lacks"], words["prep.nothing"], "deck");
        var lacking = slides.Count(slide => SlideChecks.Lack(slide) is not null);
        return lacking > 0
            ? new(
                "content",
                "deck",
                HomeState.Wait,
                words["prep.deck-lack", lacking],
                words["prep.slides-lack", slides.Length, lacking],
                "deck"
            )
            : new("content", "deck", HomeState.Done, words["prep.ready"], words["prep.slides", slides.Length], "deck");
    }

    private HomeRow Mailbox(Preparing now, int asked) =>
        now.Phase == Phase.Draft
            ? new("hall", "mailbox", HomeState.Wait, words["prep.mailbox-shut"], words["prep.mailbox-opens"], "home")
            : new("hall", "mailbox", HomeState.Done, words["prep.mailbox-open"], words["prep.mailbox", asked], "home");
}
