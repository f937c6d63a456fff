using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>One step on a commitment's way, for everybody.</summary>
/// <param name="Kind">
/// progress, done, cannot-be-done, postponed, accepted, accepted-cannot, sent-back, reassigned, urged, carried-over,
/// site-visit, whistle, whistle-concluded or reopened.
/// </param>
/// <param name="Text">What was done or found, or why; numbers of persons masked. Null: the kind says it all.</param>
/// <param name="Due">The new 办结时限.</param>
/// <param name="Who">By office: who went to the place, which unit it was handed to, which meeting it was carried to.</param>
/// <param name="Days">How late it was when it was urged; how many bureaus came.</param>
public sealed record PublicStep(
    string Kind,
    DateTimeOffset At,
    string? Text = null,
    DateOnly? Due = null,
    string? Who = null,
    int? Days = null
)
{
    public ImmutableArray<PhotoHash> Photos { get; init; } = [];

    /// <summary>Where somebody went. Null: nobody went anywhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Place { get; init; }
}

/// <summary>A call of bureaus to the place, as everybody may see it.</summary>
public sealed record PublicWhistle(
    DateTimeOffset MeetAt,
    string Place,
    string About,
    ImmutableArray<BureauCall> Bureaus,
    string? Outcome
);

/// <summary>What became of a commitment.</summary>
/// <param name="FirstDue">The deadline that was promised first, where it was moved.</param>
/// <param name="Delay">Why it is late.</param>
/// <param name="Reason">无法办结 as it was accepted: why. Null: it can be done.</param>
/// <param name="FollowUp">回访 of the outcome as it stands, level 1 first.</param>
/// <param name="Askers">Who may rate it: the denominator of the follow-up.</param>
/// <param name="SettledOn">The day on which it was accepted.</param>
public sealed record PublicTrack(
    ImmutableArray<PublicStep> Steps,
    DateOnly? FirstDue,
    string? Delay,
    string? Reason,
    ImmutableArray<int> FollowUp,
    int Askers,
    int Reopenings,
    DateOnly? SettledOn,
    string? CarriedTo,
    ImmutableArray<PublicWhistle> Whistles
)
{
    /// <summary>The follow-up before it was last sent back. Null: it never was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<int>? FollowUpBefore { get; init; }

    public static PublicTrack Of(Meeting meeting, Commitment commitment)
    {
        var track = Tracks.Of(meeting, commitment.Id);
        return new PublicTrack(
            [.. StepsOf(track)],
            track.FirstDeadline,
            Masked(track.Delay),
            commitment.State == CommitmentState.CannotBeDone ? Masked(ReasonOf(track)) : null,
            track.FollowUp(track.Reopenings).Counts,
            Tracks.Askers(meeting, commitment).Length,
            track.Reopenings,
            track.SettledAt is { } at ? Days.Of(at) : null,
            track.CarriedTo,
            [
                .. track.Whistles.Select(w => new PublicWhistle(
                    w.MeetAt,
                    Words.Mask(w.Place),
                    Words.Mask(w.About),
                    [.. w.Bureaus.Select(b => b with { Note = Masked(b.Note) })],
                    Masked(w.Outcome)
                )),
            ]
        )
        {
            FollowUpBefore = track.Reopenings > 0 ? track.FollowUp(track.Reopenings - 1).Counts : null,
        };
    }

    /// <summary>Steps for everybody, the first one first; what only concerns the office is left out.</summary>
    public static IEnumerable<PublicStep> StepsOf(Track track) =>
        track.Steps.Select(step => Of(track, step.Event)).OfType<PublicStep>();

    private static PublicStep? Of(Track track, MeetingEvent e) =>
        e switch
        {
            Reported r => new PublicStep(Kebab(r.Kind), r.At, Masked(r.Text)) { Photos = r.Photos },
            Postponed p => new PublicStep("postponed", p.At, Masked(p.Reason), p.To),
            Accepted { Outcome: ReportKind.Done } a => new PublicStep("accepted", a.At),
            Accepted a => new PublicStep("accepted-cannot", a.At),
            SentBack b => new PublicStep("sent-back", b.At, Masked(b.Reason)),
            Reassigned r => new PublicStep("reassigned", r.At, Masked(r.Reason), Who: r.Unit),
            Urged u => new PublicStep("urged", u.At, u.Note.Length == 0 ? null : Masked(u.Note), Days: u.Days),
            CarriedOver c => new PublicStep("carried-over", c.At, Who: c.To),
            SiteVisited v => new PublicStep("site-visit", v.SeenAt, Masked(v.Finding), Who: v.Who)
            {
                Photos = v.Photos,
                Place = Words.Mask(v.Place),
            },
            WhistleBlown w => new PublicStep("whistle", w.At, Masked(w.About), Who: string.Join('、', w.Bureaus)),
            WhistleConcluded w => new PublicStep(
                "whistle-concluded",
                w.At,
                Masked(w.Outcome),
                Days: track.Whistles.First(x => x.Id == w.Whistle).ArrivedCount
            ),
            Reopened r => new PublicStep("reopened", r.At, Due: r.Due),
            _ => null,
        };

    private static string? ReasonOf(Track track) =>
        track
            .Steps.Select(step => step.Event)
            .OfType<Reported>()
            .LastOrDefault(r => r.Kind == ReportKind.CannotBeDone)
            ?.Text;

    private static string Kebab(ReportKind kind) =>
        kind switch
        {
            ReportKind.Done => "done",
            ReportKind.CannotBeDone => "cannot-be-done",
            _ => "progress",
        };

    private static string? Masked(string? text) => text is null ? null : Words.Mask(text);
}
