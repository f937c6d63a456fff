using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>提问墙: what people ask, as many as can be read from the last row, and nothing that was not let through.</summary>
public sealed class WallTests : Story
{
    [Fact]
    public void Only_questions_that_everybody_may_see_stand_on_it()
    {
        var announcement = new Announced(new("announce"), administrator.Id, Now, Plan with { ShowFirst = true }, [])
        {
            HeldWords = ["某某小区"],
        };
        var held = Given(announcement).When(AskBy(ann, "held", "某某小区吵")).Then(AskedBy(ann, "held", "某某小区吵"));
        Assert.Empty(WallOf(held).Questions);

        var wall = WallOf(
            After(
                AskedBy(ann, "waiting", "在等的"),
                AskedBy(ann, "refused", "不展示的"),
                Refused("refused"),
                AskedBy(ann, "withdrawn", "撤回的"),
                Approved("withdrawn"),
                WithdrawnBy(ann, "withdrawn"),
                AskedBy(ann, "erased", "抹去的"),
                Approved("erased"),
                Erased("erased"),
                AskedBy(ann, "seen", "看得到的"),
                Approved("seen")
            )
        );

        Assert.Equal("看得到的", Assert.Single(wall.Questions).Text);
        Assert.Equal(1, wall.All);
    }

    [Fact]
    public void The_most_supported_come_first_and_equals_in_the_order_of_their_arrival() =>
        Assert.Equal(
            ["二", "三", "一", "四"],
            WallOf(
                After([
                    .. Asked("一", "二", "三", "四"),
                    SupportedBy(ann, "三"),
                    SupportedBy(bob, "二"),
                    SupportedBy(chen, "二"),
                ])
            )
                .Questions.Select(question => question.Text)
        );

    [Fact]
    public void No_more_than_six_are_shown_and_all_are_counted()
    {
        var wall = WallOf(After(Asked("一", "二", "三", "四", "五", "六", "七", "八")));

        Assert.Equal(["一", "二", "三", "四", "五", "六"], wall.Questions.Select(question => question.Text));
        Assert.Equal(8, wall.All);
    }

    [Fact]
    public void A_merged_question_stands_there_once_with_everybody_behind_it()
    {
        var wall = WallOf(
            After([
                AskedBy(ann, "p", "停车位太少"),
                AskedBy(bob, "q", "晚上没地方停车"),
                Approved("p"),
                Approved("q"),
                SupportedBy(chen, "q"),
                Merged("q", "p"),
            ])
        );

        Assert.Equal(("停车位太少", 2), Assert.Single(wall.Questions.Select(q => (q.Text, q.Supports))));
        Assert.Equal(1, wall.All);
    }

    [Fact]
    public void Each_says_what_became_of_it_and_by_when()
    {
        var wall = WallOf(
            After([
                Opened,
                .. Asked("a", "b", "c", "d"),
                Staged("a"),
                Answered("a"),
                Staged("b"),
                HandedOver("b"),
                Staged("c"),
            ])
        );

        Assert.Equal(
            [
                ("a", "answered", null),
                ("b", "handed-over", LiftPromise.Deadline),
                ("c", "stage", null),
                ("d", "approved", (DateOnly?)null),
            ],
            wall.Questions.Select(question => (question.Text, question.State, question.Due))
        );
    }

    [Fact]
    public void Neither_a_name_nor_a_number_of_a_person_stands_on_it()
    {
        var text = "请回电13812345678，证件110101199003071234";
        var wall = Canonical.Of(
            WallOf(After(AskedBy(ann, "q", text) with { Name = "不公开的名字" }, Approved("q"), SupportedBy(bob, "q")))
        );

        Assert.Contains("138****5678", wall, StringComparison.Ordinal);
        foreach (var secret in new[] { "13812345678", "110101199003071234", "不公开的名字", "ann", "bob" })
            Assert.DoesNotContain(secret, wall, StringComparison.Ordinal);
    }

    [Fact]
    public void Its_title_names_topics_by_people_and_only_when_there_are_more_questions_than_places()
    {
        MeetingEvent[] six =
        [
            AskedBy(ann, "a", topic: "停车"),
            AskedBy(ann, "b", topic: "助餐"),
            AskedBy(ann, "c", topic: "助浴"),
            AskedBy(ann, "d", topic: "供暖"),
            AskedBy(ann, "e"),
            AskedBy(ann, "f"),
            .. "abcdef".Select(id => Approved(id.ToString())),
        ];
        Assert.Empty(WallOf(After(six)).Topics);

        MeetingEvent[] seven = [.. six, AskedBy(ann, "g", topic: "供暖"), Approved("g"), SupportedBy(bob, "g")];

        // 供暖 has three people behind it; 助餐 and 助浴 are two parts of one topic; 停车 has one person.
        Assert.Equal(["供暖", "养老服务", "交通出行"], WallOf(After(seven)).Topics);
    }

    [Fact]
    public void It_is_made_for_its_own_scene_only() =>
        Assert.All(
            Enum.GetValues<SceneKind>(),
            kind => Assert.Equal(kind == SceneKind.Wall, ScreenView.Of(After(), new Scene(kind)).Wall is not null)
        );

    private static WallOnScreen WallOf(Meeting meeting) => ScreenView.Of(meeting, new Scene(SceneKind.Wall)).Wall!;

    /// <summary>Each is its own text, asked in this order and let through.</summary>
    private static IEnumerable<MeetingEvent> Asked(params ImmutableArray<string> questions) =>
        questions.SelectMany(question => (MeetingEvent[])[AskedBy(ann, question, question), Approved(question)]);
}
