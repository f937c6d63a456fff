using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Microsoft.JSInterop;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>The commands that the desk gives, and where the secretary stands after each.</summary>
public sealed partial class DeskPage
{
    private Outcome? last;

    private async Task ApproveAsync()
    {
        if (Current is not { State: QuestionState.Waiting } question)
            return;
        State.Hold(View);
        if (!await DoAsync($"approve:{question.Id}", (id, by, at) => new Approve(id, by, at, question.Id)))
            return;
        Went(question, "said.approved");
    }

    private async Task RefuseAsync()
    {
        if (Current is not { } question || State.Reason is not { } reason)
            return;
        State.Hold(View);
        var note = State.Note;
        if (!await DoAsync($"refuse:{question.Id}", (id, by, at) => new Refuse(id, by, at, question.Id, reason, note)))
            return;
        Went(question, "said.refused");
        await FocusQueueAsync();
    }

    private async Task UndoAsync()
    {
        if (State.Undo is not { } undo)
        {
            said = L["said.nothing-to-undo"];
            return;
        }

        if (Meeting.Questions[undo].State == QuestionState.Merged)
        {
            if (await UnmergeAsync(undo))
                State.Undo = null;
            return;
        }

        if (!await DoAsync($"reconsider:{undo}", (id, by, at) => new Reconsider(id, by, at, undo)))
            return;
        State.Undo = null;
        said = L["said.undone", Short(Meeting.Questions[undo])];
        State.Follow(QueueView.Waiting, undo);
    }

    private async Task StageAsync()
    {
        if (Current is not { State: QuestionState.Approved } question)
            return;
        if (!await DoAsync($"stage:{question.Id}", (id, by, at) => new PutOnStage(id, by, at, question.Id)))
            return;
        said = L["said.staged", Short(question)];
        // What is answered now is recorded now: the item stays.
        State.Follow(QueueView.Approved, question.Id);
    }

    private async Task ChangeTopicAsync(string? topic)
    {
        if (Current is not { } question)
            return;
        if (
            !await DoAsync(
                $"topic:{question.Id}:{topic}",
                (id, by, at) => new ChangeTopic(id, by, at, question.Id, topic)
            )
        )
            return;
        State.Refill(question.Id);
        State.Leave();
        said = L["said.topic", topic ?? L["topic.none"].Value];
        await FocusQueueAsync();
    }

    /// <summary>Ctrl+Enter: saves what is being done, whatever it is.</summary>
    private Task SaveAsync() =>
        State.Mode switch
        {
            DeskMode.Closing => CloseMeetingAsync(),
            DeskMode.Slip => SaveSlipAsync(),
            DeskMode.Refuse => RefuseAsync(),
            DeskMode.Topic or DeskMode.Labels or DeskMode.Merge => Task.CompletedTask,
            DeskMode.Paper => SavePaperAsync(),
            DeskMode.Marks => SaveMarksAsync(),
            _ => Current is { State: QuestionState.Approved or QuestionState.OnStage } question
                ? SaveOutcomeAsync(question)
                : Task.CompletedTask,
        };

    private async Task SaveOutcomeAsync(Question question)
    {
        var draft = State.Draft(Meeting, question);
        State.Hold(View);
        Func<CommandId, Actor, DateTimeOffset, MeetingCommand> command;
        if (draft.Kind == OutcomeKind.Answer)
        {
            draft.Wrong.Clear();
            command = (id, by, at) => new Answer(id, by, at, question.Id, draft.Gist);
        }
        else if (draft.Read(Meeting, Say, L["form.date-unclear"]) is { } promise)
        {
            command = (id, by, at) => new HandOver(id, by, at, question.Id, new CommitmentId(id.Value), promise);
        }
        else
        {
            wrong = L["form.incomplete"];
            await FocusAsync("[aria-invalid=true]");
            return;
        }

        if (!await DoAsync($"{draft.Kind}:{question.Id}", command))
        {
            if (last is Outcome.Refused refused)
                draft.Mark(refused.Rejection, Say(refused.Rejection));
            return;
        }

        said = L[draft.Kind == OutcomeKind.Answer ? "said.answered" : "said.handed-over", Short(question)];
        State.Forget(question.Id);
        State.GoOn(View);
        await FocusQueueAsync();
    }

