using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Public;

/// <summary>How a list of steps is told: each with the one before in mind.</summary>
public static class StepTelling
{
    /// <summary>10月31日; where the list comes into another year, with the year over it.</summary>
    public static string When(
        this IStringLocalizer<PublicWords> words,
        IStringLocalizer<Common> common,
        DateOnly day,
        DateOnly? before
    ) =>
        before is { } earlier && earlier.Year != day.Year
            ? $"{words["step.year", day.Year].Value}\n{common.ShortDay(day)}"
            : common.ShortDay(day);

    /// <summary>The step's own words. A new day that was set with a report has the report's words; they are told once.</summary>
    public static string? DetailAfter(this IStringLocalizer<Common> common, PublicStep step, PublicStep? before) =>
        step.Kind == "postponed" && step.Text == before?.Text ? null : common.StepDetail(step);
}
