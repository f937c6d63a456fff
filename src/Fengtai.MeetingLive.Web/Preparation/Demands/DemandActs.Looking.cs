using System.Globalization;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Demands;

/// <summary>Whom a demand is from: masked for all, whole for a purpose that is kept.</summary>
public sealed partial class DemandActs
{
    /// <summary>
    /// Phone, name, address and the whole text of one demand, for a purpose that is kept with who looked and when, before
    /// anything is given. Null: there is no such demand, or nobody is kept with it; then nobody looked.
    /// </summary>
    /// <exception cref="PrivacyException">The key cannot be used, or the row is damaged.</exception>
    public async Task<DemandPerson?> LookAsync(
        string street,
        long id,
        string purpose,
        Looker by,
        CancellationToken cancel
    )
    {
        if (await PersonAsync(street, id, cancel) is not { } person || person == DemandPerson.Nobody)
            return null;
        var item = id.ToString(CultureInfo.InvariantCulture);
        await new LookLog(store, clock).WriteAsync(street, LookKind.Demand, item, purpose, by, cancel);
        return person;
    }

    /// <summary>The same with its middle hidden; no purpose is needed.</summary>
    public async Task<DemandPerson> MaskedAsync(string street, long id, CancellationToken cancel)
    {
        var person = await PersonAsync(street, id, cancel) ?? DemandPerson.Nobody;
        return new DemandPerson(
            person.Phone is { } phone ? Masked.Phone(phone) : null,
            person.Person is { } name ? Masked.Person(name) : null,
            person.Address is { } address ? Masked.Place(address) : null,
            Text: null
        );
    }

    /// <summary>In clear and unrecorded: for what records it itself. Null: there is no such demand.</summary>
    internal async Task<DemandPerson?> PersonAsync(string street, long id, CancellationToken cancel)
    {
        await using var context = store.Create();
        var row = await DemandBook
            .Visible(context, street)
            .Where(d => d.Id == id)
            .Select(d => new { d.Sealed })
            .SingleOrDefaultAsync(cancel);
        return row switch
        {
            null => null,
            { Sealed: null } => DemandPerson.Nobody,
            { Sealed: { } box } => DemandPerson.Open(await personal.KeyAsync(cancel), street, id, box),
        };
    }
}
