using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>Photos that were taken in and wait for the act they belong to.</summary>
public abstract class PhotoDrafts
{
    public List<PhotoHash> Photos { get; } = [];
}

/// <summary>记一条进展 as it is typed; kept while the form is shut.</summary>
public sealed class ReportDraft : PhotoDrafts
{
    public ReportKind Kind { get; set; }
    public string Text { get; set; } = "";
    public HashSet<int> Reached { get; } = [];

    /// <summary>yyyy-MM-dd; empty: the deadline stays.</summary>
    public string Due { get; set; } = "";
}

/// <summary>实地看 as it is typed.</summary>
public sealed class SiteVisitDraft : PhotoDrafts
{
    public string Who { get; set; } = "";
    public string Place { get; set; } = "";
    public string Finding { get; set; } = "";
    public string Day { get; set; } = "";
    public string Clock { get; set; } = "";
}

/// <summary>吹哨 as it is typed.</summary>
public sealed class WhistleDraft
{
    public List<string> Bureaus { get; } = [];

    /// <summary>One that is still being typed.</summary>
    public string Bureau { get; set; } = "";
    public string Day { get; set; } = "";
    public string Clock { get; set; } = "";
    public string Place { get; set; } = "";
    public string About { get; set; } = "";
}

/// <summary>责任 as it is typed.</summary>
public sealed class ChargeDraft
{
    public string Lead { get; set; } = "";
    public string Unit { get; set; } = "";
    public string Owner { get; set; } = "";
    public string Grid { get; set; } = "";
    public string Reason { get; set; } = "";
}

/// <summary>A single text as it is typed.</summary>
public sealed class TextDraft
{
    public string Text { get; set; } = "";

    /// <summary>It is being typed.</summary>
    public bool IsOpen { get; set; }
}

/// <summary>A day and a time of Beijing as browsers write them.</summary>
public static class TypedTime
{
    /// <summary>Null when either is missing or is none.</summary>
    public static DateTimeOffset? Read(string day, string clock) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
        && TimeOnly.TryParse(clock, CultureInfo.InvariantCulture, out var time)
            ? Beijing.Begin(date) + time.ToTimeSpan()
            : null;

    public static DateOnly? Day(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    public static string Write(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
