using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Links;
using Fengtai.MeetingLive.Web.Reminding;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>会后跟进 on whichever store: rows, links, reminders.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public async Task A_row_tells_where_a_promise_stands_and_rebuilt_it_is_the_same()
    {
        var (item, asked) = await PromisedAsync();
        await PlayAsync([script.Report(item), script.Accept(item), script.RateOutcome(1, asked, 2)]);
        var live = await PlayAsync([script.Reopen(1, asked)]);

        var row = await RowAsync(item);
        Assert.Equal((int)CommitmentState.Moving, row.State);
        Assert.Equal((1, "reopened", null), (row.Reopenings, row.LatestKind, row.Latest));
        Assert.Equal(live.Meeting.Timetable[item].Deadline, row.Deadline);
        await Projections.RebuildAsync(node.Store, node.Journal, script.Meeting, Cancel);
        var again = await RowAsync(item);
        Assert.Equal(Canonical.Of(row), Canonical.Of(again));
    }

    [Fact]
    public async Task The_words_of_whoever_sent_it_back_go_from_the_database_with_the_question()
    {
        var (item, asked) = await PromisedAsync();
        await PlayAsync([script.Report(item), script.Reopen(1, asked, Words)]);
        Assert.Contains(await HiddenAsync(), body => body.Contains(Words, StringComparison.Ordinal));

        var live = await PlayAsync([script.Erase(asked.Id)]);

        Assert.DoesNotContain(await HiddenAsync(), body => body.Contains(Words, StringComparison.Ordinal));
        Assert.Equal(Canonical.Of(live), Canonical.Of(await LoadAsync()));
        Assert.Equal(1, live.Meeting.Tracks[item].Reopenings);
    }

    [Fact]
    public async Task A_link_holds_for_one_kind_until_its_day_and_can_be_withdrawn()
    {
        var clock = new FakeTimeProvider(Script.Begin);
        var links = new SignedLinks(node.Store, new Pseudonyms(node.Store), clock);
        var subject = new LinkSubject(LinkKind.Unit, Script.Street, script.Meeting, new CommitmentId("c1"));
        var token = await links.IssueAsync(subject, "镇民生保障办", new("secretary"), Script.Begin.AddDays(7), Cancel);

        var sound = Assert.IsType<LinkAnswer.Sound>(await links.OpenAsync(token, LinkKind.Unit, Cancel));
        Assert.Equal(("link:镇民生保障办", "镇民生保障办"), (sound.Actor.Id.Value, sound.Actor.Unit));
        Assert.Equal(Roles.Unit, sound.Actor.Roles);
        Assert.Equal("link.forged", await WhyAsync(token, LinkKind.Evaluator));
        Assert.Equal("link.forged", await WhyAsync(token[..^1] + (token[^1] == '0' ? '1' : '0'), LinkKind.Unit));
        Assert.Equal("link.forged", await WhyAsync("", LinkKind.Unit));
        clock.Advance(TimeSpan.FromDays(7));
        Assert.Equal("link.expired", await WhyAsync(token, LinkKind.Unit));
        var other = await links.IssueAsync(subject, "镇民生保障办", new("secretary"), Script.Begin.AddYears(9), Cancel);
        var row = (await links.OfAsync(script.Meeting, subject.Commitment, Cancel))[0];
        Assert.Equal((clock.GetUtcNow() + SignedLinks.Longest).UtcTicks, row.ExpiresAt);
        Assert.False(await links.WithdrawAsync(new("elsewhere"), row.Id, Cancel));
        Assert.True(await links.WithdrawAsync(Script.Street, row.Id, Cancel));
        Assert.Equal("link.withdrawn", await WhyAsync(other, LinkKind.Unit));

        async Task<string> WhyAsync(string address, LinkKind kind) =>
            Assert.IsType<LinkAnswer.Refused>(await links.OpenAsync(address, kind, Cancel)).Code;
    }

    [Fact]
    public async Task Rules_and_mailboxes_are_kept_and_what_is_wrong_is_not()
    {
        var street = new StreetId($"street-{Guid.NewGuid():N}");
        var book = new ReminderBook(node.Store, new FakeTimeProvider(Script.Begin));
        Assert.Equal(ReminderRules.Usual, await book.RulesAsync(street, Cancel));

        var rules = new ReminderRules(5, 2, 10, "镇长", 9);
        Assert.Null(await book.KeepAsync(street, rules, Cancel));
        Assert.Equal("head-after", await book.KeepAsync(street, rules with { HeadAfter = 1 }, Cancel));
        Assert.Equal(rules, await book.RulesAsync(street, Cancel));
        Assert.True(await book.KeepAddressAsync(street, DigestTo.Unit, "城管办", " chengguan@example.cn ", Cancel));
        foreach (var wrong in new[] { "chengguan", "a@b\r\nBcc: c@d", "王 <a@b.cn>" })
            Assert.False(await book.KeepAddressAsync(street, DigestTo.Unit, "城管办", wrong, Cancel));
        await using (var context = node.Store.Create())
        {
            var kept = await context.ReminderAddresses.SingleAsync(a => a.StreetId == street.Value, Cancel);
            Assert.Equal("chengguan@example.cn", kept.Address);
        }

        Assert.True(await book.KeepAddressAsync(street, DigestTo.Unit, "城管办", "", Cancel));
        await using var after = node.Store.Create();
        Assert.False(await after.ReminderAddresses.AnyAsync(a => a.StreetId == street.Value, Cancel));
    }

    private async Task<(CommitmentId Item, Question Asked)> PromisedAsync()
    {
        await PlayAsync(script.Running());
        var ask = script.Ask(1);
        var hand = script.HandOver(ask.Question);
        var live = await PlayAsync([ask, script.Approve(ask.Question), hand, script.Close()]);
        return (hand.Commitment, live.Meeting.Questions[ask.Question]);
    }

    private async Task<CommitmentRow> RowAsync(CommitmentId item)
    {
        await using var context = node.Store.Create();
        return await context
            .Commitments.AsNoTracking()
            .SingleAsync(c => c.MeetingId == script.Meeting.Value && c.Id == item.Value, Cancel);
    }
}
