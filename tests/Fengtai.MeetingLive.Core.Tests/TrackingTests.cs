using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>会后跟进: reported, checked, settled, asked back.</summary>
public sealed partial class TrackingTests : Story
{
    private static readonly CommitmentId Lift = new("c1");
    private static readonly PhotoHash Photo = new(new string('a', 64));
    private static readonly Actor unit = Actor.Staff(new("link:城管办"), Roles.Unit, Wangzuo) with { Unit = "城管办" };
    private static readonly Actor otherUnit = unit with { Id = new("link:民政办"), Unit = "民政办" };

    private static readonly Actor gridWorker = Actor.Staff(new("grid"), Roles.GridWorker, Wangzuo) with
    {
        Grid = "第7网格",
    };

    private static readonly MeetingEvent[] Promised =
    [
        Opened,
        AskedBy(ann, "q"),
        Approved("q"),
        Staged("q"),
        HandedOver("q"),
        Closed,
    ];

    private static readonly MeetingEvent[] SaidDone = [.. Promised, Reported(ReportKind.Done)];
    private static readonly MeetingEvent[] Settled = [.. SaidDone, Accepted()];

    [Fact]
    public void A_unit_reports_its_progress_and_reaches_a_step()
    {
        var meeting = Given(Promised)
            .When(Report(ReportKind.Progress, reached: [0]))
            .Then(Reported(ReportKind.Progress, reached: [0]));
        var item = meeting.Timetable[Lift];
        Assert.Equal(CommitmentState.Moving, item.State);
        Assert.Equal([true, false], item.Milestones.Select(m => m.Done));
    }

    [Fact]
    public void Another_unit_is_refused() =>
        Given(Promised).When(Report(ReportKind.Progress) with { By = otherUnit }).ThenRefused(Rejection.OtherUnit);

    [Fact]
    public void A_grid_worker_reports_only_on_what_lies_in_the_own_grid()
    {
        var report = Report(ReportKind.Progress) with { By = gridWorker };
        Given(Promised).When(report).ThenRefused(Rejection.OtherUnit);
        var meeting = After([.. Promised, Assigned("第7网格")]);
        Assert.IsType<Decision.Accepted>(meeting.Decide(report));
        Assert.IsType<Decision.Refused>(meeting.Decide(report with { By = gridWorker with { Grid = null } }));
    }

    [Fact]
    public void Done_needs_a_photo_now_or_before()
    {
        Given(Promised).When(Report(ReportKind.Done, photos: [])).ThenRefused(Rejection.EvidenceMissing);
        Given([.. Promised, Reported(ReportKind.Progress)])
            .When(Report(ReportKind.Done, photos: []))
            .Then(Reported(ReportKind.Done, photos: []));
    }

    [Fact]
    public void What_cannot_be_done_needs_no_photo_but_a_reason()
    {
        Given(Promised)
            .When(Report(ReportKind.CannotBeDone, text: " ", photos: []))
            .ThenRefused(Rejection.FieldMissing("report"));
        var meeting = Given(Promised)
            .When(Report(ReportKind.CannotBeDone, text: "地下有燃气管", photos: []))
            .Then(Reported(ReportKind.CannotBeDone, text: "地下有燃气管", photos: []));
        var told = meeting.Apply(Accepted(ReportKind.CannotBeDone));
        Assert.Equal("地下有燃气管", Public(told).Track!.Reason);
        Assert.Equal("cannot-be-done", Public(told).State);
    }

    [Fact]
    public void Whoever_reported_does_not_accept()
    {
        var own = Reported(ReportKind.Done) with { By = secretary.Id };
        Given([.. Promised, own]).When(Accept()).ThenRefused(Rejection.CheckSamePerson);
        Given(SaidDone).When(Accept()).Then(Accepted());
        Given(Promised).When(Accept()).ThenRefused(Rejection.NothingToCheck);
    }

    [Fact]
    public void What_waits_to_be_checked_or_is_settled_takes_no_report()
    {
        Given(SaidDone).When(Report(ReportKind.Progress)).ThenRefused(Rejection.CommitmentAwaitsCheck);
        Given(Settled).When(Report(ReportKind.Progress)).ThenRefused(Rejection.CommitmentSettled);
    }

    [Fact]
    public void What_is_sent_back_goes_on_and_says_why()
    {
        var meeting = Given(SaidDone)
            .When(new SendBack(new("back"), secretary, Now, Lift, " 扶手没装 "))
            .Then(new SentBack(new("back"), secretary.Id, Now, Lift, "扶手没装"));
        Assert.Equal(CommitmentState.Moving, meeting.Timetable[Lift].State);
        Assert.Contains(Public(meeting).Track!.Steps, step => step is { Kind: "sent-back", Text: "扶手没装" });
    }

    [Fact]
    public void A_new_deadline_keeps_the_first_one_and_tells_whether_it_had_passed()
    {
        var late = Now.AddDays(60);
        var to = new DateOnly(2025, 10, 20);
        var report = Report(ReportKind.Progress) with { At = late, Due = to };
        var meeting = Given(Promised)
            .When(report)
            .Then(
                Reported(ReportKind.Progress) with
                {
                    At = late,
                },
                new Postponed(new("report-Progress"), unit.Id, late, Lift, LiftPromise.Deadline, to, true, "装了两部")
            );
        Assert.Equal(to, meeting.Timetable[Lift].Deadline);
        Assert.Equal(
            (LiftPromise.Deadline, 1),
            (meeting.Tracks[Lift].FirstDeadline!.Value, meeting.Tracks[Lift].Missed)
        );
        Given(Promised).When(report with { Due = new DateOnly(2025, 10, 1) }).ThenRefused(Rejection.DeadlinePast);
    }

