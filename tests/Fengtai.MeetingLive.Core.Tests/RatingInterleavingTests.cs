using FsCheck.Xunit;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>
/// Ratings, changed ratings, late copies, openings and closings in any order, held against a model of a few lines.
/// </summary>
public sealed class RatingInterleavingTests : Story
{
    private static readonly Actor[] Raters = [ann, bob, chen];

    /// <param name="moves">Each byte is a move: what, who, which score and under which id.</param>
    [Property(MaxTest = 10_000)]
    public void However_they_interleave_each_ones_last_rating_before_the_closing_counts_once(byte[] moves)
    {
        var meeting = Given(Opened).Meeting;
        var state = RoundState.Planned;
        var latest = new Dictionary<ActorId, int>();
        var taken = new HashSet<(ActorId, string)>();
        foreach (var (at, move) in moves.Index())
        {
            switch (move % 8)
            {
                case 0:
                    Step(
                        OpenRound("overall", $"open-{at}"),
                        state == RoundState.Planned ? typeof(Decision.Accepted) : typeof(Decision.Refused)
                    );
                    state = state == RoundState.Planned ? RoundState.Open : state;
                    break;
                case 1 when move > 128:
                    Step(
                        CloseRound("overall", $"close-{at}"),
                        state == RoundState.Open ? typeof(Decision.Accepted) : typeof(Decision.Refused)
                    );
                    state = state == RoundState.Open ? RoundState.Closed : state;
                    break;
                default:
                    Rate(Raters[move / 8 % 3], score: move / 3 % 6, id: $"id{move / 5 % 7}");
                    break;
            }

            var round = meeting.Rounds[new RoundId("overall")];
            Assert.Equal(state, round.State);
            Assert.Equal(
                Enumerable.Range(1, 5).Select(score => latest.Values.Count(given => given == score)),
                round.Tally.Counts
            );
        }

        void Rate(Actor who, int score, string id)
        {
            var isCopy = taken.Contains((who.Id, id));
            var counts = !isCopy && state == RoundState.Open && score is >= 1 and <= 5;
            Step(
                RateBy(who, "overall", score, id),
                isCopy ? typeof(Decision.Repeated)
                    : counts ? typeof(Decision.Accepted)
                    : typeof(Decision.Refused)
            );
            if (!counts)
                return;
            latest[who.Id] = score;
            taken.Add((who.Id, id));
        }

        void Step(MeetingCommand command, Type expected)
        {
            var decision = meeting.Decide(command with { At = meeting.Stamp(command) });
            Assert.IsType(expected, decision);
            if (decision is Decision.Accepted accepted)
                meeting = accepted.Events.Aggregate(meeting, (now, e) => now.Apply(e));
        }
    }
}
