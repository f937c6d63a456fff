using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Staff.District;

/// <summary>
/// Reads the overview from projected rows: three queries whatever the number of meetings, no journal is loaded. Counted
/// are meetings that have begun, by their day (one that is on is of today), those of one scale at a time; what was carried
/// over counts only in the meeting that promised it.
/// </summary>
public sealed class DistrictReader(MeetingStore store)
{
    public async Task<DistrictOverview> ReadAsync(
        DistrictPeriod period,
        DateOnly today,
        CancellationToken cancel,
        MeetingScale scale = MeetingScale.Street
    )
    {
        await using var context = store.Create();
        var streets = await context.Streets.AsNoTracking().OrderBy(s => s.Order).ToListAsync(cancel);
        var held = Held(context, period, scale, today);
        var meetings = await held.ToListAsync(cancel);
        var promises = (
            await Promised(context, held)
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
        var lines = meetings
            .OrderByDescending(m => m.Date)
            .ThenBy(m => m.Id, StringComparer.Ordinal)
            .ToLookup(
                m => (m.StreetId, Of: scale == MeetingScale.Street ? null : m.HeldBy ?? m.Title),
                m => LineOf(m, promises[m.Id], today)
            );
        return new DistrictOverview(scale == MeetingScale.Street ? Streets(streets, lines) : Smaller(streets, lines));
    }

    /// <summary>
    /// What is late of a street, a community or a property company, and how a street stands in its communities. Of what was
    /// read before: the figures and their items are of the same meetings.
    /// </summary>
    public async Task<StreetDetail> DetailAsync(StreetLine line, DateOnly today, CancellationToken cancel)
    {
        await using var context = store.Create();
        var codes = line.Meetings.ToDictionary(m => m.Id, m => m.Code, StringComparer.Ordinal);
        var ids = codes.Keys.ToArray();
        var rows = await Promised(context, context.Meetings.AsNoTracking().Where(m => ids.Contains(m.Id)))
            .ToListAsync(cancel);
        var communities = (
            await context
                .Grids.AsNoTracking()
                .Where(g => g.StreetId == line.Street)
                .OrderBy(g => g.Id)
                .ToListAsync(cancel)
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

    private static IQueryable<MeetingRow> Held(
        MeetingContext context,
        DistrictPeriod period,
        MeetingScale scale,
        DateOnly today
    )
    {
        var held = context.Meetings.AsNoTracking().Where(m => m.Phase >= (int)Phase.Running && m.Scale == (int)scale);
        return DistrictFilter.Since(period, today) is { } since
            ? held.Where(m => m.Date >= since || m.Phase == (int)Phase.Running)
            : held;
    }

    private static IQueryable<CommitmentRow> Promised(MeetingContext context, IQueryable<MeetingRow> held) =>
        from c in context.Commitments.AsNoTracking()
        join m in held on c.MeetingId equals m.Id
        where c.FromMeetingId == null
        select c;

    /// <summary>A street that nobody entered, or that holds no meetings any more, still has those that it held.</summary>
    private static ImmutableArray<StreetLine> Streets(
        List<StreetRow> streets,
        ILookup<(string StreetId, string? Of), MeetingLine> lines
    )
    {
        var known = streets.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. streets
                .Where(s => !s.Closed || lines.Contains((s.Id, null)))
                .Select(s => (s.Id, s.Name))
                .Concat(
                    lines.Select(g => g.Key.StreetId).Where(id => !known.Contains(id)).Select(id => (Id: id, Name: id))
                )
                .Select(s => LineOf(s.Id, s.Id, s.Name, within: null, [.. lines[(s.Id, null)]])),
        ];
    }

    /// <summary>Nobody lists the communities and companies that hold meetings: those that did are known by them.</summary>
    private static ImmutableArray<StreetLine> Smaller(
        List<StreetRow> streets,
        ILookup<(string StreetId, string? Of), MeetingLine> lines
    )
    {
        var names = streets.ToDictionary(s => s.Id, s => s.Name, StringComparer.Ordinal);
        var places = streets.Select((s, n) => (s.Id, n)).ToDictionary(s => s.Id, s => s.n, StringComparer.Ordinal);
        return
        [
            .. lines
                .OrderBy(g => places.GetValueOrDefault(g.Key.StreetId, int.MaxValue))
                .ThenBy(g => g.Key.Of, StringComparer.Ordinal)
                .Select(g =>
                    LineOf(
                        $"{g.Key.StreetId}/{g.Key.Of}",
                        g.Key.StreetId,
                        g.Key.Of!,
                        names.GetValueOrDefault(g.Key.StreetId, g.Key.StreetId),
                        [.. g]
                    )
                ),
        ];
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

    private static StreetLine LineOf(
        string id,
        string street,
        string name,
        string? within,
        ImmutableArray<MeetingLine> meetings
    ) => new(id, street, name, within, DistrictFigures.Sum(meetings.Select(m => m.Figures)), meetings);
}
