namespace Fengtai.MeetingLive.Core.Tests;

public sealed class MinutesTests : Story
{
    private static readonly MeetingEvent[] WholeMeeting =
    [
        EnteredBy(ann),
        Opened,
        RoundOpened("overall"),
        RatedBy(ann, "overall", 5),
        RatedBy(bob, "overall", 3),
        AskedBy(ann, "answered", "请回电13812345678"),
        AskedBy(bob, "handed"),
        AskedBy(ann, "refused"),
        AskedBy(ann, "withdrawn"),
        AskedBy(ann, "waiting"),
        SlipAsked("erased"),
        Approved("answered"),
        Approved("handed"),
        SupportedBy(chen, "handed"),
        Answered("answered", "已致电13812345678。"),
        HandedOver("handed"),
        Refused("refused", RefusalReason.Privacy),
        WithdrawnBy(ann, "withdrawn"),
        Erased("erased"),
        RoundClosed("overall", 0, 0, 1, 0, 1),
        Closed,
    ];

    private static Minutes Whole => Minutes.From(After(WholeMeeting), "abcd");

    [Fact]
    public void Minutes_are_a_draft_until_the_meeting_is_closed()
    {
        Assert.False(Minutes.From(After(Opened), "abcd").Final);
        Assert.True(Whole.Final);
    }

    [Fact]
    public void They_name_the_version_and_the_hash_that_they_were_made_from()
    {
        var meeting = After(WholeMeeting);
        Assert.Equal((meeting.Version, "abcd"), (Minutes.From(meeting, "abcd").Version, Whole.Hash));
        Assert.Equal(WholeMeeting.Length + 1, meeting.Version);
    }

    [Fact]
    public void Refused_and_withdrawn_questions_are_counted_and_not_quoted()
    {
        Assert.Equal([1, 2, 5, 6], Whole.Questions.Select(q => q.Number));
        Assert.Equal((6, 1, 1), (Whole.Figures.Questions, Whole.Figures.RefusedCount, Whole.Figures.WithdrawnCount));
        Assert.Equal([new(RefusalReason.Privacy, 1)], Whole.Figures.Refusals);
    }

    [Fact]
    public void Each_question_stands_with_its_outcome()
    {
        var handed = Whole.Questions[1];
        Assert.Equal(
            (QuestionState.HandedOver, 1, "加装电梯"),
            (handed.State, handed.Supports, handed.Commitment?.Title)
        );
        Assert.Equal((1, 1, 2), (Whole.Figures.Answered, Whole.Figures.HandedOver, Whole.Figures.Waiting));
        Assert.Equal("c1", Assert.Single(Whole.Commitments).Id.Value);
    }

    [Fact]
    public void Numbers_of_phones_are_masked_and_erased_words_are_gone()
    {
        Assert.Equal(("请回电138****5678", "已致电138****5678。"), (Whole.Questions[0].Text, Whole.Questions[0].Gist));
        Assert.Null(Whole.Questions[3].Text);
    }

    [Fact]
    public void A_slip_says_how_it_came() => Assert.Equal(Channel.Paper, Whole.Questions[3].Channel);

    [Fact]
    public void Rounds_that_were_opened_stand_with_their_tally_root_and_denominator()
    {
        var round = Assert.Single(Whole.Rounds);
        // Two rated though one came in by the page: whoever rated was there.
        Assert.Equal((new Tally(0, 0, 1, 0, 1), 2, true), (round.Tally, round.Of.Present, round.Closed));
        Assert.Equal(Seals.Root([]), round.Root);
    }

    [Fact]
    public void Commitments_stand_by_deadline_then_by_id()
    {
        var soon = HandedOver("q", "b").Commitment with { Deadline = new DateOnly(2025, 8, 20), Question = null };
        var meeting = After(
            Announced(
                Plan with
                {
                    Commitments =
                    [
                        soon with
                        {
                            Id = new("z"),
                            Deadline = new(2025, 12, 1),
                        },
                        soon,
                        soon with
                        {
                            Id = new("a"),
                        },
                    ],
                }
            )
        );
        Assert.Equal(["a", "b", "z"], Minutes.From(meeting, "").Commitments.Select(c => c.Id.Value));
    }
}
