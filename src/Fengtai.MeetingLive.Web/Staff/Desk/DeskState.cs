using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Web.Staff.Desk;

/// <summary>The queue's views, in the order of a question's way.</summary>
public enum QueueView
{
    Waiting,
    Approved,
    HandedOver,
    Answered,
    Refused,
    Merged,
}

/// <summary>What the middle of the desk is for just now.</summary>
public enum DeskMode
{
    Item,
    Refuse,
    Topic,
    Labels,
    Merge,
    Paper,
    Slip,
    Closing,
    Marks,
}

/// <summary>
/// Where the secretary is: view, chosen question, what is half done. Pure of the browser and of the store. What is chosen
/// stays chosen when the meeting changes: nobody's typing may land in another question.
/// </summary>
public sealed class DeskState
{
    private readonly Dictionary<QuestionId, OutcomeDraft> drafts = [];
    private readonly Dictionary<RoundId, PaperDraft> papers = [];
    private readonly HashSet<(QuestionId, QuestionId)> others = [];
    private int lastIndex;

    public QueueView View { get; private set; }

    public QuestionId? Selected { get; private set; }

    public DeskMode Mode { get; set; }

    public RefusalReason? Reason { get; set; }

    public string Note { get; set; } = "";

    /// <summary>The last approval or refusal, for Z.</summary>
    public QuestionId? Undo { get; set; }

    /// <summary>What is typed on a poll's proposals; kept when the secretary looks elsewhere.</summary>
    public PollMarks? Marks { get; set; }

    public SlipDraft Slip { get; private set; } = new();

    public QueueOrder Order { get; set; } = new();

    /// <summary>Of the plan, for sorting by topic.</summary>
    public ImmutableArray<Topic> Topics { get; set; } = [];

    /// <summary>The paper count that is being typed.</summary>
    public PaperDraft? PaperDraft { get; private set; }

    public ImmutableArray<Question> List(SecretaryView view, QueueView which) => Order.Of(All(view, which), Topics);

    private static ImmutableArray<Question> All(SecretaryView view, QueueView which) =>
        which switch
        {
            QueueView.Waiting => view.Waiting,
            QueueView.Approved => view.Approved,
            QueueView.HandedOver => view.HandedOver,
            QueueView.Answered => view.Answered,
            QueueView.Merged => view.Merged,
            _ => view.Refused,
        };

    /// <summary>Opens where there is something to do: the question on stage, what waits, what may go on stage.</summary>
    public void Begin(SecretaryView view)
    {
        View =
            view.Approved.Any(q => q.State == QuestionState.OnStage) ? QueueView.Approved
            : view.Waiting.IsEmpty && !view.Approved.IsEmpty ? QueueView.Approved
            : QueueView.Waiting;
        Selected = List(view, View).FirstOrDefault()?.Id;
    }

    /// <summary>Nothing chosen yet and something has come: choose it, nobody is disturbed by that.</summary>
    public void Settle(SecretaryView view)
    {
        if (Selected is null && Mode == DeskMode.Item)
            Selected = List(view, View).FirstOrDefault()?.Id;
    }

    public void Show(SecretaryView view, QueueView which)
    {
        View = which;
        lastIndex = 0;
        Choose(List(view, which).FirstOrDefault()?.Id);
    }

    public void Choose(QuestionId? id)
    {
        Selected = id;
        Leave();
    }

    public void Move(SecretaryView view, int by)
    {
        var list = List(view, View);
        if (list.IsEmpty)
            return;
        var at = IndexOf(list);
        var next = at < 0 ? Math.Min(lastIndex, list.Length - 1) : Math.Clamp(at + by, 0, list.Length - 1);
        lastIndex = next;
        Choose(list[next].Id);
    }

    /// <summary>Remembers where the chosen one stands, before it leaves the list.</summary>
    public void Hold(SecretaryView view) => lastIndex = Math.Max(0, IndexOf(List(view, View)));

    /// <summary>After it left: the one that has moved up into its place.</summary>
    public void GoOn(SecretaryView view)
    {
        var list = List(view, View);
        Choose(list.IsEmpty ? null : list[Math.Min(lastIndex, list.Length - 1)].Id);
    }

    /// <summary>Follows a question into the view where it stands now.</summary>
    public void Follow(QueueView view, QuestionId id)
    {
        View = view;
        Choose(id);
    }

    /// <summary>Back to the item; what was typed for an outcome stays.</summary>
    public void Leave()
    {
        Mode = DeskMode.Item;
        Reason = null;
        Note = "";
    }

    public OutcomeDraft Draft(Meeting meeting, Question question)
    {
        if (!drafts.TryGetValue(question.Id, out var draft))
            drafts[question.Id] = draft = OutcomeDraft.Of(meeting, question);
        return draft;
    }

    public void Forget(QuestionId question) => drafts.Remove(question);

    /// <summary>Another topic has another plan; what somebody typed is more than a plan and stays.</summary>
    public void Refill(QuestionId question)
    {
        if (drafts.TryGetValue(question, out var draft) && draft.IsUntouched)
            drafts.Remove(question);
    }

    /// <summary>The slip that was entered last, for its receipt to be printed; no other desk ever sees the code.</summary>
    public SlipDraft? Entered { get; private set; }

    public QuestionId? EnteredAs { get; private set; }

    /// <summary>The next one comes from the same place in the same way.</summary>
    public void NewSlip(QuestionId entered)
    {
        (Entered, EnteredAs) = (Slip, entered);
        Slip = new SlipDraft { Channel = Slip.Channel, Venue = Slip.Venue };
    }

    /// <summary>The secretary has read both: they are two things.</summary>
    public void Other(QuestionId one, QuestionId another) => others.Add((one, another));

    public bool IsOther(QuestionId one, QuestionId another) =>
        others.Contains((one, another)) || others.Contains((another, one));

    /// <summary>What was typed for a round stays until it is saved.</summary>
    public void Paper(RoundId round)
    {
        if (!papers.TryGetValue(round, out var draft))
            papers[round] = draft = new PaperDraft(round);
        PaperDraft = draft;
    }

    public void PaperDone(RoundId round)
    {
        papers.Remove(round);
        PaperDraft = null;
    }

    private int IndexOf(ImmutableArray<Question> list)
    {
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i].Id == Selected)
                return i;
        }

        return -1;
    }
}

/// <summary>A question that came on paper, by voice or by telephone, as it is typed.</summary>
public sealed class SlipDraft
{
    public string Text { get; set; } = "";

    public Channel Channel { get; set; } = Channel.Paper;

    public Group Group { get; set; } = Group.Unknown;

    public string Topic { get; set; } = "";

    /// <summary>Where it was handed in; empty: the first hall.</summary>
    public string Venue { get; set; } = "";

    public string? Wrong { get; set; }

    /// <summary>Ten characters that whoever asked may keep; the journal holds their hash only.</summary>
    public string Receipt { get; } =
        System.Security.Cryptography.RandomNumberGenerator.GetString("0123456789ABCDEFGHJKMNPQRSTVWXYZ", 10);

    public string ReceiptShown => $"{Receipt[..4]}-{Receipt[4..8]}-{Receipt[8..]}";
}
