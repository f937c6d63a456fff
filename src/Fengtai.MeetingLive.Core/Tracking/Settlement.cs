namespace Fengtai.MeetingLive.Core.Tracking;

/// <summary>会后跟进: which rule decides and applies what.</summary>
internal static class Settlement
{
    public static Decision Decide(Meeting meeting, TrackingCommand command) =>
        command switch
        {
            Report c => Reports.Decide(meeting, c),
            Accept c => Reports.Decide(meeting, c),
            SendBack c => Reports.Decide(meeting, c),
            Reassign c => Charges.Decide(meeting, c),
            Decline c => Charges.Decide(meeting, c),
            Urge c => Charges.Decide(meeting, c),
            CarryOver c => Charges.Decide(meeting, c),
            RecordSiteVisit c => SiteVisits.Decide(meeting, c),
            BlowWhistle c => Whistling.Decide(meeting, c),
            AnswerWhistle c => Whistling.Decide(meeting, c),
            RecordAttendance c => Whistling.Decide(meeting, c),
            ConcludeWhistle c => Whistling.Decide(meeting, c),
            _ => throw new NotSupportedException($"No rule decides {command.GetType().Name}."),
        };

    public static Decision Decide(Meeting meeting, AskerCommand command) =>
        command switch
        {
            RateOutcome c => FollowUps.Decide(meeting, c),
            Reopen c => FollowUps.Decide(meeting, c),
            _ => throw new NotSupportedException($"No rule decides {command.GetType().Name}."),
        };

    public static Meeting Apply(Meeting meeting, TrackingEvent e) =>
        e switch
        {
            Reported x => Reports.Apply(meeting, x),
            Postponed x => Reports.Apply(meeting, x),
            Accepted x => Reports.Apply(meeting, x),
            SentBack x => Reports.Apply(meeting, x),
            Reassigned x => Charges.Apply(meeting, x),
            Declined x => Charges.Apply(meeting, x),
            Urged x => Charges.Apply(meeting, x),
            CarriedOver x => Charges.Apply(meeting, x),
            SiteVisited x => SiteVisits.Apply(meeting, x),
            WhistleBlown x => Whistling.Apply(meeting, x),
            WhistleAnswered x => Whistling.Apply(meeting, x),
            AttendanceRecorded x => Whistling.Apply(meeting, x),
            WhistleConcluded x => Whistling.Apply(meeting, x),
            _ => throw new NotSupportedException($"No rule applies {e.GetType().Name}."),
        };

    public static Meeting Apply(Meeting meeting, AskerEvent e) =>
        e switch
        {
            OutcomeRated x => FollowUps.Apply(meeting, x),
            Reopened x => FollowUps.Apply(meeting, x),
            _ => throw new NotSupportedException($"No rule applies {e.GetType().Name}."),
        };
}
