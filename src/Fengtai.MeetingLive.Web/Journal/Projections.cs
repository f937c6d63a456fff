using Fengtai.MeetingLive.Core;
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

        row.Version = meeting.Version;
        row.Head = now.Head;
        row.Phase = (int)meeting.Phase;
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
                context.Commitments.AddRange(announced.Plan.Commitments.Select(c => RowOf(meeting, c)));
                break;
            case Revised revised:
                await ReviseAsync(context, row, meeting, revised.Plan, cancel);
                break;
            case HandedOver handedOver:
                context.Commitments.Add(RowOf(meeting, handedOver.Commitment));
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
            var now = RowOf(meeting, commitment);
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
        row.Phase = (int)meeting.Phase;
        row.Version = meeting.Version;
        row.Head = now.Head;
        context.JoinCodes.AddRange(
            meeting.Plan.Venues.Select(venue => new JoinCodeRow
            {
                Code = venue.Code,
                MeetingId = id.Value,
                VenueId = venue.Id.Value,
            })
        );
        context.Commitments.AddRange(meeting.Timetable.Values.Select(c => RowOf(meeting, c)));
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

    private static CommitmentRow RowOf(Meeting meeting, Commitment c) =>
        new()
        {
            Id = c.Id.Value,
            MeetingId = meeting.Id.Value,
            StreetId = meeting.Plan.Street.Value,
            Title = c.Title,
            Lead = c.Lead,
            Unit = c.Unit,
            Owner = c.Owner,
            Deadline = c.Deadline,
            State = (int)c.State,
            QuestionId = c.Question?.Value,
        };
}
