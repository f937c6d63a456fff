using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>Each resident's latest ballot in one poll, the tally that the screens show, and what became of its proposals.</summary>
public sealed record Poll(
    PollPlan Plan,
    int Number,
    RoundState State,
    bool Shown,
    ImmutableDictionary<ActorId, Ballot> Latest,
    PollTally Tally,
    ImmutableDictionary<ProposalId, ProposalMark> Marks,
    string? Root = null
)
{
    public PollId Id => Plan.Id;

    public static Poll Planned(PollPlan plan, int number) =>
        new(
            plan,
            number,
            RoundState.Planned,
            plan.Live,
            ImmutableDictionary<ActorId, Ballot>.Empty,
            PollTally.Empty(plan),
            ImmutableDictionary<ProposalId, ProposalMark>.Empty
        );

    public static Decision Decide(Meeting meeting, OpenPoll open)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Polls.TryGetValue(open.Poll, out var poll))
            return Rejection.PollUnknown;
        if (poll.State == RoundState.Open)
            return Rejection.PollAlreadyOpen;
        if (poll.State == RoundState.Closed)
            return Rejection.PollClosed;
        return Decision.Happened(
            new PollOpened(open.Id, open.By.Id, open.At, open.Poll),
            new SceneShown(open.Id, open.By.Id, open.At, new Scene(SceneKind.Poll, Poll: open.Poll))
        );
    }

    public static Decision Decide(Meeting meeting, ClosePoll close)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Polls.TryGetValue(close.Poll, out var poll))
            return Rejection.PollUnknown;
        if (poll.State != RoundState.Open)
            return Rejection.PollNotOpen;
        return Decision.Happened(poll.Closing(close.Id, close.By.Id, close.At));
    }

    public static Decision Decide(Meeting meeting, ShowPoll show)
    {
        if (!meeting.Polls.TryGetValue(show.Poll, out var poll))
            return Rejection.PollUnknown;
        if (poll.Shown == show.Shown)
            return new Decision.Repeated(meeting.Version);
        return new PollShown(show.Id, show.By.Id, show.At, show.Poll, show.Shown);
    }

    public static Decision Decide(Meeting meeting, Vote vote)
    {
        if (meeting.NotAccepting is { } rejection)
            return rejection;
        if (!meeting.Polls.TryGetValue(vote.Poll, out var poll))
            return Rejection.PollUnknown;
        if (poll.State != RoundState.Open)
            return Rejection.PollNotOpen;
        if (poll.Judge(vote.Choices) is { } wrong)
            return wrong;
        // In which order somebody ticked says nothing; only a ranking's order is a choice.
        ImmutableArray<ProposalId> choices =
            poll.Plan.Kind == PollKind.Ranking ? vote.Choices : [.. vote.Choices.OrderBy(poll.Plan.IndexOf)];
        return new Voted(
            vote.Id,
            vote.By.Id,
            vote.At,
            vote.From,
            vote.Poll,
            choices,
            vote.Proof.Salt,
            Seals.Ballot(vote.Proof.Salt, vote.Poll, choices),
            vote.Proof.Receipt
        );
    }

    /// <summary>Only what is closed can be judged; the meeting itself may be over, since such decisions take their time.</summary>
    public static Decision Decide(Meeting meeting, MarkProposal mark)
    {
        if (!meeting.Polls.TryGetValue(mark.Poll, out var poll))
            return Rejection.PollUnknown;
        if (poll.State != RoundState.Closed)
            return Rejection.PollNotClosed;
        if (poll.Plan.IndexOf(mark.Proposal) < 0)
            return Rejection.ProposalUnknown;
        var reason = Words.Kept(mark.Reason);
        if (reason.Length == 0)
            return Rejection.MarkReasonEmpty;
        if (Words.Length(reason) > MarkProposal.ReasonMost)
            return Rejection.TextTooLong(MarkProposal.ReasonMost);
        if (Words.HasForbidden(reason))
            return Rejection.TextForbiddenCharacters;
        if (
            poll.Marks.TryGetValue(mark.Proposal, out var before)
            && (before.Adopted, before.Reason) == (mark.Adopted, reason)
        )
            return new Decision.Repeated(meeting.Version);
        return new ProposalMarked(mark.Id, mark.By.Id, mark.At, mark.Poll, mark.Proposal, mark.Adopted, reason);
    }

    /// <summary>What closes this poll, with the root over what stands now. Closing publishes, as with a rating round.</summary>
    public IEnumerable<MeetingEvent> Closing(CommandId id, ActorId by, DateTimeOffset at)
    {
        var root = Seals.Root(Latest.Values.Select(ballot => ballot.Commitment));
        yield return new PollClosed(id, by, at, Id, root, Tally.Total, Tally.Counts, Tally.Firsts);
        if (!Shown)
            yield return new PollShown(id, by, at, Id, true);
    }

    /// <param name="former">Devices that held the same ticket before: it counts once, though it changed phones.</param>
    public Poll Apply(Voted e, ImmutableArray<ActorId> former)
    {
        if (e.By is not { } who || e.Choices.IsDefault)
            throw new InvalidOperationException("A ballot without its private part cannot be counted.");
        foreach (var one in former)
        {
            if (Latest.TryGetValue(one, out var given) && given.From.Entry == Entry.Ticket)
            {
                return (this with { Latest = Latest.Remove(one), Tally = Tally.Add(Plan, given.Choices, -1) }).Apply(
                    e,
                    former
                );
            }
        }

        var without = Latest.TryGetValue(who, out var before) ? Tally.Add(Plan, before.Choices, -1) : Tally;
        return this with
        {
            Latest = Latest.SetItem(who, new Ballot(e.Choices, e.From, e.Commitment, e.Receipt, e.Id, e.Salt)),
            Tally = without.Add(Plan, e.Choices, 1),
        };
    }

    public Poll Apply(ProposalMarked e) =>
        this with
        {
            Marks = Marks.SetItem(e.Proposal, new ProposalMark(e.Adopted, e.Reason, e.At)),
        };

    /// <summary>Null when these may be chosen together.</summary>
    private Rejection? Judge(ImmutableArray<ProposalId> choices)
    {
        if (choices.IsDefaultOrEmpty)
            return Rejection.BallotEmpty;
        if (choices.Any(choice => Plan.IndexOf(choice) < 0))
            return Rejection.ProposalUnknown;
        if (choices.Distinct().Count() != choices.Length)
            return Rejection.ChoiceTwice;
        return choices.Length > Plan.Most ? Rejection.TooManyChoices(Plan.Most) : null;
    }
}
