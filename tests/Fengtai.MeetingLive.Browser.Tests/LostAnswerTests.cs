using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>
/// The connection lives and an answer never comes, as behind a proxy that hangs. The page gives a slow disk its time, and then
/// sends the same under the same id on a new connection.
/// </summary>
[Collection(Chromium.OneAtATime)]
public sealed class LostAnswerTests(Chromium chromium)
{
    /// <summary>Milliseconds that the page waits for the answer to what is to be written (REPLY in connection.ts).</summary>
    private const long Patience = 20_000;

    /// <summary>Milliseconds between two signs of life of the page (SignalR's keep-alive).</summary>
    private const long Beat = 15_000;

    /// <summary>Milliseconds; a connection that was good is built anew within half of it.</summary>
    private const long Return = 1_000;

    /// <summary>Milliseconds: the page may run on by so much until its clock is stopped, and no time-out falls into it.</summary>
    private const long Margin = 10_000;

    /// <summary>Far less than the 30 s after which the server, whose time runs on, would close a page that is silent.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_rating_without_an_answer_is_sent_again_after_20_seconds_on_a_new_connection_and_is_recorded_once()
    {
        await using var house = await House.OpenAsync();
        var meeting = await house.PlayAsync("WANG10");
        var before = await RatingsAsync(meeting);
        await using var context = await chromium.OpenAsync(Device.Mobile, house.Address);
        var wire = await Wire.LayAsync(context, "Rate");
        await context.Clock.InstallAsync();
        var phone = await context.VisitAsync($"/m/{meeting.Code}");
        await Expect(phone.Level(4)).ToHaveRoleAsync(AriaRole.Radio);

        // From here on the page's time moves only when it is told to.
        var now = await phone.EvaluateAsync<long>("Date.now()");
        await context.Clock.PauseAtAsync(DateTimeOffset.FromUnixTimeMilliseconds(now + Margin).UtcDateTime);
        await phone.Level(4).ClickAsync();
        var first = await wire.NextAsync(message => message.Call == "Rate");
        var answer = await wire.Taken.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(before + 1, await RatingsAsync(meeting));

        // Both sides go on showing that they live; only the answer is missing.
        first.On.Ping();
        await context.Clock.RunForAsync(Beat);
        var beat = await wire.NextAsync(message => message.IsPing);
        Assert.Same(first.On, beat.On);
        first.On.Ping();
        await context.Clock.RunForAsync(Patience - Beat - 1);
        await Expect(phone.Level(4).Locator("[data-f=say]")).ToHaveTextAsync("发送中");
        await Expect(phone.RatingReceipt()).ToBeEmptyAsync();
        Assert.False(first.On.Left.IsCompleted);
        Assert.False(wire.Has(message => message.Call is not null));

        await context.Clock.RunForAsync(1);
        await first.On.Left.WaitAsync(AtOnce, TestContext.Current.CancellationToken);
        await context.Clock.RunForAsync(Return);
        var second = await wire.NextAsync(message => message.Call == "Rate");
        Assert.NotSame(first.On, second.On);
        Assert.Equal(first.Arguments, second.Arguments);
        await phone.ReceivedAsync(4);
        Assert.Equal(
            answer.GetProperty("receipt").GetString(),
            (await phone.RatingReceipt().InnerTextAsync()).Replace("-", "", StringComparison.Ordinal)
        );
        Assert.Equal(before + 1, await RatingsAsync(meeting));
    }

    private static async Task<int> RatingsAsync(Gathering meeting)
    {
        var journal = meeting.House.Service<MeetingJournal>();
        var rows = await journal.ReadAsync(meeting.Now.Id, TestContext.Current.CancellationToken);
        return rows.Count(row => row.Type.StartsWith("rated.", StringComparison.Ordinal));
    }
}
