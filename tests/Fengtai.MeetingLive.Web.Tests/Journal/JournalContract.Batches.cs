using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>Batches: what is refused, repeated or in doubt, and what another writer does meanwhile.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public async Task A_refused_command_writes_nothing_and_the_others_go_on()
    {
        var live = await PlayAsync(script.Running());

        var committed = await node.Journal.CommitAsync(
            live,
            [script.Rate(1, 5), script.Rate(2, 9), script.Open(), script.Rate(3, 1)],
            Cancel
        );

        Assert.Equal(
            [
                new Outcome.Done(5),
                new Outcome.Refused(Rejection.ScoreOutOfRange, 5),
                new Outcome.Refused(Rejection.MeetingAlreadyOpen, 5),
                new Outcome.Done(6),
            ],
            committed.Outcomes
        );
        Assert.Equal(6, (await node.Journal.ReadAsync(script.Meeting, Cancel)).Count);
        Assert.Equal(Canonical.Of(committed.Now), Canonical.Of(await LoadAsync()));
    }

    [Fact]
    public async Task A_batch_of_nothing_but_refusals_touches_nothing()
    {
        var live = await PlayAsync(script.Running());
        var before = await TouchedAsync();

        var committed = await node.Journal.CommitAsync(live, [script.Rate(1, 0), script.Open()], Cancel);

        Assert.All(committed.Outcomes, outcome => Assert.IsType<Outcome.Refused>(outcome));
        Assert.Equal(4, (await node.Journal.ReadAsync(script.Meeting, Cancel)).Count);
        Assert.Equal(before, await TouchedAsync());
    }

    [Fact]
    public async Task A_repeated_id_gets_its_first_version_in_the_same_batch_and_later()
    {
        var live = await PlayAsync(script.Running());
        var rate = script.Rate(1, 2);

        var first = await node.Journal.CommitAsync(live, [rate, script.Rate(1, 5), rate], Cancel);
        var second = await node.Journal.CommitAsync(first.Now, [rate, script.Rate(2, 4)], Cancel);

        Assert.Equal([new Outcome.Done(5), new Outcome.Done(6), new Outcome.Done(5)], first.Outcomes);
        Assert.Equal([new Outcome.Done(5), new Outcome.Done(7)], second.Outcomes);
        Assert.Equal(7, (await node.Journal.ReadAsync(script.Meeting, Cancel)).Count);
        Assert.Equal(5, second.Now.Meeting.Rounds[Script.Overall].Latest[Script.Resident(1).Id].Score);
    }

    [Fact]
    public async Task A_batch_bears_one_id_and_another_batch_another()
    {
        await PlayAsync(script.Running());
        await PlayAsync([script.Rate(1, 2), script.Rate(2, 2)]);

        var batches = (await node.Journal.ReadAsync(script.Meeting, Cancel)).GroupBy(row => row.Batch);

        Assert.Equal([4, 2], batches.Select(batch => batch.Count()));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_commit_whose_answer_was_lost_is_found_written(Type failure)
    {
        var live = await PlayAsync(script.Running());
        FailAt(CommitStep.AfterCommit, failure);

        var committed = await node.Journal.CommitAsync(live, [script.Rate(1, 5), script.Rate(2, 9)], Cancel);

        Assert.Equal([new Outcome.Done(5), new Outcome.Refused(Rejection.ScoreOutOfRange, 5)], committed.Outcomes);
        Assert.Equal(Canonical.Of(committed.Now), Canonical.Of(await LoadAsync()));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_commit_that_never_arrived_throws_and_may_be_tried_again(Type failure)
    {
        var live = await PlayAsync(script.Running());
        FailAt(CommitStep.BeforeCommit, failure);
        var rate = script.Rate(1, 5);

        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => node.Journal.CommitAsync(live, [rate], Cancel));

        Assert.IsType(failure, thrown);
        Assert.Equal(4, (await node.Journal.ReadAsync(script.Meeting, Cancel)).Count);
        var again = await node.Journal.CommitAsync(live, [rate], Cancel);
        Assert.Equal([new Outcome.Done(5)], again.Outcomes);
        Assert.Equal(Canonical.Of(again.Now), Canonical.Of(await LoadAsync()));
    }

    [Fact]
    public async Task What_another_writer_wrote_meanwhile_is_caught_up_inside_the_transaction()
    {
        using var other = await OpenAsync();
        var live = await PlayAsync(script.Running());
        var theirs = await other.Journal.CommitAsync(live, [script.Rate(1, 2), script.CloseRound()], Cancel);

        // Decided against what this node knew, both would have been taken.
        var ours = await node.Journal.CommitAsync(live, [script.Rate(2, 5), script.Ask(3)], Cancel);

        Assert.Equal([new Outcome.Refused(Rejection.RoundNotOpen, 6), new Outcome.Done(7)], ours.Outcomes);
        Assert.Equal(6, theirs.Now.Meeting.Version);
        Assert.Equal(Canonical.Of(ours.Now), Canonical.Of(await LoadAsync()));
    }

    [Fact]
    public async Task What_another_writer_wrote_is_caught_up_also_when_all_is_refused()
    {
        using var other = await OpenAsync();
        var live = await PlayAsync(script.Running());
        await other.Journal.CommitAsync(live, [script.Rate(1, 2)], Cancel);

        var ours = await node.Journal.CommitAsync(live, [script.Rate(2, 9)], Cancel);

        Assert.Equal(5, ours.Now.Meeting.Version);
    }

    [Fact]
    public async Task Two_writers_at_once_leave_no_gap_and_lose_nothing()
    {
        using var other = await OpenAsync();
        await PlayAsync(script.Running());

        await Task.WhenAll(WriteAsync(node, 0), WriteAsync(other, 100));

        var rows = await node.Journal.ReadAsync(script.Meeting, Cancel);
        Assert.Equal(Enumerable.Range(1, 64).Select(version => (long)version), rows.Select(row => row.Version));
        Assert.Equal(60, (await LoadAsync()).Meeting.Rounds[Script.Overall].Tally.Total);

        async Task WriteAsync(Node writer, int first)
        {
            var known = await writer.Journal.LoadAsync(script.Meeting, Cancel);
            for (var who = first; who < first + 30; who++)
            {
                known = (await writer.Journal.CommitAsync(known, [script.Rate(who, 3)], Cancel)).Now;
            }
        }
    }

    public static TheoryData<Type> Failures =>
        [typeof(NpgsqlException), typeof(SqliteException), typeof(IOException), typeof(TimeoutException)];

    /// <summary>The next commit fails at this step, once.</summary>
    private void FailAt(CommitStep step, Type failure) =>
        node.Journal.OnStep = at =>
        {
            if (at != step)
                return Task.CompletedTask;
            node.Journal.OnStep = null;
            return Task.FromException(
                failure == typeof(SqliteException)
                    ? new SqliteException("disk I/O error", 10)
                    : (Exception)Activator.CreateInstance(failure, "connection lost")!
            );
        };

    private async Task<long> TouchedAsync()
    {
        await using var context = node.Store.Create();
        return await context
            .Meetings.Where(m => m.Id == script.Meeting.Value)
            .Select(m => m.Touched)
            .SingleAsync(Cancel);
    }
}
