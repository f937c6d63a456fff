using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Live;

/// <summary>When many act, the next commit waits for company; who acts alone never does. The clock is the test's.</summary>
public sealed class GatheringTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly Script script = new();
    private readonly SeenClock clock = new(Script.Begin);
    private Node node = null!;
    private MeetingSession session = null!;
    private int raters;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        node = await Node.OpenAsync(database, Cancel);
        var start = Recorded.Empty(script.Meeting);
        start = (await node.Journal.CommitAsync(start, script.Running(), Cancel)).Now;
        session = new MeetingSession(start, node.Journal, NullLogger.Instance, clock: clock);
    }

    public async ValueTask DisposeAsync()
    {
        await session.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public async Task After_a_commit_of_many_the_next_waits_twelve_milliseconds_for_company()
    {
        await ActTogetherAsync(MeetingSession.Many);

        var first = RateAsync();
        await clock.TimerAsync(MeetingSession.Gathering, Cancel);
        var others = new[] { RateAsync(), RateAsync() };
        clock.Advance(MeetingSession.Gathering - TimeSpan.FromTicks(1));
        Assert.False(first.IsCompleted);
        clock.Advance(TimeSpan.FromTicks(1));

        await DoneAsync([first, .. others]);
        await AssertBatchesAsync(1, MeetingSession.Many, 3);
    }

    [Fact]
    public async Task Who_acts_alone_or_among_few_waits_for_nothing()
    {
        await ActTogetherAsync(MeetingSession.Many - 1);

        // The clock stands still: whoever waited by it would wait for ever.
        await DoneAsync([RateAsync()]);
        await DoneAsync([RateAsync()]);

        await AssertBatchesAsync(1, MeetingSession.Many - 1, 1, 1);
    }

    [Fact]
    public async Task Enough_that_wait_already_are_committed_at_once()
    {
        await ActTogetherAsync(MeetingSession.Many, meanwhile: MeetingSession.Enough);

        await AssertBatchesAsync(1, MeetingSession.Many, MeetingSession.Enough);
    }

    [Fact]
    public async Task One_fewer_than_enough_waits_for_company()
    {
        var acting = ActTogetherAsync(MeetingSession.Many, meanwhile: MeetingSession.Enough - 1);
        await clock.TimerAsync(MeetingSession.Gathering, Cancel);
        Assert.False(acting.IsCompleted);
        clock.Advance(MeetingSession.Gathering);

        await acting;
        await AssertBatchesAsync(1, MeetingSession.Many, MeetingSession.Enough - 1);
    }

    /// <summary>
    /// One commit of so many, behind one that stands still until they have queued; and, when it stands still itself, so many
    /// more behind it.
    /// </summary>
    private async Task ActTogetherAsync(int many, int meanwhile = 0)
    {
        var held = new HeldCommit(node.Journal);
        var acts = new List<Task<Outcome>> { RateAsync() };
        await held.Reached;
        acts.AddRange(Enumerable.Range(0, many).Select(_ => RateAsync()));
        var next = new HeldCommit(node.Journal);
        held.Release();
        await next.Reached;
        acts.AddRange(Enumerable.Range(0, meanwhile).Select(_ => RateAsync()));
        next.Release();
        await DoneAsync(acts);
    }

    private Task<Outcome> RateAsync() => session.ExecuteAsync(script.Rate(raters++, 5), Cancel);

    private static async Task DoneAsync(IEnumerable<Task<Outcome>> acts) =>
        Assert.All(await Task.WhenAll(acts), outcome => Assert.IsType<Outcome.Done>(outcome));

    private async Task AssertBatchesAsync(params int[] expected)
    {
        var rows = await node.Journal.ReadAsync(script.Meeting, Cancel);
        var batches = rows.Where(row => row.Version > 4).GroupBy(row => row.Batch, StringComparer.Ordinal);
        Assert.Equal(expected, batches.Select(batch => batch.Count()));
    }
}
