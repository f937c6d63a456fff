using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>What a report says: 有进展, 办完了，请核验, 办不成，说明原因.</summary>
public enum ReportKind
{
    Progress,
    Done,
    CannotBeDone,
}

/// <summary>办理进展: what was done, for everybody to read.</summary>
/// <param name="Text">At most <see cref="Tracks.TextMost"/> characters; with <see cref="ReportKind.CannotBeDone"/> the reason.</param>
/// <param name="Photos">At most <see cref="Tracks.PhotosMost"/>; whoever says it is done must have shown one.</param>
/// <param name="Reached">推进节点 that are reached, by their place.</param>
public sealed record Report(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    ReportKind Kind,
    string Text,
    ImmutableArray<PhotoHash> Photos,
    ImmutableArray<int> Reached
) : TrackingCommand(Id, By, At, Commitment)
{
    /// <summary>A new 办结时限, with the text as its reason. Null: it stays.</summary>
    public DateOnly? Due { get; init; }

    public override Roles AllowedTo => Roles.Secretary | Roles.Unit | Roles.GridWorker;
}

public sealed record Reported(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    ReportKind Kind,
    string Text,
    ImmutableArray<PhotoHash> Photos,
    ImmutableArray<int> Reached
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>A new 办结时限 with its reason; the first one stays on record.</summary>
/// <param name="Missed">The old one had passed already.</param>
public sealed record Postponed(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    DateOnly From,
    DateOnly To,
    bool Missed,
    string Reason
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>验收: what the unit reported is so. Nobody accepts what he reported himself.</summary>
public sealed record Accept(CommandId Id, Actor By, DateTimeOffset At, CommitmentId Commitment)
    : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

/// <param name="Outcome">What was accepted: 已办结 or 无法办结.</param>
public sealed record Accepted(CommandId Id, ActorId By, DateTimeOffset At, CommitmentId Commitment, ReportKind Outcome)
    : TrackingEvent(Id, By, At, Commitment);

/// <summary>退回承办单位: it is not so; why is public.</summary>
public sealed record SendBack(CommandId Id, Actor By, DateTimeOffset At, CommitmentId Commitment, string Reason)
    : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

public sealed record SentBack(CommandId Id, ActorId By, DateTimeOffset At, CommitmentId Commitment, string Reason)
    : TrackingEvent(Id, By, At, Commitment);

/// <summary>The rules of reporting, checking and settling.</summary>
internal static class Reports
{
    public static Decision Decide(Meeting meeting, Report report)
    {
        if (Tracks.Barred(meeting, report, out var commitment) is { } barred)
            return barred;
        if (Tracks.IsSettled(commitment))
            return Rejection.CommitmentSettled;
        if (commitment.State == CommitmentState.AwaitingCheck)
            return Rejection.CommitmentAwaitsCheck;
        var text = Words.Kept(report.Text);
        if (Tracks.Check("report", text) is { } unfit)
            return unfit;
        if (Tracks.Check(report.Photos) is { } photos)
            return photos;
        if (report.Reached.Any(i => i < 0 || i >= commitment.Milestones.Length))
            return Rejection.MilestoneUnknown;
        if (report.Kind == ReportKind.Done && report.Photos.IsEmpty && Tracks.Of(meeting, commitment.Id).Evidence == 0)
            return Rejection.EvidenceMissing;
        var reported = new Reported(
            report.Id,
            report.By.Id,
            report.At,
            commitment.Id,
            report.Kind,
            text,
            report.Photos,
            [.. report.Reached.Distinct().Order()]
        );
        if (report.Kind != ReportKind.Progress || report.Due is not { } due || due == commitment.Deadline)
            return reported;
        var today = Days.Of(report.At);
        if (due < today)
            return Rejection.DeadlinePast;
        return Decision.Happened(
            reported,
            new Postponed(
                report.Id,
                report.By.Id,
                report.At,
                commitment.Id,
                commitment.Deadline,
                due,
                commitment.Deadline < today,
                text
            )
        );
    }

    public static Decision Decide(Meeting meeting, Accept accept)
    {
        if (Tracks.Barred(meeting, accept, out var commitment) is { } barred)
            return barred;
        if (Tracks.Of(meeting, commitment.Id).Claim is not { } claim)
            return Rejection.NothingToCheck;
        if (claim.By == accept.By.Id)
            return Rejection.CheckSamePerson;
        return new Accepted(accept.Id, accept.By.Id, accept.At, commitment.Id, claim.Outcome);
    }

    public static Decision Decide(Meeting meeting, SendBack back)
    {
        if (Tracks.Barred(meeting, back, out var commitment) is { } barred)
            return barred;
        if (Tracks.Of(meeting, commitment.Id).Claim is null)
            return Rejection.NothingToCheck;
        var reason = Words.Kept(back.Reason);
        return Tracks.Check("reason", reason) is { } unfit
            ? unfit
            : new SentBack(back.Id, back.By.Id, back.At, commitment.Id, reason);
    }

    public static Meeting Apply(Meeting meeting, Reported e) =>
        Tracks.Step(
            Tracks.Change(
                meeting,
                e.Commitment,
                c =>
                    c with
                    {
                        State = e.Kind == ReportKind.Progress ? CommitmentState.Moving : CommitmentState.AwaitingCheck,
                        Milestones =
                        [
                            .. c.Milestones.Select((m, i) => e.Reached.Contains(i) ? m with { Done = true } : m),
                        ],
                    }
            ),
            e.Commitment,
            e,
            track =>
                track with
                {
                    Evidence = track.Evidence + e.Photos.Length,
                    Claim = e.Kind == ReportKind.Progress ? null : new Claim(e.Kind, e.Text, e.By, e.At),
                    Declined = null,
                }
        );

    public static Meeting Apply(Meeting meeting, Postponed e) =>
        Tracks.Step(
            Tracks.Change(meeting, e.Commitment, c => c with { Deadline = e.To }),
            e.Commitment,
            e,
            track =>
                track with
                {
                    FirstDeadline = track.FirstDeadline ?? e.From,
                    Missed = track.Missed + (e.Missed ? 1 : 0),
                    Delay = e.Reason,
                }
        );

    public static Meeting Apply(Meeting meeting, Accepted e) =>
        Tracks.Step(
            Tracks.Change(
                meeting,
                e.Commitment,
                c =>
                    c with
                    {
                        State = e.Outcome == ReportKind.Done ? CommitmentState.Done : CommitmentState.CannotBeDone,
                    }
            ),
            e.Commitment,
            e,
            track => track with { Claim = null, SettledAt = e.At, Delay = null }
        );

    public static Meeting Apply(Meeting meeting, SentBack e) =>
        Tracks.Step(
            Tracks.Change(meeting, e.Commitment, c => c with { State = CommitmentState.Moving }),
            e.Commitment,
            e,
            track => track with { Claim = null }
        );
}
