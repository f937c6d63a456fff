using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>回应预案, one for a topic or for a part of one.</summary>
public static class PlansReading
{
    public const int PlansMost = 200;
    public const int MilestonesMost = 8;

    /// <param name="meeting">
    /// References are judged only where the lists that they refer to could be read; else every one would be a mistake.
    /// </param>
    public static ImmutableArray<ResponsePlan> Read(Field? list, MeetingPlan? meeting)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var plans = list?.Object(json => json["plans"].Items(0, PlansMost, plan => Plan(plan, meeting, seen)).ToList());
        return plans is null ? [] : [.. plans];
    }

    private static ResponsePlan Plan(Field json, MeetingPlan? meeting, HashSet<string> seen)
    {
        var deadline = json["deadline"].Date();
        var plan = new ResponsePlan(
            json["topic"].Text(12),
            json["part"].OptionalText(12),
            json["maySay"].Text(120),
            json["mayPromise"].Text(120),
            json["mayNotPromise"].Text(120),
            json["title"].Text(Promise.TitleMost),
            json["lead"].Text(Promise.FieldMost),
            json["unit"].Text(Promise.FieldMost),
            json["owner"].Text(Promise.FieldMost),
            deadline,
            json["milestones"].Items(0, MilestonesMost, milestone => Milestone(milestone, deadline)),
            json["like"].IsThere ? json["like"].Object(Like) : null,
            json["standard"].OptionalText(120)
        );
        (plan.Part is null ? json["topic"] : json["part"]).Spot.Once(seen, $"{plan.Topic} {plan.Part}".Trim());
        if (meeting is not null)
        {
            References.Topic(meeting, plan.Topic, json["topic"].Spot, plan.Part, json["part"].Spot);
            References.Responsible(meeting, plan.Lead, json["lead"].Spot, plan.Unit, json["unit"].Spot);
            json["owner"].Spot.Known(meeting.Owners, plan.Owner, ValueCode.OwnerUnknown);
            References.NotBeforeMeeting(json["deadline"].Spot, plan.Deadline, meeting);
        }

        return plan;
    }

    private static Milestone Milestone(Field json, DateOnly deadline)
    {
        var date = json["date"].Date();
        References.Before(json["date"].Spot, date, deadline);
        return new Milestone(date, json["text"].Text(Promise.TitleMost));
    }

    private static LikeDemands Like(Field json) =>
        new(
            json["resolved"].Whole(0, 1_000_000),
            json["resolvedAbout"].Text(30),
            json["inProgress"].Whole(0, 1_000_000),
            json["inProgressAbout"].Text(30),
            json["needsCoordination"].Whole(0, 1_000_000),
            json["needsCoordinationAbout"].Text(30)
        );
}

/// <summary>What plans, commitments and demands are checked for alike.</summary>
public static class References
{
    /// <summary>The topic is on the meeting's list, and the part is one of its own.</summary>
    public static void Topic(MeetingPlan meeting, string topic, Spot topicAt, string? part, Spot partAt)
    {
        topicAt.Known(meeting.Topics.Select(t => t.Name), topic, ValueCode.TopicUnknown);
        if (meeting.Topics.FirstOrDefault(t => t.Name == topic) is { } known && part is not null)
            partAt.Known(known.Parts, part, ValueCode.TopicUnknown);
    }

    public static void Responsible(MeetingPlan meeting, string lead, Spot leadAt, string unit, Spot unitAt)
    {
        leadAt.Known(meeting.Leads, lead, ValueCode.LeadUnknown);
        unitAt.Known(meeting.Units, unit, ValueCode.UnitUnknown);
    }

    public static void NotBeforeMeeting(Spot at, DateOnly deadline, MeetingPlan meeting)
    {
        if (deadline != default && meeting.Date != default && deadline < meeting.Date)
            at.Fault(ValueCode.DeadlineBeforeMeeting, $"{meeting.Date:yyyy-MM-dd}", $"{deadline:yyyy-MM-dd}");
    }

    public static void Before(Spot at, DateOnly milestone, DateOnly deadline)
    {
        if (milestone != default && deadline != default && milestone > deadline)
            at.Fault(ValueCode.MilestoneAfterDeadline, $"{deadline:yyyy-MM-dd}", $"{milestone:yyyy-MM-dd}");
    }
}
