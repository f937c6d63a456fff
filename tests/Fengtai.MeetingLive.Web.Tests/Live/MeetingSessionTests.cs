using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Live;

public sealed class MeetingSessionTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly Script script = new();
    private Node node = null!;
    private MeetingSession session = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        node = await Node.OpenAsync(database, Cancel);
        var start = Recorded.Empty(script.Meeting);
        start = (await node.Journal.CommitAsync(start, script.Running(), Cancel)).Now;
        session = new MeetingSession(start, node.Journal, NullLogger.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public async Task What_queues_while_a_commit_runs_becomes_one_batch()
    {
        var held = new HeldCommit(node.Journal);
        var first = session.ExecuteAsync(script.Rate(0, 5), Cancel);
        await held.Reached;
        var queued = Enumerable
            .Range(1, 199)
            .Select(who => session.ExecuteAsync(script.Rate(who, 5), Cancel))
            .ToArray();

        held.Release();

        Assert.Equal(new Outcome.Done(5), await first);
        Assert.All(await Task.WhenAll(queued), outcome => Assert.IsType<Outcome.Done>(outcome));
        var batches = await BatchesAsync();
        Assert.Equal([1, 199], batches);
    }

    [Fact]
    public async Task Two_hundred_at_once_take_few_commits()
    {
        var rates = Enumerable
            .Range(0, 200)
            .Select(who => Task.Run(() => session.ExecuteAsync(script.Rate(who, 5), Cancel)));

        Assert.All(await Task.WhenAll(rates), outcome => Assert.IsType<Outcome.Done>(outcome));

        var batches = await BatchesAsync();
        Assert.Equal(200, batches.Sum());
        Assert.InRange(batches.Length, 1, 20);
    }

    [Fact]
    public async Task A_full_mailbox_is_said_at_once_and_what_queued_is_still_answered()
    {
        var held = new HeldCommit(node.Journal);
        var first = session.ExecuteAsync(script.Rate(0, 5), Cancel);
        await held.Reached;
        var rate = script.Rate(1, 4);
        var queued = Enumerable
            .Range(0, MeetingSession.MailboxSize)
            .Select(_ => session.ExecuteAsync(rate, Cancel))
            .ToArray();

        var tooMany = session.ExecuteAsync(script.Rate(2, 3), Cancel);

        Assert.True(tooMany.IsCompleted);
        Assert.Equal(new Outcome.Failed("server.busy"), await tooMany);
        held.Release();
        Assert.Equal(new Outcome.Done(5), await first);
        Assert.All(await Task.WhenAll(queued), outcome => Assert.Equal(new Outcome.Done(6), outcome));
        Assert.Equal(new Outcome.Done(7), await session.ExecuteAsync(script.Rate(2, 3), Cancel));
    }

    [Fact]
    public async Task Whoever_stops_waiting_takes_nothing_back()
    {
        var held = new HeldCommit(node.Journal);
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var rate = session.ExecuteAsync(script.Rate(0, 5), impatient.Token);
        await held.Reached;

        await impatient.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rate);
        held.Release();
        await session.ExecuteAsync(script.Rate(1, 4), Cancel);
        Assert.Equal(2, session.Current.Rounds[Script.Overall].Tally.Total);
    }

    [Fact]
    public async Task An_answer_comes_after_the_state_is_published()
    {
        Assert.Equal(new Outcome.Done(5), await session.ExecuteAsync(script.Rate(0, 5), Cancel));

        Assert.Equal(5, session.Current.Version);
    }

    [Fact]
    public async Task A_view_that_fails_harms_neither_the_others_nor_the_writer()
    {
        var seen = new List<long>();
        using var failing = session.Subscribe(_ => throw new InvalidOperationException("a view"));
        using var sound = session.Subscribe(now => seen.Add(now.Meeting.Version));

        Assert.Equal(new Outcome.Done(5), await session.ExecuteAsync(script.Rate(0, 5), Cancel));
        Assert.Equal(new Outcome.Refused(Rejection.RoundUnknown, 5), await RateUnknownAsync());

        // A refusal changes nothing, so nobody is told.
        Assert.Equal([5], seen);
    }

    [Fact]
    public async Task Whoever_unsubscribes_hears_no_more()
    {
        var heard = 0;
        var subscription = session.Subscribe(_ => heard++);
        await session.ExecuteAsync(script.Rate(0, 5), Cancel);

        subscription.Dispose();
        subscription.Dispose();
        await session.ExecuteAsync(script.Rate(1, 5), Cancel);

        Assert.Equal(1, heard);
    }

    [Fact]
    public async Task Closing_a_session_writes_what_was_queued()
    {
        var held = new HeldCommit(node.Journal);
        var first = session.ExecuteAsync(script.Rate(0, 5), Cancel);
        await held.Reached;
        var queued = session.ExecuteAsync(script.Rate(1, 5), Cancel);
        var closing = session.DisposeAsync().AsTask();
        var late = await session.ExecuteAsync(script.Rate(2, 5), Cancel);

        held.Release();
        await closing;

        Assert.Equal(new Outcome.Failed("server.busy"), late);
        Assert.Equal(new Outcome.Done(5), await first);
        Assert.Equal(new Outcome.Done(6), await queued);
        // The fixture closes it again, which must be harmless.
    }

    private Task<Outcome> RateUnknownAsync() => session.ExecuteAsync(script.Rate(1, 5, new RoundId("none")), Cancel);

    private async Task<int[]> BatchesAsync() =>
        [
            .. (await node.Journal.ReadAsync(script.Meeting, Cancel))
                .Where(row => row.Version > 4)
                .GroupBy(row => row.Batch, StringComparer.Ordinal)
                .Select(batch => batch.Count()),
        ];
}
