using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Fengtai.MeetingLive.Core;

/// <summary>
/// What was prepared is changed after it was announced. Every such change stands in the journal, so that no figure or
/// target disappears without a mark; once the meeting is open nothing of it changes.
/// </summary>
/// <param name="Expected">
/// <see cref="Meeting.PlanVersion"/> of what was changed; when somebody else changed it meanwhile this is refused.
/// </param>
public sealed record Revise(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    long Expected,
    MeetingPlan Plan,
    ImmutableArray<ResponsePlan> ResponsePlans
) : MeetingCommand(Id, By, At)
{
    /// <summary>敏感词; null: none.</summary>
    public ImmutableArray<string>? HeldWords { get; init; }

    /// <summary>
    /// Nothing but the figures of slides that follow the demand list: whoever opens the meeting may have them brought up to
    /// date.
    /// </summary>
    public bool Refresh { get; init; }

    public override Roles AllowedTo =>
        Refresh ? Roles.Administrator | Roles.Lead : Roles.Administrator | Roles.Secretary;
}

/// <summary>Revised: the whole plan as it is now. Response plans and held words are kept beside the journal.</summary>
public sealed record Revised(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    MeetingPlan Plan,
    [property: Private] ImmutableArray<ResponsePlan> ResponsePlans
) : StaffEvent(Id, By, At)
{
    [Private]
    public ImmutableArray<string>? HeldWords { get; init; }
}

/// <summary>
/// What the opening freezes: 会前诉求底数 as counted from the list, and the hash of the deck as it will be shown.
/// </summary>
/// <param name="Baseline">Null: no list was kept, and what was announced stays.</param>
/// <param name="DeckSha256">SHA-256 of the deck's JSON as the journal writes it, lower hex.</param>
/// <param name="Plan">
/// <see cref="Meeting.PlanVersion"/> of the deck that was hashed; when it is another by now, nothing is opened.
/// </param>
public sealed record Frozen(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DemandBaseline? Baseline,
    string DeckSha256,
    long Plan
);

/// <summary>From the announcement to the opening.</summary>
internal static class Preparing
{
    public static Decision Decide(Meeting meeting, Revise revise)
    {
        if (meeting.Phase == Phase.Closed)
            return Rejection.MeetingClosed;
        if (meeting.Phase == Phase.Running)
            return Rejection.MeetingAlreadyOpen;
        if (meeting.PlanVersion != revise.Expected)
            return Rejection.PlanChangedMeanwhile;
        var (before, after) = (meeting.Plan, revise.Plan);
        if (after.Street != before.Street)
            return Rejection.OtherStreet;
        // Posters and tickets with these codes are printed already.
        if (after.Code != before.Code || before.Venues.Any(old => after.Venue(old.Id)?.Code != old.Code))
            return Rejection.PlanCodesFixed;
        if (revise.Refresh && !Following.IsRefreshed(before, after))
            return Rejection.NotAllowed;
        if (Targets.Hidden(before.Deck, after.Deck) is [var hidden, ..])
            return Rejection.TargetHidden(hidden);
        // One that was announced so stands; whoever writes to a slide completes it.
        if (
            !revise.Refresh
            && after.Deck.Slides.FirstOrDefault(slide =>
                SlideChecks.Lack(slide) is not null && !before.Deck.Slides.Contains(slide)
            )
                is { } lacking
        )
            return Rejection.SlideIncomplete(lacking);
        // Who only refreshes figures says nothing about plans and words.
        return new Revised(
            revise.Id,
            revise.By.Id,
            revise.At,
            after,
            revise.Refresh ? meeting.ResponsePlans : revise.ResponsePlans
        )
        {
            HeldWords =
                !revise.Refresh ? revise.HeldWords
                : meeting.HeldWords.IsEmpty ? null
                : meeting.HeldWords,
        };
    }

    public static Meeting Apply(Meeting meeting, Announced e) =>
        Take(meeting, e.Plan, e.ResponsePlans, e.HeldWords) with
        {
            Phase = Phase.Preparing,
        };

    public static Meeting Apply(Meeting meeting, Revised e)
    {
        var next = Take(meeting, e.Plan, e.ResponsePlans, e.HeldWords);
        // What the screens showed for a trial may be gone: they welcome again.
        return next with
        {
            Slide = next.Slide is { } slide && next.Plan.Deck.Find(slide) is null ? null : next.Slide,
            Scene = IsThere(next, next.Scene) ? next.Scene : new Scene(SceneKind.Welcome),
            VenueScenes = next.VenueScenes.RemoveRange(
                next.VenueScenes.Where(shown => !IsThere(next, shown.Value)).Select(shown => shown.Key)
            ),
        };
    }

    /// <summary>Before the opening no round, no poll and no commitment has been touched: all are as planned.</summary>
    private static Meeting Take(
        Meeting meeting,
        MeetingPlan plan,
        ImmutableArray<ResponsePlan> responsePlans,
        ImmutableArray<string>? heldWords
    ) =>
        meeting with
        {
            Plan = plan,
            PlanVersion = meeting.Version + 1,
            // Erased plans read back as nothing.
            ResponsePlans = responsePlans.IsDefault ? [] : responsePlans,
            HeldWords = heldWords ?? [],
            Rounds = plan
                .Rounds.Select((round, index) => RatingRound.Planned(round, index + 1))
                .ToImmutableDictionary(round => round.Id),
            Polls = (plan.Polls ?? [])
                .Select((poll, index) => Poll.Planned(poll, index + 1))
                .ToImmutableDictionary(poll => poll.Id),
            Timetable = plan.Commitments.ToImmutableDictionary(commitment => commitment.Id),
        };

    private static bool IsThere(Meeting meeting, Scene scene) =>
        (scene.Slide is not { } slide || meeting.Plan.Deck.Find(slide) is not null)
        && (scene.Round is not { } round || meeting.Rounds.ContainsKey(round))
        && (scene.Poll is not { } poll || meeting.Polls.ContainsKey(poll));
}
