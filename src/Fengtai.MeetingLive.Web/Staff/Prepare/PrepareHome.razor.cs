using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Prepare;

/// <summary>总览: what is ready, what is missing, and the announcement.</summary>
public sealed partial class PrepareHome
{
    private sealed record Row(string Name, bool Done, string What);

    private string? said;

    private ImmutableArray<string> Missing => Readiness.Missing(Now.Plan, Beijing.Day(Time.GetUtcNow()));

    private string Title =>
        Now.Phase == Phase.Draft ? L["prep.title", Rows.Count(), Rows.Count(row => row.Done)] : Now.Plan.Title;

    private string Status =>
        said
        ?? (
            Now.Phase != Phase.Draft ? L["phase." + Now.Phase].Value
            : Missing.IsEmpty ? L["prep.can-announce"].Value
            : L["prep.missing", string.Join(L["prep.comma"], Missing.Select(part => L["field." + part].Value))].Value
        );

    private IEnumerable<Row> Rows
    {
        get
        {
            var plan = Now.Plan;
            var lacking = Missing.ToHashSet(StringComparer.Ordinal);
            bool Has(params string[] parts) => !lacking.Overlaps(parts);

            yield return new(
                "meeting",
                Has("plan-title", "plan-organiser", "plan-date", "plan-date-past", "plan-place"),
                plan.Title.Length == 0
                    ? L["prep.nothing"]
                    : string.Join(L["gap"], new[] { plan.Title, plan.Place }.Where(text => text.Length > 0))
            );
            yield return new(
                "agenda",
                Has("plan-agenda"),
                L["prep.agenda", plan.Agenda.Length, plan.Agenda.Sum(item => item.Minutes)]
            );
            yield return new("venues", Has("plan-venues"), L["prep.venues", plan.Venues.Length]);
            yield return new("rounds", Has("plan-rounds"), L["prep.rounds", plan.Rounds.Length]);
            yield return new("topics", Has("plan-topics"), L["prep.topics", plan.Topics.Length]);
            yield return new(
                "responsible",
                Has("plan-responsible"),
                L["prep.responsible", plan.Leads.Length, plan.Units.Length, plan.Owners.Length]
            );
            yield return new("contacts", Has("plan-contacts"), L["prep.contacts", plan.Contacts.Length]);
            yield return new("deck", !plan.Deck.Slides.IsEmpty, L["prep.slides", plan.Deck.Slides.Length]);
            yield return new(
                "plans",
                !Now.Content.ResponsePlans.IsEmpty,
                L["prep.plans", Now.Content.ResponsePlans.Length]
            );
        }
    }

    private async Task AnnounceAsync()
    {
        if (await DoAsync(by => Preparations.AnnounceAsync(Now, by, Left)))
            said = L["prep.announced", Now.Plan.Code];
    }

    private async Task NextAsync()
    {
        if (await DoAsync(by => Preparations.BeginNextAsync(Now, by, Left)))
            said = L["prep.next-begun"];
    }
}
