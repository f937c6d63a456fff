using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Channels = System.Threading.Channels;

namespace Fengtai.MeetingLive.Web.Tests.Residents;

/// <summary>
/// When the broadcaster pushes: at once, then window by window; mere figures wait longer, in a crowd longest. Those present are made
/// up, the hub notes what it is given, and the test turns the clock.
/// </summary>
public sealed class CrowdedWindowTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly Script script = new();
    private readonly SeenClock clock = new(Script.Begin);
    private readonly NotingHub hub = new();
    private Node node = null!;
    private MeetingSession session = null!;
    private ResidentBroadcaster broadcaster = null!;
    private ServiceProvider services = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static TimeSpan Window => ResidentBroadcaster.Window;

    public async ValueTask InitializeAsync()
    {
        node = await Node.OpenAsync(database, Cancel);
        services = new ServiceCollection().AddMetrics().AddSingleton<LiveMeter>().BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await broadcaster.DisposeAsync();
        await session.DisposeAsync();
        await services.DisposeAsync();
        node.Dispose();
    }

    [Fact]
    public async Task Up_to_ten_thousand_are_shown_figures_every_half_second()
    {
        await BeginAsync(ResidentBroadcaster.Crowd);

        await DoAsync(script.Rate(1, 5));
        await SettleAsync();
        Assert.Equal(1, await RatedAsync());
        await WaitsAsync();
        await DoAsync(script.Rate(2, 4));
        clock.Advance(Window);
        await WaitsAsync();
        Assert.False(hub.HasMore);
        clock.Advance(Window);

        Assert.Equal(2, await RatedAsync());
    }

    [Fact]
    public async Task In_a_hall_the_first_rating_is_shown_at_once()
    {
        await BeginAsync(ResidentBroadcaster.Throng);

        await DoAsync(script.Rate(1, 5));

        Assert.Equal(1, await RatedAsync());
    }

    [Fact]
    public async Task In_a_throng_a_scene_is_shown_at_once()
    {
        await BeginAsync(ResidentBroadcaster.Throng + 1);

        await DoAsync(script.Show(SceneKind.Timetable));

        Assert.Contains("scene", (await hub.NextAsync()).Sections.Keys);
    }

    [Fact]
    public async Task Above_ten_thousand_figures_wait_for_a_second()
    {
        await BeginAsync(ResidentBroadcaster.Crowd + 1);

        // The first change goes out as soon as it has settled, however many there are.
        await DoAsync(script.Rate(1, 5));
        await SettleAsync();
        Assert.Equal(1, await RatedAsync());
        await WaitsAsync();
        await DoAsync(script.Rate(2, 4), script.Enter(3));
        for (var passed = Window; passed < ResidentBroadcaster.CrowdedWindow; passed += Window)
        {
            clock.Advance(Window);
            await WaitsAsync();
            Assert.False(hub.HasMore);
        }

        clock.Advance(Window);

        Assert.Equal(2, await RatedAsync());
    }

    [Fact]
    public async Task A_question_or_a_scene_that_comes_meanwhile_ends_the_longer_window()
    {
        await BeginAsync(ResidentBroadcaster.Crowd + 1);
        await DoAsync(script.Rate(1, 5));
        await SettleAsync();
        await RatedAsync();
        await WaitsAsync();
        await DoAsync(script.Rate(2, 4));
        clock.Advance(Window);
        await WaitsAsync();
        Assert.False(hub.HasMore);

        var ask = script.Ask(5);
        await DoAsync(ask, script.Approve(ask.Question));
        clock.Advance(Window);

        var patch = await hub.NextAsync();
        Assert.Contains("board", patch.Sections.Keys);
        Assert.Equal(2, TotalOf(patch));
        // To the asker alone, in the same moment.
        Assert.Contains("mine", (await hub.NextAsync()).Sections.Keys);
        await WaitsAsync();
        await DoAsync(script.Show(SceneKind.Timetable));
        clock.Advance(Window);
        Assert.Contains("scene", (await hub.NextAsync()).Sections.Keys);
    }

    [Fact]
    public async Task A_round_that_closes_ends_it_too()
    {
        await BeginAsync(ResidentBroadcaster.Crowd + 1);
        await DoAsync(script.Rate(1, 5));
        await SettleAsync();
        await RatedAsync();
        await WaitsAsync();

        await DoAsync(script.Rate(2, 4), script.CloseRound());
        clock.Advance(Window);

        Assert.Equal(2, await RatedAsync());
    }

    private async Task BeginAsync(int present)
    {
        var start = Recorded.Empty(script.Meeting);
        start = (await node.Journal.CommitAsync(start, script.Running(), Cancel)).Now;
        var origin = script.Enter(0).From;
        var hall = Enumerable.Range(0, present).Select(i => KeyValuePair.Create(new ActorId($"present-{i}"), origin));
        start = start with { Meeting = start.Meeting with { Present = hall.ToImmutableDictionary() } };
        session = new MeetingSession(start, node.Journal, NullLogger.Instance);
        broadcaster = new ResidentBroadcaster(
            hub,
            node.Store,
            new Pseudonyms(node.Store),
            clock,
            NullLogger<ResidentBroadcaster>.Instance,
            services.GetRequiredService<LiveMeter>()
        );
        broadcaster.Follow(session);
    }

    private async Task DoAsync(params MeetingCommand[] commands)
    {
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
    }

    private async Task SettleAsync()
    {
        await clock.TimerAsync(ResidentBroadcaster.Settling, Cancel);
        Assert.False(hub.HasMore);
        clock.Advance(ResidentBroadcaster.Settling);
    }

    /// <summary>Until the broadcaster waits for its window.</summary>
    private Task WaitsAsync() => clock.TimerAsync(Window, Cancel);

    /// <summary>How many have rated, by the next push.</summary>
    private async Task<int> RatedAsync() => TotalOf(await hub.NextAsync());

    private static int TotalOf(Patch patch) => (int)patch.Sections["rating"]!["rounds"]!["overall"]!["total"]!;

    private sealed class NotingHub : IHubContext<ResidentHub, IResidentClient>
    {
        private readonly Listener listener = new();

        public bool HasMore => listener.Shown.Reader.TryPeek(out _);

        public IHubClients<IResidentClient> Clients => listener;

        public IGroupManager Groups => throw new NotSupportedException();

        public ValueTask<Patch> NextAsync() => listener.Shown.Reader.ReadAsync(Cancel);
    }

    /// <summary>Whatever the group, what it is shown is noted.</summary>
    private sealed class Listener : IHubClients<IResidentClient>, IResidentClient
    {
        public Channels.Channel<Patch> Shown { get; } = Channels.Channel.CreateUnbounded<Patch>();

        public IResidentClient All => this;

        public Task Show(Patch patch)
        {
            Shown.Writer.TryWrite(patch);
            return Task.CompletedTask;
        }

        public IResidentClient AllExcept(IReadOnlyList<string> excludedConnectionIds) => this;

        public IResidentClient Client(string connectionId) => this;

        public IResidentClient Clients(IReadOnlyList<string> connectionIds) => this;

        public IResidentClient Group(string groupName) => this;

        public IResidentClient GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => this;

        public IResidentClient Groups(IReadOnlyList<string> groupNames) => this;

        public IResidentClient User(string userId) => this;

        public IResidentClient Users(IReadOnlyList<string> userIds) => this;
    }
}
