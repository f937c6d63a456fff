namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>
/// Many signals, few acts: the first is acted on at once, later ones at most once every <paramref name="every"/>, and the
/// last one never gets lost. A signal only starts it and returns.
/// </summary>
public sealed class Conflated(TimeProvider clock, TimeSpan every, Func<Task> act, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource ended = new();
    private long last = long.MinValue;
    private int waiting;

    public void Signal()
    {
        if (Interlocked.Exchange(ref waiting, 1) == 0)
            _ = RunAsync(ended.Token);
    }

    public void Dispose()
    {
        ended.Cancel();
        ended.Dispose();
    }

    private async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            if (Volatile.Read(ref last) is var before && before != long.MinValue)
            {
                var rest = every - clock.GetElapsedTime(before);
                if (rest > TimeSpan.Zero)
                    await Task.Delay(rest, clock, cancel);
            }

            Volatile.Write(ref last, clock.GetTimestamp());
            // Before acting: what is signalled while it acts must be acted on again.
            Volatile.Write(ref waiting, 0);
            await act();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
        catch (Exception e)
        {
            logger.LogError(e, "A staff page could not be rendered");
        }
    }
}
