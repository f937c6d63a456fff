using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.Extensions.Logging.Abstractions;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>The meeting's mailbox on top of the journal: whom it answers, what it tries again, what it follows.</summary>
public abstract partial class JournalContract
{
    [Fact]
    public async Task One_poisoned_command_does_not_take_its_batch_with_it()
    {
        await using var session = await SessionAsync();
        var held = Hold();
        var first = session.ExecuteAsync(script.Rate(1, 5), Cancel);
        await held.Reached;
        var good = session.ExecuteAsync(script.Rate(2, 4), Cancel);
        var poisoned = session.ExecuteAsync(new Poison(Script.Resident(3), Script.Begin), Cancel);
        var alsoGood = session.ExecuteAsync(script.Rate(4, 3), Cancel);

        held.Release();

        Assert.Equal(new Outcome.Done(5), await first);
        Assert.Equal(new Outcome.Done(6), await good);
        Assert.Equal(new Outcome.Failed("server.not-saved"), await poisoned);
        Assert.Equal(new Outcome.Done(7), await alsoGood);
        Assert.Equal(Canonical.Of(session.Recorded), Canonical.Of(await LoadAsync()));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_session_answers_once_and_writes_once_when_a_commit_is_in_doubt(Type failure)
    {
        await using var session = await SessionAsync();
        FailAt(CommitStep.AfterCommit, failure);
        Assert.Equal(new Outcome.Done(5), await session.ExecuteAsync(script.Rate(1, 5), Cancel));
        FailAt(CommitStep.BeforeCommit, failure);
        Assert.Equal(new Outcome.Done(6), await session.ExecuteAsync(script.Rate(1, 4), Cancel));

        var rows = await node.Journal.ReadAsync(script.Meeting, Cancel);
        Assert.Equal(2, rows.Count(row => string.Equals(row.Type, "rated.2", StringComparison.Ordinal)));
        Assert.Equal(Canonical.Of(session.Recorded), Canonical.Of(await LoadAsync()));
    }

    [Fact]
    public async Task What_could_not_be_written_is_said_and_leaves_the_state_as_it_was()
    {
        await using var session = await SessionAsync();
        node.Journal.OnStep = _ => throw new IOException("disk full");

        var outcome = await session.ExecuteAsync(script.Rate(1, 5), Cancel);

        Assert.Equal(new Outcome.Failed("server.not-saved"), outcome);
        Assert.Equal(4, session.Current.Version);
        node.Journal.OnStep = null;
        Assert.Equal(new Outcome.Done(5), await session.ExecuteAsync(script.Rate(1, 5), Cancel));
    }

    [Fact]
    public async Task Woken_up_a_session_follows_what_another_node_wrote()
    {
        using var other = await OpenAsync();
        await using var session = await SessionAsync();
        var seen = new TaskCompletionSource<Recorded>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = session.Subscribe(now => seen.TrySetResult(now));
        var known = await other.Journal.LoadAsync(script.Meeting, Cancel);
        var theirs = await other.Journal.CommitAsync(known, [script.Rate(1, 5)], Cancel);

        session.WakeUp();

        Assert.Equal(Canonical.Of(theirs.Now), Canonical.Of(await seen.Task.WaitAsync(Cancel)));
        Assert.Equal(5, session.Current.Version);
    }

    [Fact]
    public async Task Two_hundred_commands_at_once_for_each_of_three_meetings_are_all_on_disk()
    {
        var scripts = Enumerable.Range(0, 3).Select(_ => new Script()).ToArray();
        await using (var sessions = new MeetingSessions(node.Store, node.Journal, NullLogger<MeetingSessions>.Instance))
        {
            var outcomes = await Task.WhenAll(scripts.Select(each => StormAsync(sessions, each)));
            foreach (var versions in outcomes)
            {
                Assert.Equal(Enumerable.Range(5, 200).Select(version => (long)version), versions.Order());
            }
        }

        using var fresh = await OpenAsync();
        foreach (var each in scripts)
        {
            var read = await fresh.Journal.LoadAsync(each.Meeting, Cancel);
            Assert.Equal(204, read.Meeting.Version);
            Assert.Equal(new Tally(40, 40, 40, 40, 40), read.Meeting.Rounds[Script.Overall].Tally);
        }
    }

    private static async Task<long[]> StormAsync(MeetingSessions sessions, Script script)
    {
        var session = await sessions.GetAsync(script.Meeting);
        foreach (var command in script.Running())
        {
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
        }

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(who => session.ExecuteAsync(script.Rate(who, who % 5 + 1), Cancel))
        );
        return [.. outcomes.Select(outcome => Assert.IsType<Outcome.Done>(outcome).Version)];
    }

    /// <summary>A session of a meeting that runs, with its round open.</summary>
    private async Task<MeetingSession> SessionAsync() =>
        new(await PlayAsync(script.Running()), node.Journal, NullLogger.Instance);

    private HeldCommit Hold() => new(node.Journal);

    /// <summary>No rule decides it, so deciding throws.</summary>
    private sealed record Poison(Actor By, DateTimeOffset At) : MeetingCommand(new CommandId("poison"), By, At)
    {
        public override Roles AllowedTo => Roles.Resident;
    }
}
