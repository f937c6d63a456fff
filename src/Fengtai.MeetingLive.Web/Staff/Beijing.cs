using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Web.Staff;

/// <summary>Times and dates as staff read them; which day it is, <see cref="Days"/> knows.</summary>
public static class Beijing
{
    public static string Clock(DateTimeOffset at) => Days.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    public static DateOnly Day(DateTimeOffset at) => Days.Of(at);

    /// <summary>The first moment of a day.</summary>
    public static DateTimeOffset Begin(DateOnly day) => Days.At(day, TimeOnly.MinValue);

    /// <summary>2:05, or 1:02:05 from an hour on; never negative.</summary>
    public static string Minutes(TimeSpan span)
    {
        var rest = span < TimeSpan.Zero ? TimeSpan.Zero : span;
        return rest.TotalHours >= 1
            ? rest.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : rest.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
