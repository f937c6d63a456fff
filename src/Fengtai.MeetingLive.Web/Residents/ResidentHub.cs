using System.Text.Json.Nodes;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Operations;
using Fengtai.MeetingLive.Web.Screens;
using Microsoft.AspNetCore.SignalR;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>
/// The phones' and big screens' hub. Who and shape here, meaning in Core; every method answers and never throws a
/// refusal. The contract is in wwwroot-assets/README.md.
/// </summary>
public sealed class ResidentHub(
    MeetingSessions sessions,
    ResidentBroadcaster broadcaster,
    ResidentActions actions,
    DeviceCookie cookie,
    Pseudonyms pseudonyms,
    ConnectedScreens screens,
    LiveMeter meter,
    Crowd crowd,
    LastAnswers last
) : Hub<IResidentClient>
{
    private CancellationToken Gone => Context.ConnectionAborted;

    /// <summary>Among the connection's features, since its items would cost each phone half a kilobyte.</summary>
    private Joined? Joined
    {
        get => Context.Features.Get<Joined>();
        set => Context.Features.Set(value);
    }

    /// <summary>Subscribes first and then shows all, or what is new since the version that the client holds.</summary>
    public async Task<Reply> Join(JoinRequest join)
    {
        var door = await sessions.FindAsync(join.Code, Gone);
        if (door is null)
            return actions.Refuse(null, "meeting.unknown");
        var device = Context.GetHttpContext() is { } http ? cookie.Read(http) : null;
        if (device is null && !join.Screen)
            return actions.Refuse(door, "device.unknown");
        if (Joined is { } old)
            await LeaveAsync(old);

        Joined = new Joined(door, join.Screen ? null : device);
        var meeting = door.Session.Current.Id;
        broadcaster.Follow(door.Session);
        await Groups.AddToGroupAsync(Context.ConnectionId, ResidentBroadcaster.GroupOf(meeting), Gone);
        if (join.Screen)
            screens.Came(Context.ConnectionId, meeting);
        ActorId? who = null;
        if (!join.Screen && device is not null)
        {
            who = pseudonyms.Actor(meeting, device);
            await Groups.AddToGroupAsync(Context.ConnectionId, ResidentBroadcaster.GroupOf(meeting, who.Value), Gone);
            actions.Enter(door, device, Entry.Open);
        }

        var patch = broadcaster.Catch(door.Session, join.Epoch, join.Version);
        if (who is { } actor)
        {
            var sections = new Dictionary<string, JsonNode?>(patch.Sections, StringComparer.Ordinal)
            {
                ["mine"] = broadcaster.Mine(door.Session.Current, actor),
            };
            patch = patch with { Sections = sections };
        }

        await Clients.Caller.Show(patch);
        return new Reply(Ok: true, patch.Version);
    }

    public Task<Reply> Ask(AskRequest ask) =>
        AsDevice((door, device) => actions.AskAsync(door, device, ask, Entry.Open, CancellationToken.None));

    public Task<Reply> Support(SupportRequest support) =>
        AsDevice((door, device) => actions.SupportAsync(door, device, support, Entry.Open, CancellationToken.None));

    public Task<Reply> Withdraw(WithdrawRequest withdraw) =>
        AsDevice((door, device) => actions.WithdrawAsync(door, device, withdraw, Entry.Open, CancellationToken.None));

    public Task<Reply> Rate(RateRequest rate) =>
        AsDevice((door, device) => actions.RateAsync(door, device, rate, Entry.Open, CancellationToken.None));

    public Task<Reply> Vote(VoteRequest vote) =>
        AsDevice((door, device) => actions.VoteAsync(door, device, vote, Entry.Open, CancellationToken.None));

    /// <summary>Who has not joined, or joined as a screen, can do nothing.</summary>
    private async Task<Reply> AsDevice(Func<Door, string, Task<Reply>> act)
    {
        if (Joined is not { Door: var door, Device: { } device })
            return actions.Refuse(Joined?.Door, "device.not-joined");
        using var turn = last.Take();
        if (turn is not null)
            return await act(door, device);
        // The server stops: the phone is to find its line closed, not a refusal, and sends this again.
        await Task.Delay(Timeout.Infinite, Gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return actions.Refuse(door, "server.busy");
    }

    public override Task OnConnectedAsync()
    {
        meter.Connected();
        // One too many: its page tries again later, at times of its own.
        if (!crowd.Came())
            Context.Abort();
        return base.OnConnectedAsync();
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        meter.Disconnected();
        crowd.Went();
        screens.Went(Context.ConnectionId);
        return base.OnDisconnectedAsync(exception);
    }

    /// <summary>Whoever comes back as a screen does not go on acting as the phone it was.</summary>
    private async Task LeaveAsync(Joined old)
    {
        Joined = null;
        screens.Went(Context.ConnectionId);
        var meeting = old.Door.Session.Current.Id;
        await Groups.RemoveFromGroupAsync(Context.ConnectionId, ResidentBroadcaster.GroupOf(meeting), Gone);
        if (old.Device is { } device)
        {
            var mine = ResidentBroadcaster.GroupOf(meeting, pseudonyms.Actor(meeting, device));
            await Groups.RemoveFromGroupAsync(Context.ConnectionId, mine, Gone);
        }
    }
}

/// <summary>Which meeting a connection has joined.</summary>
/// <param name="Device">Null for a big screen.</param>
internal sealed record Joined(Door Door, string? Device);
