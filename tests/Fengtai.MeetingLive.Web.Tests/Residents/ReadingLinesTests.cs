using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Residents;

/// <summary>Connections without a network: what is not taken waits in a pipe that holds little, and the test turns the clock.</summary>
public sealed class ReadingLinesTests : IAsyncDisposable
{
    private const string Hall = "hall";

    private readonly FakeTimeProvider clock = new();
    private readonly ServiceProvider services = new ServiceCollection()
        .AddMetrics()
        .AddSingleton<LiveMeter>()
        .BuildServiceProvider();
    private readonly ReadingLines lines;

    public ReadingLinesTests() =>
        lines = new ReadingLines(
            clock,
            services.GetRequiredService<LiveMeter>(),
            NullLogger<DefaultHubLifetimeManager<ResidentHub>>.Instance,
            NullLogger<ConnectionBudget>.Instance
        );

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => services.DisposeAsync();

    [Fact]
    public async Task Whoever_takes_nothing_is_cut_off_within_five_seconds_and_the_others_take_every_push()
    {
        var healthy = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ComeAsync()));
        var stalled = await ComeAsync();

        // The first fills what the pipe holds, the second is not taken, and so are all that follow.
        var pushes = new List<Task>();
        for (var n = 0; n < 16; n++)
        {
            pushes.Add(PushAsync(n));
            foreach (var line in healthy)
                Assert.Equal(n, await line.TakeAsync());
            if (n < 15)
                clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        // From the second push 3.5 s have passed.
        Assert.Equal(1, lines.Behind);
        Assert.False(stalled.Closed.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(500));
        await stalled.Closed.WaitAsync(Cancel);
        await Task.WhenAll(pushes).WaitAsync(Cancel);

        Assert.InRange(ReadingLines.Patience, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.All(healthy, line => Assert.False(line.Closed.IsCompleted));
        Assert.Equal(0, lines.Behind);
    }

    [Fact]
    public async Task Whoever_reads_a_little_now_and_then_does_not_let_pushes_pile_up()
    {
        var trickling = await ComeAsync();
        var pushes = new List<Task>();
        var taken = 0;

        // Four a second come and one is taken, so that no single write stands still for long.
        for (var n = 0; n < 200 && !trickling.Closed.IsCompleted; n++)
        {
            pushes.Add(PushAsync(n));
            clock.Advance(TimeSpan.FromMilliseconds(250));
            if (n % 4 == 3)
                Assert.Equal(taken++, await trickling.TakeAsync());
            Assert.InRange(
                pushes.Count(push => !push.IsCompleted),
                0,
                (int)(ReadingLines.Patience / TimeSpan.FromMilliseconds(250)) + 1
            );
            await Task.Yield();
        }

        await trickling.Closed.WaitAsync(Cancel);
        await Task.WhenAll(pushes).WaitAsync(Cancel);
        Assert.InRange(taken, 2, 50);
        Assert.Equal(0, lines.Behind);
    }

    [Fact]
    public async Task What_was_sent_to_one_alone_and_is_not_taken_cuts_it_off_too()
    {
        var stalled = await ComeAsync();
        Assert.True(SendAsync(0).IsCompletedSuccessfully);

        var second = SendAsync(1);
        Assert.False(second.IsCompleted);
        clock.Advance(ReadingLines.Patience);

        await stalled.Closed.WaitAsync(Cancel);
        await second.WaitAsync(Cancel);
        Assert.True(lines.SendConnectionAsync("nobody", "Show", [], Cancel).IsCompletedSuccessfully);

        Task SendAsync(int n) => lines.SendConnectionAsync(stalled.Id, "Show", [Line.Words(n)], Cancel);
    }

    [Fact]
    public async Task Whoever_takes_it_late_but_in_time_stays()
    {
        var slow = await ComeAsync();
        var pushes = new[] { PushAsync(0), PushAsync(1), PushAsync(2) };
        clock.Advance(ReadingLines.Patience - TimeSpan.FromMilliseconds(1));

        for (var n = 0; n < 3; n++)
            Assert.Equal(n, await slow.TakeAsync());
        await Task.WhenAll(pushes).WaitAsync(Cancel);
        clock.Advance(ReadingLines.Patience);

        Assert.False(slow.Closed.IsCompleted);
        Assert.Equal(0, lines.Behind);
    }

    [Fact]
    public async Task Each_hears_what_its_groups_are_told_while_it_is_in_them()
    {
        var one = await ComeAsync();
        var other = await ComeAsync();
        await lines.AddToGroupAsync(one.Id, "mine", Cancel);
        await lines.AddToGroupAsync(one.Id, "mine", Cancel);
        await lines.AddToGroupAsync("nobody", "mine", Cancel);

        await lines.SendGroupAsync("mine", "Show", [Line.Words(1)], Cancel);
        Assert.Equal(1, await one.TakeAsync());
        await lines.SendGroupExceptAsync(Hall, "Show", [Line.Words(2)], [one.Id], Cancel);
        Assert.Equal(2, await other.TakeAsync());
        await lines.SendGroupsAsync(["mine", "none"], "Show", [Line.Words(3)], Cancel);
        Assert.Equal(3, await one.TakeAsync());

        await lines.RemoveFromGroupAsync(one.Id, Hall, Cancel);
        await lines.RemoveFromGroupAsync(one.Id, "none", Cancel);
        await PushAsync(4);
        Assert.Equal(4, await other.TakeAsync());
        await lines.OnDisconnectedAsync(other.Connection);
        await lines.AddToGroupAsync(other.Id, Hall, Cancel);
        await PushAsync(5);
        await lines.SendGroupAsync("mine", "Show", [Line.Words(6)], Cancel);

        Assert.Equal(6, await one.TakeAsync());
        Assert.False(other.HasMore);
    }

    [Fact]
    public async Task Pushes_that_come_at_once_reach_everybody_of_a_crowd_in_their_order()
    {
        var crowd = await CrowdAsync();
        await lines.AddToGroupAsync(crowd[^1].Id, "mine", Cancel);

        var pushes = new[]
        {
            PushAsync(0),
            lines.SendGroupAsync("mine", "Show", [Line.Words(1)], Cancel),
            PushAsync(2),
        };

        foreach (var line in crowd)
        {
            Assert.Equal(0, await line.TakeAsync());
            if (line == crowd[^1])
                Assert.Equal(1, await line.TakeAsync());
            Assert.Equal(2, await line.TakeAsync());
        }

        await Task.WhenAll(pushes).WaitAsync(Cancel);
    }

    [Fact]
    public async Task While_a_crowd_is_handed_a_push_others_get_their_turn()
    {
        var crowd = await CrowdAsync();
        var thread = new OneThread();

        var push = Task.CompletedTask;
        var had = new List<int>();
        thread.Post(_ => push = PushAsync(0), state: null);
        while (thread.TakeTurn())
            had.Add(crowd.Count(line => line.HasMore));

        await push.WaitAsync(Cancel);
        Assert.Equal([ReadingLines.Portion, 2 * ReadingLines.Portion, crowd.Length], had);
    }

    /// <summary>Not quite three portions.</summary>
    private Task<Line[]> CrowdAsync() =>
        Task.WhenAll(Enumerable.Range(1, (3 * ReadingLines.Portion) - 1).Select(_ => ComeAsync()));

    private Task PushAsync(int n) => lines.SendGroupAsync(Hall, "Show", [Line.Words(n)], Cancel);

    private async Task<Line> ComeAsync()
    {
        var line = new Line();
        await lines.OnConnectedAsync(line.Connection);
        await lines.AddToGroupAsync(line.Id, Hall, Cancel);
        return line;
    }

    /// <summary>Work that waits for its turn, one after the other, as on a machine with a single thread.</summary>
    private sealed class OneThread : SynchronizationContext
    {
        private readonly Queue<Action> waiting = [];

        public bool TakeTurn()
        {
            if (!waiting.TryDequeue(out var work))
                return false;
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }

            return true;
        }

        public override void Post(SendOrPostCallback d, object? state) => waiting.Enqueue(() => d(state));
    }

    /// <summary>One connection, and what lies in its pipe.</summary>
    private sealed class Line
    {
        private const int Holds = 1024;

        private readonly Pipe pipe = new(
            new PipeOptions(pauseWriterThreshold: Holds, resumeWriterThreshold: Holds / 2)
        );
        private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Line()
        {
            var transport = new Ends(new Pipe().Reader, pipe.Writer);
            var context = new DefaultConnectionContext(Guid.NewGuid().ToString("N"), transport, transport);
            context.ConnectionClosed.Register(() =>
            {
                closed.TrySetResult();
                // As the transport does: what waits to be written is let go.
                pipe.Reader.Complete();
            });
            Connection = new HubConnectionContext(
                context,
                new HubConnectionContextOptions
                {
                    KeepAliveInterval = TimeSpan.FromSeconds(15),
                    ClientTimeoutInterval = TimeSpan.FromSeconds(30),
                },
                NullLoggerFactory.Instance
            )
            {
                Protocol = new JsonHubProtocol(),
            };
        }

        public HubConnectionContext Connection { get; }

        public string Id => Connection.ConnectionId;

        /// <summary>Cut off: the transport itself, not only the hub.</summary>
        public Task Closed => closed.Task;

        public bool HasMore
        {
            get
            {
                if (!pipe.Reader.TryRead(out var read))
                    return false;
                pipe.Reader.AdvanceTo(read.Buffer.Start);
                return read.Buffer.Length > 0;
            }
        }

        /// <summary>More than half of what the pipe holds.</summary>
        public static string Words(int n) => $"{n}:{new string('x', 3 * Holds / 5)}";

        /// <summary>Takes the next message.</summary>
        public async Task<int> TakeAsync()
        {
            while (true)
            {
                var read = await pipe.Reader.ReadAsync(Cancel);
                if (read.Buffer.PositionOf((byte)0x1e) is not { } end)
                {
                    pipe.Reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                    continue;
                }

                var message = Encoding.UTF8.GetString(read.Buffer.Slice(0, end));
                pipe.Reader.AdvanceTo(read.Buffer.GetPosition(1, end));
                var from = message.IndexOf("[\"", StringComparison.Ordinal) + 2;
                return int.Parse(message[from..message.IndexOf(':', from)]);
            }
        }

        private sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;
    }
}
