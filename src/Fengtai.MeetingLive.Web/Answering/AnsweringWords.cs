using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Photos;
using Fengtai.MeetingLive.Web.Words;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Answering;

/// <summary>Key of the words of the pages behind signed links, and of an item as whoever answers for it sees it.</summary>
public sealed class AnsweringWords;

/// <summary>How they are put.</summary>
public static class AnsweringWording
{
    /// <summary>IMG_1.jpg：照片不完整，请重拍一张。</summary>
    public static string Photo(this IStringLocalizer<AnsweringWords> words, PhotoFault fault) =>
        words["wrong.photo", fault.File, words[$"wrong.{fault.Code}", [.. fault.Arguments]].Value];

    /// <summary>逾期5天, 今天到期, 还有5天; what waits to be checked or is settled says its state instead.</summary>
    public static string Standing(
        this IStringLocalizer<AnsweringWords> words,
        IStringLocalizer<Common> common,
        Commitment item,
        DateOnly today
    )
    {
        if (item.State is not (CommitmentState.NotStarted or CommitmentState.Moving))
            return common[$"commitment.{ResidentView.Kebab(item.State)}"];
        var left = item.Deadline.DayNumber - today.DayNumber;
        return left < 0 ? words["due.late", -left]
            : left == 0 ? words["due.today"]
            : words["due.left", left];
    }

    /// <summary>Look and icon of <see cref="Standing"/>.</summary>
    public static (string Look, string Icon) Mark(Commitment item, DateOnly today) =>
        item.State switch
        {
            CommitmentState.Done => ("done", "done"),
            CommitmentState.CannotBeDone => ("shut", "no"),
            CommitmentState.AwaitingCheck => ("wait", "wait"),
            _ when Tracks.IsOverdue(item, today) => ("late", "flag"),
            _ when item.Deadline <= today.AddDays(7) => ("wait", "wait"),
            _ => ("shut", "date"),
        };

    /// <summary>What happened in one step, in a few words.</summary>
    public static string Step(
        this IStringLocalizer<AnsweringWords> words,
        IStringLocalizer<Common> common,
        PublicStep step
    ) =>
        words[
            $"step.{step.Kind}",
            step.Due is { } due ? common.Day(due) : "",
            step.Who ?? "",
            step.Days ?? 0,
            step.Place ?? ""
        ];
}
