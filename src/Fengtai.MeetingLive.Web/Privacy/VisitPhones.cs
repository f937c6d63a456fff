using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>
/// The phone numbers that were left at visits: in the visit's own row until the list has them, with the demand from then on.
/// Masked for all; one in clear is one act with a purpose, recorded before it is shown.
/// </summary>
public sealed class VisitPhones(MeetingStore store, DemandActs demands, PersonalData personal, LookLog looks)
{
    /// <summary>By visit, with the middle hidden; a visit without a number is not in it.</summary>
    /// <exception cref="PrivacyException">The key cannot be used, or a row is damaged.</exception>
    public async Task<ImmutableDictionary<string, string>> MaskedAsync(
        StreetId street,
        IReadOnlyCollection<string> visits,
        CancellationToken cancel
    )
    {
        var masked = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        await using var context = store.Create();
        var rows = await context
            .Visits.AsNoTracking()
            .Where(v => v.StreetId == street.Value && visits.Contains(v.Id) && (v.Phone != null || v.DemandId != null))
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            if (await NumberAsync(row, cancel) is { Length: > 0 } number)
                masked[row.Id] = Masked.Phone(number);
        }

        return masked.ToImmutable();
    }

    /// <summary>In clear. Null: there is no such visit, or no number is kept; then nobody looked.</summary>
    /// <exception cref="PrivacyException">The key cannot be used, or the row is damaged.</exception>
    public async Task<string?> RevealAsync(
        StreetId street,
        string visit,
        string purpose,
        Looker by,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var row = await context
            .Visits.AsNoTracking()
            .SingleOrDefaultAsync(v => v.StreetId == street.Value && v.Id == visit, cancel);
        if (row is null || await NumberAsync(row, cancel) is not { Length: > 0 } number)
            return null;
        await looks.WriteAsync(street.Value, LookKind.Visit, visit, purpose, by, cancel);
        return number;
    }

    private async Task<string?> NumberAsync(VisitRow row, CancellationToken cancel)
    {
        if (row.Phone is { } box)
            return (await personal.KeyAsync(cancel)).Open(box, VisitRow.PhoneOf(row.StreetId, row.Id));
        return long.TryParse(row.DemandId, NumberStyles.None, CultureInfo.InvariantCulture, out var demand)
            ? (await demands.PersonAsync(row.StreetId, demand, cancel))?.Phone
            : null;
    }
}
