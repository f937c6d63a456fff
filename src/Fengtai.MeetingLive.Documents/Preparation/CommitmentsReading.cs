using System.Collections.Immutable;
using System.Globalization;
using Fengtai.MeetingLive.Core;

namespace Fengtai.MeetingLive.Documents.Preparation;

/// <summary>承办事项 that were promised before and are carried over into this meeting's timetable.</summary>
public static class CommitmentsReading
{
    public const int CommitmentsMost = 500;

    public static readonly Choices<CommitmentState> States = new(
        ("not-started", "未启动", CommitmentState.NotStarted),
        ("moving", "推进中", CommitmentState.Moving),
        ("awaiting-check", "待验收", CommitmentState.AwaitingCheck),
        ("done", "已办结", CommitmentState.Done),
        ("cannot-be-done", "无法办结", CommitmentState.CannotBeDone)
    );

    /// <param name="meeting">Null: references are not judged, because their lists could not be read.</param>
    public static ImmutableArray<Commitment> Read(IEnumerable<Field> rows, MeetingPlan? meeting)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. rows.Select(row => Commitment(row, meeting, seen))];
    }

    private static Commitment Commitment(Field row, MeetingPlan? meeting, HashSet<string> seen)
    {
        var deadline = row["deadline"].Date();
        var commitment = new Commitment(
            new CommitmentId(row["id"].Id(seen)),
            row["title"].Text(Promise.TitleMost),
            row["lead"].Text(Promise.FieldMost),
            row["unit"].Text(Promise.FieldMost),
            row["owner"].Text(Promise.FieldMost),
            deadline,
            MilestoneLines.Read(row["milestones"], deadline),
            row["state"].Choice(States),
            Sample: row["sample"].Choice(YesNo.Choices)
        );
        if (meeting is not null)
        {
            References.Responsible(meeting, commitment.Lead, row["lead"].Spot, commitment.Unit, row["unit"].Spot);
            row["owner"].Spot.Known(meeting.Owners, commitment.Owner, ValueCode.OwnerUnknown);
            References.NotBeforeMeeting(row["deadline"].Spot, deadline, meeting);
        }

        return commitment;
    }
}

/// <summary>推进节点 in one field, one a line: <c>2025-10-10 与首批单位签约</c>, or <c>2025-08-20 已完成 查完一半管段</c>.</summary>
public static class MilestoneLines
{
    private const string DoneMark = "已完成 ";
    private const int LengthMost = 2_000;

    public static ImmutableArray<Milestone> Read(Field field, DateOnly deadline)
    {
        var at = field.Spot;
        var milestones = ImmutableArray.CreateBuilder<Milestone>();
        foreach (var (date, text) in Lines(field))
        {
            var done = text.StartsWith(DoneMark, StringComparison.Ordinal);
            milestones.Add(
                new Milestone(date, at.Text(done ? text[DoneMark.Length..] : text, Promise.TitleMost), done)
            );
            References.Before(at, date, deadline);
        }

        return milestones.ToImmutable();
    }

    /// <summary>The lines as the list that a pack's JSON has.</summary>
    public static Field AsList(Field field) =>
        new ListField(
            [
                .. Lines(field)
                    .Select(line => new RecordField(
                        new Dictionary<string, Field>(StringComparer.Ordinal)
                        {
                            ["date"] = new WrittenField(
                                line.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                                field.Spot
                            ),
                            ["text"] = new WrittenField(line.Text, field.Spot),
                        },
                        field.Spot
                    )),
            ],
            field.Spot
        );

    private static IEnumerable<(DateOnly Date, string Text)> Lines(Field field)
    {
        foreach (
            var line in (field.OptionalText(LengthMost) ?? "").Split(
                '\n',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            var words = line.Split(' ', 2, StringSplitOptions.TrimEntries);
            if (
                words.Length == 2
                && DateOnly.TryParseExact(words[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, default, out var date)
            )
                yield return (date, words[1]);
            else
                field.Spot.Fault(ValueCode.MilestoneShape, line);
        }
    }

    public static string Write(IEnumerable<Milestone> milestones) =>
        string.Join(
            '\n',
            milestones.Select(milestone =>
                FormattableString.Invariant(
                    $"{milestone.Date:yyyy-MM-dd} {(milestone.Done ? DoneMark : "")}{milestone.Text}"
                )
            )
        );
}