    private async Task SaveSlipAsync()
    {
        var slip = State.Slip;
        var venue =
            Meeting.Plan.Venues.FirstOrDefault(v => v.Id.Value == slip.Venue)
            ?? Meeting.Plan.Venues.FirstOrDefault(v => !v.Online)
            ?? Meeting.Plan.Venues.First();
        var from = new Origin(venue.Id, slip.Channel, venue.Online ? Entry.Online : Entry.Hall);
        var topic = slip.Topic.Length == 0 ? null : slip.Topic;
        QuestionId entered = default;
        var saved = await DoAsync(
            $"ask:{slip.Receipt}",
            (id, by, at) =>
                new Ask(
                    id,
                    by,
                    at,
                    from,
                    entered = new QuestionId(id.Value),
                    slip.Text,
                    topic,
                    Name: null,
                    slip.Group,
                    Seals.Of("receipt", slip.Receipt)
                )
        );
        if (!saved)
        {
            slip.Wrong = wrong;
            return;
        }

        said = L["said.slip", slip.ReceiptShown];
        State.NewSlip(entered);
        State.Show(View, QueueView.Waiting);
        if (View.Waiting.LastOrDefault() is { } newest)
            State.Choose(newest.Id);
        await FocusQueueAsync();
    }

    /// <summary>The page prints the slip alone: the code is in no address and in no file.</summary>
    private async Task PrintReceiptAsync() => await Script.InvokeVoidAsync("print", Left);

    private async Task OpenMeetingAsync()
    {
        if (await Opening.BringUpToDateAsync(Meeting, command => Acts.DoAsync("refresh", command), Left) is { } refused)
        {
            wrong = Say(refused);
            return;
        }

        OnMeetingChanged();
        var frozen = await Opening.FreezeAsync(Meeting, Left);
        if (await DoAsync("open", (id, by, at) => new OpenMeeting(id, by, at) { Frozen = frozen }))
            said = L["said.opened"];
    }

    private Task StartPartAsync(AgendaItem part) =>
        DoAsync($"part:{part.Id}", (id, by, at) => new StartAgendaItem(id, by, at, part.Id));

    private async Task CloseMeetingAsync()
    {
        // The button is disabled with its reason beside it; the key must not do more.
        if (ClosingCheck.WhyNot(Meeting) is not null)
            return;
        if (await DoAsync("close", (id, by, at) => new CloseMeeting(id, by, at)))
            said = L["said.closed"];
    }

    private Task OpenRoundAsync(RoundId round) =>
        DoAsync($"open-round:{round}", (id, by, at) => new OpenRound(id, by, at, round));

    private async Task CloseRoundAsync()
    {
        if (Meeting.RoundToShow is not { State: RoundState.Open } round)
        {
            said = L["said.no-round"];
            return;
        }

        if (!closingRound)
        {
            closingRound = true;
            said = L["round.close-again"];
            return;
        }

        closingRound = false;
        if (await DoAsync($"close-round:{round.Id}", (id, by, at) => new CloseRound(id, by, at, round.Id)))
            said = L["said.round-closed", round.Plan.ShortTitle];
    }

    private Task ShowRoundAsync((RoundId Round, bool Shown) show) =>
        DoAsync($"show-round:{show}", (id, by, at) => new ShowRound(id, by, at, show.Round, show.Shown));

    private void Went(Question question, string words)
    {
        State.Undo = question.Id;
        said = L[words, Short(question)];
        State.GoOn(View);
    }

    private static string Short(Question question)
    {
        var text = question.Text ?? "";
        return Core.Words.Length(text) <= 14 ? text : string.Concat(text.EnumerateRunes().Take(13)) + "…";
    }
}
