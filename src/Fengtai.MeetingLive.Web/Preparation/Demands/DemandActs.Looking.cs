using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Whom a demand is from: masked for all, whole for a reason that is kept.</summary>
public sealed partial class DemandActs
{
    /// <summary>
    /// Phone, name, address and the whole text of one demand, for a reason that is kept with who looked and when.
    /// </summary>
    /// <exception cref="PrivacyException">The key cannot be used, or the row is damaged.</exception>
    public async Task<DemandPerson?> LookAsync(
        string street,
        long id,
        string reason,
        string by,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var row = await DemandBook
            .Visible(context, street)
            .Where(d => d.Id == id)
            .Select(d => new { d.Sealed })
            .SingleOrDefaultAsync(cancel);
        if (row is null)
            return null;
        var person = DemandPerson.Open(await personal.KeyAsync(cancel), street, id, row.Sealed);
        using var turn = await store.TurnAsync(cancel);
        context.DemandLooks.Add(
            new DemandLookRow
            {
                StreetId = street,
                DemandId = id,
                Reason = reason,
                By = by,
                At = clock.GetUtcNow().UtcTicks,
            }
        );
        await context.SaveChangesAsync(cancel);
        return person;
    }

    /// <summary>The same with its middle hidden; no reason is needed.</summary>
    public async Task<DemandPerson> MaskedAsync(string street, long id, CancellationToken cancel)
    {
        await using var context = store.Create();
        var box = await DemandBook
            .Visible(context, street)
            .Where(d => d.Id == id)
            .Select(d => d.Sealed)
            .SingleOrDefaultAsync(cancel);
        if (box is null)
            return DemandPerson.Nobody;
        var person = DemandPerson.Open(await personal.KeyAsync(cancel), street, id, box);
        return new DemandPerson(
            person.Phone is { } phone ? Masked.Phone(phone) : null,
            person.Person is { } name ? Masked.Person(name) : null,
            person.Address is { } address ? Masked.Place(address) : null,
            Text: null
        );
    }
}
