using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>实地看 and 吹哨报到: the street goes there, and calls the bureaus to the place.</summary>
public sealed partial class TrackingTests
{
    [Fact]
    public void Late_for_the_second_time_proposes_a_whistle()
    {
        var postponed = new Postponed(
            new("later"),
            unit.Id,
            Now,
            Lift,
            LiftPromise.Deadline,
            new(2025, 10, 20),
            Missed: true,
            "等配件"
        );
        var meeting = After([.. Promised, postponed]);
        Assert.False(Tracks.ProposesWhistle(meeting, meeting.Timetable[Lift], new(2025, 10, 20)));
        Assert.True(Tracks.ProposesWhistle(meeting, meeting.Timetable[Lift], new(2025, 10, 21)));
        var called = meeting.Apply(Blown());
        Assert.False(Tracks.ProposesWhistle(called, called.Timetable[Lift], new(2025, 10, 21)));
    }

    [Fact]
    public void Once_the_bureaus_met_a_whistle_is_proposed_again_only_when_a_new_day_is_missed()
    {
        var meeting = After([
            .. Promised,
            Later("later", LiftPromise.Deadline, new(2025, 10, 20)),
            Blown() with
            {
                MeetAt = new(2025, 10, 22, 6, 0, 0, TimeSpan.Zero),
            },
            new WhistleConcluded(new("agree"), secretary.Id, Now, Lift, new("w"), "夜间拖移"),
        ]);
        Assert.False(Tracks.ProposesWhistle(meeting, meeting.Timetable[Lift], new(2025, 10, 22)));
        Assert.False(Tracks.ProposesWhistle(meeting, meeting.Timetable[Lift], new(2025, 10, 30)));
        meeting = meeting.Apply(Later("later2", new(2025, 10, 20), new(2025, 11, 10)));
        Assert.False(Tracks.ProposesWhistle(meeting, meeting.Timetable[Lift], new(2025, 11, 10)));
        Assert.True(Tracks.ProposesWhistle(meeting, meeting.Timetable[Lift], new(2025, 11, 11)));

        static Postponed Later(string id, DateOnly from, DateOnly to) =>
            new(new(id), unit.Id, Now, Lift, from, to, Missed: true, "等配件");
    }

    [Fact]
    public void A_site_visit_has_a_photo_and_lies_in_the_past()
    {
        var visit = new RecordSiteVisit(
            new("visit"),
            presenter,
            Now,
            Lift,
            "副镇长（分管城建）",
            Now.AddHours(-2),
            "3号院",
            "井道已砌好",
            [Photo]
        );
        var meeting = After(Promised);
        Assert.IsType<Decision.Accepted>(meeting.Decide(visit));
        Assert.Equal(Rejection.EvidenceMissing, Why(meeting, visit with { Photos = [] }));
        Assert.Equal(Rejection.TimeAhead, Why(meeting, visit with { SeenAt = Now.AddMinutes(1) }));
        Assert.Equal(Rejection.FieldMissing("who"), Why(meeting, visit with { Who = "" }));
        Assert.Equal(Rejection.PhotoUnknown, Why(meeting, visit with { Photos = [new("../x")] }));
    }

    [Fact]
    public void Bureaus_are_called_answer_and_whoever_did_not_come_is_absent()
    {
        var meeting = Given(Promised)
            .When(
                new BlowWhistle(
                    new("blow"),
                    secretary,
                    Now,
                    Lift,
                    new("w"),
                    ["交通支队", "城管委", "交通支队"],
                    Now.AddDays(2),
                    "3号院北门",
                    "清障"
                )
            )
            .Then(Blown());
        var bureau = unit with { Unit = "交通支队" };
        var come = new AnswerWhistle(new("come"), bureau, Now, Lift, new("w"), "交通支队", Coming: true, "");
        Assert.IsType<Decision.Accepted>(meeting.Decide(come));
        Assert.Equal(Rejection.OtherUnit, Why(meeting, come with { Bureau = "城管委" }));
        Assert.Equal(Rejection.OtherUnit, Why(meeting, come with { By = unit }));
        Assert.Equal(Rejection.FieldMissing("reason"), Why(meeting, come with { Coming = false }));
        meeting = meeting
            .Apply(
                new AttendanceRecorded(new("there"), secretary.Id, Now, Lift, new("w"), "交通支队", true, new(14, 5))
            )
            .Apply(new WhistleConcluded(new("agree"), secretary.Id, Now, Lift, new("w"), "夜间拖移"));
        var told = Public(meeting).Track!;
        Assert.Equal([true, false], told.Whistles[0].Bureaus.Select(b => b.Arrived));
        Assert.Contains(told.Steps, step => step is { Kind: "whistle-concluded", Days: 1, Text: "夜间拖移" });
        Assert.Equal(Rejection.WhistleOver, Why(meeting, come with { Id = new("late") }));
    }
}
