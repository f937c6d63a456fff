namespace Fengtai.MeetingLive.Core;

/// <summary>准备, 进行, 结束.</summary>
public enum Phase
{
    /// <summary>Nothing is announced yet; the journal is empty.</summary>
    Draft,

    /// <summary>准备: residents may already ask.</summary>
    Preparing,

    /// <summary>进行</summary>
    Running,

    /// <summary>结束: nothing from the hall is accepted any more.</summary>
    Closed,
}

/// <summary>环节: one part of the meeting.</summary>
/// <param name="StartsAt">Planned, local time of the street.</param>
/// <param name="Hint">One line for the big screen's welcome, such as 扫码即可，不用注册.</param>
public sealed record AgendaItem(
    AgendaItemId Id,
    string Title,
    string Hint,
    TimeOnly StartsAt,
    int Minutes,
    string Speaker
);

/// <summary>The part that is on now and since when.</summary>
public sealed record AgendaPosition(AgendaItemId Item, DateTimeOffset Since);

public sealed record OpenMeeting(CommandId Id, Actor By, DateTimeOffset At) : MeetingCommand(Id, By, At)
{
    /// <summary>What the opening freezes; null: nothing was counted.</summary>
    public Frozen? Frozen { get; init; }

    public override Roles AllowedTo => Roles.Lead;
}

public sealed record MeetingOpened(CommandId Id, ActorId By, DateTimeOffset At) : StaffEvent(Id, By, At)
{
    /// <summary>Left out where nothing was counted, as in meetings that were opened before there was a list.</summary>
    public Frozen? Frozen { get; init; }
}

/// <summary>Rounds and polls that are still open are closed with it; a question on stage must have its outcome first.</summary>
public sealed record CloseMeeting(CommandId Id, Actor By, DateTimeOffset At) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record MeetingClosed(CommandId Id, ActorId By, DateTimeOffset At) : StaffEvent(Id, By, At);

public sealed record StartAgendaItem(CommandId Id, Actor By, DateTimeOffset At, AgendaItemId Item)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Lead;
}

public sealed record AgendaItemStarted(CommandId Id, ActorId By, DateTimeOffset At, AgendaItemId Item)
    : StaffEvent(Id, By, At);

/// <summary>A device was let in: it stands in the denominators from now on.</summary>
public sealed record Enter(CommandId Id, Actor By, DateTimeOffset At, Origin From) : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident;
}

public sealed record Entered(CommandId Id, ActorId? By, DateTimeOffset At, Origin From)
    : ResidentEvent(Id, By, At, From);

/// <summary>The meeting's course: announced, opened, part by part, closed.</summary>
internal static class Course
{
    public static Decision Decide(Meeting meeting, Announce announce) =>
        meeting.Phase == Phase.Draft
            ? new Announced(announce.Id, announce.By.Id, announce.At, announce.Plan, announce.ResponsePlans)
            {
                HeldWords = announce.HeldWords,
            }
            : Rejection.MeetingAlreadyAnnounced;

    public static Decision Decide(Meeting meeting, OpenMeeting open) =>
        meeting.Phase switch
        {
            Phase.Preparing when open.Frozen is { } frozen && frozen.Plan != meeting.PlanVersion =>
                Rejection.PlanChangedMeanwhile,
            Phase.Preparing => new MeetingOpened(open.Id, open.By.Id, open.At) { Frozen = open.Frozen },
            Phase.Closed => Rejection.MeetingClosed,
            _ => Rejection.MeetingAlreadyOpen,
        };

    public static Decision Decide(Meeting meeting, CloseMeeting close)
    {
        if (meeting.Phase == Phase.Closed)
            return Rejection.MeetingClosed;
        if (meeting.Phase != Phase.Running)
            return Rejection.MeetingNotRunning;
        if (meeting.Stage is not null)
            return Rejection.StageOccupied;
        return Decision.Happened([
            .. meeting
                .Rounds.Values.Where(round => round.State == RoundState.Open)
                .OrderBy(round => round.Number)
                .SelectMany(round => round.Closing(close.Id, close.By.Id, close.At)),
            .. meeting
                .Polls.Values.Where(poll => poll.State == RoundState.Open)
                .OrderBy(poll => poll.Number)
                .SelectMany(poll => poll.Closing(close.Id, close.By.Id, close.At)),
            new MeetingClosed(close.Id, close.By.Id, close.At),
            new SceneShown(close.Id, close.By.Id, close.At, new Scene(SceneKind.Closing)),
        ]);
    }

    public static Decision Decide(Meeting meeting, StartAgendaItem start)
    {
        if (meeting.Phase != Phase.Running)
            return Rejection.MeetingNotRunning;
        return meeting.Plan.Agenda.Any(item => item.Id == start.Item)
            ? new AgendaItemStarted(start.Id, start.By.Id, start.At, start.Item)
            : Rejection.AgendaItemUnknown;
    }

    /// <summary>
    /// Coming in twice is the same as once; before the day and after closing one may read, and is not counted.
    /// </summary>
    public static Decision Decide(Meeting meeting, Enter enter)
    {
        if (meeting.Phase == Phase.Closed)
            return Rejection.MeetingClosed;
        if (Admission.IsMailbox(meeting, enter.At))
            return new Decision.Repeated(meeting.Version);
        if (meeting.Present.TryGetValue(enter.By.Id, out var known) && !Admission.IsUpgrade(known, enter.From))
            return new Decision.Repeated(meeting.Version);
        return new Entered(enter.Id, enter.By.Id, enter.At, enter.From);
    }

    public static Meeting Apply(Meeting meeting, MeetingOpened e) =>
        meeting with
        {
            Phase = Phase.Running,
            OpenedAt = e.At,
            Plan = e.Frozen?.Baseline is { } counted ? meeting.Plan with { Baseline = counted } : meeting.Plan,
            DeckSha256 = e.Frozen?.DeckSha256,
        };

    public static Meeting Apply(Meeting meeting, MeetingClosed e) =>
        meeting with
        {
            Phase = Phase.Closed,
            ClosedAt = e.At,
            Promised = meeting.Timetable,
            // Every hall sees the closing figures.
            VenueScenes = meeting.VenueScenes.Clear(),
        };

    public static Meeting Apply(Meeting meeting, AgendaItemStarted e) =>
        meeting with
        {
            Agenda = new AgendaPosition(e.Item, e.At),
        };

    public static Meeting Apply(Meeting meeting, Entered e) =>
        e.By is { } who ? meeting with { Present = meeting.Present.SetItem(who, e.From) } : meeting;
}
