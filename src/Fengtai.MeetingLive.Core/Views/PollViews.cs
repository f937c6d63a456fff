using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Views;

/// <summary>A poll as residents see it, without its figures: they change far more often and travel as <see cref="VotesItem"/>.</summary>
/// <param name="Kind">one, several or ranking.</param>
/// <param name="Most">How many may be chosen, or places ranked.</param>
/// <param name="Proposals">In the ballot's order.</param>
public sealed record PollItem(
    string Title,
    string Question,
    string Note,
    string Kind,
    int Most,
    int Number,
    bool Open,
    bool Closed,
    bool Shown,
    bool Sample,
    ImmutableArray<ProposalItem> Proposals
)
{
    /// <summary>Under which the ballots are sealed, once closed and while shown; a phone checks its own against it.</summary>
    public string? Root { get; init; }
}

/// <param name="Adopted">Null until it is decided.</param>
public sealed record ProposalItem(string Id, string Name, string Detail, bool? Adopted, string? Reason);

/// <param name="Total">How many voted.</param>
/// <param name="Present">How many were let in: the denominator.</param>
/// <param name="Counts">In the ballot's order: votes, or a ranking's points; null while hidden.</param>
/// <param name="Firsts">How many put each first; only of a ranking, null while hidden.</param>
public sealed record VotesItem(int Total, int Present, ImmutableArray<int>? Counts, ImmutableArray<int>? Firsts);

public sealed record MyVote(string Poll, ImmutableArray<string> Choices, CommandId As);

/// <summary>A poll with its figures, for the screen, the result page and the minutes.</summary>
/// <param name="Rows">In the ballot's order while it is open, so that no bar jumps; the most first once it is closed.</param>
/// <param name="FirstPoints">What a ranking's first place counts.</param>
/// <param name="Root">What seals the ballots of a closed poll.</param>
public sealed record PollView(
    PollItem Poll,
    VotesItem Votes,
    ImmutableArray<PollRow> Rows,
    int FirstPoints,
    string? Root
)
{
    /// <summary>Of whom its percentages speak.</summary>
    public Denominators Voters { get; init; } = new(default, default, default);

    public bool IsRanking => Poll.Kind == "ranking";

    /// <summary>
    /// What stands before a name: its number on the ballot; of a ranking the place that was reached, which equals share, and nothing before
    /// that, for a number there would read as a place.
    /// </summary>
    public int? NumberOf(PollRow row) =>
        !IsRanking ? row.Number
        : Poll.Closed && row.Count is not null ? Rows.Count(other => other.Count > row.Count) + 1
        : null;

    public static PollView Of(Meeting meeting, Poll poll) => Of(meeting, poll, poll.Shown);

    /// <param name="shown">True with all figures also while they are hidden: for staff and the minutes.</param>
    public static PollView Of(Meeting meeting, Poll poll, bool shown)
    {
        var rows = poll.Plan.Proposals.Select(
            (proposal, index) =>
                new PollRow(
                    index + 1,
                    ItemOf(poll, proposal),
                    shown ? poll.Tally.Counts[index] : null,
                    shown && poll.Plan.Kind == PollKind.Ranking ? poll.Tally.Firsts[index] : null
                )
        );
        return new PollView(
            ItemOf(poll),
            VotesOf(meeting, poll, shown),
            [.. poll.State == RoundState.Closed ? rows.OrderByDescending(row => row.Count) : rows],
            poll.Plan.Points(0),
            poll.Root
        )
        {
            Voters = Denominators.Of(meeting, poll),
        };
    }

    public static PollItem ItemOf(Poll poll) =>
        new(
            poll.Plan.Title,
            poll.Plan.Question,
            poll.Plan.Note,
            ResidentView.Kebab(poll.Plan.Kind),
            poll.Plan.Most,
            poll.Number,
            poll.State == RoundState.Open,
            poll.State == RoundState.Closed,
            poll.Shown,
            poll.Plan.Sample,
            [.. poll.Plan.Proposals.Select(proposal => ItemOf(poll, proposal))]
        )
        {
            Root = poll is { State: RoundState.Closed, Shown: true } ? poll.Root : null,
        };

    public static VotesItem VotesOf(Meeting meeting, Poll poll) => VotesOf(meeting, poll, poll.Shown);

    private static VotesItem VotesOf(Meeting meeting, Poll poll, bool shown) =>
        new(
            poll.Tally.Total,
            // Whoever voted was there, even when a form posted without the page's client.
            Math.Max(meeting.Present.Count, poll.Tally.Total),
            shown ? poll.Tally.Counts : null,
            shown && poll.Plan.Kind == PollKind.Ranking ? poll.Tally.Firsts : null
        );

    private static ProposalItem ItemOf(Poll poll, Proposal proposal)
    {
        var mark = poll.Marks.GetValueOrDefault(proposal.Id);
        return new ProposalItem(
            proposal.Id.Value,
            proposal.Name,
            proposal.Detail,
            mark?.Adopted,
            mark is null ? null : Words.Mask(mark.Reason)
        );
    }
}

/// <param name="Number">Its place on the ballot, from 1.</param>
/// <param name="Count">Votes, or a ranking's points; null while hidden.</param>
/// <param name="Firsts">Of a ranking.</param>
public sealed record PollRow(int Number, ProposalItem Proposal, int? Count, int? Firsts);
