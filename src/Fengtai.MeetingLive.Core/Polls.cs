using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>How residents choose in a poll.</summary>
public enum PollKind
{
    /// <summary>单选</summary>
    One,

    /// <summary>多选, up to <see cref="PollPlan.Most"/>.</summary>
    Several,

    /// <summary>排序, the first <see cref="PollPlan.Most"/> places; fewer may be filled.</summary>
    Ranking,
}

/// <summary>备选方案: what can be chosen.</summary>
/// <param name="Detail">One line, such as 门口有公交站，需新建; may be empty.</param>
public sealed record Proposal(ProposalId Id, string Name, string Detail);

/// <summary>意向征集, as it is prepared.</summary>
/// <param name="Title">Short, for lists: 养老驿站选址.</param>
/// <param name="Question">What is asked: 新的养老驿站，建在哪儿好？</param>
/// <param name="Note">What the result is for: 结果供选址参考; may be empty.</param>
/// <param name="Most">How many may be chosen, or places ranked; 1 where one is chosen.</param>
/// <param name="Live">True: the bars are shown while it is open; false: hidden until it is closed.</param>
/// <param name="Sample">Made up; every surface then says 示例.</param>
public sealed record PollPlan(
    PollId Id,
    string Title,
    string Question,
    string Note,
    PollKind Kind,
    int Most,
    ImmutableArray<Proposal> Proposals,
    bool Live,
    bool Sample
)
{
    /// <summary>
    /// Borda: with n proposals the first place counts n − 1, each further one less, the last and what is not ranked 0.
    /// </summary>
    /// <param name="place">From 0.</param>
    public int Points(int place) => Proposals.Length - 1 - place;

    /// <summary>Where a proposal stands on the ballot, from 0; −1 when it is not on it.</summary>
    public int IndexOf(ProposalId id)
    {
        for (var index = 0; index < Proposals.Length; index++)
        {
            if (Proposals[index].Id == id)
                return index;
        }

        return -1;
    }
}

/// <summary>A resident's latest ballot in one poll.</summary>
/// <param name="Choices">A ranking's first place first; otherwise in the ballot's order.</param>
/// <param name="Commitment">What seals it (<see cref="Seals.Ballot"/>); a leaf under the poll's root.</param>
/// <param name="Receipt">SHA-256 of the receipt that the phone holds.</param>
/// <param name="As">The command that gave it; the receipt is made of it again for the same device.</param>
/// <param name="Salt">Opens the commitment; published when the poll is closed and shown (<see cref="Openings"/>).</param>
public sealed record Ballot(
    ImmutableArray<ProposalId> Choices,
    Origin From,
    string Commitment,
    string Receipt,
    CommandId As,
    string Salt
);

/// <summary>The count of a poll's latest ballots, in the ballot's order.</summary>
/// <param name="Total">How many voted: the denominator of every share.</param>
/// <param name="Counts">How many chose each proposal; in a ranking its points.</param>
/// <param name="Firsts">In a ranking, how many put each first; otherwise empty.</param>
public sealed record PollTally(int Total, ImmutableArray<int> Counts, ImmutableArray<int> Firsts)
{
    public static PollTally Empty(PollPlan plan) =>
        new(0, Zeros(plan.Proposals.Length), plan.Kind == PollKind.Ranking ? Zeros(plan.Proposals.Length) : []);

    /// <summary>With one ballot added (<paramref name="by"/> 1) or taken away (−1).</summary>
    public PollTally Add(PollPlan plan, ImmutableArray<ProposalId> choices, int by)
    {
        var (counts, firsts) = (Counts.ToBuilder(), Firsts.ToBuilder());
        for (var place = 0; place < choices.Length; place++)
        {
            var index = plan.IndexOf(choices[place]);
            counts[index] += by * (plan.Kind == PollKind.Ranking ? plan.Points(place) : 1);
            if (plan.Kind == PollKind.Ranking && place == 0)
                firsts[index] += by;
        }

        return new PollTally(Total + by, counts.DrainToImmutable(), firsts.DrainToImmutable());
    }

    private static ImmutableArray<int> Zeros(int length) => [.. Enumerable.Repeat(0, length)];
}

/// <summary>采纳 or 未采纳, with the reason that is published.</summary>
public sealed record ProposalMark(bool Adopted, string Reason, DateTimeOffset At);

public sealed record OpenPoll(CommandId Id, Actor By, DateTimeOffset At, PollId Poll) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record ClosePoll(CommandId Id, Actor By, DateTimeOffset At, PollId Poll) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Shows or hides a poll's figures on public surfaces.</summary>
public sealed record ShowPoll(CommandId Id, Actor By, DateTimeOffset At, PollId Poll, bool Shown)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record Vote(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    Origin From,
    PollId Poll,
    ImmutableArray<ProposalId> Choices,
    RatingProof Proof
) : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident;
}

/// <summary>Says of a proposal whether it is adopted, and why; also after the meeting, and again when that was wrong.</summary>
public sealed record MarkProposal(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    PollId Poll,
    ProposalId Proposal,
    bool Adopted,
    string Reason
) : MeetingCommand(Id, By, At)
{
    /// <summary>The reason's most characters; it stands in one row on a phone.</summary>
    public const int ReasonMost = 60;

    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record PollOpened(CommandId Id, ActorId By, DateTimeOffset At, PollId Poll) : StaffEvent(Id, By, At);

/// <param name="Root">Merkle root of the latest ballots' commitments, sorted (<see cref="Seals.Root"/>).</param>
/// <param name="Total">How many voted.</param>
/// <param name="Counts">By proposal in the ballot's order: votes, or a ranking's points.</param>
/// <param name="Firsts">A ranking's first places; otherwise empty.</param>
public sealed record PollClosed(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    PollId Poll,
    string Root,
    int Total,
    ImmutableArray<int> Counts,
    ImmutableArray<int> Firsts
) : StaffEvent(Id, By, At);

public sealed record PollShown(CommandId Id, ActorId By, DateTimeOffset At, PollId Poll, bool Shown)
    : StaffEvent(Id, By, At);

/// <summary>Voted. The journal publishes what it publishes of a rating (<see cref="Rated"/>).</summary>
[Private(nameof(MeetingEvent.Id))]
public sealed record Voted(
    CommandId Id,
    ActorId? By,
    DateTimeOffset At,
    Origin From,
    PollId Poll,
    [property: Private] ImmutableArray<ProposalId> Choices,
    [property: Private] string Salt,
    [property: Private] string Commitment,
    [property: Private] string Receipt
) : ResidentEvent(Id, By, At, From);

public sealed record ProposalMarked(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    PollId Poll,
    ProposalId Proposal,
    bool Adopted,
    string Reason
) : StaffEvent(Id, By, At);
