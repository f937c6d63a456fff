using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Components;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>Duplicates, labels, sorting and paper at the desk.</summary>
public sealed partial class DeskPage
{
    private readonly Dictionary<QuestionId, string?> held = [];
    private ImmutableDictionary<QuestionId, Question>? comparedIn;
    private QuestionId? comparedFor;
    private ImmutableArray<LikeQuestion> likes = [];

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>What may say the same as the chosen one; compared again only when a question has changed.</summary>
    private ImmutableArray<LikeQuestion> Likes
    {
        get
        {
            if (Current is not { State: QuestionState.Waiting or QuestionState.Approved } question)
                return [];
            if (comparedFor != question.Id || !ReferenceEquals(comparedIn, Meeting.Questions))
            {
                (comparedFor, comparedIn) = (question.Id, Meeting.Questions);
                likes = Likeness.To(Meeting, question, most: 9);
            }

            return [.. likes.Where(like => !State.IsOther(question.Id, like.Question.Id))];
        }
    }

    private ImmutableArray<string> LabelsInUse =>
        [
            .. Core
                .Labels.Offered(Meeting)
                .Where(label => Meeting.Questions.Values.Any(q => q.Labels.Contains(label, StringComparer.Ordinal))),
        ];

    /// <summary>The held word; a question's text does not change but by erasing.</summary>
    private string? HeldIn(Question question)
    {
        if (Meeting.HeldWords.IsEmpty || question.Text is null)
            return null;
        if (!held.TryGetValue(question.Id, out var word))
            held[question.Id] = word = HeldWords.In(Meeting, question.Text);
        return word;
    }

    private Task MergeKeyAsync() =>
        Current is not { State: QuestionState.Waiting or QuestionState.Approved } question ? Task.CompletedTask
        : Likes is [var first, ..] ? MergeAsync(question, first.Question.Id)
        : StartMergingAsync();

    private async Task StartMergingAsync()
    {
        State.Leave();
        State.Mode = DeskMode.Merge;
        await FocusAsync("#merge-into");
    }

    private async Task MergeAsync(Question question, QuestionId into)
    {
        State.Hold(View);
        if (!await DoAsync($"merge:{question.Id}:{into}", (id, by, at) => new Merge(id, by, at, question.Id, into)))
            return;
        State.Undo = question.Id;
        said = L["said.merged", Short(question), Meeting.Standing(into).Number];
        State.GoOn(View);
        await FocusQueueAsync();
    }

    private async Task NotLikeAsync()
    {
        if (Current is not { } question || Likes is not [var first, ..])
            return;
        State.Other(question.Id, first.Question.Id);
        said = L["said.not-like", first.Question.Number];
        await FocusQueueAsync();
    }

    private async Task UnmergeAsync()
    {
        if (Current is not { State: QuestionState.Merged } question)
            return;
        await UnmergeAsync(question.Id);
    }

    private async Task<bool> UnmergeAsync(QuestionId question)
    {
        if (!await DoAsync($"unmerge:{question}", (id, by, at) => new Unmerge(id, by, at, question)))
            return false;
        said = L["said.unmerged", Short(Meeting.Questions[question])];
        var waits = Meeting.Questions[question].State == QuestionState.Waiting;
        State.Follow(waits ? QueueView.Waiting : QueueView.Approved, question);
        return true;
    }

    /// <summary>What was shown first, or approved in error, waits again.</summary>
    private async Task TakeDownAsync()
    {
        if (Current is not { State: QuestionState.Approved } question)
            return;
        if (!await DoAsync($"reconsider:{question.Id}", (id, by, at) => new Reconsider(id, by, at, question.Id)))
            return;
        said = L["said.taken-down", Short(question)];
        State.Follow(QueueView.Waiting, question.Id);
    }

    private async Task StartLabelsAsync()
    {
        if (Current is null)
            return;
        State.Leave();
        State.Mode = DeskMode.Labels;
        await FocusAsync("#label");
    }

    private async Task LabelAsync(ImmutableArray<string> labels)
    {
        if (Current is not { } question)
            return;
        var act = $"labels:{question.Id}:{string.Join('\n', labels)}";
        if (await DoAsync(act, (id, by, at) => new PutLabels(id, by, at, question.Id, labels)))
            said = labels.IsEmpty ? L["said.labels-none"] : L["said.labels", string.Join(' ', labels)];
    }

    private async Task SortAsync(QueueOrder order)
    {
        State.Order = order;
        said = order.Label is { } label
            ? L["said.filtered", L["sort." + order.Sort].Value, label]
            : L["said.sorted", L["sort." + order.Sort].Value];
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(order.InAddress), replace: true);
        if (State.List(View, State.View).All(q => q.Id != State.Selected))
            State.Show(View, State.View);
        await ShowSelectedAsync();
    }

    private async Task StartPaperAsync()
    {
        if (Meeting.RoundToShow is { State: not RoundState.Planned } round)
            await CountPaperAsync(round.Id);
        else
            said = L["paper.no-round"];
    }

    private async Task CountPaperAsync(RoundId round)
    {
        State.Leave();
        State.Paper(round);
        State.Mode = DeskMode.Paper;
        await FocusAsync("#paper-5");
    }

    private async Task SavePaperAsync()
    {
        if (State.PaperDraft is not { } draft || Who is not { } who)
            return;
        draft.Wrong = null;
        var round = Meeting.Rounds[draft.Round];
        if (draft.ReadCounts() is not { } counts || draft.ReadPresent() is not { } present)
        {
            draft.Wrong = Say(Rejection.PaperCountsWrong);
            return;
        }

        var proposed = PaperForm.ToConfirm(round, draft, who.Id);
        var saved = proposed is null
            ? await DoAsync(
                $"paper:{draft.Round}:{string.Join(',', counts)}:{present}",
                (id, by, at) => new EnterPaper(id, by, at, draft.Round, counts, present, draft.Reason)
            )
            : await DoAsync(
                $"confirm-paper:{proposed.Entry}",
                (id, by, at) => new ConfirmPaper(id, by, at, draft.Round, proposed.Entry, counts, present)
            );
        if (!saved)
        {
            draft.Wrong = wrong;
            if (last is Outcome.Refused { Rejection: var why } && why == Rejection.PaperDiffers)
                draft.Compared = proposed;
            return;
        }

        said = proposed is null
            ? L["said.paper-entered", counts.Sum()]
            : L["said.paper-counted", round.Number, counts.Sum()];
        State.PaperDone(draft.Round);
        State.Leave();
        await FocusQueueAsync();
    }
}
