using System.Collections.Immutable;
using FsCheck.Xunit;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>What holds of polls, whatever people send in whatever order.</summary>
[Properties(Arbitrary = [typeof(Scripts)], MaxTest = 500)]
public sealed class AnyPollTests
{
    [Property]
    public void A_count_is_the_fold_of_the_latest_ballots(Script script)
    {
        var latest = new Dictionary<(PollId Poll, ActorId By), ImmutableArray<ProposalId>>();
        foreach (var step in Scripts.Play(script))
        {
            if (step is { Command: Vote vote, Decision: Decision.Accepted })
                latest[(vote.Poll, vote.By.Id)] = vote.Choices;
            foreach (var poll in step.After.Polls.Values)
            {
                var ballots = latest.Where(entry => entry.Key.Poll == poll.Id).Select(entry => entry.Value).ToArray();
                var proposals = poll.Plan.Proposals.Select(proposal => proposal.Id).ToArray();
                Assert.Equal(ballots.Length, poll.Tally.Total);
                if (poll.Plan.Kind != PollKind.Ranking)
                {
                    Assert.Equal(proposals.Select(p => ballots.Count(b => b.Contains(p))), poll.Tally.Counts);
                    continue;
                }

                Assert.Equal(proposals.Select(p => ballots.Sum(b => Points(b, p))), poll.Tally.Counts);
                Assert.Equal(proposals.Select(p => ballots.Count(b => b[0] == p)), poll.Tally.Firsts);
            }
        }
    }

    [Property]
    public void A_ballot_that_is_taken_names_each_of_its_proposals_once_and_no_more_than_may_be(Script script) =>
        Assert.All(
            Scripts.Play(script)[^1].After.Polls.Values,
            poll =>
                Assert.All(
                    poll.Latest.Values,
                    ballot =>
                    {
                        Assert.InRange(ballot.Choices.Length, 1, poll.Plan.Most);
                        Assert.Distinct(ballot.Choices);
                        Assert.All(ballot.Choices, choice => Assert.InRange(poll.Plan.IndexOf(choice), 0, 3));
                    }
                )
        );

    [Property]
    public void A_closed_poll_takes_nothing_and_seals_its_latest_ballots(Script script)
    {
        foreach (var step in Scripts.Play(script))
        {
            foreach (var closed in step.Events.OfType<PollClosed>())
            {
                var poll = step.Before.Polls[closed.Poll];
                Assert.Equal(Seals.Root(poll.Latest.Values.Select(ballot => ballot.Commitment)), closed.Root);
                Assert.Equal(poll.Tally.Counts, closed.Counts);
            }

            foreach (var poll in step.Before.Polls.Values.Where(p => p.State == RoundState.Closed))
                Assert.Equal(poll.Tally.Counts, step.After.Polls[poll.Id].Tally.Counts);
        }
    }

    [Property]
    public void No_poll_is_open_after_the_meeting(Script script) =>
        Assert.All(
            Scripts.Play(script).Where(step => step.After.Phase == Phase.Closed),
            step => Assert.DoesNotContain(step.After.Polls.Values, poll => poll.State == RoundState.Open)
        );

    /// <summary>Four proposals: 3, 2, 1 for the places, nothing for what is not ranked.</summary>
    private static int Points(ImmutableArray<ProposalId> ballot, ProposalId proposal) =>
        ballot.IndexOf(proposal) is >= 0 and var place ? 3 - place : 0;
}
