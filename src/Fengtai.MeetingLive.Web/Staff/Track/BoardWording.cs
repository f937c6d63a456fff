using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Staff.Track;

/// <summary>How the board puts it; the pages and the exported tables say the same.</summary>
public static class BoardWording
{
    /// <summary>逾期5天, 今天到期, 还有3天, 重新办理, 推进中 …</summary>
    public static string State(IStringLocalizer<TrackWords> words, BoardItem item, DateOnly today) =>
        item.At(today) switch
        {
            BoardState.Overdue => words["late", -item.DaysLeft(today)],
            BoardState.Soon when item.DaysLeft(today) == 0 => words["due-today"],
            BoardState.Soon => words["days-left", item.DaysLeft(today)],
            BoardState.AwaitingCheck => words[
                item.Row.Claim == (int)Core.Tracking.ReportKind.CannotBeDone ? "check-cannot" : "state.AwaitingCheck"
            ],
            BoardState.Moving when item.IsAgain => words["state.Again"],
            BoardState.Moving when item.State == CommitmentState.NotStarted => words["not-started"],
            BoardState.Moving => words["moving"],
            var other => words["state." + other],
        };

    public static (string Class, string Icon) Look(BoardState state) =>
        state switch
        {
            BoardState.Overdue => ("state--late", "late"),
            BoardState.Soon => ("state--wait", "wait"),
            BoardState.AwaitingCheck => ("state--wait", "Rating"),
            BoardState.CannotBeDone => ("state--shut", "ban"),
            BoardState.Done => ("state--done", "done"),
            BoardState.Again => ("state--moving", "again"),
            BoardState.Declined => ("state--wait", "back"),
            _ => ("state--moving", "moving"),
        };

    /// <summary>会议承诺 or 会前清单, with the meeting's day where there are several meetings.</summary>
    public static string Source(
        IStringLocalizer<TrackWords> words,
        IStringLocalizer<Common> common,
        BoardItem item,
        bool several
    )
    {
        var source = words[item.WasAsked ? "source.asked" : "source.listed"].Value;
        return several ? words["source.of", common.ShortDay(item.MeetingDate), source] : source;
    }

    /// <summary>最近进展，或逾期原因: null when nobody has said anything yet.</summary>
    public static string? Latest(
        IStringLocalizer<TrackWords> words,
        IStringLocalizer<Common> common,
        BoardItem item,
        DateOnly today
    )
    {
        if (item.At(today) == BoardState.Overdue && item.Row.Delay is { } delay)
            return delay;
        if (item.Row is not { LatestKind: { } kind, LatestAt: { } at })
            return item.Row.Delay;
        // Words of a report speak for themselves; those of an urging would pass for one.
        var said =
            item.Row.Latest is not { } told ? words["kind." + kind].Value
            : kind is "progress" or "postponed" ? told
            : words["latest-of", words["kind." + kind].Value, told].Value;
        return words["latest", common.ShortDay(Beijing.Day(new DateTimeOffset(at, TimeSpan.Zero))), said];
    }
}
