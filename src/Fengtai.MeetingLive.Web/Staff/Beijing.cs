using System.Globalization;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>Times and dates as they are read in the hall. China has one zone and no summer time.</summary>
public static class Beijing
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static string Clock(DateTimeOffset at) =>
        at.ToOffset(Offset).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.ToOffset(Offset).Date);

    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>2:05, or 1:02:05 from an hour on; never negative.</summary>
    public static string Minutes(TimeSpan span)
    {
        var rest = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return rest.TotalHours >= 1
            ? rest.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : rest.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
