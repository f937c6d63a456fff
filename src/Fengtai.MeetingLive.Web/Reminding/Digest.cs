using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Reminding;

/// <summary>Whose digest: 承办单位, 牵头领导, 会务办公室, 街镇主要负责人.</summary>
public enum DigestTo
{
    Unit,
    Lead,
    Office,
    Head,
}

/// <summary>Why an item stands in a digest.</summary>
public enum DigestWhy
{
    /// <summary>逾期</summary>
    Overdue,

    /// <summary>快到期</summary>
    DueSoon,

    /// <summary>待验收, for the office.</summary>
    ToCheck,

    /// <summary>不归我们管, for the office: somebody else is to be named.</summary>
    Declined,

    /// <summary>Late for the second time, for the office: call the bureaus to the place.</summary>
    WhistleProposed,
}

/// <summary>Rules of reminding and of escalating.</summary>
/// <param name="DaysBefore">0 to 30.</param>
/// <param name="LeadAfter">Days late, 1 to 30.</param>
/// <param name="HeadAfter">Days late, not before the lead.</param>
/// <param name="Head">By office.</param>
/// <param name="Hour">0 to 23, Beijing time.</param>
public sealed record ReminderRules(int DaysBefore, int LeadAfter, int HeadAfter, string Head, int Hour)
{
    public const int DaysMost = 30;
    public const int HeadMost = 30;
    public static readonly ReminderRules Usual = new(3, 1, 7, "主要负责人", 8);

    /// <summary>The field that is wrong; null when all may stand.</summary>
    public string? Wrong =>
        DaysBefore is < 0 or > DaysMost ? "days-before"
        : LeadAfter is < 1 or > DaysMost ? "lead-after"
        : HeadAfter is < 1 or > DaysMost || HeadAfter < LeadAfter ? "head-after"
        : Core.Words.Tidy(Head) is not { Length: > 0 and <= HeadMost } head || Core.Words.HasForbidden(head) ? "head"
        : Hour is < 0 or > 23 ? "hour"
        : null;

    public static ReminderRules Of(ReminderRuleRow? row) =>
        row is null ? Usual : new(row.DaysBefore, row.LeadAfter, row.HeadAfter, row.Head, row.Hour);
}

/// <param name="Days">Until the deadline; negative: so many days late.</param>
public sealed record DigestLine(
    string MeetingId,
    string CommitmentId,
    string Title,
    string Unit,
    string Lead,
    DateOnly Deadline,
    int Days,
    DigestWhy Why
);

/// <summary>What one recipient is to look at today, the most urgent first.</summary>
public sealed record Digest(DigestTo To, string Name, ImmutableArray<DigestLine> Lines)
{
    public int Overdue => Lines.Count(line => line.Why is DigestWhy.Overdue or DigestWhy.WhistleProposed);

    public int DueSoon => Lines.Count(line => line.Why == DigestWhy.DueSoon);

    /// <summary>Who gets what on a day; whoever has nothing to do gets nothing.</summary>
    /// <param name="rows">All of one street; what was carried over is counted where it was promised.</param>
    public static ImmutableArray<Digest> Of(IEnumerable<CommitmentRow> rows, ReminderRules rules, DateOnly today)
    {
        var all = new List<(DigestTo To, string Name, DigestLine Line)>();
        foreach (var row in rows.Where(r => r.FromMeetingId is null))
        {
            var days = row.Deadline.DayNumber - today.DayNumber;
            DigestLine Line(DigestWhy why) =>
                new(row.MeetingId, row.Id, row.Title, row.Unit, row.Lead, row.Deadline, days, why);
            switch ((CommitmentState)row.State)
            {
                case CommitmentState.AwaitingCheck:
                    all.Add((DigestTo.Office, "", Line(DigestWhy.ToCheck)));
                    break;
                case CommitmentState.NotStarted or CommitmentState.Moving:
                    if (row.Declined)
                        all.Add((DigestTo.Office, "", Line(DigestWhy.Declined)));
                    else if (days <= rules.DaysBefore)
                        all.Add((DigestTo.Unit, row.Unit, Line(days < 0 ? DigestWhy.Overdue : DigestWhy.DueSoon)));
                    if (-days >= rules.LeadAfter)
                        all.Add((DigestTo.Lead, row.Lead, Line(DigestWhy.Overdue)));
                    if (-days >= rules.HeadAfter)
                        all.Add((DigestTo.Head, rules.Head, Line(DigestWhy.Overdue)));
                    if (days < 0 && row is { Missed: > 0, Whistling: false })
                        all.Add((DigestTo.Office, "", Line(DigestWhy.WhistleProposed)));
                    break;
            }
        }

        return
        [
            .. all.GroupBy(one => (one.To, one.Name))
                .OrderBy(g => g.Key.To)
                .ThenBy(g => g.Key.Name, StringComparer.Ordinal)
                .Select(g => new Digest(
                    g.Key.To,
                    g.Key.Name,
                    [.. g.Select(one => one.Line).OrderBy(l => l.Days).ThenBy(l => l.Title, StringComparer.Ordinal)]
                )),
        ];
    }
}
