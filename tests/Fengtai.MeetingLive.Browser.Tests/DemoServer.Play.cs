using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Browser.Tests;

/// <summary>The demo's meeting moved on by the commands that people give, without a hand on its pages.</summary>
internal sealed partial class DemoServer
{
    /// <summary>What the meeting was made of.</summary>
    public MeetingPack Pack { get; } =
        MeetingPack.Read(MeetingPack.DemoFolder) is PackResult.Sound(var pack)
            ? pack
            : throw new InvalidDataException("The demo's pack is damaged.");

    /// <summary>Durable when this returns; a refusal fails the test.</summary>
    public Task DoAsync(Func<Actor, DateTimeOffset, MeetingCommand> command) =>
        DoAsync([command(Actor.System(Pack.Plan.Street), Now)]);

    /// <summary>All at once, so that they take a commit or two; what is refused says which.</summary>
    public async Task DoAsync(IReadOnlyCollection<MeetingCommand> commands)
    {
        var cancel = TestContext.Current.CancellationToken;
        var sessions = app!.Services.GetRequiredService<MeetingSessions>();
        var door = await sessions.FindAsync(Surfaces.Code, cancel);
        var outcomes = await Task.WhenAll(commands.Select(command => door!.Session.ExecuteAsync(command, cancel)));
        foreach (var (command, outcome) in commands.Zip(outcomes))
        {
            Assert.True(outcome is Outcome.Done, $"{command.GetType().Name} {command.Id}: {outcome}");
        }
    }

    /// <summary>What happens between the doors' opening and the end, in order.</summary>
    public ImmutableArray<MeetingCommand> ToTheEnd() =>
        DemoPlay.PlayToTheEnd(Pack, Now, new DemoProofs(act => Seals.Of("salt", act), act => Seals.Of("receipt", act)));

    private DateTimeOffset Now => (clock ?? TimeProvider.System).GetUtcNow();
}
