using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Live;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>What stands on a day of the calendar.</summary>
public enum MarkKind
{
    /// <summary>A deadline that has passed.</summary>
    Late,

    /// <summary>A deadline.</summary>
    Due,

    /// <summary>A milestone that is to be reached.</summary>
    Step,

    /// <summary>A milestone that is reached, or the deadline of what is settled.</summary>
    Reached,
}

/// <param name="Step">Which milestone, from 1; 0: the deadline.</param>
public sealed record BoardMark(BoardItem Item, DateOnly Day, string Text, MarkKind Kind, int Step = 0);

/// <summary>One month with whole weeks, Monday first.</summary>
public sealed record BoardMonth(DateOnly First, DateOnly Today, ILookup<DateOnly, BoardMark> Marks)
{
    public IEnumerable<DateOnly> Days
    {
        get
        {
            var begin = BoardFilter.Monday(First);
            var end = BoardFilter.Monday(First.AddMonths(1).AddDays(-1)).AddDays(7);
            return Enumerable.Range(0, end.DayNumber - begin.DayNumber).Select(begin.AddDays);
        }
    }

    public static BoardMonth Of(IEnumerable<BoardMark> marks, DateOnly month, DateOnly today) =>
        new(
            new DateOnly(month.Year, month.Month, 1),
            today,
            marks.OrderBy(m => m.Kind).ThenBy(m => m.Text, StringComparer.Ordinal).ToLookup(m => m.Day)
        );

    /// <summary>Deadlines of all that is given, and milestones, which only the meetings themselves know.</summary>
    public static async Task<ImmutableArray<BoardMark>> MarksAsync(
        IReadOnlyCollection<BoardItem> items,
        MeetingSessions sessions,
        DateOnly today
    )
    {
        var marks = ImmutableArray.CreateBuilder<BoardMark>();
        foreach (var group in items.GroupBy(i => i.Row.MeetingId, StringComparer.Ordinal))
        {
            var timetable = group.Any(i => i.Row.Milestones > 0)
                ? (await sessions.GetAsync(new MeetingId(group.Key))).Current.Timetable
                : null;
            foreach (var item in group)
            {
                marks.Add(
                    new BoardMark(
                        item,
                        item.Row.Deadline,
                        item.Row.Title,
                        item.IsSettled ? MarkKind.Reached
                            : item.At(today) == BoardState.Overdue ? MarkKind.Late
                            : MarkKind.Due
                    )
                );
                var milestones = timetable?.GetValueOrDefault(new CommitmentId(item.Row.Id))?.Milestones ?? [];
                marks.AddRange(
                    milestones.Select(
                        (m, index) =>
                            new BoardMark(item, m.Date, m.Text, m.Done ? MarkKind.Reached : MarkKind.Step, index + 1)
                    )
                );
            }
        }

        return marks.ToImmutable();
    }
}
