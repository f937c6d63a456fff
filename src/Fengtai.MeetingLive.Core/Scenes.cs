namespace Fengtai.MeetingLive.Core;

/// <summary>What the big screen can show. The order is that of the keys Alt 1 to Alt 8, so a new one goes to the end.</summary>
public enum SceneKind
{
    Welcome,
    Slide,
    Question,
    Rating,
    Timetable,
    Closing,
    Poll,
    Wall,
}

/// <summary>What the big screen shows now, with the slide, the round or the poll where the kind needs one.</summary>
public sealed record Scene(SceneKind Kind, SlideId? Slide = null, RoundId? Round = null, PollId? Poll = null);

/// <param name="Venue">Only this venue's screens; null: all that show nothing of their own.</param>
public sealed record ShowScene(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    SceneKind Kind,
    RoundId? Round = null,
    PollId? Poll = null,
    VenueId? Venue = null
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Lead;
}

/// <summary>Shows one slide; it becomes the current one, unless it is for one venue only.</summary>
public sealed record ShowSlide(CommandId Id, Actor By, DateTimeOffset At, SlideId Slide, VenueId? Venue = null)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Lead;
}

public sealed record SceneShown(CommandId Id, ActorId By, DateTimeOffset At, Scene Scene) : StaffEvent(Id, By, At);

internal static class Scenes
{
    /// <summary>Scenes may be switched before the meeting (welcome) and after it (closing figures).</summary>
    public static Decision Decide(Meeting meeting, ShowScene show)
    {
        if (meeting.Phase == Phase.Draft)
            return Rejection.MeetingNotAnnounced;
        switch (show.Kind)
        {
            case SceneKind.Slide:
                if (meeting.Plan.Deck.Slides.IsEmpty)
                    return Rejection.NoSlides;
                return VenueScenes.Show(
                    meeting,
                    show,
                    new Scene(SceneKind.Slide, meeting.Slide ?? meeting.Plan.Deck.Slides[0].Id),
                    show.Venue
                );
            case SceneKind.Rating:
                var round = show.Round ?? meeting.RoundToShow?.Id;
                if (round is null || !meeting.Rounds.ContainsKey(round.Value))
                    return Rejection.RoundUnknown;
                return VenueScenes.Show(meeting, show, new Scene(SceneKind.Rating, Round: round), show.Venue);
            case SceneKind.Poll:
                var poll = show.Poll ?? meeting.PollToShow?.Id;
                if (poll is null || !meeting.Polls.ContainsKey(poll.Value))
                    return Rejection.PollUnknown;
                return VenueScenes.Show(meeting, show, new Scene(SceneKind.Poll, Poll: poll), show.Venue);
            default:
                return VenueScenes.Show(meeting, show, new Scene(show.Kind), show.Venue);
        }
    }

    public static Decision Decide(Meeting meeting, ShowSlide show)
    {
        if (meeting.Phase == Phase.Draft)
            return Rejection.MeetingNotAnnounced;
        return meeting.Plan.Deck.Find(show.Slide) is null
            ? Rejection.SlideUnknown
            : VenueScenes.Show(meeting, show, new Scene(SceneKind.Slide, show.Slide), show.Venue);
    }

    public static Meeting Apply(Meeting meeting, SceneShown e) =>
        meeting with
        {
            Scene = e.Scene,
            Slide = e.Scene.Slide ?? meeting.Slide,
        };
}