    [Fact]
    public void What_is_late_is_urged_once_a_day()
    {
        var day = new DateTimeOffset(2025, 10, 5, 1, 0, 0, TimeSpan.Zero);
        var urge = new Urge(new("urge"), secretary, day, Lift, "");
        var urged = new Urged(new("urge"), secretary.Id, day, Lift, 5, "");
        Given(Promised).When(urge).Then(urged);
        Given(Promised).When(urge with { At = Now }).ThenRefused(Rejection.NotOverdue);
        Given([.. Promised, urged]).When(urge with { Id = new("again") }).ThenRefused(Rejection.UrgedToday);
    }

    [Fact]
    public void A_unit_may_say_that_it_is_not_its_own_and_another_is_named()
    {
        var meeting = Given(Promised)
            .When(new Decline(new("no"), unit, Now, Lift, "电梯归住建"))
            .Then(new Declined(new("no"), unit.Id, Now, Lift, "电梯归住建"));
        Assert.Equal("电梯归住建", meeting.Tracks[Lift].Declined);
        var named = meeting.Apply(Assigned(null));
        Assert.Null(named.Tracks[Lift].Declined);
        Assert.Equal("住建办", named.Timetable[Lift].Unit);
        Assert.Equal(Rejection.OtherUnit, ((Decision.Refused)named.Decide(Report(ReportKind.Progress))).Rejection);
    }

    [Fact]
    public void What_is_carried_over_stays_tracked_where_it_was_promised()
    {
        var carry = new CarryOver(new("carry"), secretary, Now, Lift, "2026年报告会");
        var meeting = Given(Promised)
            .When(carry)
            .Then(new CarriedOver(new("carry"), secretary.Id, Now, Lift, "2026年报告会"));
        Assert.IsType<Decision.Repeated>(meeting.Decide(carry with { Id = new("again") }));
        Assert.IsType<Decision.Accepted>(meeting.Decide(Report(ReportKind.Progress)));
        Given(Settled).When(carry).ThenRefused(Rejection.CommitmentSettled);
        var taken = meeting.Timetable[Lift] with { From = new(new("m"), "FT2025", Lift), Question = null };
        Given(Announced(Plan with { Commitments = [taken] }), Opened)
            .When(Report(ReportKind.Progress))
            .ThenRefused(Rejection.TrackedElsewhere("FT2025"));
    }

    [Fact]
    public void The_minutes_tell_the_promise_and_not_what_became_of_it()
    {
        var before = Minutes.From(After(Promised), "hash");
        var after = Minutes.From(After(Settled), "hash");
        Assert.Equal(Canonical.Of(before.Commitments), Canonical.Of(after.Commitments));
    }

    [Fact]
    public void Numbers_of_persons_are_masked_in_every_public_step()
    {
        var meeting = After([
            .. Promised,
            Reported(ReportKind.Progress, text: "已电话13812345678"),
            new SentBack(new("b"), secretary.Id, Now, Lift, "问13812345678"),
            Blown() with
            {
                About = "联系13812345678",
            },
        ]);
        var seen = Canonical.Of(PublicView.Of(meeting));
        Assert.DoesNotContain("13812345678", seen, StringComparison.Ordinal);
        Assert.Contains("138****5678", seen, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-10-10", 5, "2025-10-17")]
    [InlineData("2025-10-11", 1, "2025-10-13")]
    [InlineData("2025-10-13", 0, "2025-10-13")]
    public void Working_days_leave_out_the_weekend(string from, int count, string to) =>
        Assert.Equal(DateOnly.Parse(to), Days.Workdays(DateOnly.Parse(from), count));

    private static PublicCommitment Public(Meeting meeting) => PublicView.Of(meeting).Commitments.Single();

    private static Rejection Why(Meeting meeting, MeetingCommand command) =>
        Assert.IsType<Decision.Refused>(meeting.Decide(command)).Rejection;

    private static Report Report(
        ReportKind kind,
        string text = "装了两部",
        ImmutableArray<PhotoHash>? photos = null,
        ImmutableArray<int>? reached = null
    ) => new(new($"report-{kind}"), unit, Now, Lift, kind, text, photos ?? [Photo], reached ?? []);

    private static Reported Reported(
        ReportKind kind,
        string text = "装了两部",
        ImmutableArray<PhotoHash>? photos = null,
        ImmutableArray<int>? reached = null
    ) => new(new($"report-{kind}"), unit.Id, Now, Lift, kind, text, photos ?? [Photo], reached ?? []);

    private static Accept Accept() => new(new("accept"), secretary, Now, Lift);

    private static Accepted Accepted(ReportKind outcome = ReportKind.Done) =>
        new(new("accept"), secretary.Id, Now, Lift, outcome);

    private static Reassigned Assigned(string? grid) =>
        new(new("assign"), secretary.Id, Now, Lift, "镇长", grid is null ? "住建办" : "城管办", "李主任", grid, "改派");

    private static WhistleBlown Blown() =>
        new(
            new("blow"),
            secretary.Id,
            Now,
            Lift,
            new("w"),
            ["交通支队", "城管委"],
            Now.AddDays(2),
            "3号院北门",
            "清障"
        );

    private static RateOutcome Follow(int score) => new(new($"follow-{score}"), ann, Now, new("q"), "receipt", score);

    private static OutcomeRated RatedOutcome(int score) =>
        new(new($"follow-{score}"), ann.Id, Now, Lift, new("q"), 0, score);

    private static Reopen Again(string text) => new(new("reopen"), ann, Now, new("q"), "receipt", text);

    private static Reopened SentBackByAnn(string text) =>
        new(new("reopen"), ann.Id, Now, Lift, new("q"), text, LiftPromise.Deadline);
}
