using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>
/// What the online audience sees: what the hall sees, and the lists behind it. The same for everybody, so that a cache may
/// hand it out; made of public items only.
/// </summary>
/// <param name="Slide">While the hall looks at one.</param>
/// <param name="Rounds">Open rounds, then closed ones that are shown, the last one first.</param>
/// <param name="Questions">Public ones without an outcome yet, most supported first.</param>
/// <param name="JoinCode">Where somebody who follows from elsewhere may ask and rate; null once the meeting is closed.</param>
public sealed record LiveView(
    long Version,
    MeetingHead Head,
    string Organiser,
    ImmutableArray<AgendaItem> Agenda,
    AgendaItem? AgendaNow,
    QuestionOnScreen? Question,
    PublicSlide? Slide,
    ImmutableArray<RatingItem> Rounds,
    ImmutableArray<PublicQuestion> Questions,
    int Waiting,
    ImmutableArray<TimetableItem> Timetable,
    ImmutableArray<Contact> Contacts,
    string? JoinCode
)
{
    /// <summary>The open poll, else the one closed last while its result is shown.</summary>
    public PollView? Poll { get; init; }

    public static LiveView Of(Meeting meeting)
    {
        var screen = ScreenView.Of(meeting);
        var merged = meeting.MergedByStanding();
        return new LiveView(
            meeting.Version,
            screen.Head,
            meeting.Plan.Organiser,
            screen.Agenda,
            screen.AgendaNow,
            screen.Question,
            screen is { Kind: SceneKind.Slide, Slide: { } slide } ? PublicSlide.Of(slide) : null,
            [
                .. meeting
                    .Rounds.Values.Where(r =>
                        r.State == RoundState.Open || r is { State: RoundState.Closed, Shown: true }
                    )
                    .OrderBy(r => r.State == RoundState.Open ? 0 : 1)
                    .ThenByDescending(r => r.Number)
                    .Select(r => ResidentView.Rating(meeting, r)),
            ],
            [
                .. ResidentView
                    .Public(meeting)
                    .Where(q => q.State == QuestionState.Approved)
                    .Select(q => PublicQuestion.Of(meeting, q, merged[q.Id].Count())),
            ],
            meeting.Questions.Values.Count(q => q.State == QuestionState.Waiting),
            screen.Timetable,
            meeting.Plan.Contacts,
            meeting.Phase == Phase.Closed
                ? null
                : meeting.Plan.Venues.FirstOrDefault(venue => venue.Online)?.Code ?? meeting.Plan.Code
        )
        {
            Poll = meeting.PollToShow is { State: RoundState.Open } or { State: RoundState.Closed, Shown: true }
                ? PollView.Of(meeting, meeting.PollToShow)
                : null,
        };
    }
}
