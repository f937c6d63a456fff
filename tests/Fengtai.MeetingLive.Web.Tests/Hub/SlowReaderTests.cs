using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>
/// A phone that stops reading, over real sockets: what is sent to it fills the buffers of transport and kernel, and from
/// then on the server bears it for <see cref="ReadingLines.Patience"/>, by a clock that the test turns.
/// </summary>
public sealed class SlowReaderTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private const int Healthy = 20;
    private const int QuestionsATime = 30;
    private const int MostTimes = 40;

    private readonly SeenClock clock = new(Script.Begin);
    private readonly CancellationTokenSource over = new();
    private readonly Script script = new();
    private WebApplication app = null!;
    private MeetingSession session = null!;
    private Task turning = Task.CompletedTask;
    private int marks;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Address => new(app.Urls.Single());

    private ReadingLines Lines => app.Services.GetRequiredService<ReadingLines>();

    public async ValueTask InitializeAsync()
    {
        var builder = MeetingHost.CreateBuilder([
            "--applicationName=Fengtai.MeetingLive.Web",
            $"--Storage:DataFolder={database.Options.DataFolder}",
            "--Logging:LogLevel:Default=Error",
            "--urls=http://127.0.0.1:0",
        ]);
        builder.Services.AddSingleton<TimeProvider>(clock);
        app = MeetingHost.Build(builder);
        await app.Services.GetRequiredService<MeetingStore>().PrepareAsync(Cancel);
        await app.StartAsync(Cancel);
        session = await app.Services.GetRequiredService<MeetingSessions>().GetAsync(script.Meeting);
        await DoAsync(script.Running());
        turning = TurnAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        await turning;
        over.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task A_phone_that_stops_reading_is_cut_off_and_the_others_are_shown_everything()
    {
        var phones = await Task.WhenAll(Enumerable.Range(0, Healthy).Select(_ => JoinAsync()));
        var device = HubHost.NewDevice(app);
        using var stalled = await RawSocket.ConnectAsync(Address, device.Cookie, slow: true);
        await stalled.JoinAsync(script.Code, screen: false);
        await stalled.ReadUntilAsync("\"invocationId\":\"j\"");

        // It reads no more from here on.
        var asked = new List<QuestionId>();
        for (var times = 0; Lines.Behind == 0; times++)
        {
            Assert.InRange(times, 0, MostTimes);
            asked.AddRange(await AskManyAsync());
            await AllShowAsync(phones, await MarkAsync());
        }

        // Only the one; a healthy phone's last write may still be on its way back to us.
        while (Lines.Behind > 1)
            await Task.Yield();
        Assert.Equal(1, Lines.Behind);
        clock.Advance(ReadingLines.Patience);
        while (Lines.Behind > 0)
        {
            Cancel.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await AllShowAsync(phones, await MarkAsync());
        while (await stalled.NextAsync() is not null)
        {
            // What lay in the buffers; then the end.
        }

        Assert.DoesNotContain(stalled.Messages, message => message.Contains(Mark(marks), StringComparison.Ordinal));
        foreach (var phone in phones)
        {
            Assert.False(phone.Closed.IsCompleted);
            Assert.All(asked, question => Assert.Contains(phone.Seen, patch => patch.Item(question.Value) is not null));
            Assert.True((await phone.RateAsync("r1", 5)).Ok);
            await phone.DisposeAsync();
        }

        // It comes back and is shown all that it did not read.
        await using var back = await Phone.ConnectAsync(Address, device.Cookie);
        Assert.True((await back.JoinAsync(script.Code)).Ok);
        var full = await back.ShownAsync(patch => patch.IsFull());
        Assert.All(asked, question => Assert.NotNull(full.Item(question.Value)));
    }

    private async Task<Phone> JoinAsync()
    {
        var phone = await Phone.ConnectAsync(Address, HubHost.NewDevice(app).Cookie);
        Assert.True((await phone.JoinAsync(script.Code)).Ok);
        return phone;
    }

    /// <summary>Many long questions, approved together.</summary>
    private async Task<QuestionId[]> AskManyAsync()
    {
        var asks = Enumerable.Range(0, QuestionsATime).Select(i => script.Ask(i, new string('问', 500))).ToArray();
        await DoAsync([.. asks, .. asks.Select(ask => script.Approve(ask.Question))]);
        return [.. asks.Select(ask => ask.Question)];
    }

    /// <summary>One more question whose text nobody has seen, which comes after all others.</summary>
    private async Task<string> MarkAsync()
    {
        var mark = Mark(++marks);
        var ask = script.Ask(0, mark);
        await DoAsync(ask, script.Approve(ask.Question));
        return mark;
    }

    private static string Mark(int number) => $"标记{number}到此为止";

    private static async Task AllShowAsync(Phone[] phones, string mark)
    {
        foreach (var phone in phones)
            await phone.ShownAsync(patch => patch.GetRawText().Contains(mark, StringComparison.Ordinal));
    }

    /// <summary>Time passes only with the pushes: each is followed by its window at once.</summary>
    private async Task TurnAsync()
    {
        try
        {
            while (true)
            {
                await clock.TimerAsync(ResidentBroadcaster.Window, over.Token);
                clock.Advance(ResidentBroadcaster.Window);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task DoAsync(params MeetingCommand[] commands)
    {
        var outcomes = await Task.WhenAll(commands.Select(command => session.ExecuteAsync(command, Cancel)));
        Assert.All(outcomes, outcome => Assert.IsType<Outcome.Done>(outcome));
    }
}
