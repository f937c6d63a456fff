using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>
/// Finds what a receipt was given for, in all meetings, open or only stored. A hit and a miss cost the same hash and the
/// same search by key; the code itself is neither stored nor logged.
/// </summary>
public sealed class ReceiptLookup(MeetingStore store, MeetingSessions sessions)
{
    /// <summary>Null when nothing was given this receipt.</summary>
    public async Task<ReceiptView?> FindAsync(ReceiptCode.Sound receipt, CancellationToken cancel)
    {
        var hash = Pseudonyms.HashOf(receipt.Code);
        await using var context = store.Create();
        var row = await context
            .Receipts.AsNoTracking()
            .Where(r => r.Hash == hash)
            .OrderByDescending(r => r.Version)
            .FirstOrDefaultAsync(cancel);
        if (row is null)
            return await VisitAsync(context, hash, cancel);
        var meeting = (await sessions.GetAsync(new MeetingId(row.MeetingId))).Current;
        return row switch
        {
            { QuestionId: { } id } when meeting.Questions.TryGetValue(new QuestionId(id), out var question) =>
                ReceiptView.Of(meeting, question),
            { RoundId: { } id } when meeting.Rounds.TryGetValue(new RoundId(id), out var round) => ReceiptView.Of(
                meeting,
                round,
                hash
            ),
            { PollId: { } id } when meeting.Polls.TryGetValue(new PollId(id), out var poll) => ReceiptView.Of(
                meeting,
                poll,
                hash
            ),
            // Another node wrote it a moment ago and this one has not followed yet: as if it were not there.
            _ => null,
        };
    }

    private static async Task<ReceiptView?> VisitAsync(MeetingContext context, string hash, CancellationToken cancel)
    {
        var visit = await context
            .Visits.AsNoTracking()
            .OrderByDescending(v => v.ReceivedAt)
            .FirstOrDefaultAsync(v => v.Receipt == hash, cancel);
        if (visit is null)
            return null;
        var street = await context
            .Streets.Where(s => s.Id == visit.StreetId)
            .Select(s => s.Name)
            .SingleOrDefaultAsync(cancel);
        return new ReceiptView.OfVisit(
            street ?? visit.StreetId,
            CoreWords.Mask(visit.Asked),
            visit.Part ?? visit.Topic,
            Beijing.Day(new DateTimeOffset(visit.At, TimeSpan.Zero)),
            visit.DemandId is not null,
            await VisitErasing.DayAsync(context, visit.StreetId, visit.Id, cancel)
        );
    }
}
