namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>
/// Every way in which a value that somebody wrote down for a meeting can be wrong, whether in a pack or in a workbook. The
/// words are found at the edge.
/// </summary>
public static class ValueCode
{
    public const string Required = "value.required";
    public const string Kind = "value.kind";

    /// <summary>{0}: the most characters.</summary>
    public const string TooLong = "value.too-long";
    public const string ForbiddenCharacters = "value.forbidden-characters";

    /// <summary>{0}: what may stand there; {1}: what does; {2}: what is most likely meant, or nothing.</summary>
    public const string Choice = "value.choice";
    public const string DateShape = "value.date";

    /// <summary>{0}: as it stands there; {1}: the month; {2}: the day that the month does not have.</summary>
    public const string NoSuchDay = "value.no-such-day";
    public const string TimeShape = "value.time";
    public const string NumberShape = "value.number";

    /// <summary>{0} to {1}; {2}: what stands there.</summary>
    public const string Range = "value.range";

    /// <summary>{0} to {1}; {2}: how many there are.</summary>
    public const string Count = "value.count";

    /// <summary>{0}: of what there should be as many; {1}: how many; {2}: how many there are.</summary>
    public const string AsManyAs = "value.as-many-as";
    public const string CodeShape = "value.code-shape";
    public const string IdShape = "value.id-shape";
    public const string Twice = "value.twice";
    public const string MilestoneShape = "milestone.shape";

    /// <summary>{0}: the deadline; {1}: the step's day.</summary>
    public const string MilestoneAfterDeadline = "milestone.after-deadline";

    /// <summary>{0}: the meeting's day; {1}: the deadline.</summary>
    public const string DeadlineBeforeMeeting = "deadline.before-meeting";
    public const string VenueOfCode = "venue.none-with-code";
    public const string PhotoTakenOrDrawn = "photo.taken-or-drawn";

    // Of the unknown ones {0} is what stands there, {1} what is most likely meant, or nothing.
    public const string TopicUnknown = "topic.unknown";
    public const string LeadUnknown = "lead.unknown";
    public const string UnitUnknown = "unit.unknown";
    public const string OwnerUnknown = "owner.unknown";
}
