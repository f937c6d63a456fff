using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;

namespace Fengtai.MeetingLive.Web.Residents;

/// <summary>How a phone is let in where entry is not open to everybody.</summary>
public sealed partial class ResidentActions
{
    /// <summary>The hall's code was right: counts the device as being there, and waits until that is on disk.</summary>
    public Task<Reply> EnterHallAsync(Door door, string device, CancellationToken cancel)
    {
        var (_, by, id) = Who(door, device, "enter-hall");
        var enter = new Enter(id, Actor.Resident(by), clock.GetUtcNow(), From(door, Entry.Hall));
        return ExecuteAsync(door, device, enter, receipt: null, cancel);
    }

    /// <summary>Binds the ticket of this code to the device; the first phone has it.</summary>
    /// <param name="code">Twelve characters as in <see cref="TicketOffice.Tidy"/>.</param>
    public Task<Reply> BindTicketAsync(Door door, string device, string code, CancellationToken cancel)
    {
        // A new id each time: after a release the same phone may bind the same ticket again. A repeat is known by its holder.
        var (_, by, id) = Who(door, device, $"ticket-{Guid.NewGuid():N}");
        var hash = Pseudonyms.HashOfTicket(code);
        var bind = new BindTicket(id, Actor.Resident(by), clock.GetUtcNow(), From(door, Entry.Ticket), hash);
        return ExecuteAsync(door, device, bind, receipt: null, cancel);
    }
}
