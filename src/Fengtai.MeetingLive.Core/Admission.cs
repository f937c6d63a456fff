namespace Fengtai.MeetingLive.Core;

/// <summary>How a meeting lets people in; fixed with the plan.</summary>
public enum EntryRule
{
    /// <summary>Whoever has the link or the code, as in the demo.</summary>
    Open,

    /// <summary>Whoever scanned the changing code on the hall's screen.</summary>
    Hall,

    /// <summary>Whoever holds a ticket, one phone a ticket.</summary>
    Ticket,
}

/// <summary>
/// Something that a resident wants. Where it counts is settled by <see cref="Admission"/>, not by what was sent.
/// </summary>
public abstract record ResidentCommand(CommandId Id, Actor By, DateTimeOffset At, Origin From)
    : MeetingCommand(Id, By, At);

/// <summary>
/// Who counts as being in the hall. Where entry is not open, a device that was not admitted may follow and ask all the
/// same; what it does counts apart, as online.
/// </summary>
public static class Admission
{
    /// <summary>How this device was let in; null when it was not, or where everybody is.</summary>
    public static Origin? Of(Meeting meeting, ActorId who) =>
        meeting.Present.TryGetValue(who, out var origin) && origin.Entry is Entry.Hall or Entry.Ticket ? origin : null;

    /// <summary>
    /// 线上意见箱: a meeting that is announced takes questions, but until its day nobody is there. Who asks then counts with
    /// nobody present, and enters when the day comes.
    /// </summary>
    /// <param name="at">The street's clock is UTC+8; China has no summer time.</param>
    internal static bool IsMailbox(Meeting meeting, DateTimeOffset at) =>
        meeting.Phase == Phase.Preparing && Days.Of(at) < meeting.Plan.Date;

    /// <summary>The same command with the origin that this device really has.</summary>
    internal static MeetingCommand Place(Meeting meeting, MeetingCommand command) =>
        command is ResidentCommand { By.Kind: ActorKind.Resident } act
            ? act with
            {
                From = From(meeting, act),
            }
            : command;

    /// <summary>A device that followed from outside and is admitted now counts as admitted from now on; never the reverse.</summary>
    internal static bool IsUpgrade(Origin known, Origin now) => known.Entry == Entry.Online && now.Entry == Entry.Hall;

    private static Origin From(Meeting meeting, ResidentCommand act)
    {
        if (IsMailbox(meeting, act.At) && act is not BindTicket)
            return FromOutside(act);
        if (meeting.Plan.Entry == EntryRule.Open)
            return act.From;
        if (Of(meeting, act.By.Id) is { } admitted)
            return admitted;
        // The edge has checked the hall's code before it says so; nothing but entering may claim it.
        if (act is Enter { From.Entry: Entry.Hall } && meeting.Plan.Entry == EntryRule.Hall)
            return act.From;
        // The ticket itself decides where its holder sits.
        return act is BindTicket ? act.From : FromOutside(act);
    }

    private static Origin FromOutside(ResidentCommand act) =>
        act.From with
        {
            Channel = Channel.Mailbox,
            Entry = Entry.Online,
        };
}
