using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>
/// What a person does on a page, as commands. One act has one id until its outcome is known: pressed again because it was
/// not saved, the same command goes out, and if the first did reach the disk the second changes nothing.
/// </summary>
/// <param name="who">Asked for every act; null when nobody is signed in any more.</param>
public sealed class StaffActs(MeetingSession session, Func<Task<Actor?>> who, TimeProvider clock)
{
    private readonly Dictionary<string, CommandId> open = new(StringComparer.Ordinal);

    /// <param name="act">Which act this is, such as <c>approve:Q7</c>; names what a retry repeats.</param>
    public async Task<Outcome> DoAsync(string act, Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        if (await who() is not { } actor)
            return new Outcome.Refused(Rejection.NotAllowed, session.Current.Version);
        if (!open.TryGetValue(act, out var id))
            open[act] = id = new CommandId(Guid.NewGuid().ToString("N"));
        var outcome = await session.ExecuteAsync(command(id, actor, clock.GetUtcNow()));
        if (outcome is not Outcome.Failed)
            open.Remove(act);
        return outcome;
    }
}
