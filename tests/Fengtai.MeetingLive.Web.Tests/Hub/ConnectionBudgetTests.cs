using Fengtai.MeetingLive.Web.Live;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Hub;

/// <summary>How much a connection may send, by a clock that the test turns.</summary>
public sealed class ConnectionBudgetTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly ConnectionBudget budget;

    public ConnectionBudgetTests() => budget = new ConnectionBudget(clock);

    [Fact]
    public void A_phone_that_empties_its_outbox_and_acts_as_fast_as_it_may_all_evening_is_never_cut_off()
    {
        // Thirty questions of 500 characters as escapes, and Join.
        for (var n = 0; n < 31; n++)
            Assert.Equal(Spent.Nothing, budget.Receive(3_300));
        for (var second = 0; second < 3 * 3600; second++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            for (var n = 0; n < 3; n++)
                Assert.Equal(Spent.Nothing, budget.Receive(3_300));
            if (second % 15 == 0)
                Assert.Equal(Spent.Nothing, budget.Receive(11));
        }
    }

    [Fact]
    public void As_many_messages_as_are_free_at_once_are_read_and_the_next_is_one_too_many()
    {
        for (var n = 0; n < ConnectionBudget.MessagesAtOnce; n++)
            Assert.Equal(Spent.Nothing, budget.Receive(11));

        Assert.Equal(Spent.Messages, budget.Receive(11));
    }

    [Fact]
    public void Somewhat_more_than_is_made_good_a_second_is_found_out_in_the_end()
    {
        var seconds = 0;
        while (Flow(ConnectionBudget.MessagesPerSecond + 2) == Spent.Nothing)
            seconds++;

        Assert.InRange(seconds, 45, 55);
    }

    [Fact]
    public void Messages_that_are_few_and_large_spend_the_bytes()
    {
        const int large = 8 * 1024;
        for (var n = 0; n < ConnectionBudget.BytesAtOnce / large; n++)
            Assert.Equal(Spent.Nothing, budget.Receive(large));

        Assert.Equal(Spent.Bytes, budget.Receive(large));
    }

    [Fact]
    public void Time_makes_good_messages_and_bytes_but_never_more_than_at_first()
    {
        for (var n = 0; n < ConnectionBudget.MessagesAtOnce; n++)
            budget.Receive(2_000);
        clock.Advance(TimeSpan.FromDays(1));

        for (var n = 0; n < ConnectionBudget.MessagesAtOnce; n++)
            Assert.Equal(Spent.Nothing, budget.Receive(2_000));
        Assert.Equal(Spent.Messages, budget.Receive(2_000));
    }

    [Fact]
    public void Calls_of_what_there_is_not_are_counted_as_long_as_the_connection_lasts()
    {
        for (var n = 0; n < ConnectionBudget.FaultsInAll; n++)
        {
            Assert.Equal(Spent.Nothing, budget.Fail());
            clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(Spent.Faults, budget.Fail());
    }

    [Fact]
    public void Counting_costs_no_memory()
    {
        budget.Receive(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var n = 0; n < 1_000; n++)
            budget.Receive(1);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private Spent Flow(int messages)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        for (var n = 0; n < messages; n++)
        {
            if (budget.Receive(11) is not Spent.Nothing and var spent)
                return spent;
        }

        return Spent.Nothing;
    }
}
