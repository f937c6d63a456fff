using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

public sealed class ViewsTests : Story
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        // Chinese stays readable, so that it can be searched for.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IncludeFields = true,
    };

    private static readonly ResponsePlan Response = PlanFor("养老服务", null, "口径：只给主讲人");

    /// <summary>A meeting that holds one of each secret.</summary>
    private static readonly MeetingEvent[] Secrets =
    [
        Announced(Plan, Response),
        Opened,
        EnteredBy(ann),
        AskedBy(ann, "q", "请回电13812345678，证件110101199003071234", "养老服务") with
        {
            Name = "不公开的名字",
        },
        Approved("q"),
        SupportedBy(bob, "q"),
        AskedBy(bob, "waiting", "等待审核的话"),
        AskedBy(bob, "refused", "未予展示的话"),
        Refused("refused", RefusalReason.Other, "给提问人的说明"),
        AskedBy(bob, "withdrawn", "撤回的话"),
        WithdrawnBy(bob, "withdrawn"),
        AskedBy(bob, "erased", "抹去的话"),
        Approved("erased"),
        Erased("erased"),
        Staged("q"),
        RoundOpened("conduct"),
        RatedBy(ann, "conduct", 1),
        RatedBy(bob, "conduct", 1),
        RatedBy(chen, "conduct", 5),
    ];

    private static readonly string[] Private =
    [
        "不公开的名字",
        "13812345678",
        "110101199003071234",
        "口径：只给主讲人",
        "等待审核的话",
        "未予展示的话",
        "给提问人的说明",
        "撤回的话",
        "抹去的话",
        "\"ann\"",
        "\"bob\"",
        "\"chen\"",
        "salt",
        "receipt",
        "[2,0,0,0,1]",
    ];

    [Fact]
    public void Residents_see_nothing_private() => HoldsNothingPrivate(Json(ResidentView.Of(After(Secrets))));

    [Fact]
    public void The_online_audience_sees_nothing_private() => HoldsNothingPrivate(Json(LiveView.Of(After(Secrets))));

    [Fact]
    public void The_screen_shows_nothing_private_in_any_scene()
    {
        foreach (var kind in Enum.GetValues<SceneKind>())
            HoldsNothingPrivate(Json(ScreenView.Of(After(Secrets), new Scene(kind))));
    }

    [Fact]
    public void After_the_answer_too()
    {
        var meeting = After([.. Secrets, Answered("q", "已回电13812345678")]);
        HoldsNothingPrivate(Json(ResidentView.Of(meeting)));
        HoldsNothingPrivate(Json(ScreenView.Of(meeting, new Scene(SceneKind.Question))));
    }

    [Fact]
    public void The_same_search_finds_the_secrets_where_staff_see_them()
    {
        var staff = Json(PresenterView.Of(After(Secrets))) + Json(SecretaryView.Of(After(Secrets)).Waiting);
        Assert.Contains("口径：只给主讲人", staff, StringComparison.Ordinal);
        Assert.Contains("等待审核的话", staff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hidden_round_shows_how_many_rated_and_not_what()
    {
        var meeting = After(Opened, RoundOpened("conduct"), RatedBy(ann, "conduct", 1), RatedBy(bob, "conduct", 1));
        var hidden = Item<RatingItem>(meeting, "rating", "conduct");
        Assert.Equal((null, 2), (hidden.Counts, hidden.Total));
        var shown = Item<RatingItem>(meeting.Apply(RoundShown("conduct", true)), "rating", "conduct");
        Assert.Equal([2, 0, 0, 0, 0], shown.Counts ?? []);
    }

    [Fact]
    public void Rounds_that_are_only_planned_are_not_there() =>
        Assert.DoesNotContain(ResidentView.Of(After(Opened)), item => item.Section == "rating");

    [Fact]
    public void The_denominator_counts_all_who_came_in_and_all_who_rated_each_once()
    {
        var meeting = After(Opened, EnteredBy(chen), RoundOpened("overall"), RatedBy(ann, "overall", 4));
        Assert.Equal(2, Item<RatingItem>(meeting, "rating", "overall").Present);
        Assert.Equal(2, Item<RatingItem>(meeting.Apply(EnteredBy(ann)), "rating", "overall").Present);
        Assert.Equal(3, Item<RatingItem>(meeting.Apply(RatedBy(bob, "overall", 4)), "rating", "overall").Present);
    }

    [Fact]
    public void The_board_has_the_most_supported_first_then_the_earliest()
    {
        var meeting = After(
            AskedBy(ann, "a"),
            AskedBy(ann, "b"),
            AskedBy(ann, "c"),
            Approved("c"),
            Approved("b"),
            Approved("a"),
            SupportedBy(bob, "c")
        );
        Assert.Equal(["c", "a", "b"], ResidentView.Public(meeting).Select(q => q.Id.Value));
    }

    [Fact]
    public void A_promise_stands_on_the_board_with_its_day_and_unit()
    {
        var item = Item<BoardItem>(After(Opened, AskedBy(ann, "q"), Approved("q"), HandedOver("q")), "board", "q");
        Assert.Equal(("handed-over", LiftPromise.Deadline, "城管办"), (item.State, item.Due, item.Unit));
    }

    [Fact]
    public void The_timetable_has_what_was_listed_last_first_then_the_earlier_deadline()
    {
        var old = HandedOver("q", "old").Commitment with { Question = null };
        var older = old with { Id = new("older"), Deadline = old.Deadline.AddDays(-1) };
        var meeting = After(
            Announced(Plan with { Commitments = [old, older] }),
            Opened,
            AskedBy(ann, "q"),
            Approved("q"),
            HandedOver("q", "new")
        );
        Assert.Equal(["new", "older", "old"], ResidentView.Timetable(meeting).Select(c => c.Id.Value));
    }

    [Fact]
    public void The_stage_is_empty_again_after_the_answer()
    {
        MeetingEvent[] staged = [Opened, AskedBy(ann, "q"), Approved("q"), Staged("q")];
        Assert.Equal("q", Item<StageItem>(After(staged), "stage").Question);
        Assert.Null(ResidentView.Of(After([.. staged, Answered("q")])).Single(item => item.Section == "stage").Value);
    }

    [Fact]
    public void The_phase_names_the_part_that_is_on()
    {
        var phase = Item<PhaseItem>(After(Opened, AgendaStarted("talk")), "phase");
        Assert.Equal(new PhaseItem("running", "talk", "现场问答"), phase);
    }

    [Fact]
    public void The_screen_keeps_the_question_that_was_settled_last_until_the_next()
    {
        MeetingEvent[] settled =
        [
            Opened,
            AskedBy(ann, "q"),
            AskedBy(bob, "p", "第二个"),
            Approved("q"),
            Approved("p"),
            Staged("q"),
            Answered("q"),
        ];
        var kept = Assert.IsType<QuestionOnScreen>(ScreenView.Of(After(settled)).Question);
        Assert.Equal((false, "下月开工。", 1, 1), (kept.OnStage, kept.Gist, kept.Nth, kept.Settled));
        var next = Assert.IsType<QuestionOnScreen>(ScreenView.Of(After([.. settled, Staged("p")])).Question);
        Assert.Equal((true, "第二个", 2, 1), (next.OnStage, next.Text, next.Nth, next.Settled));
    }

    [Fact]
    public void A_question_that_was_handed_over_says_on_the_screen_who_does_it_and_by_when()
    {
        MeetingEvent[] staged = [Opened, AskedBy(ann, "q"), Approved("q"), Staged("q")];
        var before = Assert.IsType<QuestionOnScreen>(ScreenView.Of(After(staged)).Question);
        Assert.Equal((null, (DateOnly?)null), (before.Unit, before.Due));
        var after = Assert.IsType<QuestionOnScreen>(ScreenView.Of(After([.. staged, HandedOver("q")])).Question);
        Assert.Equal((LiftPromise.Unit, LiftPromise.Deadline), (after.Unit, after.Due));
    }

    [Fact]
    public void Closing_figures_are_made_for_the_closing_scene_only()
    {
        var meeting = After(Opened, AskedBy(ann, "q"), Refused("q", RefusalReason.Privacy), Closed);
        Assert.Null(ScreenView.Of(meeting).Closing);
        var figures = Assert.IsType<ClosingFigures>(ScreenView.Of(meeting, new Scene(SceneKind.Closing)).Closing);
        Assert.Equal((1, 1, 0), (figures.Questions, figures.RefusedCount, figures.Waiting));
    }

    [Fact]
    public void Mine_are_my_questions_ratings_and_supports_and_nobody_elses()
    {
        var meeting = After(
            Opened,
            AskedBy(ann, "a", "请回电13812345678"),
            AskedBy(bob, "b"),
            Approved("b"),
            Refused("a", RefusalReason.OffTopic, "说明"),
            SupportedBy(ann, "b"),
            RoundOpened("overall"),
            RatedBy(ann, "overall", 2),
            RatedBy(bob, "overall", 5)
        );
        var mine = MineView.Of(meeting, ann.Id);
        var question = Assert.Single(mine.Questions);
        Assert.Equal(("a", "请回电13812345678"), (question.Id, question.Text));
        Assert.Equal(("refused", "off-topic", "说明"), (question.State, question.Reason, question.ReasonNote));
        Assert.Equal([("overall", 2)], mine.Ratings.Select(rating => (rating.Round, rating.Score)));
        Assert.Equal(["b"], mine.Supported);
    }

    [Fact]
    public void The_presenter_sees_this_slide_and_the_next()
    {
        Assert.Equal((null, "s1", 0), Slides(After(Opened)));
        Assert.Equal(("s2", "s3", 2), Slides(After(Showing(new Scene(SceneKind.Slide, new SlideId("s2")), "x"))));
        Assert.Equal(("s3", null, 3), Slides(After(Showing(new Scene(SceneKind.Slide, new SlideId("s3")), "x"))));
    }

    [Fact]
    public void The_plan_of_a_part_comes_before_that_of_its_topic_which_stands_for_the_others()
    {
        var part = PlanFor("养老服务", "助餐", "部分");
        var topic = PlanFor("养老服务", null, "整体");
        Assert.Equal("部分", Says("助餐"));
        Assert.Equal("整体", Says("助浴"));
        Assert.Equal("整体", Says("养老服务"));
        Assert.Null(Says("停车"));
        Assert.Null(Says(null));

        string? Says(string? about)
        {
            var meeting = After(Announced(Plan, part, topic), AskedBy(ann, "q", topic: about));
            return QuestionWithPlan.Of(meeting, Only(meeting)).Plan?.MaySay;
        }
    }

    [Fact]
    public void Beside_a_question_stands_the_last_commitment_on_the_same_topic()
    {
        var meeting = After(
            Opened,
            AskedBy(ann, "a", topic: "停车"),
            AskedBy(ann, "b", topic: "停车"),
            AskedBy(ann, "c", topic: "助浴"),
            Approved("a"),
            HandedOver("a")
        );
        Assert.Equal("c1", QuestionWithPlan.Of(meeting, meeting.Questions[new("b")]).Last?.Id.Value);
        Assert.Null(QuestionWithPlan.Of(meeting, meeting.Questions[new("a")]).Last);
        Assert.Null(QuestionWithPlan.Of(meeting, meeting.Questions[new("c")]).Last);
    }

    [Fact]
    public void The_desk_has_the_queue_by_state()
    {
        var view = SecretaryView.Of(After(Secrets));
        Assert.Equal(["waiting"], view.Waiting.Select(q => q.Id.Value));
        Assert.Equal(["q", "erased"], view.Approved.Select(q => q.Id.Value));
        Assert.Equal(["refused"], view.Refused.Select(q => q.Id.Value));
        Assert.Equal((1, (DateTimeOffset?)Now), (view.Present, view.StageSince));
    }

    [Theory]
    [InlineData(QuestionState.HandedOver, "handed-over")]
    [InlineData(CommitmentState.CannotBeDone, "cannot-be-done")]
    [InlineData(Phase.Running, "running")]
    public void States_are_kebab_case_on_the_wire(Enum state, string wire) =>
        Assert.Equal(wire, ResidentView.Kebab(state));

    private static void HoldsNothingPrivate(string seen)
    {
        Assert.Contains("138****5678", seen, StringComparison.Ordinal);
        Assert.All(Private, secret => Assert.DoesNotContain(secret, seen, StringComparison.Ordinal));
    }

    private static string Json<T>(T view) => JsonSerializer.Serialize(view, Readable);

    private static T Item<T>(Meeting meeting, string section, string? key = null) =>
        Assert.IsType<T>(ResidentView.Of(meeting).Single(item => item.Section == section && item.Key == key).Value);

    private static (string?, string?, int) Slides(Meeting meeting)
    {
        var view = PresenterView.Of(meeting);
        return (view.Current?.Id.Value, view.Next?.Id.Value, view.SlideNumber);
    }

    private static ResponsePlan PlanFor(string topic, string? part, string maySay) =>
        new(topic, part, maySay, "", "", "", "", "", "", LiftPromise.Deadline, ImmutableArray<Milestone>.Empty, null);
}
