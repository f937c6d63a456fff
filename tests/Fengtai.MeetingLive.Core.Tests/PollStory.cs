using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>A meeting with three polls: one site of four, two of three places, a ranking of four things.</summary>
public abstract class PollStory : Story
{
    protected static readonly PollPlan Site = Poll("site", PollKind.One, 1, live: true, "west", "yard", "shop", "hall");
    protected static readonly PollPlan Places = Poll("places", PollKind.Several, 2, live: false, "a", "b", "c");
    protected static readonly PollPlan Order = Poll("order", PollKind.Ranking, 3, live: true, "a", "b", "c", "d");

    /// <summary>Announced with the polls, and opened.</summary>
    protected static readonly MeetingEvent[] Begun = [Announced(Plan with { Polls = [Site, Places, Order] }), Opened];

    protected static PollOpened PollOpened(string poll) => new(new($"open-{poll}"), secretary.Id, Now, new(poll));

    protected static PollClosed PollClosed(PollPlan plan, int total = 0) =>
        new(
            new($"close-{plan.Id}"),
            secretary.Id,
            Now,
            plan.Id,
            Seals.Root([]),
            total,
            PollTally.Empty(plan).Counts,
            PollTally.Empty(plan).Firsts
        );

    protected static PollShown PollShown(string poll, bool shown) =>
        new(new($"show-{poll}-{shown}"), secretary.Id, Now, new(poll), shown);

    protected static Voted VotedBy(Actor who, string poll, params string[] choices) =>
        new(
            new($"vote-{poll}-{string.Join('-', choices)}"),
            who.Id,
            Now,
            Hall,
            new(poll),
            Ids(choices),
            $"salt-{who.Id}",
            Seals.Ballot($"salt-{who.Id}", new(poll), Ids(choices)),
            $"receipt-{who.Id}"
        );

    protected static ProposalMarked Marked(string poll, string proposal, bool adopted, string reason) =>
        new(
            new($"mark-{poll}-{proposal}-{adopted}-{reason}"),
            secretary.Id,
            Now,
            new(poll),
            new(proposal),
            adopted,
            reason
        );

    protected static OpenPoll OpenPoll(string poll, string? id = null) =>
        new(new(id ?? $"open-{poll}"), secretary, Now, new(poll));

    protected static ClosePoll ClosePoll(string poll, string? id = null) =>
        new(new(id ?? $"close-{poll}"), secretary, Now, new(poll));

    protected static ShowPoll ShowPoll(string poll, bool shown) =>
        new(new($"show-{poll}-{shown}"), secretary, Now, new(poll), shown);

    protected static Vote VoteBy(Actor who, string poll, params string[] choices) =>
        new(
            new($"vote-{poll}-{string.Join('-', choices)}"),
            who,
            Now,
            Hall,
            new(poll),
            Ids(choices),
            new RatingProof($"salt-{who.Id}", $"receipt-{who.Id}")
        );

    protected static MarkProposal Mark(string poll, string proposal, bool adopted, string reason) =>
        new(
            new($"mark-{poll}-{proposal}-{adopted}-{reason.Trim()}"),
            secretary,
            Now,
            new(poll),
            new(proposal),
            adopted,
            reason
        );

    private static ImmutableArray<ProposalId> Ids(string[] choices) => [.. choices.Select(c => new ProposalId(c))];

    private static PollPlan Poll(string id, PollKind kind, int most, bool live, params string[] proposals) =>
        new(
            new(id),
            $"{id}题",
            $"{id}怎么选？",
            "结果供参考",
            kind,
            most,
            [.. proposals.Select(name => new Proposal(new(name), $"方案{name}", "一句说明"))],
            live,
            Sample: true
        );
}
