using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>
/// Takes out of visits what belongs to one household: at its request, or when its time is over. That somebody was visited
/// stays, with grid, groups and day, and counts.
/// </summary>
public sealed class VisitErasing(MeetingStore store, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <summary>Household, words, phone number and photo of one visit, as the person wished.</summary>
    /// <returns>Null when it is done or was done before; else the code of why not.</returns>
    public async Task<string?> EraseAsync(StreetId street, string id, CancellationToken cancel)
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var visit = await context.Visits.SingleOrDefaultAsync(v => v.StreetId == street.Value && v.Id == id, cancel);
        if (visit is null)
            return "privacy.gone";
        if (await DayAsync(context, street.Value, id, cancel) is not null)
            return null;
        var photo = visit.PhotoHash;
        var day = Beijing.Day(clock.GetUtcNow());
        var words = visit.Asked.Length == 0 ? "" : DemandActs.ErasedText(day);
        (visit.Household, visit.Asked, visit.Phone, visit.PhotoHash) = ("", words, null, null);
        // What still waited for the list has nothing to say there any more.
        visit.ToList = visit.ToList && visit.DemandId is not null;
        context.Erasures.Add(
            new ErasedRow
            {
                StreetId = street.Value,
                Kind = ErasedRow.Visit,
                Item = id,
                Day = day,
            }
        );
        await context.SaveChangesAsync(cancel);
        if (photo is not null)
            await DropPhotosAsync(context, [photo], cancel);
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Households, photos and waiting phone numbers of the visits before <paramref name="before"/>.</summary>
    /// <returns>How many visits.</returns>
    public async Task<int> EraseDueAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var erased = 0;
        await using var context = store.Create();
        while (true)
        {
            var due = await context
                .Visits.AsNoTracking()
                .Where(v =>
                    v.ReceivedAt < before.UtcTicks && (v.Household != "" || v.Phone != null || v.PhotoHash != null)
                )
                .OrderBy(v => v.ReceivedAt)
                .Select(v => new
                {
                    v.StreetId,
                    v.Id,
                    v.PhotoHash,
                })
                .Take(AtOnce)
                .ToListAsync(cancel);
            if (due.Count == 0)
                return erased;
            using var turn = await store.TurnAsync(cancel);
            await using var transaction = await context.Database.BeginTransactionAsync(cancel);
            foreach (var street in due.GroupBy(v => v.StreetId, StringComparer.Ordinal))
            {
                var ids = street.Select(v => v.Id).ToArray();
                await context
                    .Visits.Where(v => v.StreetId == street.Key && ids.Contains(v.Id))
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(v => v.Household, "")
                                .SetProperty(v => v.Phone, (byte[]?)null)
                                .SetProperty(v => v.PhotoHash, (string?)null),
                        cancel
                    );
            }

            await DropPhotosAsync(context, [.. due.Select(v => v.PhotoHash).OfType<string>()], cancel);
            await transaction.CommitAsync(cancel);
            erased += due.Count;
        }
    }

    /// <summary>The day on which a visit's words were erased; null: they were not.</summary>
    internal static Task<DateOnly?> DayAsync(
        MeetingContext context,
        string street,
        string id,
        CancellationToken cancel
    ) =>
        context
            .Erasures.Where(e => e.StreetId == street && e.Kind == ErasedRow.Visit && e.Item == id)
            .Select(e => (DateOnly?)e.Day)
            .SingleOrDefaultAsync(cancel);

    /// <summary>Photos that no visit shows any more.</summary>
    private static async Task DropPhotosAsync(MeetingContext context, string[] hashes, CancellationToken cancel)
    {
        if (hashes.Length == 0)
            return;
        await context
            .VisitPhotos.Where(p =>
                hashes.Contains(p.Hash) && !context.Visits.Any(v => v.StreetId == p.StreetId && v.PhotoHash == p.Hash)
            )
            .ExecuteDeleteAsync(cancel);
    }
}
