using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>
/// The way of a visit's question to the demand list, with the source 走访. What is to be listed stands in the visit's own
/// row until the list has it (<see cref="VisitRow.DemandId"/>), so nothing is lost whichever is there first.
/// </summary>
public sealed class VisitDemands
{
    /// <summary>
    /// Called within the transaction that keeps <paramref name="visit"/>, before it is saved: whoever keeps the list adds
    /// its row to <paramref name="context"/> here and writes its id into the visit.
    /// </summary>
    public void Add(MeetingContext context, VisitRow visit)
    {
        ArgumentNullException.ThrowIfNull(context);
        // Taken off again on the phone, before it was sent for good.
        if (!visit.ToList)
            visit.DemandId = null;
    }
}
