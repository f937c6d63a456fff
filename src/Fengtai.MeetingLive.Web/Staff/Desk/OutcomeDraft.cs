using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

public enum OutcomeKind
{
    /// <summary>现场答复</summary>
    Answer,

    /// <summary>转办，列入时间表</summary>
    HandOver,
}

/// <summary>One step as it is typed.</summary>
public sealed class MilestoneDraft
{
    public string Date { get; set; } = "";

    public string Text { get; set; } = "";

    public bool IsBlank => Date.Trim().Length == 0 && Text.Trim().Length == 0;
}

/// <summary>
/// What is being recorded for one question, as it stands in the fields. It belongs to the page and not to the meeting, so
/// nothing that happens in the meeting changes a field while somebody types.
/// </summary>
public sealed class OutcomeDraft
{
    public const int MilestonesMost = 5;
    private string prefilled = "";

    public OutcomeKind Kind { get; set; } = OutcomeKind.HandOver;

    public string Gist { get; set; } = "";

    public string Title { get; set; } = "";

    public string Lead { get; set; } = "";

    public string Unit { get; set; } = "";

    public string Owner { get; set; } = "";

    public string Deadline { get; set; } = "";

    public List<MilestoneDraft> Milestones { get; } = [];

    /// <summary>The plan's topic when the fields were filled from one.</summary>
    public string? From { get; private init; }

    /// <summary>Field to what is wrong with it, in words.</summary>
    public Dictionary<string, string> Wrong { get; } = new(StringComparer.Ordinal);

    /// <summary>Nobody has typed into it yet.</summary>
    public bool IsUntouched => Snapshot() == prefilled;

    /// <summary>The usual case is prepared: check, save.</summary>
    public static OutcomeDraft Of(Meeting meeting, Question question)
    {
        var plan = QuestionWithPlan.Of(meeting, question).Plan;
        var day = meeting.Plan.Date;
        var draft = new OutcomeDraft
        {
            From = plan is null ? null : plan.Part ?? plan.Topic,
            Title = plan?.Title ?? Shorten(question.Text ?? ""),
            Lead = plan?.Lead ?? "",
            Unit = plan?.Unit ?? "",
            Owner = plan?.Owner ?? "",
            Deadline = plan is null ? "" : TypedDate.Long(plan.Deadline),
        };
        foreach (var milestone in (plan?.Milestones ?? []).Take(MilestonesMost))
        {
            draft.Milestones.Add(
                new MilestoneDraft { Date = TypedDate.Short(milestone.Date, day), Text = milestone.Text }
            );
        }

        if (draft.Milestones.Count == 0)
            draft.Milestones.Add(new MilestoneDraft());
        draft.prefilled = draft.Snapshot();
        return draft;
    }

    /// <summary>
    /// The promise when every day can be read and every field is filled; else null, with <see cref="Wrong"/> saying where.
    /// </summary>
    /// <param name="say">A refusal's words.</param>
    /// <param name="unclear">Said of what is no date.</param>
    public Promise? Read(Meeting meeting, Func<Rejection, string> say, string unclear)
    {
        Wrong.Clear();
        var day = meeting.Plan.Date;
        foreach (var (field, text) in Texts)
        {
            if (string.IsNullOrWhiteSpace(text))
                Wrong[field] = say(Rejection.FieldMissing(field));
        }

        var deadline = TypedDate.Read(Deadline, day);
        if (deadline is null)
            Wrong["deadline"] = Deadline.Trim().Length == 0 ? say(Rejection.FieldMissing("deadline")) : unclear;
        var steps = ImmutableArray.CreateBuilder<Milestone>();
        for (var i = 0; i < Milestones.Count; i++)
        {
            if (Milestones[i].IsBlank)
                continue;
            if (TypedDate.Read(Milestones[i].Date, day) is { } date)
                steps.Add(new Milestone(date, Milestones[i].Text));
            else
                Wrong[$"milestone-{i}"] = unclear;
        }

        if (Wrong.Count > 0)
            return null;
        var promise = new Promise(Title, Lead, Unit, Owner, deadline!.Value, steps.DrainToImmutable()).Tidied();
        if (promise.Check(notBefore: day) is not { } wrong)
            return promise;
        Mark(wrong, say(wrong));
        return null;
    }

    /// <summary>Puts a refusal's words at the field that it is about.</summary>
    public void Mark(Rejection rejection, string words)
    {
        var field = rejection.Code switch
        {
            "commitment.field-missing" or "commitment.field-too-long" => rejection.Arguments[0],
            "commitment.deadline-past" => "deadline",
            "commitment.milestone-after-deadline" or "commitment.milestone-empty" => "milestone",
            "answer.gist-empty" or "question.too-long" => "gist",
            "question.forbidden-characters" => Kind == OutcomeKind.Answer ? "gist" : "title",
            _ => "form",
        };
        Wrong[field] = words;
    }

    /// <summary>For whoever speaks: the fields that hold something, in the form's order.</summary>
    public Recording AsRecording(QuestionId question)
    {
        (string, string)[] lines =
            Kind == OutcomeKind.Answer
                ? [("field.gist", Gist)]
                :
                [
                    ("field.title", Title),
                    ("field.lead", Lead),
                    ("field.unit", Unit),
                    ("field.owner", Owner),
                    ("field.deadline", Deadline),
                    .. Milestones.Select(m => ("field.milestones", $"{m.Date} {m.Text}".Trim())),
                ];
        return new Recording(
            question,
            Kind == OutcomeKind.Answer,
            [.. lines.Where(line => !string.IsNullOrWhiteSpace(line.Item2))]
        );
    }

    public string? WrongWith(string field) => Wrong.GetValueOrDefault(field);

    /// <summary>A question's first clause is its title for now; the person sees it and may better it.</summary>
    private static string Shorten(string text)
    {
        var end = text.IndexOfAny(['。', '？', '！', '?', '!', '\n']);
        var clause = (end > 0 ? text[..end] : text).Trim();
        return Core.Words.Length(clause) <= 30
            ? clause
            : string.Concat(clause.EnumerateRunes().Take(29).Select(rune => rune.ToString())) + "…";
    }

    private IEnumerable<(string Field, string Text)> Texts =>
        [("title", Title), ("lead", Lead), ("unit", Unit), ("owner", Owner)];

    private string Snapshot() =>
        string.Join(
            '\n',
            [Gist, Title, Lead, Unit, Owner, Deadline, .. Milestones.SelectMany(m => new[] { m.Date, m.Text })]
        );
}
