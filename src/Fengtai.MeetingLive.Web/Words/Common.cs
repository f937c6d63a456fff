using System.Globalization;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Core.Views;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Words;

/// <summary>Key of the words that several surfaces share: levels, channels, states, dates, charts.</summary>
public sealed class Common;

/// <summary>How the shared words are put.</summary>
public static class CommonWording
{
    public static ChartWords Chart(this IStringLocalizer<Common> words) =>
        new(
            words["chart.last-year"],
            words["chart.this-year"],
            words["chart.target"],
            words["chart.target-below"],
            words["chart.sample"],
            words["chart.short"],
            words["chart.over"],
            words["chart.points"],
            words["chart.lens"],
            words["chart.lens-note"],
            words["chart.of-total"],
            words["chart.sum"],
            words["chart.more"],
            words["chart.comma"],
            words["chart.semicolon"]
        );

    public static PollWords Poll(this IStringLocalizer<Common> words, PollView poll) =>
        new(words[poll.IsRanking ? "points" : "people"], words["poll.first"]);

    /// <param name="score">1 to 5.</param>
    public static string Level(this IStringLocalizer<Common> words, int score) => words[$"level.{score}"];

    public static string Channel(this IStringLocalizer<Common> words, Channel channel) =>
        words[$"channel.{ResidentView.Kebab(channel)}"];

    public static string Reason(this IStringLocalizer<Common> words, RefusalReason reason) =>
        words[$"reason.{ResidentView.Kebab(reason)}"];

    /// <summary>现场手机371/452，线上69/128，纸质28/30: of whom a percentage speaks; what nobody used is left out.</summary>
    public static string Turnout(this IStringLocalizer<Common> words, Denominators of) =>
        string.Join(
            words["chart.comma"],
            new[] { ("hall", of.Hall), ("online", of.Online), ("paper", of.Paper) }
                .Where(kind => kind.Item2.Present > 0)
                .Select(kind => words[$"turnout.{kind.Item1}", kind.Item2.Rated, kind.Item2.Present].Value)
        );

    /// <summary>现场手机452部，线上128人，发放纸质表30张</summary>
    public static string Present(this IStringLocalizer<Common> words, Denominators of) =>
        string.Join(
            words["chart.comma"],
            new[] { ("hall", of.Hall), ("online", of.Online), ("paper", of.Paper) }
                .Where(kind => kind.Item2.Present > 0 || kind.Item1 == "hall")
                .Select(kind => words[$"present.{kind.Item1}", kind.Item2.Present].Value)
        );

    /// <summary>2025年8月25日</summary>
    public static string Day(this IStringLocalizer<Common> words, DateOnly day) =>
        string.Format(CultureInfo.InvariantCulture, words["date.long"].Value, day.Year, day.Month, day.Day);

    /// <summary>8月25日</summary>
    public static string ShortDay(this IStringLocalizer<Common> words, DateOnly day) =>
        string.Format(CultureInfo.InvariantCulture, words["date.short"].Value, day.Month, day.Day);

    /// <summary>What was done about a commitment, in a few words: 实地看：副镇长（分管城建）.</summary>
    public static string Step(this IStringLocalizer<Common> words, PublicStep step) =>
        words[$"track.{step.Kind}", step.Who ?? "", step.Days ?? 0, step.Due is { } due ? words.ShortDay(due) : ""];

    /// <summary>The step's own words, with the place; null when the kind says it all.</summary>
    public static string? StepDetail(this IStringLocalizer<Common> words, PublicStep step) =>
        step.Place is { } place ? words["track.place", place, step.Text ?? ""].Value : step.Text;
}
