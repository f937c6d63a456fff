using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Demo;

namespace Fengtai.MeetingLive.Web.Tests.Demo;

public sealed class DemoPlayTests
{
    private static readonly DateTimeOffset Begin = new(2025, 8, 25, 6, 0, 0, TimeSpan.Zero);
    private static readonly DemoProofs Proofs = new(
        name => Seals.Of("salt", name)[..32],
        name => Seals.Of("receipt", name)
    );

    [Fact]
    public void At_the_start_the_overall_round_is_open_and_empty()
    {
        var meeting = Played(DemoPlay.Start(DemoPack(), Begin, Proofs));

        Assert.Equal(Phase.Running, meeting.Phase);
        Assert.Equal(RoundState.Open, meeting.Rounds[DemoPlay.Overall].State);
        Assert.Equal(0, meeting.Rounds[DemoPlay.Overall].Tally.Total);
        Assert.True(meeting.Rounds[DemoPlay.Overall].Shown);
        Assert.Equal(SceneKind.Welcome, meeting.Scene.Kind);
        Assert.All(meeting.Polls.Values, poll => Assert.Equal(RoundState.Planned, poll.State));
        Assert.Equal("tourism", meeting.Slide?.Value);
        Assert.Equal("questions", meeting.Agenda?.Item.Value);
    }

    [Fact]
    public void At_the_start_every_question_stands_where_the_pack_says()
    {
        var pack = DemoPack();
        var meeting = Played(DemoPlay.Start(pack, Begin, Proofs));

        Assert.Equal(pack.Questions.Length, meeting.Questions.Count);
        foreach (var question in pack.Questions)
        {
            Assert.Equal(State(question.State), meeting.Questions[question.Id].State);
            Assert.Equal(question.Supports, meeting.Questions[question.Id].Supports);
        }

        Assert.Equal("q07", meeting.Stage?.Question.Value);
        Assert.Equal(7, meeting.Timetable.Count);
    }

    [Fact]
    public void The_start_takes_no_longer_than_it_says_and_time_never_runs_backwards()
    {
        var commands = DemoPlay.Start(DemoPack(), Begin, Proofs);

        Assert.All(commands, command => Assert.InRange(command.At, Begin, Begin + DemoPlay.Elapsed));
        Assert.Equal(commands.Select(command => command.At), commands.Select(command => command.At).Order());
    }

    [Fact]
    public void Played_to_its_end_the_meeting_is_closed_and_every_question_has_its_outcome()
    {
        var pack = DemoPack();
        var meeting = Played([
            .. DemoPlay.Start(pack, Begin, Proofs),
            .. DemoPlay.PlayToTheEnd(pack, Begin + DemoPlay.Elapsed, Proofs),
        ]);

        Assert.Equal(Phase.Closed, meeting.Phase);
        Assert.Null(meeting.Stage);
        Assert.All(
            meeting.Questions.Values,
            question =>
                Assert.Contains(
                    question.State,
                    (QuestionState[])[QuestionState.Answered, QuestionState.HandedOver, QuestionState.Refused]
                )
        );
        Assert.All(meeting.Rounds.Values, round => Assert.Equal(RoundState.Closed, round.State));
        Assert.All(meeting.Rounds.Values, round => Assert.True(round.Tally.Total >= 150));
        Assert.Equal(2, meeting.Polls.Count);
        Assert.All(
            meeting.Polls.Values,
            poll =>
            {
                Assert.Equal(RoundState.Closed, poll.State);
                Assert.InRange(poll.Tally.Total, 100, meeting.Present.Count);
                Assert.Equal(poll.Plan.Proposals.Length, poll.Marks.Count);
                Assert.Contains(poll.Marks.Values, mark => mark.Adopted);
            }
        );
        Assert.Equal([39, 58, 28, 13], meeting.Polls[new("station")].Tally.Counts);
        Assert.Equal(
            meeting.Timetable.Count,
            meeting.Timetable.Values.DistinctBy(c => c.Title, StringComparer.Ordinal).Count()
        );
        Assert.Contains(meeting.Timetable.Values, commitment => commitment.Title == "夜间错峰共享停车位");
    }

    [Fact]
    public void Where_questions_are_shown_first_the_demo_plays_through_as_well()
    {
        var pack = DemoPack();
        pack = pack with { Plan = pack.Plan with { ShowFirst = true } };

        var meeting = Played(DemoPlay.Start(pack, Begin, Proofs));

        Assert.Equal("q07", meeting.Stage?.Question.Value);
    }

    [Fact]
    public void The_demo_is_the_same_every_time()
    {
        var first = DemoPlay.Start(DemoPack(), Begin, Proofs);
        var second = DemoPlay.Start(DemoPack(), Begin, Proofs);

        Assert.Equal(first.Select(command => (command.By.Id, command.Id)), second.Select(c => (c.By.Id, c.Id)));
        Assert.Equal(first.Length, first.DistinctBy(command => (command.By.Id, command.Id)).Count());
    }

    internal static MeetingPack DemoPack() =>
        MeetingPack.Read(MeetingPack.DemoFolder) switch
        {
            PackResult.Sound sound => sound.Pack,
            PackResult.Faulty faulty => throw new InvalidOperationException(string.Join('\n', faulty.Mistakes)),
            _ => throw new NotSupportedException(),
        };

    private static Meeting Played(IEnumerable<MeetingCommand> commands)
    {
        var meeting = new Meeting(new MeetingId("demo"));
        foreach (var command in commands)
        {
            var accepted = Assert.IsType<Decision.Accepted>(
                meeting.Decide(command with { At = meeting.Stamp(command) })
            );
            foreach (var e in accepted.Events)
            {
                meeting = meeting.Apply(e);
            }
        }

        return meeting;
    }

    private static QuestionState State(PackQuestionState state) =>
        state switch
        {
            PackQuestionState.Waiting => QuestionState.Waiting,
            PackQuestionState.Approved => QuestionState.Approved,
            PackQuestionState.Stage => QuestionState.OnStage,
            PackQuestionState.Answered => QuestionState.Answered,
            _ => QuestionState.HandedOver,
        };
}
