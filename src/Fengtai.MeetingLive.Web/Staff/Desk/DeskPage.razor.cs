using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>会务台: what a key or a button does. Rules are not here; Core refuses, and its words are shown.</summary>
public sealed partial class DeskPage
{
    private readonly DeskState state = new();
    private string? said;
    private string? wrong;
    private bool acting;
    private bool closingRound;

    private DeskState State => state;

    private SecretaryView View { get; set; } = null!;

    protected override Roles For => Roles.Secretary;

    private Question? Current =>
        State.Selected is { } id && Meeting.Questions.TryGetValue(id, out var question) ? question : null;

    private string? StageWhy =>
        Meeting.Phase != Phase.Running ? L["stage.not-running"].Value
        : Meeting.Stage is not null ? L["stage.occupied"].Value
        : null;

    private AgendaItem? NextPart
    {
        get
        {
            var at = View.AgendaNow is { } now ? Meeting.Plan.Agenda.IndexOf(now) : -1;
            return at + 1 < Meeting.Plan.Agenda.Length ? Meeting.Plan.Agenda[at + 1] : null;
        }
    }

    protected override async Task OnInitializedAsync()
    {
        await base.OnInitializedAsync();
        if (Door is null)
            return;
        View = SecretaryView.Of(Meeting);
        State.Topics = Meeting.Plan.Topics;
        State.Order = QueueOrder.From(Navigation.Uri);
        State.Begin(View);
    }

    protected override void OnMeetingChanged()
    {
        View = SecretaryView.Of(Meeting);
        State.Settle(View);
    }

    private Commitment? CommitmentOf(Question question) =>
        question.Commitment is { } id ? Meeting.Timetable.GetValueOrDefault(id) : null;

    /// <summary>Keys of the queue: single letters, and nothing else with them.</summary>
    private async Task OnQueueKeyAsync(KeyboardEventArgs e)
    {
        if (e.CtrlKey || e.AltKey || e.MetaKey)
            return;
        var key = e.Key.Length == 1 ? char.ToUpperInvariant(e.Key[0]) : '\0';
        if (key != 'E')
            closingRound = false;
        if (key != 'V')
            closingPoll = false;
        if (e.Key is "ArrowDown" or "ArrowUp")
        {
            wrong = null;
            State.Move(View, e.Key == "ArrowDown" ? 1 : -1);
            await ShowSelectedAsync();
            return;
        }

        // A key held down would approve one question after another.
        if (e.Repeat)
            return;
        if (State.Mode == DeskMode.Refuse && await RefuseKeyAsync(e.Key, key))
            return;
        await (
            key switch
            {
                'A' => ApproveAsync(),
                'R' => StartRefusingAsync(),
                'S' => StageAsync(),
                'T' => StartTopicAsync(),
                'N' => StartSlipAsync(),
                'Z' => UndoAsync(),
                'E' => CloseRoundAsync(),
                'V' => ClosePollAsync(),
                'K' => StartMarkingAsync(),
                'M' => MergeKeyAsync(),
                'X' => NotLikeAsync(),
                'U' => UnmergeAsync(),
                'D' => TakeDownAsync(),
                'L' => StartLabelsAsync(),
                'O' => SortAsync(State.Order.NextSort()),
                'F' => SortAsync(State.Order.NextLabel(LabelsInUse)),
                'P' => StartPaperAsync(),
                '1' => ChooseOutcomeAsync(OutcomeKind.Answer),
                '2' => ChooseOutcomeAsync(OutcomeKind.HandOver),
                _ => Task.CompletedTask,
            }
        );
    }

    private async Task<bool> RefuseKeyAsync(string name, char key)
    {
        if (key is >= '1' and <= '6')
            await ChooseReasonAsync((RefusalReason)(key - '1'));
        else if (name == "Enter" && State.Reason is not null)
            await RefuseAsync();
        else
            return false;
        return true;
    }

    /// <summary>Keys that work wherever the focus is.</summary>
    private Task OnPageKeyAsync(KeyboardEventArgs e) =>
        e switch
        {
            { Repeat: true } => Task.CompletedTask,
            { Key: "Escape" } => BackAsync(),
            { Key: "Enter", CtrlKey: true } => SaveAsync(),
            { AltKey: true, Code: ['D', 'i', 'g', 'i', 't', >= '1' and <= '8' and var digit] } => ShowSceneAsync(
                (SceneKind)(digit - '1')
            ),
            _ => Task.CompletedTask,
        };

    private void ShowView(QueueView view)
    {
        wrong = null;
        State.Show(View, view);
    }

    private void Choose(QuestionId id)
    {
        wrong = null;
        State.Choose(id);
    }

    private async Task BackAsync()
    {
        wrong = null;
        closingRound = closingPoll = false;
        State.Leave();
        await FocusQueueAsync();
    }

    private async Task StartRefusingAsync()
    {
        if (Current is not { State: QuestionState.Waiting or QuestionState.Approved })
            return;
        State.Leave();
        State.Mode = DeskMode.Refuse;
        await FocusQueueAsync();
    }

    private async Task ChooseReasonAsync(RefusalReason reason)
    {
        State.Reason = reason;
        wrong = null;
        if (reason == RefusalReason.Other)
            await FocusAsync("#note");
    }

    private async Task StartTopicAsync()
    {
        if (Current is null)
            return;
        State.Mode = DeskMode.Topic;
        await FocusAsync("#topic");
    }

    private async Task StartSlipAsync()
    {
        State.Leave();
        State.Mode = DeskMode.Slip;
        await FocusAsync("#slip-text");
    }

    private async Task ChooseOutcomeAsync(OutcomeKind kind)
    {
        if (Current is not { State: QuestionState.Approved or QuestionState.OnStage } question)
            return;
        var draft = State.Draft(Meeting, question);
        draft.Kind = kind;
        // The deadline is what a plan is most often changed in; what is missing comes first.
        await FocusAsync(
            kind == OutcomeKind.Answer ? "#gist"
            : draft.Title.Length == 0 ? "#title"
            : draft.Lead.Length == 0 ? "#lead"
            : "#deadline"
        );
    }

    private void OpenClosing()
    {
        wrong = null;
        State.Mode = DeskMode.Closing;
    }

    private async Task GoAndRecord(QuestionId id)
    {
        State.Follow(Meeting.Questions[id].State == QuestionState.Waiting ? QueueView.Waiting : QueueView.Approved, id);
        await FocusQueueAsync();
    }

    private Task FocusQueueAsync() => FocusAsync("[role=listbox]");

    private async Task FocusAsync(string selector) => await Script.InvokeVoidAsync("staff.focus", selector);

    private async Task ShowSelectedAsync()
    {
        if (State.Selected is { } id)
            await Script.InvokeVoidAsync("staff.show", "#q-" + id.Value);
    }

    /// <summary>
    /// One act at a time: a key pressed twice in haste must not fall on the question that has moved up meanwhile.
    /// </summary>
    /// <returns>True when it is on disk.</returns>
    private async Task<bool> DoAsync(string act, Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command)
    {
        if (acting)
            return false;
        acting = true;
        try
        {
            var outcome = await Acts.DoAsync(act, command);
            wrong = Say(outcome);
            last = outcome;
            // The session has published what this act made; the list below must not lag behind the hand.
            OnMeetingChanged();
            return outcome is Outcome.Done;
        }
        finally
        {
            acting = false;
        }
    }
}
