using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>A lawful erasure: the words go, the chain holds, replay and live state stay the same.</summary>
public abstract partial class JournalContract
{
    private const string Words = "我家住三单元，请帮帮我母亲";
    private const string Name = "王秀英";
    private const string Note = "写明了邻居的门牌";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Erased_words_are_gone_from_the_whole_database(bool inOneBatch)
    {
        await PlayAsync(script.Running());
        var ask = script.Ask(1, Words, Name);
        MeetingCommand[] commands =
        [
            ask,
            script.Ask(2, "路灯何时能亮？", name: null),
            script.Refuse(ask.Question, Note),
            script.Erase(ask.Question),
        ];
        Recorded live = null!;
        foreach (var batch in inOneBatch ? [commands] : commands.Chunk(1))
        {
            live = await PlayAsync(batch);
        }

        Assert.Equal(Canonical.Of(live), Canonical.Of(await LoadAsync()));
        var left = await HiddenAsync();
        Assert.DoesNotContain(left, body => body.Contains(Words, StringComparison.Ordinal));
        Assert.DoesNotContain(left, body => body.Contains(Name, StringComparison.Ordinal));
        Assert.DoesNotContain(left, body => body.Contains(Note, StringComparison.Ordinal));
        Assert.DoesNotContain(left, body => body.Contains(Script.Resident(1).Id.Value, StringComparison.Ordinal));
        Assert.Single(left, body => body.Contains("路灯何时能亮？", StringComparison.Ordinal));
        var erased = live.Meeting.Questions[ask.Question];
        Assert.Equal((null, null, null, null), (erased.Text, erased.Name, erased.AskedBy, erased.ReasonNote));
        Assert.Equal((2, QuestionState.Refused), (live.Meeting.Questions.Count, erased.State));
    }

    [Fact]
    public async Task Who_withdrew_is_forgotten_with_the_words_and_replay_agrees()
    {
        await PlayAsync(script.Running());
        var ask = script.Ask(1, Words, Name);
        await PlayAsync([ask, script.Withdraw(1, ask.Question)]);

        var live = await PlayAsync([script.Erase(ask.Question)]);

        Assert.Equal(Canonical.Of(live), Canonical.Of(await LoadAsync()));
        Assert.DoesNotContain(
            await HiddenAsync(),
            body => body.Contains(Script.Resident(1).Id.Value, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_journal_itself_never_held_what_was_erased()
    {
        await PlayAsync(script.Running());
        var ask = script.Ask(1, Words, Name);
        await PlayAsync([ask, script.Refuse(ask.Question, Note), script.Rate(1, 2)]);

        foreach (var line in (await node.Journal.ReadAsync(script.Meeting, Cancel)).Select(PublishedJournal.Line))
        {
            Assert.DoesNotContain(Words, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Name, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Note, line, StringComparison.Ordinal);
            Assert.DoesNotContain(Script.Resident(1).Id.Value, line, StringComparison.Ordinal);
            Assert.DoesNotContain("\"score\"", line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Another_node_that_follows_forgets_what_was_erased()
    {
        using var other = await OpenAsync();
        await PlayAsync(script.Running());
        var ask = script.Ask(1, Words, Name);
        var live = await PlayAsync([ask]);
        var theirs = await other.Journal.CatchUpAsync(live, Cancel);

        live = await PlayAsync([script.Erase(ask.Question)]);
        theirs = await other.Journal.CatchUpAsync(theirs, Cancel);

        Assert.Equal(Canonical.Of(live), Canonical.Of(theirs));
        Assert.Null(theirs.Meeting.Questions[ask.Question].Text);
    }

    private async Task<List<string>> HiddenAsync()
    {
        await using var context = node.Store.Create();
        return await context
            .Private.Where(p => p.MeetingId == script.Meeting.Value && p.Version > 1)
            .Select(p => p.Body)
            .ToListAsync(Cancel);
    }
}
