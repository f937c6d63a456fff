namespace Fengtai.MeetingLive.Core;

/// <summary>Days as the street counts them: Beijing keeps one offset from UTC, +08:00, all year.</summary>
public static class Days
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static DateTimeOffset Local(DateTimeOffset at) => at.ToOffset(Beijing);

    public static DateOnly Of(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>A time of a day as a moment.</summary>
    public static DateTimeOffset At(DateOnly day, TimeOnly time) => new(day, time, Beijing);

    /// <summary>
    /// So many working days after <paramref name="day"/>, Saturdays and Sundays left out. Public holidays are set each year by
    /// the State Council and not known here, so an answer may be due a few days before it must.
    /// </summary>
    public static DateOnly Workdays(DateOnly day, int count)
    {
        for (var left = count; left > 0; )
        {
            day = day.AddDays(1);
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        return day;
    }
}
