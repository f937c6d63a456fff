using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>What the big screen shows. Made of public items only, so nothing private can reach it by construction.</summary>
public sealed record ScreenView(
    long Version,
    MeetingHead Head,
    SceneKind Kind,
    Slide? Slide,
    QuestionOnScreen? Question,
    RatingOnScreen? Rating,
    ImmutableArray<TimetableItem> Timetable,
    ClosingFigures? Closing,
    ImmutableArray<AgendaItem> Agenda,
    AgendaItem? AgendaNow
)
{
    public PollView? Poll { get; init; }

    /// <summary>While the wall is shown.</summary>
    public WallOnScreen? Wall { get; init; }

    /// <summary>The venue that this screen hangs in; null where there is only one.</summary>
    public VenueOnScreen? Venue { get; init; }

    /// <summary>What the screens of one venue show: its own scene if it was sent one, its own code and counts.</summary>
    public static ScreenView At(Meeting meeting, VenueId venue)
    {
        var view = Of(meeting, meeting.SceneAt(venue));
        return view with
        {
            Head = view.Head with { Code = meeting.Plan.Venue(venue)?.Code ?? meeting.Plan.Code },
            Venue = VenueOnScreen.Of(meeting, venue, RoundOf(meeting, meeting.SceneAt(venue))),
        };
    }

    public static ScreenView Of(Meeting meeting) => Of(meeting, meeting.Scene);

    /// <summary>The view with another scene than the one that is on, for a preview.</summary>
    public static ScreenView Of(Meeting meeting, Scene scene)
    {
        var round = RoundOf(meeting, scene);
        var poll = scene.Poll is { } named ? meeting.Polls.GetValueOrDefault(named) : meeting.PollToShow;
        return new ScreenView(
            meeting.Version,
            MeetingHead.Of(meeting),
            scene.Kind,
            (scene.Slide ?? meeting.Slide) is { } slide ? meeting.Plan.Deck.Find(slide) : null,
            QuestionOnScreen.Of(meeting),
            round is null ? null : new RatingOnScreen(ResidentView.Rating(meeting, round), round.Plan.ShortTitle),
            [.. ResidentView.Timetable(meeting).Select(ResidentView.Timetable)],
            scene.Kind == SceneKind.Closing ? ClosingFigures.Of(meeting) : null,
            meeting.Plan.Agenda,
            meeting.Plan.Agenda.FirstOrDefault(item => item.Id == meeting.Agenda?.Item)
        )
        {
            Poll = poll is null ? null : PollView.Of(meeting, poll),
            Wall = scene.Kind == SceneKind.Wall ? WallOnScreen.Of(meeting) : null,
        };
    }

    private static RatingRound? RoundOf(Meeting meeting, Scene scene) =>
        scene.Round is { } id ? meeting.Rounds.GetValueOrDefault(id) : meeting.RoundToShow;
}

/// <summary>What stands at the head of every surface.</summary>
public sealed record MeetingHead(
    string Code,
    string Street,
    string Title,
    string ShortTitle,
    DateOnly Date,
    string Place,
    bool Sample,
    Phase Phase
)
{
    public static MeetingHead Of(Meeting meeting) =>
        new(
            meeting.Plan.Code,
            meeting.Plan.StreetName,
            meeting.Plan.Title,
            meeting.Plan.ShortTitle,
            meeting.Plan.Date,
            meeting.Plan.Place,
            meeting.Plan.Sample,
            meeting.Phase
        );
}

