using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>One ticket and many phones at the same moment, on whichever store.</summary>
public abstract partial class JournalContract
{
    private static readonly VenueId HallVenue = new("hall");
    private const string Code = "H4T9K2M7Q8W3";

    [Fact]
    public async Task Of_two_phones_with_one_ticket_at_the_same_moment_exactly_one_wins()
    {
        await using var session = await TicketedAsync();
        var held = Hold();
        var before = session.ExecuteAsync(script.Enter(9), Cancel);
        await held.Reached;

        // Both wait in the mailbox and are decided in one commit.
        var one = session.ExecuteAsync(Bind(1), Cancel);
        var other = session.ExecuteAsync(Bind(2), Cancel);
        held.Release();

        Assert.IsType<Outcome.Done>(await before);
        Outcome[] outcomes = [await one, await other];
        AssertOneWon(outcomes);
        Assert.Equal(Script.Resident(1).Id, session.Current.Tickets.Find(HashOf(Code))!.Holder);
        Assert.Equal(Canonical.Of(session.Recorded), Canonical.Of(await LoadAsync()));
    }

    [Fact]
    public async Task Of_forty_phones_on_two_machines_with_one_ticket_exactly_one_wins()
    {
        await using var here = await TicketedAsync();
        using var second = await OpenAsync();
        await using var there = new MeetingSession(
            await second.Journal.LoadAsync(script.Meeting, Cancel),
            second.Journal,
            NullLogger.Instance
        );

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(phone => (phone % 2 == 0 ? here : there).ExecuteAsync(Bind(phone), Cancel))
        );

        AssertOneWon(outcomes);
        var read = await LoadAsync();
        Assert.NotNull(read.Meeting.Tickets.Find(HashOf(Code))!.Holder);
        Assert.Equal(1, Assert.Single(read.Meeting.Tickets.Count(read.Meeting.Plan)).Bound);
    }

    [Fact]
    public async Task A_ticket_s_code_its_hash_and_its_seat_stand_nowhere_in_what_is_published()
    {
        await using var session = await TicketedAsync();
        Assert.IsType<Outcome.Done>(await session.ExecuteAsync(Bind(1), Cancel));
        Assert.IsType<Outcome.Done>(
            await session.ExecuteAsync(
                new ReleaseTicket(new CommandId("release"), Script.Secretary, Script.Begin, HallVenue, "C排1座"),
                Cancel
            )
        );

        var published = string.Join(
            '\n',
            (await node.Journal.ReadAsync(script.Meeting, Cancel)).Select(PublishedJournal.Line)
        );

        Assert.Contains("ticket-bound.1", published, StringComparison.Ordinal);
        foreach (var secret in new[] { Code, HashOf(Code), "C排1座", Script.Resident(1).Id.Value })
            Assert.DoesNotContain(secret, published, StringComparison.Ordinal);
        var read = await LoadAsync();
        Assert.Null(read.Meeting.Tickets.Find(HashOf(Code))!.Holder);
    }

    private async Task<MeetingSession> TicketedAsync()
    {
        var announce = script.Announce();
        var issue = new IssueTickets(
            new CommandId("issue"),
            Script.Secretary,
            Script.Begin,
            HallVenue,
            [new NewTicket("C排1座", HashOf(Code))]
        );
        var ticketed = announce with { Plan = announce.Plan with { Entry = EntryRule.Ticket } };
        return new MeetingSession(await PlayAsync([ticketed, script.Open(), issue]), node.Journal, NullLogger.Instance);
    }

    private static BindTicket Bind(int phone) =>
        new(
            new CommandId($"bind-{phone}"),
            Script.Resident(phone),
            Script.Begin,
            new Origin(HallVenue, Channel.HallPhone, Entry.Ticket),
            HashOf(Code)
        );

    private static void AssertOneWon(IReadOnlyCollection<Outcome> outcomes)
    {
        Assert.Single(outcomes.OfType<Outcome.Done>());
        Assert.Equal(
            Enumerable.Repeat(Rejection.TicketTaken("C排1座"), outcomes.Count - 1),
            outcomes.OfType<Outcome.Refused>().Select(refused => refused.Rejection)
        );
    }

    private static string HashOf(string code) => Seals.Of("ticket", code);
}
