using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Reporting;

/// <summary>One item as its meeting's journal has it now.</summary>
public sealed record GridItem(Meeting Meeting, Commitment Item)
{
    public Track Track => Tracks.Of(Meeting, Item.Id);

    /// <summary>Meeting and item in one, as addresses and phones name it.</summary>
    public string Key => $"{Meeting.Id}~{Item.Id}";

    /// <summary>Not settled and not waiting to be checked.</summary>
    public bool Open => Item.State is CommitmentState.NotStarted or CommitmentState.Moving;

    /// <summary>A resident has sent it back, and nobody has reported since.</summary>
    public bool Reopened => Open && Track.Steps is [.., { Event: Core.Tracking.Reopened }];
}

/// <summary>What lies in one grid and is not settled, by what is to be done first.</summary>
/// <param name="Today">Late, or due within three days.</param>
/// <param name="Week">Due within seven.</param>
public sealed record GridList(
    ImmutableArray<GridItem> Today,
    ImmutableArray<GridItem> Week,
    ImmutableArray<GridItem> Others
)
{
    public const int TodayDays = 3;
    public const int WeekDays = 7;

    public static readonly GridList Empty = new([], [], []);

    public bool IsEmpty => Today.IsEmpty && Week.IsEmpty && Others.IsEmpty;

    public static GridList Of(IEnumerable<GridItem> items, DateOnly today)
    {
        var sorted = items
            .OrderBy(item => !item.Open)
            .ThenBy(item => item.Item.Deadline)
            .ThenBy(item => item.Key, StringComparer.Ordinal)
            .ToLookup(item =>
                !item.Open ? 2
                : item.Item.Deadline <= today.AddDays(TodayDays) ? 0
                : item.Item.Deadline <= today.AddDays(WeekDays) ? 1
                : 2
            );
        return new GridList([.. sorted[0]], [.. sorted[1]], [.. sorted[2]]);
    }

    public IEnumerable<GridItem> All => Today.Concat(Week).Concat(Others);

    public GridItem? Find(string key) => All.FirstOrDefault(item => item.Key == key);
}

/// <summary>Finds a street's items by their grid: the projection says which meetings, their journals say how it stands.</summary>
public sealed class GridItems(MeetingStore store, MeetingSessions sessions)
{
    private static readonly int[] Unsettled =
    [
        (int)CommitmentState.NotStarted,
        (int)CommitmentState.Moving,
        (int)CommitmentState.AwaitingCheck,
    ];

    /// <param name="grid">Null: of all grids.</param>
    public async Task<ImmutableArray<GridItem>> OfAsync(StreetId street, string? grid, CancellationToken cancel)
    {
        await using var context = store.Create();
        var rows = await context
            .Commitments.AsNoTracking()
            .Where(c => c.StreetId == street.Value && c.Grid != null && c.FromMeetingId == null)
            .Where(c => (grid == null || c.Grid == grid) && Unsettled.Contains(c.State))
            .Select(c => new { c.MeetingId, c.Id })
            .ToListAsync(cancel);
        var items = ImmutableArray.CreateBuilder<GridItem>();
        foreach (var of in rows.GroupBy(row => row.MeetingId, StringComparer.Ordinal))
        {
            var meeting = (await sessions.GetAsync(new MeetingId(of.Key))).Current;
            foreach (var row in of)
            {
                // This node may not have followed yet what another one wrote.
                if (
                    meeting.Timetable.TryGetValue(new CommitmentId(row.Id), out var item)
                    && item.Grid is { } lies
                    && (grid is null || grid == lies)
                    && !Tracks.IsSettled(item)
                )
                    items.Add(new GridItem(meeting, item));
            }
        }

        return items.ToImmutable();
    }
}