/// <summary>The question on stage; when the stage is empty, the one settled last with what became of it.</summary>
/// <param name="OnStage">False: it has its outcome already.</param>
/// <param name="Nth">It is the nth question that came on stage.</param>
/// <param name="Settled">How many have their outcome.</param>
public sealed record QuestionOnScreen(
    string Text,
    string? Topic,
    Channel Channel,
    int Supports,
    bool OnStage,
    string? Gist,
    int Nth,
    int Settled
)
{
    /// <summary>责任单位 of the commitment that it became; null otherwise.</summary>
    public string? Unit { get; init; }

    /// <summary>办结时限 of that commitment.</summary>
    public DateOnly? Due { get; init; }

    public static QuestionOnScreen? Of(Meeting meeting)
    {
        var staged = meeting.Questions.Values.Where(q => q.StagedAt is not null && q.Text is not null).ToArray();
        var settled = staged.Count(q => q.SettledAt is not null);
        var shown = meeting.Stage is { } stage
            ? meeting.Questions[stage.Question]
            : staged.Where(q => q.SettledAt is not null).MaxBy(q => (q.SettledAt, q.Number));
        var promised = shown?.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null;
        return shown?.Text is null
            ? null
            : new QuestionOnScreen(
                Words.Mask(shown.Text),
                shown.Topic,
                shown.From.Channel,
                shown.Supports,
                meeting.Stage is not null,
                shown.Gist is null ? null : Words.Mask(shown.Gist),
                staged.Length,
                settled
            )
            {
                Unit = promised?.Unit,
                Due = promised?.Deadline,
            };
    }
}

public sealed record RatingOnScreen(RatingItem Round, string ShortTitle);

/// <param name="First">What came first, several when they are equal; empty while the result is hidden or nobody voted.</param>
public sealed record ClosingPoll(string Title, int Total, ImmutableArray<string> First)
{
    public static ClosingPoll Of(PollView poll)
    {
        var most = poll.Rows.Max(row => row.Count);
        return new(
            poll.Poll.Title,
            poll.Votes.Total,
            most is > 0 ? [.. poll.Rows.Where(row => row.Count == most).Select(row => row.Proposal.Name)] : []
        );
    }
}

/// <summary>
/// 收尾: the figures of the meeting; on stage and in writing = answered + handed over. The outcomes add up to all questions.
/// </summary>
/// <param name="MergedCount">Say the same as another and are answered there.</param>
public sealed record ClosingFigures(
    int Questions,
    int Answered,
    int HandedOver,
    int Waiting,
    int RefusedCount,
    int WithdrawnCount,
    int MergedCount,
    ImmutableArray<RefusalCount> Refusals,
    ImmutableArray<RatingOnScreen> Ratings,
    int Commitments,
    Denominators Present
)
{
    /// <summary>Polls that were held, in the plan's order.</summary>
    public ImmutableArray<ClosingPoll> Polls { get; init; } = [];

    public static ClosingFigures Of(Meeting meeting)
    {
        int Count(params QuestionState[] states) => meeting.Questions.Values.Count(q => states.Contains(q.State));
        return new ClosingFigures(
            meeting.Questions.Count,
            Count(QuestionState.Answered),
            Count(QuestionState.HandedOver),
            Count(QuestionState.Waiting, QuestionState.Approved, QuestionState.OnStage),
            Count(QuestionState.Refused),
            Count(QuestionState.Withdrawn),
            Count(QuestionState.Merged),
            [
                .. meeting
                    .Questions.Values.Where(q => q.State == QuestionState.Refused)
                    .GroupBy(q => q.Reason ?? RefusalReason.Other)
                    .OrderBy(g => g.Key)
                    .Select(g => new RefusalCount(g.Key, g.Count())),
            ],
            [
                .. meeting
                    .Rounds.Values.Where(r => r.State == RoundState.Closed && r.Shown)
                    .OrderBy(r => r.Number)
                    .Select(r => new RatingOnScreen(ResidentView.Rating(meeting, r), r.Plan.ShortTitle)),
            ],
            meeting.Timetable.Count,
            Denominators.Of(meeting)
        )
        {
            Polls =
            [
                .. meeting
                    .Polls.Values.Where(poll => poll.State == RoundState.Closed)
                    .OrderBy(poll => poll.Number)
                    .Select(poll => ClosingPoll.Of(PollView.Of(meeting, poll))),
            ],
        };
    }
}
