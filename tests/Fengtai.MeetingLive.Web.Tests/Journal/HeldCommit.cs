using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>The next commit waits just before it becomes durable, until it is released; those after it do not.</summary>
internal sealed class HeldCommit
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldCommit(MeetingJournal journal) =>
        journal.OnStep = step =>
        {
            if (step != CommitStep.BeforeCommit)
                return Task.CompletedTask;
            journal.OnStep = null;
            reached.TrySetResult();
            return released.Task;
        };

    /// <summary>Completes when the commit stands still.</summary>
    public Task Reached => reached.Task;

    public void Release() => released.TrySetResult();
}
