namespace Fengtai.MeetingLive.Web.Live;

/// <summary>
/// Told to stop, the server first answers what it has taken from phones. SignalR closes its connections as soon as the stop
/// is told; what was under way would be written and answered to nobody. What comes after the word is not taken: its phone
/// sends it again when it is back.
/// </summary>
public sealed class LastAnswers(IHostApplicationLifetime lifetime, ILogger<LastAnswers> logger) : IHostedService
{
    /// <summary>A commit that hangs for longer does not keep the server; it has 10 s in all (MeetingHost).</summary>
    internal static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>From the last answer until it has left: the hub has it then, and its socket is still to take it.</summary>
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int taken;
    private bool stopping;

    /// <summary>Before an act is taken; ended when its answer is there. Null: no more is taken.</summary>
    public IDisposable? Take()
    {
        lock (gate)
        {
            if (stopping)
                return null;
            taken++;
            return new Act(this);
        }
    }

    /// <summary>Now, and so after the hubs did: the last to register is told first.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStopping.Register(Finish);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Blocks: until it returns, the hubs are not told.</summary>
    private void Finish()
    {
        int left;
        lock (gate)
        {
            stopping = true;
            left = taken;
        }

        if (left == 0)
            return;
        logger.LogInformation("Told to stop; {Count} acts are written and answered first", left);
        if (!answered.Task.Wait(Most))
            logger.LogWarning("Stopping, though not all acts were answered within {Most}", Most);
        else
            Thread.Sleep(OnTheWay);
    }

    private void Answered()
    {
        lock (gate)
        {
            if (--taken == 0 && stopping)
                answered.TrySetResult();
        }
    }

    private sealed class Act(LastAnswers of) : IDisposable
    {
        private LastAnswers? of = of;

        public void Dispose() => Interlocked.Exchange(ref of, null)?.Answered();
    }
}
