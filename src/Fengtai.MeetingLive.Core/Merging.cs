using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>并入: the question says the same as another; from now on it is answered there, with its supporters.</summary>
/// <param name="Into">May itself have been merged: then it is the one that stands in the end.</param>
public sealed record Merge(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question, QuestionId Into)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Undo: the question stands by itself again as it did, while it has no outcome.</summary>
public sealed record Unmerge(CommandId Id, Actor By, DateTimeOffset At, QuestionId Question)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <param name="Into">The question that stands: never itself merged at that time.</param>
public sealed record Merged(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question, QuestionId Into)
    : StaffEvent(Id, By, At);

public sealed record Unmerged(CommandId Id, ActorId By, DateTimeOffset At, QuestionId Question)
    : StaffEvent(Id, By, At);

/// <summary>
/// Duplicates are one question. The one that stands counts everybody who supported or asked any of them, each person
/// once; who supported it in person stays in <see cref="Question.Supporters"/>, who came along in
/// <see cref="Question.Joined"/>, so that undoing takes back exactly what merging brought.
/// </summary>
internal static class Merging
{
    public static Decision Decide(Meeting meeting, Merge merge)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (
            !meeting.Questions.TryGetValue(merge.Question, out var question)
            || !meeting.Questions.ContainsKey(merge.Into)
        )
            return Rejection.QuestionUnknown;
        if (merge.Question == merge.Into)
            return Rejection.MergeItself;
        if (question.State == QuestionState.Merged)
            return Rejection.MergedAlready;
        if (question.State == QuestionState.OnStage)
            return Rejection.QuestionOnStage;
        // What is erased has nothing left to compare.
        if (question is not { State: QuestionState.Waiting or QuestionState.Approved, Text: not null })
            return Rejection.QuestionSettled;
        var into = meeting.Standing(merge.Into);
        if (into.Id == question.Id)
            return Rejection.MergeRing;
        if (
            into
            is not { State: QuestionState.Waiting or QuestionState.Approved or QuestionState.OnStage, Text: not null }
        )
            return Rejection.MergeTargetClosed;
        // It would vanish from the phones of those who support it.
        if (question.State == QuestionState.Approved && into.State == QuestionState.Waiting)
            return Rejection.MergeTargetWaiting;
        return new Merged(merge.Id, merge.By.Id, merge.At, question.Id, into.Id);
    }

    public static Decision Decide(Meeting meeting, Unmerge unmerge)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(unmerge.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.State != QuestionState.Merged)
            return Rejection.NotMerged;
        if (meeting.Standing(question.Id).State is QuestionState.Answered or QuestionState.HandedOver)
            return Rejection.QuestionSettled;
        return new Unmerged(unmerge.Id, unmerge.By.Id, unmerge.At, question.Id);
    }

    public static Meeting Apply(Meeting meeting, Merged e) =>
        Recount(
            meeting.Change(
                e.Question,
                q => q with { State = QuestionState.Merged, MergedInto = e.Into, MergedFrom = q.State, MergedAt = e.At }
            ),
            e.Into
        );

    public static Meeting Apply(Meeting meeting, Unmerged e) =>
        Recount(meeting.Change(e.Question, Alone), meeting.Questions[e.Question].MergedInto);

    /// <summary>
    /// The question itself goes (withdrawn or erased before it had an outcome): whoever asked the same asks on. What was
    /// merged into it stands by itself again.
    /// </summary>
    public static Meeting Release(Meeting meeting, QuestionId gone)
    {
        var released = meeting
            .Questions.Values.Where(q => q.MergedInto == gone)
            .Aggregate(meeting, (state, q) => state.Change(q.Id, Alone));
        return Recount(released, gone);
    }

    /// <summary>Counts anew who came along, from <paramref name="from"/> up to the question that stands.</summary>
    public static Meeting Recount(Meeting meeting, QuestionId? from)
    {
        for (var at = from; at is { } id; at = meeting.Questions[id].MergedInto)
        {
            var question = meeting.Questions[id];
            var joined = ImmutableHashSet.CreateBuilder<ActorId>();
            var slips = 0;
            foreach (var merged in meeting.MergedInto(id))
            {
                joined.UnionWith(merged.Supporters);
                joined.UnionWith(merged.Joined);
                slips += merged.JoinedSlips;
                if (merged.AskedBy is { } asker)
                    joined.Add(asker);
                // Whoever handed in a slip is somebody too. After an erasure nobody can tell whether they are counted
                // already, and no one may count twice.
                else if (!merged.IsErased)
                    slips++;
            }

            joined.ExceptWith(question.Supporters);
            if (question.AskedBy is { } own)
                joined.Remove(own);
            meeting = meeting.Change(id, q => q with { Joined = joined.ToImmutable(), JoinedSlips = slips });
        }

        return meeting;
    }

    private static Question Alone(Question q) =>
        q with
        {
            State = q.MergedFrom ?? QuestionState.Waiting,
            MergedInto = null,
            MergedFrom = null,
            MergedAt = null,
        };
}
