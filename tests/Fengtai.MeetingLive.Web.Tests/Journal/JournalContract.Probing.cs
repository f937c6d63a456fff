using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>Whether journals can be written again is found out without leaving a trace.</summary>
public abstract partial class JournalContract
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Looking_whether_it_can_be_written_leaves_nothing_nor_what_an_older_program_left(bool older)
    {
        var live = await PlayAsync(script.Running());
        var before = await FactsAsync();
        if (older)
        {
            await using var context = node.Store.Create();
            context.Facts.Add(new StoreFact { Name = "probe", Value = "left" });
            await context.SaveChangesAsync(Cancel);
        }

        await node.Journal.ProbeAsync(Cancel);
        await node.Journal.ProbeAsync(Cancel);

        Assert.Equal(before, await FactsAsync());
        var after = await node.Journal.CommitAsync(live, [script.Rate(1, 4)], Cancel);
        Assert.IsType<Outcome.Done>(Assert.Single(after.Outcomes));
    }

    [Fact]
    public async Task After_a_commit_that_failed_a_look_makes_it_ready_again_and_leaves_nothing()
    {
        await using var session = new MeetingSession(
            await PlayAsync(script.Running()),
            node.Journal,
            NullLogger.Instance
        );
        var before = await FactsAsync();
        node.Journal.OnStep = _ => throw new IOException("No room.");
        Assert.IsType<Outcome.Failed>(await session.ExecuteAsync(script.Rate(1, 4), Cancel));
        Assert.True(session.IsFailing);
        node.Journal.OnStep = null;

        await session.TryAgainAsync(Cancel);

        Assert.False(session.IsFailing);
        Assert.Equal(before, await FactsAsync());
        Assert.IsType<Outcome.Done>(await session.ExecuteAsync(script.Rate(1, 5), Cancel));
    }

    private async Task<List<string>> FactsAsync()
    {
        await using var context = node.Store.Create();
        return await context.Facts.Select(f => f.Name).OrderBy(name => name).ToListAsync(Cancel);
    }
}
