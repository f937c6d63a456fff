using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core;

/// <summary>The way of a question: asked, approved or refused, supported, on stage, answered or handed over.</summary>
internal static class Questioning
{
    public const int GistMost = 500;

    public static Decision Decide(Meeting meeting, Ask ask)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        var text = Words.Kept(ask.Text);
        if (Words.Check(text) is { } wrong)
            return wrong;
        var name = Words.Kept(ask.Name);
        if (Words.Length(name) > Words.NameMost)
            return Rejection.NameTooLong;
        if (Words.HasForbidden(name))
            return Rejection.TextForbiddenCharacters;
        if (!meeting.KnowsTopic(ask.Topic))
            return Rejection.TopicUnknown;
        // After an erasure a late copy is no longer known by its command's id.
        if (meeting.Questions.ContainsKey(ask.Question))
            return Rejection.QuestionIdTaken;
        var byStaff = ask.By.Kind != ActorKind.Resident;
        var asked = new Asked(
            ask.Id,
            byStaff ? null : ask.By.Id,
            ask.At,
            ask.From,
            ask.Question,
            text,
            name.Length == 0 ? null : name,
            ask.Topic,
            ask.Group,
            ask.Receipt,
            byStaff ? ask.By.Id : null
        );
        // A held word never makes a question vanish: it waits to be read.
        return meeting.Plan.ShowFirst && HeldWords.In(meeting, text) is null
            ? Decision.Happened(asked, new Approved(ask.Id, new ActorId("system"), ask.At, ask.Question))
            : asked;
    }

    public static Decision Decide(Meeting meeting, Support support)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(support.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.Supporters.Contains(support.By.Id))
            return new Decision.Repeated(meeting.Version);
        if (question.AskedBy == support.By.Id)
            return Rejection.QuestionOwn;
        // A late phone supports what has been merged meanwhile: it counts where the question is answered.
        question = meeting.Standing(question.Id);
        if (question.Supporters.Contains(support.By.Id))
            return new Decision.Repeated(meeting.Version);
        if (question.AskedBy == support.By.Id)
            return Rejection.QuestionOwn;
        // One answer for the unknown, the waiting, the refused and the erased: nobody can probe what is not public.
        if (!question.IsPublic)
            return Rejection.QuestionUnknown;
        if (question.State is QuestionState.Answered or QuestionState.HandedOver)
            return Rejection.QuestionSettled;
        return new Supported(support.Id, support.By.Id, support.At, support.From, question.Id);
    }

    public static Decision Decide(Meeting meeting, Withdraw withdraw)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(withdraw.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.AskedBy != withdraw.By.Id)
            return question.IsPublic ? Rejection.QuestionNotYours : Rejection.QuestionUnknown;
        return question.State switch
        {
            QuestionState.Withdrawn => new Decision.Repeated(meeting.Version),
            QuestionState.Waiting or QuestionState.Approved => new Withdrawn(
                withdraw.Id,
                withdraw.By.Id,
                withdraw.At,
                withdraw.From,
                withdraw.Question
            ),
            QuestionState.OnStage => Rejection.QuestionOnStage,
            QuestionState.Merged => Rejection.QuestionMerged(meeting.Standing(question.Id).Number),
            _ => Rejection.QuestionSettled,
        };
    }

    public static Decision Decide(Meeting meeting, Approve approve)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(approve.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.State != QuestionState.Waiting)
            return Rejection.QuestionNotWaiting;
        return new Approved(approve.Id, approve.By.Id, approve.At, approve.Question);
    }

    public static Decision Decide(Meeting meeting, Refuse refuse)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(refuse.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.State is not (QuestionState.Waiting or QuestionState.Approved))
            return Rejection.QuestionNotWaiting;
        var note = Words.Kept(refuse.Note);
        if (refuse.Reason == RefusalReason.Other && note.Length == 0)
            return Rejection.RefusalNeedsNote;
        if (note.Length > 0 && Words.Check(note) is { } wrong)
            return wrong;
        return new Refused(
            refuse.Id,
            refuse.By.Id,
            refuse.At,
            refuse.Question,
            refuse.Reason,
            note.Length == 0 ? null : note
        );
    }

    public static Decision Decide(Meeting meeting, Reconsider reconsider)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(reconsider.Question, out var question))
            return Rejection.QuestionUnknown;
        return question.State is QuestionState.Approved or QuestionState.Refused
            ? new Reconsidered(reconsider.Id, reconsider.By.Id, reconsider.At, reconsider.Question)
            : Rejection.QuestionSettled;
    }

    public static Decision Decide(Meeting meeting, ChangeTopic change)
    {
        if (meeting.NotAccepting is { } closed)
            return closed;
        if (!meeting.Questions.TryGetValue(change.Question, out var question))
            return Rejection.QuestionUnknown;
        if (!meeting.KnowsTopic(change.Topic))
            return Rejection.TopicUnknown;
        if (question.Topic == change.Topic)
            return new Decision.Repeated(meeting.Version);
        return new TopicChanged(change.Id, change.By.Id, change.At, change.Question, change.Topic);
    }

    public static Decision Decide(Meeting meeting, PutOnStage put)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Questions.TryGetValue(put.Question, out var question))
            return Rejection.QuestionUnknown;
        if (meeting.Stage?.Question == put.Question)
            return new Decision.Repeated(meeting.Version);
        if (meeting.Stage is not null)
            return Rejection.StageOccupied;
        // An erased question has nothing to show.
        if (question is not { State: QuestionState.Approved, Text: not null })
            return Rejection.QuestionNotApproved;
        return Decision.Happened(
            new Staged(put.Id, put.By.Id, put.At, put.Question),
            new SceneShown(put.Id, put.By.Id, put.At, new Scene(SceneKind.Question))
        );
    }

    public static Decision Decide(Meeting meeting, Answer answer)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Questions.TryGetValue(answer.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.State is not (QuestionState.OnStage or QuestionState.Approved))
            return Rejection.QuestionNotApproved;
        var gist = Words.Kept(answer.Gist);
        if (gist.Length == 0)
            return Rejection.GistEmpty;
        if (Words.Check(gist, GistMost) is { } wrong)
            return wrong;
        return new Answered(answer.Id, answer.By.Id, answer.At, answer.Question, gist);
    }

    public static Decision Decide(Meeting meeting, HandOver handOver)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Questions.TryGetValue(handOver.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.State is not (QuestionState.OnStage or QuestionState.Approved))
            return Rejection.QuestionNotApproved;
        if (meeting.Timetable.ContainsKey(handOver.Commitment))
            return Rejection.CommitmentIdTaken;
        var promise = handOver.Promise.Tidied();
        if (promise.Check(notBefore: meeting.Plan.Date) is { } wrong)
            return wrong;
        var handedOver = new HandedOver(
            handOver.Id,
            handOver.By.Id,
            handOver.At,
            handOver.Question,
            new Commitment(
                handOver.Commitment,
                promise.Title,
                promise.Lead,
                promise.Unit,
                promise.Owner,
                promise.Deadline,
                promise.Milestones,
                CommitmentState.NotStarted,
                handOver.Question,
                Sample: meeting.Plan.Sample
            )
            {
                Topic = question.Topic,
            }
        );
        // What was promised on stage is seen at once by the hall; what is handed over in writing does not disturb it.
        return question.State == QuestionState.OnStage
            ? Decision.Happened(
                handedOver,
                new SceneShown(handOver.Id, handOver.By.Id, handOver.At, new Scene(SceneKind.Timetable))
            )
            : handedOver;
    }

    public static Decision Decide(Meeting meeting, Erase erase)
    {
        if (!meeting.Questions.TryGetValue(erase.Question, out var question))
            return Rejection.QuestionUnknown;
        if (question.State == QuestionState.OnStage)
            return Rejection.QuestionOnStage;
        if (question is { Text: null, AskedBy: null } && !FollowUps.HasWordsOf(meeting, erase.Question))
            return new Decision.Repeated(meeting.Version);
        return new Erased(erase.Id, erase.By.Id, erase.At, erase.Question);
    }

    public static Meeting Apply(Meeting meeting, Asked e) =>
        meeting with
        {
            Questions = meeting.Questions.Add(
                e.Question,
                new Question(
                    e.Question,
                    meeting.Questions.Count + 1,
                    e.By,
                    e.Id,
                    e.Receipt,
                    e.Text,
                    e.Name,
                    e.Topic,
                    e.Group,
                    e.From,
                    e.At,
                    QuestionState.Waiting,
                    []
                )
            ),
        };

    public static Meeting Apply(Meeting meeting, Supported e) =>
        e.By is { } who
            ? meeting.Change(
                e.Question,
                q => q with { Supporters = q.Supporters.Add(who), Joined = q.Joined.Remove(who) }
            )
            : meeting;

    public static Meeting Apply(Meeting meeting, Withdrawn e) =>
        Merging.Release(
            meeting.Change(
                e.Question,
                q => q with { State = QuestionState.Withdrawn, SettledAt = e.At, WithdrawnAs = e.Id }
            ),
            e.Question
        );

    public static Meeting Apply(Meeting meeting, Approved e) =>
        meeting.Change(e.Question, q => q with { State = QuestionState.Approved, ApprovedAt = e.At });

    public static Meeting Apply(Meeting meeting, Refused e) =>
        meeting.Change(
            e.Question,
            q => q with { State = QuestionState.Refused, Reason = e.Reason, ReasonNote = e.Note, SettledAt = e.At }
        );

    public static Meeting Apply(Meeting meeting, Reconsidered e) =>
        meeting.Change(
            e.Question,
            q =>
                q with
                {
                    State = QuestionState.Waiting,
                    Reason = null,
                    ReasonNote = null,
                    ApprovedAt = null,
                    SettledAt = null,
                }
        );

    public static Meeting Apply(Meeting meeting, TopicChanged e) =>
        meeting.Change(e.Question, q => q with { Topic = e.Topic });

    public static Meeting Apply(Meeting meeting, Staged e) =>
        meeting.Change(e.Question, q => q with { State = QuestionState.OnStage, StagedAt = e.At }) with
        {
            Stage = new Stage(e.Question, e.At),
        };

    public static Meeting Apply(Meeting meeting, Answered e) =>
        Settle(meeting, e.Question, q => q with { State = QuestionState.Answered, Gist = e.Gist, SettledAt = e.At });

    public static Meeting Apply(Meeting meeting, HandedOver e) =>
        Settle(
            meeting,
            e.Question,
            q => q with { State = QuestionState.HandedOver, Commitment = e.Commitment.Id, SettledAt = e.At }
        ) with
        {
            Timetable = meeting.Timetable.Add(e.Commitment.Id, e.Commitment with { ListedAt = e.At }),
        };

    public static Meeting Apply(Meeting meeting, Erased e)
    {
        var question = meeting.Questions[e.Question];
        var erased = meeting.Change(
            e.Question,
            q =>
                q with
                {
                    AskedBy = null,
                    Text = null,
                    Name = null,
                    ReasonNote = null,
                    Labels = [],
                    IsErased = true,
                    ErasedAt = e.At,
                }
        );
        erased = question.State is QuestionState.Waiting or QuestionState.Approved
            ? Merging.Release(erased, e.Question)
            : Merging.Recount(erased, e.Question);
        erased = FollowUps.Forget(erased, e.Question);
        if (question.AskedBy is not { } who)
            return erased;
        // A replay cannot know who asked and withdrew, so the live state forgets it too.
        var seen = erased.Seen.Remove((who, question.AskedAs));
        return erased with { Seen = question.WithdrawnAs is { } id ? seen.Remove((who, id)) : seen };
    }

    private static Meeting Settle(Meeting meeting, QuestionId id, Func<Question, Question> change) =>
        meeting.Change(id, change) with
        {
            Stage = meeting.Stage?.Question == id ? null : meeting.Stage,
        };
}
