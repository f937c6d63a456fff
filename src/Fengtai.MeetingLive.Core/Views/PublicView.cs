using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>
/// What stands on the public result page, in the order of the four rights: 知情 (<see cref="Slides"/>), 参与
/// (<see cref="Attendance"/>), 表达 (<see cref="Asked"/>, <see cref="Ratings"/>), 监督 (<see cref="Commitments"/>). Made of
/// public data only: nobody's name or number, no text that was not approved, no figures of a round that is hidden or open.
/// </summary>
/// <param name="Version">How many entries the journal has.</param>
/// <param name="RecordedAt">Time of the last entry: all states are as of then.</param>
public sealed record PublicView(
    MeetingHead Head,
    string Organiser,
    ImmutableArray<Contact> Contacts,
    long Version,
    DateTimeOffset RecordedAt,
    ImmutableArray<PublicSlide> Slides,
    Attendance Attendance,
    QuestionFigures Asked,
    ImmutableArray<PublicQuestion> Questions,
    ImmutableArray<RatingItem> Ratings,
    int RoundsToCome,
    ImmutableArray<PublicCommitment> Commitments
)
{
    /// <summary>Polls with their figures, and what became of each proposal; the same rule as for ratings.</summary>
    public ImmutableArray<PollView> Polls { get; init; } = [];

    /// <summary>Slides about missed targets that were taken out before the meeting. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<WithheldSlide>? Withheld { get; init; }

    public static PublicView Of(Meeting meeting)
    {
        var merged = meeting.MergedByStanding();
        return new(
            MeetingHead.Of(meeting),
            meeting.Plan.Organiser,
            meeting.Plan.Contacts,
            meeting.Version,
            meeting.LastAt,
            [.. meeting.Plan.Deck.Slides.Select(PublicSlide.Of)],
            Attendance.Of(meeting),
            QuestionFigures.Of(meeting),
            [.. ResidentView.Public(meeting).Select(q => PublicQuestion.Of(meeting, q, merged[q.Id].Count()))],
            [
                .. meeting
                    .Rounds.Values.Where(IsPublished)
                    .OrderBy(r => r.Number)
                    .Select(r => ResidentView.Rating(meeting, r)),
            ],
            meeting.Rounds.Values.Count(r => r.State != RoundState.Closed),
            [
                .. meeting
                    .Timetable.Values.OrderBy(c => c.Deadline)
                    .ThenBy(c => c.Id.Value, StringComparer.Ordinal)
                    .Select(c => PublicCommitment.Of(c) with { Track = PublicTrack.Of(meeting, c) }),
            ]
        )
        {
            Withheld = meeting.Plan.Deck.Withheld,
            Polls =
            [
                .. meeting
                    .Polls.Values.Where(p => p is { State: RoundState.Closed, Shown: true })
                    .OrderBy(p => p.Number)
                    .Select(p => PollView.Of(meeting, p)),
            ],
        };
    }

    /// <summary>An open round's figures still move, and a hidden one's are not for the public.</summary>
    private static bool IsPublished(RatingRound round) => round is { State: RoundState.Closed, Shown: true };
}

/// <summary>A slide as it was reported.</summary>
public sealed record PublicSlide(
    string Title,
    string Topic,
    SlideContent Content,
    string Period,
    string Source,
    bool Sample
)
{
    /// <summary>Missed targets that the slide does not show, and why. Null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Withheld>? Withheld { get; init; }

    /// <summary>Without the facts: they are the presenter's own.</summary>
    public static PublicSlide Of(Slide slide) =>
        new(slide.Title, slide.Topic, slide.Content, slide.Period, slide.Source, slide.Sample)
        {
            Withheld = slide.Withheld,
        };
}

public sealed record VenueCount(string Venue, int Count);

public sealed record ChannelCount(Channel Channel, int Count);

public sealed record RefusalCount(RefusalReason Reason, int Count);

/// <summary>Who took part, by number only.</summary>
/// <param name="Present">Devices that were let in, and whoever rated or voted without having been counted in.</param>
/// <param name="Turnout">The same by kind, with paper, which no device stands for.</param>
/// <param name="ByVenue">Devices by venue, in the plan's order; venues with nobody are left out.</param>
public sealed record Attendance(int Present, ImmutableArray<VenueCount> ByVenue, Denominators Turnout)
{
    public static Attendance Of(Meeting meeting)
    {
        var turnout = Denominators.Of(meeting);
        return new Attendance(
            turnout.Hall.Present + turnout.Online.Present,
            [
                .. meeting
                    .Plan.Venues.Select(venue => new VenueCount(
                        venue.Name,
                        meeting.Present.Values.Count(origin => origin.Venue == venue.Id)
                    ))
                    .Where(row => row.Count > 0),
            ],
            turnout
        );
    }
}

