using Fengtai.MeetingLive.Web.Public.Receipts;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Public.Receipts;

/// <summary>An answer's time tells nothing, and guessing waits.</summary>
public sealed class ReceiptPaceTests
{
    private readonly FakeTimeProvider clock = new();

    [Theory]
    [InlineData(0, 300)]
    [InlineData(1, 299)]
    [InlineData(299, 1)]
    [InlineData(301, 299)]
    public async Task An_answer_leaves_at_a_whole_step_however_long_the_search_took(int took, int left)
    {
        var pace = new ReceiptPace(clock);
        var started = pace.Now;
        clock.Advance(TimeSpan.FromMilliseconds(took));
        var settled = pace.SettleAsync(started, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromMilliseconds(left - 1));
        Assert.False(settled.IsCompleted);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        await settled;
    }

    [Fact]
    public void After_five_codes_that_are_not_found_a_device_waits_ten_minutes_and_no_other_does()
    {
        var pace = new ReceiptPace(clock);
        for (var i = 0; i < ReceiptPace.MissesMost; i++)
        {
            Assert.True(pace.MayTry("guesser"));
            pace.Missed("guesser");
        }

        Assert.False(pace.MayTry("guesser"));
        Assert.True(pace.MayTry("neighbour"));
        clock.Advance(ReceiptPace.Rest);
        Assert.True(pace.MayTry("guesser"));
    }

    [Fact]
    public void Whoever_finds_one_has_mistyped_and_not_guessed()
    {
        var pace = new ReceiptPace(clock);
        for (var i = 0; i < ReceiptPace.MissesMost - 1; i++)
            pace.Missed("resident");
        pace.Hit("resident");
        pace.Missed("resident");
        Assert.True(pace.MayTry("resident"));
    }

    [Fact]
    public async Task When_many_devices_guess_every_answer_is_slow_and_nobody_is_refused()
    {
        var pace = new ReceiptPace(clock);
        for (var i = 0; i <= ReceiptPace.MissesOfAll; i++)
            pace.Missed($"device{i}");
        Assert.True(pace.MayTry("resident"));
        var settled = pace.SettleAsync(pace.Now, TestContext.Current.CancellationToken);
        clock.Advance(ReceiptPace.Step * (ReceiptPace.Crowded - 1));
        Assert.False(settled.IsCompleted);
        clock.Advance(ReceiptPace.Step);
        await settled;
        clock.Advance(TimeSpan.FromMinutes(1));
        var quiet = pace.SettleAsync(pace.Now, TestContext.Current.CancellationToken);
        clock.Advance(ReceiptPace.Step);
        await quiet;
    }
}
