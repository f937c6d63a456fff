using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>意向征集 at the desk: opened, closed and shown, and afterwards what became of each proposal.</summary>
public sealed partial class DeskPage
{
    private bool closingPoll;

    private Task OpenPollAsync(PollId poll) =>
        DoAsync($"open-poll:{poll}", (id, by, at) => new OpenPoll(id, by, at, poll));

    private async Task ClosePollAsync()
    {
        if (Meeting.PollToShow is not { State: RoundState.Open } poll)
        {
            said = L["said.no-poll"];
            return;
        }

        if (!closingPoll)
        {
            closingPoll = true;
            said = L["poll.close-again"];
            return;
        }

        closingPoll = false;
        if (await DoAsync($"close-poll:{poll.Id}", (id, by, at) => new ClosePoll(id, by, at, poll.Id)))
            said = L["said.round-closed", poll.Plan.Title];
    }

    private Task ShowPollAsync((PollId Poll, bool Shown) show) =>
        DoAsync($"show-poll:{show}", (id, by, at) => new ShowPoll(id, by, at, show.Poll, show.Shown));

    private Task ScreenPollAsync(PollId poll) =>
        DoAsync($"scene-poll:{poll}", (id, by, at) => new ShowScene(id, by, at, SceneKind.Poll, Poll: poll));

    /// <summary>M: the poll closed last.</summary>
    private Task StartMarkingAsync() =>
        Meeting.Polls.Values.Where(p => p.State == RoundState.Closed).MaxBy(p => p.Number) is { } poll
            ? StartMarkingAsync(poll.Id)
            : Task.CompletedTask;

    private async Task StartMarkingAsync(PollId poll)
    {
        if (Meeting.Polls[poll].State != RoundState.Closed)
            return;
        State.Leave();
        wrong = null;
        // What was typed for this poll and not saved is still there.
        if (State.Marks?.Poll != poll)
            State.Marks = PollMarks.Of(Meeting.Polls[poll]);
        State.Mode = DeskMode.Marks;
        await FocusAsync(".marks button");
    }

    /// <summary>Saves each row that was changed; a row that is refused keeps what was typed and says why.</summary>
    private async Task SaveMarksAsync()
    {
        if (State.Marks is not { } marks)
            return;
        foreach (var row in marks.Rows)
        {
            row.Wrong = null;
            if (!row.IsChanged)
                continue;
            if (row.Adopted is not { } adopted)
            {
                row.Wrong = L["marks.choose"];
                continue;
            }

            var proposal = row.Proposal.Id;
            if (
                await DoAsync(
                    $"mark:{marks.Poll}:{proposal}:{adopted}:{row.Reason}",
                    (id, by, at) => new MarkProposal(id, by, at, marks.Poll, proposal, adopted, row.Reason)
                )
            )
                row.Save(Meeting.Polls[marks.Poll].Marks[proposal]);
            else
                row.Wrong = last is null ? null : Say(last);
        }

        if (marks.Rows.Any(row => row.Wrong is not null))
        {
            wrong = L["form.incomplete"];
            await FocusAsync(".marks [aria-invalid=true]");
            return;
        }

        wrong = null;
        State.Marks = null;
        State.Leave();
        said = L["said.marked"];
        await FocusQueueAsync();
    }
}
