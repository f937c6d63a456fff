using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>One leaf under a root with what opens it: nothing of who gave it, when or where.</summary>
/// <param name="Score">Of a rating; null of a ballot.</param>
/// <param name="Choices">Of a ballot, a ranking's first place first; empty of a rating.</param>
public sealed record OpenedLeaf(string Commitment, string Salt, int? Score, ImmutableArray<ProposalId> Choices);

/// <summary>
/// What a closed round or poll publishes under the root that the journal holds: its sorted commitments, opened. Anyone can
/// count again, and a phone that kept its salt finds its own among them. Their order is that of the hashes, so it says
/// nothing of who came first; the receipt is not among them, for it may be seen over a shoulder.
/// </summary>
/// <param name="Code">The meeting's join code, as it stands in the announced plan.</param>
/// <param name="Kind"><c>rating</c> or <c>poll</c>.</param>
/// <param name="Counts">As the closing journalled them: the phones', without paper.</param>
/// <param name="Firsts">A ranking's first places; otherwise empty.</param>
public sealed record Openings(
    string Code,
    string Kind,
    string Id,
    string Root,
    int Total,
    ImmutableArray<int> Counts,
    ImmutableArray<int> Firsts,
    ImmutableArray<OpenedLeaf> Leaves
)
{
    /// <summary>Null unless the round is closed and its figures are shown.</summary>
    public static Openings? Of(Meeting meeting, RoundId id) =>
        meeting.Rounds.GetValueOrDefault(id) is { State: RoundState.Closed, Shown: true, Root: { } root } round
            ? new Openings(
                meeting.Plan.Code,
                "rating",
                id.Value,
                root,
                round.Tally.Total,
                round.Tally.Counts,
                [],
                Sorted(round.Latest.Values.Select(r => new OpenedLeaf(r.Commitment, r.Salt, r.Score, [])))
            )
            : null;

    /// <summary>Null unless the poll is closed and its figures are shown.</summary>
    public static Openings? Of(Meeting meeting, PollId id) =>
        meeting.Polls.GetValueOrDefault(id) is { State: RoundState.Closed, Shown: true, Root: { } root } poll
            ? new Openings(
                meeting.Plan.Code,
                "poll",
                id.Value,
                root,
                poll.Tally.Total,
                poll.Tally.Counts,
                poll.Tally.Firsts,
                Sorted(poll.Latest.Values.Select(b => new OpenedLeaf(b.Commitment, b.Salt, null, b.Choices)))
            )
            : null;

    private static ImmutableArray<OpenedLeaf> Sorted(IEnumerable<OpenedLeaf> leaves) =>
        [.. leaves.OrderBy(leaf => leaf.Commitment, StringComparer.Ordinal)];
}
