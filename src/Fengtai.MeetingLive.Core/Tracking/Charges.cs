using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>Whose it is: 牵头领导, 责任单位, 责任人, 网格. Why it changed is on record.</summary>
/// <param name="Grid">Null or empty: no grid's.</param>
public sealed record Reassign(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    CommitmentId Commitment,
    string Lead,
    string Unit,
    string Owner,
    string? Grid,
    string Reason
) : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

public sealed record Reassigned(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    CommitmentId Commitment,
    string Lead,
    string Unit,
    string Owner,
    string? Grid,
    string Reason
) : TrackingEvent(Id, By, At, Commitment);

/// <summary>不归我们管: the unit sends it back to the street, which names somebody else.</summary>
public sealed record Decline(CommandId Id, Actor By, DateTimeOffset At, CommitmentId Commitment, string Reason)
    : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Unit;
}

public sealed record Declined(CommandId Id, ActorId By, DateTimeOffset At, CommitmentId Commitment, string Reason)
    : TrackingEvent(Id, By, At, Commitment);

/// <summary>督办: a late item is urged; at most once a day.</summary>
public sealed record Urge(CommandId Id, Actor By, DateTimeOffset At, CommitmentId Commitment, string Note)
    : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Presenter | Roles.Administrator;
}

/// <param name="Days">How late it was.</param>
public sealed record Urged(CommandId Id, ActorId By, DateTimeOffset At, CommitmentId Commitment, int Days, string Note)
    : TrackingEvent(Id, By, At, Commitment);

/// <summary>结转: what is not settled is put before the next meeting; its track goes on here.</summary>
/// <param name="To">The next meeting's title and day, as people read it.</param>
public sealed record CarryOver(CommandId Id, Actor By, DateTimeOffset At, CommitmentId Commitment, string To)
    : TrackingCommand(Id, By, At, Commitment)
{
    public override Roles AllowedTo => Roles.Secretary | Roles.Administrator;
}

public sealed record CarriedOver(CommandId Id, ActorId By, DateTimeOffset At, CommitmentId Commitment, string To)
    : TrackingEvent(Id, By, At, Commitment);

/// <summary>Where a commitment comes from that an earlier meeting made: it is tracked there.</summary>
/// <param name="Code">The earlier meeting's join code, by which its public page is found.</param>
public sealed record EarlierPromise(MeetingId Meeting, string Code, CommitmentId Commitment);

/// <summary>The rules of who answers for what.</summary>
internal static class Charges
{
    public static Decision Decide(Meeting meeting, Reassign change)
    {
        if (Tracks.Barred(meeting, change, out var commitment) is { } barred)
            return barred;
        if (Tracks.IsSettled(commitment))
            return Rejection.CommitmentSettled;
        var (lead, unit, owner) = (Words.Kept(change.Lead), Words.Kept(change.Unit), Words.Kept(change.Owner));
        var grid = Words.Kept(change.Grid) is { Length: > 0 } named ? named : null;
        var reason = Words.Kept(change.Reason);
        var unfit =
            Tracks.Check("lead", lead, Promise.FieldMost)
            ?? Tracks.Check("unit", unit, Promise.FieldMost)
            ?? Tracks.Check("owner", owner, Promise.FieldMost)
            ?? (grid is null ? null : Tracks.Check("grid", grid, Promise.FieldMost))
            ?? Tracks.Check("reason", reason);
        if (unfit is not null)
            return unfit;
        if ((lead, unit, owner, grid) == (commitment.Lead, commitment.Unit, commitment.Owner, commitment.Grid))
            return new Decision.Repeated(meeting.Version);
        return new Reassigned(change.Id, change.By.Id, change.At, commitment.Id, lead, unit, owner, grid, reason);
    }

    public static Decision Decide(Meeting meeting, Decline decline)
    {
        if (Tracks.Barred(meeting, decline, out var commitment) is { } barred)
            return barred;
        if (Tracks.IsSettled(commitment))
            return Rejection.CommitmentSettled;
        var reason = Words.Kept(decline.Reason);
        return Tracks.Check("reason", reason) is { } unfit
            ? unfit
            : new Declined(decline.Id, decline.By.Id, decline.At, commitment.Id, reason);
    }

    public static Decision Decide(Meeting meeting, Urge urge)
    {
        if (Tracks.Barred(meeting, urge, out var commitment) is { } barred)
            return barred;
        var today = Days.Of(urge.At);
        if (!Tracks.IsOverdue(commitment, today))
            return Rejection.NotOverdue;
        if (Tracks.Of(meeting, commitment.Id).Steps.Any(s => s.Event is Urged urged && Days.Of(urged.At) == today))
            return Rejection.UrgedToday;
        var note = Words.Kept(urge.Note);
        if (note.Length > 0 && Tracks.Check("note", note) is { } unfit)
            return unfit;
        var late = today.DayNumber - commitment.Deadline.DayNumber;
        return new Urged(urge.Id, urge.By.Id, urge.At, commitment.Id, late, note);
    }

    public static Decision Decide(Meeting meeting, CarryOver carry)
    {
        if (Tracks.Barred(meeting, carry, out var commitment) is { } barred)
            return barred;
        if (commitment.State == CommitmentState.Done)
            return Rejection.CommitmentSettled;
        var to = Words.Kept(carry.To);
        if (Tracks.Check("to", to, Promise.TitleMost) is { } unfit)
            return unfit;
        return Tracks.Of(meeting, commitment.Id).CarriedTo == to
            ? new Decision.Repeated(meeting.Version)
            : new CarriedOver(carry.Id, carry.By.Id, carry.At, commitment.Id, to);
    }

    public static Meeting Apply(Meeting meeting, Reassigned e) =>
        Tracks.Step(
            Tracks.Change(
                meeting,
                e.Commitment,
                c => c with { Lead = e.Lead, Unit = e.Unit, Owner = e.Owner, Grid = e.Grid }
            ),
            e.Commitment,
            e,
            track => track with { Declined = null }
        );

    public static Meeting Apply(Meeting meeting, Declined e) =>
        Tracks.Step(meeting, e.Commitment, e, track => track with { Declined = e.Reason });

    public static Meeting Apply(Meeting meeting, Urged e) => Tracks.Step(meeting, e.Commitment, e, track => track);

    public static Meeting Apply(Meeting meeting, CarriedOver e) =>
        Tracks.Step(meeting, e.Commitment, e, track => track with { CarriedTo = e.To });
}
