using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Journal;

/// <summary>
/// Tables for what is asked across meetings. Written in the journal's own transaction; <see cref="RebuildAsync"/> makes the
/// same rows again from the journal, and a test compares them.
/// </summary>
public static class Projections
{
    /// <summary>Brings the tables to the state after <paramref name="e"/>; returns the meeting's row.</summary>
    public static async Task<MeetingRow> ApplyAsync(
        MeetingContext context,
        MeetingRow? row,
        Recorded now,
        MeetingEvent e,
        CancellationToken cancel
    )
    {
        var meeting = now.Meeting;
        if (row is null)
        {
            row = new MeetingRow
            {
                Id = meeting.Id.Value,
                StreetId = meeting.Plan.Street.Value,
                Code = meeting.Plan.Code,
                Title = meeting.Plan.Title,
                Head = now.Head,
            };
            context.Meetings.Add(row);
        }

        Describe(row, meeting, now.Head);
        switch (e)
        {
            case Announced announced:
                row.Date = announced.Plan.Date;
                context.JoinCodes.AddRange(
                    announced.Plan.Venues.Select(venue => new JoinCodeRow
                    {
                        Code = venue.Code,
                        MeetingId = meeting.Id.Value,
                        VenueId = venue.Id.Value,
                    })
                );
                context.Commitments.AddRange(announced.Plan.Commitments.Select(c => CommitmentRow.Of(meeting, c)));
                break;
            case Revised revised:
                await ReviseAsync(context, row, meeting, revised.Plan, cancel);
                break;
            case HandedOver handedOver:
                context.Commitments.Add(CommitmentRow.Of(meeting, handedOver.Commitment));
                break;
            case TrackingEvent { Commitment: var tracked }:
                await TrackAsync(context, meeting, tracked, cancel);
                break;
            case AskerEvent { Commitment: var tracked }:
                await TrackAsync(context, meeting, tracked, cancel);
                break;
            case Asked or Rated or Voted:
                context.Receipts.Add(ReceiptOf(meeting.Id, meeting.Version, e));
                break;
            case Erased erased:
                await EraseAsync(context, meeting.Id, erased.Question, cancel);
                break;
        }

        return row;
    }

    private static async Task TrackAsync(
        MeetingContext context,
        Meeting meeting,
        CommitmentId id,
        CancellationToken cancel
    )
    {
        // Found in what is tracked first: one that this very commit adds is not in the database yet.
        var row =
            await context.Commitments.FindAsync([meeting.Id.Value, id.Value], cancel)
            ?? throw new InvalidOperationException($"Commitment {id} has no row.");
        context.Entry(row).CurrentValues.SetValues(CommitmentRow.Of(meeting, meeting.Timetable[id]));
    }

    /// <summary>A venue may have been added; commitments carried over are as the plan now has them.</summary>
    private static async Task ReviseAsync(
        MeetingContext context,
        MeetingRow row,
        Meeting meeting,
        MeetingPlan plan,
        CancellationToken cancel
    )
    {
        row.Title = plan.Title;
        row.Date = plan.Date;
        // By what is tracked: rows that this very commit adds are not in the database yet.
        await context.JoinCodes.Where(c => c.MeetingId == row.Id).LoadAsync(cancel);
        await context.Commitments.Where(c => c.MeetingId == row.Id).LoadAsync(cancel);
        var known = context
            .JoinCodes.Local.Where(c => c.MeetingId == row.Id)
            .Select(c => c.VenueId)
            .ToHashSet(StringComparer.Ordinal);
        context.JoinCodes.AddRange(
            plan.Venues.Where(venue => !known.Contains(venue.Id.Value))
                .Select(venue => new JoinCodeRow
                {
                    Code = venue.Code,
                    MeetingId = row.Id,
                    VenueId = venue.Id.Value,
                })
        );
        var kept = context
            .Commitments.Local.Where(c => c.MeetingId == row.Id)
            .ToDictionary(c => c.Id, StringComparer.Ordinal);
        foreach (var commitment in plan.Commitments)
        {
            var now = CommitmentRow.Of(meeting, commitment);
            if (kept.Remove(now.Id, out var old))
                context.Entry(old).CurrentValues.SetValues(now);
            else
                context.Commitments.Add(now);
        }

        context.Commitments.RemoveRange(kept.Values);
    }

