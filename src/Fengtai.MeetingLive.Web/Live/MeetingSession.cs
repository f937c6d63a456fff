using System.Collections.Immutable;
using System.Diagnostics;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Operations;
using Channels = System.Threading.Channels;

namespace Fengtai.MeetingLive.Web.Live;

/// <summary>
/// One meeting while it is in use: a bounded mailbox and one loop. The loop takes all that queued while the last commit
/// ran, commits it as one batch, publishes the new state, and only then answers. It never waits for a client.
/// </summary>
public sealed class MeetingSession : IAsyncDisposable
{
    /// <summary>How many commands may wait; beyond that the answer is <c>server.busy</c>, at once.</summary>
    public const int MailboxSize = 16_384;

    /// <summary>How many commands one commit takes at most.</summary>
    public const int BatchSize = 1_024;

    /// <summary>
    /// When the last batch shows that many are acting, the next one gathers for so long: a commit costs the same for one
    /// rating as for thirty, and in a storm of 2,000 a second it would otherwise be paid 300 times a second. Who acts
    /// alone never waits.
    /// </summary>
    internal static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(12);

    /// <summary>So many in one batch are many.</summary>
    internal const int Many = 4;

    /// <summary>So many waiting are worth a commit at once.</summary>
    internal const int Enough = 64;

    private readonly MeetingJournal journal;
    private readonly ILogger logger;
    private readonly LiveMeter? meter;
    private readonly TimeProvider clock;
    private readonly Channels.Channel<Letter> mailbox = Channels.Channel.CreateBounded<Letter>(
        new Channels.BoundedChannelOptions(MailboxSize)
        {
            SingleReader = true,
            FullMode = Channels.BoundedChannelFullMode.Wait,
        }
    );
    private readonly CancellationTokenSource stopping = new();
    private readonly Task loop;
    private volatile Recorded current;
    private ImmutableArray<Action<Recorded>> subscribers = [];
    private volatile bool failing;
    private int closed;

    /// <param name="clock">By which acts are gathered; null: the machine's own, also where the meeting's clock is another.</param>
    public MeetingSession(
        Recorded start,
        MeetingJournal journal,
        ILogger logger,
        LiveMeter? meter = null,
        TimeProvider? clock = null
    )
    {
        current = start;
        this.journal = journal;
        this.logger = logger;
        this.meter = meter;
        this.clock = clock ?? TimeProvider.System;
        loop = Task.Run(RunAsync);
    }

    /// <summary>The state that the journal holds on disk, as last seen.</summary>
    public Meeting Current => current.Meeting;

    /// <summary>State and journal hash together, of one version.</summary>
    public Recorded Recorded => current;

    /// <summary>How many acts wait for their commit.</summary>
    public int Waiting => mailbox.Reader.Count;

    /// <summary>The last commit was not written: whoever acts now is told so.</summary>
    public bool IsFailing => failing;

    /// <summary>
    /// While the last commit stands as not written: finds out whether it would be now. Whoever watches the server sends nobody
    /// to it meanwhile, so it must not take somebody's act to find out.
    /// </summary>
    public async Task TryAgainAsync(CancellationToken cancel)
    {
        if (!failing)
            return;
        try
        {
            await journal.ProbeAsync(cancel);
            failing = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            logger.LogWarning("Meeting {Meeting} still cannot be written: {Error}", Current.Id, e.GetType().Name);
        }
    }

    /// <summary>
    /// Decides and writes. Completes when the outcome is durable. Cancelling stops the waiting only: what was queued is
    /// still carried out, as it may already be on its way to disk.
    /// </summary>
    public async Task<Outcome> ExecuteAsync(MeetingCommand command, CancellationToken cancel = default)
    {
        var letter = new Letter(command);
        if (!mailbox.Writer.TryWrite(letter))
            return new Outcome.Failed("server.busy");
        return await letter.Answer.Task.WaitAsync(cancel);
    }

