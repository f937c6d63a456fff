using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>
/// Brings visits' questions to the demand list, with the source 走访. What is to be listed stands in the visit's own row
/// until the list has it (<see cref="VisitRow.DemandId"/>), so nothing is lost when the list cannot take it just now.
/// </summary>
public sealed class VisitDemands(MeetingStore store, DemandActs list, PersonalData personal, ILogger<VisitDemands> log)
{
    /// <summary>As the list names it.</summary>
    private const string Source = "走访";

    /// <summary>So that one phone does not wait for a long backlog; the next one brings the rest.</summary>
    private const int AtOnceMost = 50;

    /// <summary>
    /// All of a street that wait, oldest first. Known by their number, so that none is listed twice. The phone number goes
    /// along and is then kept by the list alone, which erases it in time.
    /// </summary>
    public async Task BringAsync(StreetId street, CancellationToken cancel)
    {
        await using var context = store.Create();
        var waiting = await context
            .Visits.AsNoTracking()
            .Where(v => v.StreetId == street.Value && v.ToList && v.DemandId == null)
            .OrderBy(v => v.ReceivedAt)
            .Take(AtOnceMost)
            .ToListAsync(cancel);
        if (waiting.Count == 0)
            return;
        var grids = await context
            .Grids.AsNoTracking()
            .Where(g => g.StreetId == street.Value)
            .ToDictionaryAsync(g => g.Id, StringComparer.Ordinal, cancel);
        try
        {
            foreach (var visit in waiting)
                await BringAsync(visit, grids.GetValueOrDefault(visit.GridId), again: true, cancel);
        }
        catch (DbUpdateException e)
        {
            // The type only: a database's message may repeat what was to be written.
            log.LogWarning("Visits of {Street} wait for the demand list: {Error}", street.Value, e.GetType().Name);
        }
        catch (PrivacyException e)
        {
            // The list seals whom a demand is from; without the key it takes nothing, and the visits go on waiting.
            log.LogWarning("Visits of {Street} wait for the demand list: {Code}", street.Value, e.Code);
        }
    }

    private async Task BringAsync(VisitRow visit, GridRow? grid, bool again, CancellationToken cancel)
    {
        try
        {
            await BringAsync(visit, grid, cancel);
        }
        catch (DbUpdateException) when (again)
        {
            // Two of a street's first demands came at the same moment; the second finds what the first has made.
            await BringAsync(visit, grid, again: false, cancel);
        }
    }

    private async Task BringAsync(VisitRow visit, GridRow? grid, CancellationToken cancel)
    {
        var phone = visit.Phone is { } box
            ? (await personal.KeyAsync(cancel)).Open(box, VisitRow.PhoneOf(visit.StreetId, visit.Id))
            : null;
        var id = await list.AddAsync(
            visit.StreetId,
            new NewDemand(
                Source,
                visit.Asked,
                Beijing.Day(new DateTimeOffset(visit.At, TimeSpan.Zero)),
                visit.Topic,
                visit.Part,
                grid?.Name,
                Number: NumberOf(visit),
                Phone: phone,
                Address: grid?.Community + visit.Household
            ),
            cancel
        );
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        // Not when it was mended meanwhile: then its later words are brought next.
        await context
            .Visits.Where(v => v.StreetId == visit.StreetId && v.Id == visit.Id && v.Revision == visit.Revision)
            .ExecuteUpdateAsync(
                set => set.SetProperty(v => v.DemandId, $"{id}").SetProperty(v => v.Phone, (byte[]?)null),
                cancel
            );
    }

    /// <summary>One that was mended after it had been listed is another demand; a person merges the two.</summary>
    private static string NumberOf(VisitRow visit) =>
        visit.Revision == 1 ? $"ZF-{visit.Id}" : $"ZF-{visit.Id}-{visit.Revision}";
}