    /// <summary>Throws the projected rows of one meeting away and makes them again from its journal.</summary>
    public static async Task RebuildAsync(
        MeetingStore store,
        MeetingJournal journal,
        MeetingId id,
        CancellationToken cancel
    )
    {
        using var turn = await store.TurnAsync(cancel);
        await using var context = store.Create();
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        // The row's lock first, then the journal: what is committed in between would be lost from the tables.
        await context
            .Meetings.Where(m => m.Id == id.Value)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Touched, m => m.Touched + 1), cancel);
        var now = await journal.LoadAsync(id, cancel);
        await context.Commitments.Where(c => c.MeetingId == id.Value).ExecuteDeleteAsync(cancel);
        await context.JoinCodes.Where(c => c.MeetingId == id.Value).ExecuteDeleteAsync(cancel);
        await context.Receipts.Where(r => r.MeetingId == id.Value).ExecuteDeleteAsync(cancel);
        var row = await context.Meetings.SingleAsync(m => m.Id == id.Value, cancel);
        var meeting = now.Meeting;
        row.StreetId = meeting.Plan.Street.Value;
        row.Code = meeting.Plan.Code;
        row.Title = meeting.Plan.Title;
        row.Date = meeting.Plan.Date;
        Describe(row, meeting, now.Head);
        context.JoinCodes.AddRange(
            meeting.Plan.Venues.Select(venue => new JoinCodeRow
            {
                Code = venue.Code,
                MeetingId = id.Value,
                VenueId = venue.Id.Value,
            })
        );
        context.Commitments.AddRange(meeting.Timetable.Values.Select(c => CommitmentRow.Of(meeting, c)));
        await AddReceiptsAsync(context, id, cancel);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>From the entries, not from the state: that keeps only the latest rating of each device.</summary>
    private static async Task AddReceiptsAsync(MeetingContext context, MeetingId id, CancellationToken cancel)
    {
        string[] giving = ["asked.1", "rated.1", "rated.2", "voted.1", "voted.2"];
        var entries = context
            .Journal.AsNoTracking()
            .Where(r => r.MeetingId == id.Value && giving.Contains(r.Type))
            .GroupJoin(
                context.Private.AsNoTracking(),
                r => new { r.MeetingId, r.Version },
                p => new { p.MeetingId, p.Version },
                (r, hidden) => new { Row = r, Hidden = hidden }
            )
            .SelectMany(
                x => x.Hidden.DefaultIfEmpty(),
                (x, hidden) => new { x.Row, Hidden = hidden == null ? null : hidden.Body }
            )
            .AsAsyncEnumerable();
        await foreach (var entry in entries.WithCancellation(cancel))
        {
            var at = new DateTimeOffset(entry.Row.At, TimeSpan.Zero);
            var e = EventJson.Read(entry.Row.Version, entry.Row.Type, at, entry.Row.Body, entry.Hidden);
            context.Receipts.Add(ReceiptOf(id, entry.Row.Version, e));
        }
    }

    private static ReceiptRow ReceiptOf(MeetingId meeting, long version, MeetingEvent e)
    {
        var (receipt, question, round, poll) = e switch
        {
            Asked asked => (asked.Receipt, asked.Question.Value, (string?)null, (string?)null),
            Rated rated => (rated.Receipt, null, rated.Round.Value, null),
            Voted voted => (voted.Receipt, null, null, voted.Poll.Value),
            _ => throw new NotSupportedException($"{e.GetType().Name} gives no receipt."),
        };
        return new ReceiptRow
        {
            Hash = receipt,
            MeetingId = meeting.Value,
            Version = version,
            QuestionId = question,
            RoundId = round,
            PollId = poll,
        };
    }

    /// <summary>The private parts that hold a resident's words and name go; the chain holds, for only their seal is in it.</summary>
    private static async Task EraseAsync(
        MeetingContext context,
        MeetingId id,
        QuestionId question,
        CancellationToken cancel
    )
    {
        var mark = $"\"question\":\"{question.Value}\"";
        string[] holding = [.. EventJson.Erasable];
        var versions = await context
            .Journal.Where(r => r.MeetingId == id.Value && holding.Contains(r.Type) && r.Body.Contains(mark))
            .Select(r => r.Version)
            .ToListAsync(cancel);
        await context
            .Private.Where(p => p.MeetingId == id.Value && versions.Contains(p.Version))
            .ExecuteDeleteAsync(cancel);
        // Asked and erased in one batch: what is not written yet must not be written either.
        var pending = context
            .Journal.Local.Where(r => holding.Contains(r.Type) && r.Body.Contains(mark))
            .Select(r => r.Version)
            .ToHashSet();
        context.Private.RemoveRange(context.Private.Local.Where(p => pending.Contains(p.Version)).ToArray());
    }

    /// <summary>What a meeting's row tells of it. Single figures are counted only from the closing on: before, every rating would count all.</summary>
    private static void Describe(MeetingRow row, Meeting meeting, string head)
    {
        row.Version = meeting.Version;
        row.Head = head;
        row.Phase = (int)meeting.Phase;
        row.Scale = (int)meeting.Plan.Scale;
        row.HeldBy = meeting.Plan.HeldBy;
        row.Questions = meeting.Questions.Count;
        row.ClosedAt = meeting.ClosedAt?.UtcTicks;
        if (meeting.Phase != Phase.Closed)
            return;
        var asked = AskedOutcomes.Of(meeting);
        row.Questions = asked.Asked;
        row.Answered = asked.Answered;
        row.HandedOver = asked.HandedOver;
        row.Refused = asked.Refused;
        row.Present = meeting.Present.Count;
        var work = meeting
            .Rounds.Values.Where(r => r.State == RoundState.Closed && r.Plan.Subject == RatingSubject.Work)
            .MinBy(r => r.Number);
        row.Rated = work?.All.Total ?? 0;
        row.Satisfied = work?.All.Satisfied ?? 0;
    }
}
