using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Residents;
using Fengtai.MeetingLive.Web.Staff;
using Microsoft.EntityFrameworkCore;
using CoreWords = Fengtai.MeetingLive.Core.Words;

namespace Fengtai.MeetingLive.Web.Public.Receipts;

/// <summary>What a receipt was given for.</summary>
/// <param name="Hash">SHA-256 of the receipt, hex: what the journal knows it by.</param>
/// <param name="Question">With <paramref name="Session"/>: the question that was asked, whose outcome may be rated.</param>
public sealed record FoundReceipt(
    ReceiptView View,
    string Hash,
    MeetingSession? Session = null,
    QuestionId? Question = null
);

/// <summary>
/// Finds what a receipt was given for, in all meetings, open or only stored. A hit and a miss cost the same hash and the
/// same searches by key; the code itself is neither stored nor logged.
/// </summary>
public sealed class ReceiptLookup(MeetingStore store, MeetingSessions sessions, TimeProvider clock)
{
    /// <summary>Null when nothing was given this receipt.</summary>
    public async Task<FoundReceipt?> FindAsync(ReceiptCode.Sound receipt, CancellationToken cancel)
    {
        var hash = Pseudonyms.HashOf(receipt.Code);
        await using var context = store.Create();
        var row = await context
            .Receipts.AsNoTracking()
            .Where(r => r.Hash == hash)
            .OrderByDescending(r => r.Version)
            .FirstOrDefaultAsync(cancel);
        var visit = await VisitAsync(context, hash, cancel);
        if (row is null)
            return visit is null ? null : new FoundReceipt(visit, hash);
        var session = await sessions.GetAsync(new MeetingId(row.MeetingId));
        var question = row.QuestionId is { } id ? new QuestionId(id) : (QuestionId?)null;
        return ViewOf(session.Current, row, hash) is { } view
            ? new FoundReceipt(view, hash, question is null ? null : session, question)
            : null;
    }

    private ReceiptView? ViewOf(Meeting meeting, ReceiptRow row, string hash) =>
        row switch
        {
            { QuestionId: { } id } when meeting.Questions.TryGetValue(new QuestionId(id), out var question) =>
                ReceiptView.Of(meeting, question, Days.Of(clock.GetUtcNow())),
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
