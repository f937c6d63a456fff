using System.Net;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Hub;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Live;

/// <summary>
/// The machine's clock jumps in the middle of a meeting: hours forward, then a day back, then to what is right. Everybody
/// goes on acting, and the journal's times never run backwards.
/// </summary>
public sealed class ClockJumpTests : IAsyncLifetime
{
    /// <summary>Each must find everything as before; the first is no jump.</summary>
    private static readonly (string Name, TimeSpan Off)[] Jumps =
    [
        ("right", TimeSpan.Zero),
        ("forward", TimeSpan.FromHours(5)),
        ("back", TimeSpan.FromDays(-1)),
        ("again", TimeSpan.Zero),
    ];

    private readonly SqliteDatabase database = new();
    private readonly JumpingClock clock = new(Script.Begin.AddMinutes(10));
    private readonly Script script = new();
    private readonly List<Phone> phones = [];
    private WebApplication app = null!;
    private MeetingSession session = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await HubHost.PrepareAsync(database, clock, "--urls=http://127.0.0.1:0", "--Storage:LeastFreeBytes=1");
        await app.StartAsync(Cancel);
        session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in phones)
            await phone.DisposeAsync();
        await app.StopAsync(Cancel);
        await app.DisposeAsync();
        database.Dispose();
    }

    [Fact]
    public async Task Whatever_the_clock_does_everybody_goes_on_and_the_journals_times_never_run_backwards()
    {
        await DoAsync(script.Running());
        await DoAsync(script.OpenPoll());
        var codes = app.Services.GetRequiredService<HallCodes>();
        var hall = new VenueId("hall");
        var photo = "";

        foreach (var (name, off) in Jumps)
        {
            clock.Off = off;
            // Set back, a code that stood on the screen a moment ago still admits; of hours ago it does not.
            if (photo.Length > 0)
                Assert.Equal(off < TimeSpan.FromHours(5), codes.Admits(session.Current, hall, photo));
            photo = codes.Now(session.Current, hall).Code;
            Assert.True(codes.Admits(session.Current, hall, photo));
            await EverybodyActsAsync(name);
        }

        await DoAsync(script.CloseRound());
        await DoAsync(script.ClosePoll());
        await DoAsync(script.Close());
        await AssertJournalAsync();
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK),
            (await GetAsync("/health/ready"), await GetAsync($"/m/{script.Code}"), await GetAsync($"/p/{script.Code}"))
        );
    }

    /// <summary>One comes in; all rate and vote; one asks and the others are shown it, back it and see it answered.</summary>
    private async Task EverybodyActsAsync(string stage)
    {
        var newcomer = await JoinAsync();
        foreach (var (i, phone) in phones.Index())
        {
            Taken(await phone.RateAsync($"rate-{stage}", i % 5 + 1));
            Taken(await phone.CallAsync("Vote", new VoteRequest($"vote-{stage}", Script.Site.Value, ["west"])));
        }

        Taken(await newcomer.AskAsync($"ask-{stage}", $"村口的路灯什么时候修好？（{stage}）"));
        var asked = session.Current.Questions.Values.MaxBy(q => q.Number)!.Id;
        await DoAsync(script.Approve(asked));
        foreach (var phone in phones)
            await phone.ShownAsync(patch =>
                patch.Item(asked.Value) is { ValueKind: not System.Text.Json.JsonValueKind.Null }
            );
        foreach (var phone in phones.Where(phone => phone != newcomer))
            Taken(await phone.SupportAsync(asked.Value));
        await DoAsync(script.Stage(asked));
        await DoAsync(script.HandOver(asked));
        Assert.All(phones, phone => Assert.Equal(HubConnectionState.Connected, phone.Connection.State));
    }

    private async Task AssertJournalAsync()
    {
        using var fresh = await Node.OpenAsync(database, Cancel);
        var rows = await fresh.Journal.ReadAsync(script.Meeting, Cancel);
        Assert.Equal(rows.Select(row => row.At).Order(), rows.Select(row => row.At));
        // While it was behind, time stood still; it did not fall back to yesterday.
        Assert.InRange(rows[0].At, Script.Begin.UtcTicks, Script.Begin.AddHours(1).UtcTicks);
        Assert.InRange(rows[^1].At, Script.Begin.AddHours(5).UtcTicks, Script.Begin.AddHours(6).UtcTicks);
        var read = await fresh.Journal.LoadAsync(script.Meeting, Cancel);
        Assert.Equal(session.Recorded.Head, read.Head);
        var minutes = Core.Minutes.From(read.Meeting, read.Head);
        Assert.True(minutes.OpenedAt <= minutes.ClosedAt);
        Assert.Equal(Jumps.Length, minutes.Questions.Count(q => q.State == QuestionState.HandedOver));
        Assert.Equal(Jumps.Length, Assert.Single(minutes.Rounds).Tally.Total);
        Assert.Equal(Jumps.Length, read.Meeting.Present.Count);
    }

    /// <summary>A phone of its own, counted in.</summary>
    private async Task<Phone> JoinAsync()
    {
        var device = HubHost.NewDevice(app);
        var who = app.Services.GetRequiredService<Pseudonyms>().Actor(script.Meeting, device.Id);
        var entered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = session.Subscribe(now =>
        {
            if (now.Meeting.Present.ContainsKey(who))
                entered.TrySetResult();
        });
        var phone = await Phone.ConnectAsync(new Uri(app.Urls.Single()), device.Cookie);
        phones.Add(phone);
        Taken(await phone.JoinAsync(script.Code));
        await entered.Task.WaitAsync(Cancel);
        return phone;
    }

    /// <summary>Staff act, by the server's clock as their pages do.</summary>
    private async Task DoAsync(params MeetingCommand[] commands)
    {
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command with { At = clock.GetUtcNow() }, Cancel));
    }

    private async Task<HttpStatusCode> GetAsync(string path)
    {
        using var browser = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), Cancel);
        return answer.StatusCode;
    }

    private static void Taken(Reply reply) => Assert.True(reply.Ok, reply.Code);
}

/// <summary>A machine's clock that is set while its timers run on, as an operating system does it.</summary>
internal sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly long began = System.GetTimestamp();

    /// <summary>How far it is from what is right.</summary>
    public TimeSpan Off { get; set; }

    /// <summary>Time that truly went by besides the test's own, for clock and timer alike.</summary>
    public TimeSpan Passed { get; set; }

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(Passed.TotalSeconds * TimestampFrequency);

    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(began) + Passed + Off;
}
