using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Residents;
using Microsoft.EntityFrameworkCore;

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
            return null;
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
}
