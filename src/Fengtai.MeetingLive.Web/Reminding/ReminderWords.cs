using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <summary>Key of the words of reminders: the page, the letters, the calendars.</summary>
public sealed class ReminderWords;

/// <summary>How they are put.</summary>
public static class ReminderWording
{
    public static string Recipient(this IStringLocalizer<ReminderWords> words, Digest digest) =>
        digest.To == DigestTo.Office ? words["to.office"] : words[$"to.{digest.To}", digest.Name];

    public static string Why(this IStringLocalizer<ReminderWords> words, DigestLine line) =>
        line.Why switch
        {
            DigestWhy.DueSoon when line.Days == 0 => words["why.today"],
            DigestWhy.DueSoon => words["why.soon", line.Days],
            DigestWhy.Overdue => words["why.overdue", -line.Days],
            DigestWhy.WhistleProposed => words["why.whistle", -line.Days],
            DigestWhy.Declined => words["why.declined"],
            _ => words["why.check"],
        };
}
