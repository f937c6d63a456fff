using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>回访 and 重办: what whoever asked says of the outcome.</summary>
public sealed partial class TrackingTests
{
    [Fact]
    public void Whoever_asked_rates_the_outcome_by_the_receipt_and_the_latest_counts()
    {
        var meeting = After(SaidDone);
        Assert.Equal(Rejection.QuestionUnknown, Why(meeting, Follow(4) with { Receipt = "guessed" }));
        Assert.Equal(Rejection.ScoreOutOfRange, Why(meeting, Follow(6)));
        meeting = Given(SaidDone).When(Follow(2)).Then(RatedOutcome(2));
        meeting = meeting.Apply(RatedOutcome(4));
        Assert.Equal([0, 0, 0, 1, 0], Public(meeting).Track!.FollowUp);
        Assert.Equal(1, Public(meeting).Track!.Askers);
    }

    [Fact]
    public void Nothing_is_rated_before_it_is_said_to_be_done_or_two_weeks_after()
    {
        Given(Promised).When(Follow(2)).ThenRefused(Rejection.OutcomeNotYet);
        Given(Settled)
            .When(Follow(2) with { At = Now.AddDays(14) })
            .Then(RatedOutcome(2) with { At = Now.AddDays(14) });
        Given(Settled).When(Follow(2) with { At = Now.AddDays(15) }).ThenRefused(Rejection.FollowUpOver);
    }

    [Fact]
    public void An_asker_sends_it_back_once_and_is_answered_within_five_working_days()
    {
        // Friday, 15 August; the promise runs until the end of September.
        var late = new DateTimeOffset(2025, 10, 10, 2, 0, 0, TimeSpan.Zero);
        MeetingEvent[] done =
        [
            .. Promised,
            Reported(ReportKind.Done) with
            {
                At = late,
            },
            Accepted() with
            {
                At = late,
            },
        ];
        var meeting = Given(done)
            .When(Again("夜里还是停着") with { At = late })
            .Then(SentBackByAnn("夜里还是停着") with { At = late, Due = new(2025, 10, 17) });
        Assert.Equal((CommitmentState.Moving, new DateOnly(2025, 10, 17)), At(meeting));
        Assert.Equal(0, meeting.Tracks[Lift].Evidence);
        meeting = meeting
            .Apply(Reported(ReportKind.Done) with { At = late, Id = new("r2") })
            .Apply(Accepted() with { At = late, Id = new("a2") });
        Assert.Equal(Rejection.ReopenedAlready, Why(meeting, Again("又来") with { At = late, Id = new("second") }));
        Assert.IsType<Decision.Accepted>(meeting.Decide(Follow(5) with { At = late }));

        static (CommitmentState, DateOnly) At(Meeting m) => (m.Timetable[Lift].State, m.Timetable[Lift].Deadline);
    }

    [Fact]
    public void The_words_of_whoever_sent_it_back_are_for_the_office_and_go_with_the_question()
    {
        var meeting = After([.. Settled, SentBackByAnn("夜里还是停着")]);
        Assert.DoesNotContain("夜里还是停着", Canonical.Of(PublicView.Of(meeting)), StringComparison.Ordinal);
        Assert.Contains("夜里还是停着", Canonical.Of(meeting), StringComparison.Ordinal);
        meeting = meeting.Apply(Erased("q"));
        Assert.DoesNotContain("夜里还是停着", Canonical.Of(meeting), StringComparison.Ordinal);
        Assert.Equal(1, meeting.Tracks[Lift].Reopenings);
    }
}
