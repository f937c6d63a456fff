using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Public;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Privacy;

/// <summary>
/// All that one street keeps of a person: by a receipt what that was given for, by a phone number whatever bears its mark.
/// A receipt does not lead to other questions of the same device: a phone may be a family's.
/// </summary>
public sealed class PersonFinder(
    MeetingStore store,
    MeetingSessions sessions,
    DemandActs demands,
    PersonalData personal,
    IOptions<PrivacyOptions> privacy
)
{
    private const string Gap = "，";

    /// <param name="receipt">As typed; empty: not given.</param>
    /// <param name="phone">As typed; empty: not given.</param>
    /// <exception cref="PrivacyException">The key cannot be used, or a row is damaged.</exception>
    public async Task<PersonFound> FindAsync(StreetId street, string? receipt, string? phone, CancellationToken cancel)
    {
        var by = PersonBy.None;
        var found = ImmutableArray.CreateBuilder<KeptThing>();
        var (demandIds, visitIds) = (new SortedSet<long>(), new SortedSet<string>(StringComparer.Ordinal));
        await using var context = store.Create();
        if (!string.IsNullOrWhiteSpace(receipt))
        {
            if (ReceiptCode.Read(receipt) is not ReceiptCode.Sound { Code: var code })
                return PersonFound.Refused("privacy.receipt-wrong");
            by |= PersonBy.Receipt;
            await ByReceiptAsync(context, street, Pseudonyms.HashOf(code), found, visitIds, cancel);
        }

        if (!string.IsNullOrWhiteSpace(phone))
        {
            if (DemandCells.Phone(phone) is not { Length: > 0 } number)
                return PersonFound.Refused("privacy.phone-wrong");
            by |= PersonBy.Phone;
            await ByPhoneAsync(context, street, number, demandIds, visitIds, cancel);
        }

        if (by == PersonBy.None)
            return PersonFound.Refused("privacy.nothing-typed");
        var visits = await context
            .Visits.AsNoTracking()
            .Where(v => v.StreetId == street.Value && visitIds.Contains(v.Id))
            .OrderBy(v => v.At)
            .ToListAsync(cancel);
        foreach (var visit in visits)
        {
            if (long.TryParse(visit.DemandId, NumberStyles.None, CultureInfo.InvariantCulture, out var listed))
                demandIds.Add(listed);
        }

        foreach (var id in demandIds)
        {
            if (await DemandAsync(context, street, id, cancel) is { } demand)
                found.Add(demand);
        }

        foreach (var visit in visits)
            found.Add(await VisitAsync(context, visit, cancel));
        return new PersonFound(null, by, found.ToImmutable());
    }

    /// <summary>A household's mark without the door.</summary>
    private static string Place(string household) => household.Length == 0 ? "" : Masked.Place(household);

    private async Task ByReceiptAsync(
        MeetingContext context,
        StreetId street,
        string hash,
        ImmutableArray<KeptThing>.Builder found,
        SortedSet<string> visits,
        CancellationToken cancel
    )
    {
        var rows = await context
            .Receipts.AsNoTracking()
            .Where(r => r.Hash == hash && context.Meetings.Any(m => m.Id == r.MeetingId && m.StreetId == street.Value))
            .OrderBy(r => r.Version)
            .ToListAsync(cancel);
        foreach (var row in rows)
        {
            var meeting = (await sessions.GetAsync(new MeetingId(row.MeetingId))).Current;
            if (row.QuestionId is { } id && meeting.Questions.TryGetValue(new QuestionId(id), out var question))
                found.Add(
                    new KeptThing(
                        KeptKind.Question,
                        id,
                        meeting.Id,
                        meeting.Plan.Title,
                        Beijing.Day(question.AskedAt),
                        question.Text is null ? null : CoreWords.Mask(question.Text),
                        question.Name is { } name ? Masked.Person(name) : "",
                        RetainUntil: null,
                        question.ErasedAt is { } erased ? Beijing.Day(erased) : null
                    )
                );
            else if ((row.RoundId ?? row.PollId) is { } round)
                found.Add(
                    new KeptThing(
                        KeptKind.Rating,
                        round,
                        meeting.Id,
                        meeting.Plan.Title,
                        meeting.Plan.Date,
                        row.RoundId is not null
                            ? meeting.Rounds.GetValueOrDefault(new RoundId(round))?.Plan.Title
                            : meeting.Polls.GetValueOrDefault(new PollId(round))?.Plan.Question,
                        "",
                        RetainUntil: null,
                        ErasedOn: null
                    )
                );
        }

        visits.UnionWith(
            await context
                .Visits.Where(v => v.StreetId == street.Value && v.Receipt == hash)
                .Select(v => v.Id)
                .ToListAsync(cancel)
        );
    }

    private async Task ByPhoneAsync(
        MeetingContext context,
        StreetId street,
        string number,
        SortedSet<long> demandIds,
        SortedSet<string> visits,
        CancellationToken cancel
    )
    {
        var key = await personal.KeyAsync(cancel);
        var mark = key.Mark("phone", street.Value, number);
        // Former states too: what is kept is kept, seen or not.
        demandIds.UnionWith(
            await context
                .Demands.Where(d => d.StreetId == street.Value && d.PhoneMark == mark)
                .Select(d => d.Id)
                .Distinct()
                .ToListAsync(cancel)
        );
        var listed = demandIds.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToArray();
        visits.UnionWith(
            await context
                .Visits.Where(v => v.StreetId == street.Value && v.DemandId != null && listed.Contains(v.DemandId))
                .Select(v => v.Id)
                .ToListAsync(cancel)
        );
        // Those that wait for the list have no mark yet; they are few.
        var waiting = await context
            .Visits.AsNoTracking()
            .Where(v => v.StreetId == street.Value && v.Phone != null)
            .Select(v => new { v.Id, v.Phone })
            .ToListAsync(cancel);
        visits.UnionWith(
            waiting.Where(v => key.Open(v.Phone!, VisitRow.PhoneOf(street.Value, v.Id)) == number).Select(v => v.Id)
        );
    }

    private async Task<KeptThing?> DemandAsync(
        MeetingContext context,
        StreetId street,
        long id,
        CancellationToken cancel
    )
    {
        var row = await DemandBook
            .Visible(context, street.Value)
            .Where(d => d.Id == id)
            .Select(d => new
            {
                d.Text,
                d.Source,
                d.ReceivedOn,
                d.RetainUntil,
                Kept = d.Sealed != null,
            })
            .SingleOrDefaultAsync(cancel);
        if (row is null)
            return null;
        var item = id.ToString(CultureInfo.InvariantCulture);
        var erased = await context
            .Erasures.Where(e => e.StreetId == street.Value && e.Kind == ErasedRow.Demand && e.Item == item)
            .Select(e => (DateOnly?)e.Day)
            .SingleOrDefaultAsync(cancel);
        var masked = row.Kept ? await demands.MaskedAsync(street.Value, id, cancel) : DemandPerson.Nobody;
        return new KeptThing(
            KeptKind.Demand,
            item,
            Meeting: null,
            row.Source,
            row.ReceivedOn,
            erased is null ? row.Text : null,
            string.Join(Gap, new[] { masked.Person, masked.Phone, masked.Address }.Where(p => p is { Length: > 0 })),
            row.Kept ? row.RetainUntil : null,
            erased
        );
    }

    private async Task<KeptThing> VisitAsync(MeetingContext context, VisitRow visit, CancellationToken cancel)
    {
        var erased = await VisitErasing.DayAsync(context, visit.StreetId, visit.Id, cancel);
        var phone = visit.Phone is { } box
            ? Masked.Phone((await personal.KeyAsync(cancel)).Open(box, VisitRow.PhoneOf(visit.StreetId, visit.Id)))
            : "";
        var received = Beijing.Day(new DateTimeOffset(visit.ReceivedAt, TimeSpan.Zero));
        return new KeptThing(
            KeptKind.Visit,
            visit.Id,
            Meeting: null,
            "走访",
            Beijing.Day(new DateTimeOffset(visit.At, TimeSpan.Zero)),
            erased is null ? visit.Asked : null,
            string.Join(Gap, new[] { Place(visit.Household), phone }.Where(p => p.Length > 0)),
            visit.Household.Length > 0 ? received.AddDays(privacy.Value.VisitDays) : null,
            erased
        );
    }
}
