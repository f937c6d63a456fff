using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>What the desk does with several venues and with tickets.</summary>
public sealed partial class DeskPage
{
    private VenueId? target;

    /// <summary>Sent to one venue, the next scene is for all again: nobody forgets a hall by accident.</summary>
    private async Task ShowSceneAsync(SceneKind kind)
    {
        var venue = target;
        if (await DoAsync($"scene:{kind}:{venue}", (id, by, at) => new ShowScene(id, by, at, kind, Venue: venue)))
            target = null;
    }

    private Task SameAsync(VenueId venue) => DoAsync($"same:{venue}", (id, by, at) => new ShowSame(id, by, at, venue));

    private async Task<string?> GiveAsync(string act, Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command) =>
        await DoAsync(act, command) ? null : wrong ?? L["act.busy"].Value;

    private void Said(string words) => said = words;
}
