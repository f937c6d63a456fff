using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>What a meeting still lacks. A deck is wanted only at the opening; residents can ask before it is done.</summary>
public static class Readiness
{
    /// <summary>The fields without which a meeting cannot be announced, as codes, in the order in which they are filled in.</summary>
    /// <param name="today">A day of the street; a meeting is not announced for a day that is over.</param>
    public static ImmutableArray<string> Missing(MeetingPlan plan, DateOnly today) =>
        [
            .. new (string Field, bool Lacks)[]
            {
                ("plan-title", plan.Title.Length == 0 || plan.ShortTitle.Length == 0),
                ("plan-organiser", plan.Organiser.Length == 0),
                ("plan-date", plan.Date == default),
                ("plan-date-past", plan.Date != default && plan.Date < today),
                ("plan-place", plan.Place.Length == 0),
                ("plan-venues", plan.Venues.All(venue => venue.Code != plan.Code)),
                ("plan-agenda", plan.Agenda.IsEmpty),
                ("plan-rounds", plan.Rounds.IsEmpty),
                ("plan-topics", plan.Topics.IsEmpty),
                ("plan-responsible", plan.Leads.IsEmpty || plan.Units.IsEmpty || plan.Owners.IsEmpty),
                ("plan-contacts", plan.Contacts.IsEmpty),
                // Without a deck residents may ask; a slide that does not say of when and whence is not for their eyes.
                ("plan-deck", plan.Deck.Slides.Any(slide => SlideChecks.Lack(slide) is not null)),
            }
                .Where(part => part.Lacks)
                .Select(part => part.Field),
        ];
}
