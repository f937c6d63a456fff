using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Desk;

namespace Fengtai.MeetingLive.Web.Staff.Prepare.Plans;

/// <summary>What is wrong with a field: its code among the words, with arguments.</summary>
public sealed record PlanFault(string Field, string Code, ImmutableArray<string> Arguments);

/// <summary>A response plan as it is typed; kept until it can be read and is saved.</summary>
public sealed partial class PlanDraft
{
    /// <summary>Of what may be said and promised, in characters.</summary>
    public const int WordsMost = 120;
    private const int MilestonesMost = 8;

    public string Topic { get; init; } = "";
    public string? Part { get; init; }
    public string MaySay { get; set; } = "";
    public string MayPromise { get; set; } = "";
    public string MayNotPromise { get; set; } = "";
    public string Standard { get; set; } = "";
    public string Title { get; set; } = "";
    public string Lead { get; set; } = "";
    public string Unit { get; set; } = "";
    public string Owner { get; set; } = "";
    public string Deadline { get; set; } = "";

    /// <summary>One a line: a day, a blank, what is done by then.</summary>
    public string Milestones { get; set; } = "";

    public static PlanDraft Of(string topic, string? part, ResponsePlan? plan) =>
        plan is null
            ? new PlanDraft { Topic = topic, Part = part }
            : new PlanDraft
            {
                Topic = topic,
                Part = part,
                MaySay = plan.MaySay,
                MayPromise = plan.MayPromise,
                MayNotPromise = plan.MayNotPromise,
                Standard = plan.Standard ?? "",
                Title = plan.Title,
                Lead = plan.Lead,
                Unit = plan.Unit,
                Owner = plan.Owner,
                Deadline = Day(plan.Deadline),
                Milestones = string.Join('\n', plan.Milestones.Select(m => $"{Day(m.Date)} {m.Text}")),
            };

    /// <param name="before">Whose counts of like demands stay.</param>
    public (ResponsePlan Plan, ImmutableArray<PlanFault> Faults) Read(MeetingPlan meeting, ResponsePlan? before)
    {
        var faults = ImmutableArray.CreateBuilder<PlanFault>();
        var deadline = TypedDate.Read(Deadline, meeting.Date);
        if (deadline is null)
            Fault("deadline", Deadline.Trim().Length == 0 ? "required" : "date");
        else if (deadline < meeting.Date)
            Fault("deadline", "before-meeting", Day(meeting.Date));
        var plan = new ResponsePlan(
            Topic,
            Part,
            Text("may-say", MaySay, WordsMost),
            Text("may-promise", MayPromise, WordsMost),
            Text("may-not", MayNotPromise, WordsMost),
            Text("title", Title, Promise.TitleMost),
            Known("lead", Lead, meeting.Leads),
            Known("unit", Unit, meeting.Units),
            Known("owner", Owner, meeting.Owners),
            deadline ?? default,
            Steps(),
            before?.Like,
            Text("standard", Standard, WordsMost, required: false) is { Length: > 0 } standard ? standard : null
        )
        {
            CheckedBy = before?.CheckedBy,
            CheckedOn = before?.CheckedOn,
        };
        return (plan, faults.ToImmutable());

        void Fault(string field, string code, params ImmutableArray<string> arguments) =>
            faults.Add(new PlanFault(field, code, arguments));

        string Text(string field, string typed, int most, bool required = true)
        {
            var text = Core.Words.Tidy(typed);
            if (text.Length == 0 && required)
                Fault(field, "required");
            if (Core.Words.Length(text) > most)
                Fault(field, "too-long", $"{most}", $"{Core.Words.Length(text)}");
            if (Core.Words.HasForbidden(text))
                Fault(field, "forbidden");
            return text;
        }

        string Known(string field, string typed, ImmutableArray<string> known)
        {
            var text = Text(field, typed, Promise.FieldMost);
            if (text.Length > 0 && !known.IsEmpty && !known.Contains(text, StringComparer.Ordinal))
                Fault(field, "unknown", text);
            return text;
        }

        ImmutableArray<Milestone> Steps()
        {
            var steps = ImmutableArray.CreateBuilder<Milestone>();
            var lines = Milestones.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries);
            foreach (var (index, line) in lines.Index().Where(line => line.Item.Length > 0))
            {
                var match = Step().Match(line);
                if (TypedDate.Read(match.Groups["day"].Value, meeting.Date) is not { } day)
                    Fault("milestones", "step-shape", $"{index + 1}");
                else if (deadline is not null && day > deadline)
                    Fault("milestones", "step-late", $"{index + 1}");
                else
                    steps.Add(new Milestone(day, Text("milestones", match.Groups["text"].Value, Promise.TitleMost)));
            }

            if (steps.Count > MilestonesMost)
                Fault("milestones", "steps-many", $"{MilestonesMost}");
            return [.. steps.OrderBy(step => step.Date)];
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<day>\S+)\s+(?<text>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Step();
}