/// <summary>All questions by where they came from and what became of them; they add up to <see cref="Total"/>.</summary>
/// <param name="Open">Public and without an outcome yet.</param>
/// <param name="Waiting">Not judged yet.</param>
/// <param name="Merged">Say the same as another question and are answered there.</param>
/// <param name="Refusals">Counted by reason; the texts stay with whoever asked.</param>
/// <param name="Erased">How many of all have lost their text because the asker wished so.</param>
public sealed record QuestionFigures(
    int Total,
    int Answered,
    int HandedOver,
    int Open,
    int Waiting,
    int Refused,
    int Withdrawn,
    int Merged,
    int Erased,
    ImmutableArray<ChannelCount> ByChannel,
    ImmutableArray<RefusalCount> Refusals
)
{
    public static QuestionFigures Of(Meeting meeting)
    {
        var all = meeting.Questions.Values;
        int Count(params QuestionState[] states) => all.Count(q => states.Contains(q.State));
        return new QuestionFigures(
            meeting.Questions.Count,
            Count(QuestionState.Answered),
            Count(QuestionState.HandedOver),
            Count(QuestionState.Approved, QuestionState.OnStage),
            Count(QuestionState.Waiting),
            Count(QuestionState.Refused),
            Count(QuestionState.Withdrawn),
            Count(QuestionState.Merged),
            all.Count(q => q.Text is null),
            [
                .. all.GroupBy(q => q.From.Channel)
                    .Select(g => new ChannelCount(g.Key, g.Count()))
                    .OrderByDescending(row => row.Count)
                    .ThenBy(row => row.Channel),
            ],
            [
                .. all.Where(q => q.State == QuestionState.Refused)
                    .GroupBy(q => q.Reason ?? RefusalReason.Other)
                    .OrderBy(g => g.Key)
                    .Select(g => new RefusalCount(g.Key, g.Count())),
            ]
        );
    }
}

/// <param name="State">approved, stage, answered or handed-over.</param>
/// <param name="Commitment">The commitment it became, by its id on the page.</param>
/// <param name="Joined">How many questions that say the same were merged into it.</param>
public sealed record PublicQuestion(
    int Number,
    string Text,
    string? Topic,
    Channel Channel,
    int Supports,
    string State,
    string? Gist,
    string? Commitment,
    string? Unit,
    DateOnly? Due,
    int Joined
)
{
    public static PublicQuestion Of(Meeting meeting, Question q, int joined)
    {
        var commitment = q.Commitment is { } id ? meeting.Timetable.GetValueOrDefault(id) : null;
        return new PublicQuestion(
            q.Number,
            Words.Mask(q.Text ?? ""),
            q.Topic,
            q.From.Channel,
            q.Supports,
            ResidentView.StateOf(q),
            q.Gist is null ? null : Words.Mask(q.Gist),
            commitment?.Id.Value,
            commitment?.Unit,
            commitment?.Deadline,
            joined
        );
    }
}

/// <summary>A promise with who leads and which unit; the officer who does it is not named on a page that stays.</summary>
/// <param name="State">As the journal has it: not-started, moving, awaiting-check, done or cannot-be-done.</param>
public sealed record PublicCommitment(
    string Id,
    string Title,
    string Lead,
    string Unit,
    DateOnly Due,
    string State,
    ImmutableArray<MilestoneItem> Milestones,
    bool Sample
)
{
    /// <summary>What became of it. Null where only the promise is told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PublicTrack? Track { get; init; }

    /// <summary>The earlier meeting's code, where it was carried over and is tracked there.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? From { get; init; }

    public static PublicCommitment Of(Commitment c) =>
        new(
            c.Id.Value,
            Words.Mask(c.Title),
            c.Lead,
            c.Unit,
            c.Deadline,
            ResidentView.Kebab(c.State),
            [.. c.Milestones.Select(m => new MilestoneItem(m.Date, Words.Mask(m.Text), m.Done))],
            c.Sample
        )
        {
            From = c.From?.Code,
        };
}
