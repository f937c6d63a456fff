using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>
/// Reads the overview from projected rows: three queries whatever the number of meetings, no journal is loaded. Counted
/// are meetings that have begun, by their day (one that is on is of today); what was carried over counts only in the meeting that promised it.
/// </summary>
public sealed class DistrictReader(MeetingStore store)
{
    public async Task<DistrictOverview> ReadAsync(DistrictPeriod period, DateOnly today, CancellationToken cancel)
    {
        await using var context = store.Create();
        var streets = await context.Streets.AsNoTracking().OrderBy(s => s.Order).ToListAsync(cancel);
        var meetings = await Held(context, period, today).ToListAsync(cancel);
        var promises = (
            await Promised(context, period, today, street: null)
                .Select(c => new
                {
                    c.MeetingId,
                    c.State,
                    c.Deadline,
                    c.FirstDeadline,
                    c.FollowedUp,
                    c.FollowedUpSatisfied,
                })
                .ToListAsync(cancel)
        ).ToLookup(
            c => c.MeetingId,
            c => new PromiseStanding(
                (CommitmentState)c.State,
                c.Deadline,
                c.FirstDeadline ?? c.Deadline,
                c.FollowedUp,
                c.FollowedUpSatisfied
            ),
            StringComparer.Ordinal
        );
        var byStreet = meetings
            .OrderByDescending(m => m.Date)
            .ThenBy(m => m.Id, StringComparer.Ordinal)
            .ToLookup(m => m.StreetId, m => LineOf(m, promises[m.Id], today), StringComparer.Ordinal);
        var known = streets.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        // A street that nobody entered, or that holds no meetings any more, still has those that it held.
        var all = streets
            .Where(s => !s.Closed || byStreet.Contains(s.Id))
            .Select(s => (s.Id, s.Name))
            .Concat(byStreet.Select(g => g.Key).Where(id => !known.Contains(id)).Select(id => (Id: id, Name: id)));
        return new DistrictOverview([.. all.Select(s => StreetOf(s.Id, s.Name, [.. byStreet[s.Id]]))]);
    }

    /// <summary>What is late in one street, and how it stands in its communities.</summary>
    public async Task<StreetDetail> StreetAsync(
        string street,
        DistrictPeriod period,
        DateOnly today,
        CancellationToken cancel
    )
    {
        await using var context = store.Create();
        var codes = await Held(context, period, today)
            .Where(m => m.StreetId == street)
            .ToDictionaryAsync(m => m.Id, m => m.Code, StringComparer.Ordinal, cancel);
        var rows = await Promised(context, period, today, street).ToListAsync(cancel);
        var communities = (
            await context.Grids.AsNoTracking().Where(g => g.StreetId == street).OrderBy(g => g.Id).ToListAsync(cancel)
        )
            .DistinctBy(g => g.Name, StringComparer.Ordinal)
            .ToDictionary(g => g.Name, g => g.Community, StringComparer.Ordinal);
        return new StreetDetail(
            [
                .. rows.Where(c => StandingOf(c).IsOverdue(today))
                    .OrderBy(c => c.Deadline)
                    .ThenBy(c => c.Id, StringComparer.Ordinal)
                    .Select(c => new LateItem(
                        c.MeetingId,
                        codes[c.MeetingId],
                        c.Id,
                        c.Title,
                        c.Unit,
                        today.DayNumber - c.Deadline.DayNumber,
                        c.Delay
                    )),
            ],
            [
                .. rows.GroupBy(
                        c => c.Grid is null ? null : communities.GetValueOrDefault(c.Grid),
                        StringComparer.Ordinal
                    )
                    .Select(g => new CommunityLine(
                        g.Key,
                        DistrictFigures.Sum(g.Select(c => DistrictFigures.Of(StandingOf(c), today)))
                    ))
                    .OrderBy(line => line.Name is null)
                    .ThenByDescending(line => line.Figures.Promises)
                    .ThenBy(line => line.Name, StringComparer.Ordinal),
            ]
        );
    }

    private static IQueryable<MeetingRow> Held(MeetingContext context, DistrictPeriod period, DateOnly today)
    {
        var held = context.Meetings.AsNoTracking().Where(m => m.Phase >= (int)Phase.Running);
        return DistrictFilter.Since(period, today) is { } since
            ? held.Where(m => m.Date >= since || m.Phase == (int)Phase.Running)
            : held;
    }

    private static IQueryable<CommitmentRow> Promised(
        MeetingContext context,
        DistrictPeriod period,
        DateOnly today,
        string? street
    )
    {
        var promised =
            from c in context.Commitments.AsNoTracking()
            join m in Held(context, period, today) on c.MeetingId equals m.Id
            where c.FromMeetingId == null
            select c;
        return street is null ? promised : promised.Where(c => c.StreetId == street);
    }

    private static PromiseStanding StandingOf(CommitmentRow c) =>
        new((CommitmentState)c.State, c.Deadline, c.FirstDeadline ?? c.Deadline, c.FollowedUp, c.FollowedUpSatisfied);

    private static MeetingLine LineOf(MeetingRow m, IEnumerable<PromiseStanding> promises, DateOnly today)
    {
        var closed = m.Phase == (int)Phase.Closed;
        // While it is on, its questions have no outcome yet.
        var responded = closed
            ? ThreeRates.Response(new AskedOutcomes(m.Questions, m.Answered, m.HandedOver, m.Refused))
            : default;
        var held = new DistrictFigures(1, m.Questions, 0, 0, 0, 0, new ThreeRates(responded, default, default));
        return new MeetingLine(
            m.Id,
            m.Code,
            m.Title,
            m.Date,
            !closed,
            held + DistrictFigures.Sum(promises.Select(p => DistrictFigures.Of(p, today)))
        );
    }

    private static StreetLine StreetOf(string id, string name, ImmutableArray<MeetingLine> meetings) =>
        new(id, name, DistrictFigures.Sum(meetings.Select(m => m.Figures)), meetings);
}
