using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.EntityFrameworkCore;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Preparation.Visits;

/// <summary>
/// Keeps what the phones of the grid workers send. A record is known by the id that its phone made: the same again gets
/// the same answer, a mended one takes its place, an older copy that comes late changes nothing.
/// </summary>
public sealed class VisitBook(
    MeetingStore store,
    Preparations preparations,
    VisitCoverage coverage,
    VisitDemands demands,
    PersonalData personal,
    Pseudonyms pseudonyms,
    TimeProvider clock
)
{
    public const Roles May = Roles.GridWorker | Roles.Secretary | Roles.Administrator;

    /// <summary>What a visit in this street may name: its grids that are not closed, its topics.</summary>
    public async Task<VisitPlace> PlaceAsync(StreetId street, CancellationToken cancel)
    {
        var covered = await coverage.OfAsync(street, cancel);
        await using var context = store.Create();
        var open = await context
            .Grids.AsNoTracking()
            .Where(g => g.StreetId == street.Value && !g.Closed)
            .Select(g => g.Id)
            .ToListAsync(cancel);
        var topics = await context
            .Topics.AsNoTracking()
            .Where(t => t.StreetId == street.Value)
            .OrderBy(t => t.Order)
            .ThenBy(t => t.Name)
            .ToListAsync(cancel);
        // A street that keeps no list of its own has what its meeting's plan names.
        var named =
            topics.Count > 0
                ? topics
                    .Where(t => t.Parent is null)
                    .Select(t => new VisitTopic(
                        t.Name,
                        [.. topics.Where(part => part.Parent == t.Name).Select(p => p.Name)]
                    ))
                : (await preparations.LoadAsync(street, cancel)).Plan.Topics.Select(t => new VisitTopic(
                    t.Name,
                    t.Parts
                ));
        var grids = covered.Grids.Where(grid => open.Contains(grid.Id, StringComparer.Ordinal));
        return new VisitPlace(
            [
                .. grids
                    .OrderBy(grid => grid.Order)
                    .Select(grid => new VisitGrid(
                        grid.Id,
                        grid.Name,
                        grid.Community,
                        grid.Households,
                        grid.Cells.Sum(cell => cell.Target)
                    )),
            ],
            [.. named]
        );
    }

    /// <summary>Keeps one household, in the name of whoever visited it.</summary>
    public async Task<VisitTaken> KeepAsync(StreetId street, VisitSent raw, Actor by, CancellationToken cancel)
    {
        if ((by.Roles & May) == Roles.None || by.Street != street)
            return Refuse(new("", "not-allowed"));
        var sent = raw with
        {
            // A number has its own field, where it is sealed.
            Household = CoreWords.Kept(raw.Household),
            Asked = CoreWords.Kept(raw.Asked),
            Topic = raw.Topic.Trim(),
            Phone = raw.Phone.Trim(),
        };
        var place = await PlaceAsync(street, cancel);
        if (VisitRules.Check(sent, place, clock.GetUtcNow()) is { } wrong)
            return Refuse(wrong);
        KeptPhoto? photo = null;
        if (sent.Photo is { } file)
        {
            switch (PhotoIntake.Take(file))
            {
                case PhotoResult.Refused(var code, var arguments):
                    return Refuse(new VisitWrong("photo", code, arguments));
                case PhotoResult.Taken(var taken):
                    photo = taken;
                    break;
            }
        }

        byte[]? phone = null;
        // Kept for the reply alone: what is not listed gets none.
        if (sent.Phone.Length > 0 && sent.ToList)
        {
            try
            {
                var key = await personal.KeyAsync(cancel);
                phone = key.Seal(VisitRules.PlainPhone(sent.Phone), VisitRow.PhoneOf(street.Value, sent.Id));
            }
            catch (PrivacyException)
            {
                // Better not at all than in clear; the rest can be sent without it.
                return Refuse(new("phone", "phone-locked"));
            }
        }

        var written = await WriteAsync(street, sent, place, photo, phone, by, cancel);
        // Whatever becomes of the list now: the visit is kept, and its question waits with it.
        if (written is VisitTaken.Kept)
            await demands.BringAsync(street, cancel);
        return written;
    }

    /// <summary>Whether this visit was kept, with its receipt when it has one.</summary>
    public async Task<(bool Kept, string? Receipt)> FindAsync(StreetId street, string id, CancellationToken cancel)
    {
        await using var context = store.Create();
        var toList = await context
            .Visits.Where(v => v.StreetId == street.Value && v.Id == id)
            .Select(v => (bool?)v.ToList)
            .SingleOrDefaultAsync(cancel);
        return (toList is not null, toList == true ? ReceiptOf(street, id) : null);
    }

    /// <summary>The receipt of a visit's question; the same whenever it is asked for.</summary>
    public string ReceiptOf(StreetId street, string id) =>
        pseudonyms.Receipt(new MeetingId("visits"), new ActorId(street.Value), new CommandId(id));

    private async Task<VisitTaken> WriteAsync(
        StreetId street,
        VisitSent sent,
        VisitPlace place,
        KeptPhoto? photo,
        byte[]? phone,
        Actor by,
        CancellationToken cancel
    )
    {
        using var turn = await store.TurnAsync(cancel);
        // Twice: a repeat may arrive on another node while the first is being written.
        for (var last = false; ; last = true)
        {
            await using var context = store.Create();
            var row = await context.Visits.SingleOrDefaultAsync(
                v => v.StreetId == street.Value && v.Id == sent.Id,
                cancel
            );
            if (row is not null && row.By != by.Id.Value)
                return Refuse(new("id", "other-account"));
            if (row is not null && row.Revision >= sent.Revision)
                return Kept(row);
            // Erased as the household wished: a copy that comes from the phone later does not bring it back.
            if (row is not null && await VisitErasing.DayAsync(context, street.Value, row.Id, cancel) is not null)
                return Kept(row);
            var isNew = row is null;
            row ??= new VisitRow
            {
                StreetId = street.Value,
                Id = sent.Id,
                GridId = "",
                Household = "",
                Asked = "",
                By = by.Id.Value,
                ReceivedAt = clock.GetUtcNow().UtcTicks,
            };
            Fill(row, sent, place, photo, phone);
            if (isNew)
                context.Visits.Add(row);
            if (photo is not null && !await IsKeptAsync(context, street, photo, cancel))
                context.VisitPhotos.Add(
                    new VisitPhotoRow
                    {
                        StreetId = street.Value,
                        Hash = photo.Hash.Value,
                        Bytes = photo.Bytes,
                        Small = photo.Small,
                    }
                );
            try
            {
                await context.SaveChangesAsync(cancel);
                return Kept(row);
            }
            catch (DbUpdateException) when (!last)
            {
                // Read again: it is there now, or the photo is; what is really wrong fails once more.
            }
        }
    }

    private void Fill(VisitRow row, VisitSent sent, VisitPlace place, KeptPhoto? photo, byte[]? phone)
    {
        // Its words on the list are the old ones: the new ones are brought too.
        if (row.Asked != sent.Asked)
            row.DemandId = null;
        row.Revision = sent.Revision;
        row.GridId = sent.Grid;
        row.Household = sent.Household;
        row.Groups = VisitGroups.Flags(sent.Groups.Select(name => VisitGroups.Read(name)!.Value));
        row.Asked = sent.Asked;
        (row.Topic, row.Part) = VisitRules.Place(sent.Topic, place);
        row.ToList = sent.ToList;
        row.Receipt = sent.ToList ? Pseudonyms.HashOf(ReceiptOf(new StreetId(row.StreetId), row.Id)) : null;
        row.PhotoHash = photo?.Hash.Value;
        row.Phone = phone;
        row.At = sent.At.UtcTicks;
    }

    private static Task<bool> IsKeptAsync(
        MeetingContext context,
        StreetId street,
        KeptPhoto photo,
        CancellationToken cancel
    ) => context.VisitPhotos.AnyAsync(p => p.StreetId == street.Value && p.Hash == photo.Hash.Value, cancel);

    private VisitTaken.Kept Kept(VisitRow row) =>
        new(row.ToList ? ReceiptOf(new StreetId(row.StreetId), row.Id) : null);

    private static VisitTaken.Refused Refuse(VisitWrong wrong) => new(wrong);
}