    /// <summary>Calls <paramref name="onChange"/> after every change, from the loop: it must return at once.</summary>
    public IDisposable Subscribe(Action<Recorded> onChange)
    {
        ImmutableInterlocked.Update(ref subscribers, all => all.Add(onChange));
        return new Subscription(() => ImmutableInterlocked.Update(ref subscribers, all => all.Remove(onChange)));
    }

    /// <summary>Another node wrote to this journal: read what is new. Harmless when nothing is.</summary>
    public void WakeUp() => mailbox.Writer.TryWrite(Letter.CatchUp);

    public async ValueTask DisposeAsync()
    {
        // What is queued is still written: somebody waits for its answer.
        mailbox.Writer.TryComplete();
        await loop;
        if (Interlocked.Exchange(ref closed, 1) == 1)
            return;
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<Letter>(BatchSize);
        while (await mailbox.Reader.WaitToReadAsync())
        {
            if (batch.Count >= Many && mailbox.Reader.Count < Enough)
                await Task.Delay(Gathering, clock);
            batch.Clear();
            var woken = false;
            while (batch.Count < BatchSize && mailbox.Reader.TryRead(out var letter))
            {
                if (letter.Command is null)
                    woken = true;
                else
                    batch.Add(letter);
            }

            if (batch.Count > 0)
                await WriteAsync(batch);
            else if (woken)
                await FollowAsync();
        }
    }

    private async Task WriteAsync(List<Letter> batch)
    {
        var outcomes = await CommitAsync(batch);
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Answer.TrySetResult(outcomes[i]);
        }
    }

    /// <summary>A batch that fails is tried again one by one, so that one bad command does not take the others with it.</summary>
    private async Task<IReadOnlyList<Outcome>> CommitAsync(List<Letter> batch)
    {
        try
        {
            return await CommitOnceAsync([.. batch.Select(letter => letter.Command!)]);
        }
        catch (Exception e)
        {
            logger.LogError(e, "A batch of {Count} for meeting {Meeting} was not written", batch.Count, Current.Id);
        }

        var outcomes = new Outcome[batch.Count];
        for (var i = 0; i < batch.Count; i++)
        {
            try
            {
                outcomes[i] = (await CommitOnceAsync([batch[i].Command!]))[0];
            }
            catch (Exception e)
            {
                logger.LogError(
                    e,
                    "{Command} for meeting {Meeting} was not written",
                    batch[i].Command!.GetType().Name,
                    Current.Id
                );
                outcomes[i] = new Outcome.Failed("server.not-saved");
            }
        }

        return outcomes;
    }

    private async Task<IReadOnlyList<Outcome>> CommitOnceAsync(IReadOnlyList<MeetingCommand> commands)
    {
        using var span = LiveMeter.Traces.StartActivity("commit");
        span?.SetTag("meetinglive.acts", commands.Count);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var committed = await journal.CommitAsync(current, commands, stopping.Token);
            failing = false;
            meter?.Committed(commands.Count, Stopwatch.GetElapsedTime(began));
            Publish(committed.Now);
            return committed.Outcomes;
        }
        catch
        {
            failing = true;
            meter?.CommitFailed();
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }

    private async Task FollowAsync()
    {
        try
        {
            Publish(await journal.CatchUpAsync(current, stopping.Token));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The next wake-up or the poll tries again.
            logger.LogWarning(e, "Could not follow the journal of meeting {Meeting}", Current.Id);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private void Publish(Recorded now)
    {
        if (now.Meeting.Version == current.Meeting.Version)
            return;
        current = now;
        foreach (var subscriber in subscribers)
        {
            try
            {
                subscriber(now);
            }
            catch (Exception e)
            {
                logger.LogError(e, "A view of meeting {Meeting} failed", now.Meeting.Id);
            }
        }
    }

    private sealed record Letter(MeetingCommand? Command)
    {
        public static readonly Letter CatchUp = new((MeetingCommand?)null);

        public TaskCompletionSource<Outcome> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        private Action? end = end;

        public void Dispose() => Interlocked.Exchange(ref end, null)?.Invoke();
    }
}
