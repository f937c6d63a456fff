using Fengtai.MeetingLive.Core.Views;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>What helps the secretary to read: held words, labels, questions that say the same.</summary>
public sealed class ReadingTests : Story
{
    private static MeetingEvent Announcement(bool showFirst) =>
        new Announced(new("announce"), administrator.Id, Now, Plan with { ShowFirst = showFirst }, [])
        {
            HeldWords = ["某某小区", "ABC公司"],
        };

    [Theory]
    [InlineData("某某小区何时加装电梯？", "某某小区")]
    [InlineData("某 某-小区，何时加装电梯？", "某某小区")]
    [InlineData("ａｂｃ公司施工太吵", "ABC公司")]
    [InlineData("小区何时加装电梯？", null)]
    public void A_held_word_is_found_however_it_is_written(string text, string? word) =>
        Assert.Equal(word, HeldWords.In(After(Announcement(showFirst: true)), text));

    [Fact]
    public void A_question_with_a_held_word_waits_also_when_questions_are_shown_first()
    {
        Given(Announcement(showFirst: true)).When(AskBy(ann, "q", "某某小区吵")).Then(AskedBy(ann, "q", "某某小区吵"));
        Given(Announcement(showFirst: true))
            .When(AskBy(ann, "q"))
            .Then(AskedBy(ann, "q"), Approved("q") with { Id = new("ask-q"), By = new("system") });
    }

    [Fact]
    public void One_shown_first_is_taken_down_again() =>
        Assert.Empty(
            ResidentView.Public(
                Given(Announcement(showFirst: true), AskedBy(ann, "q"), Approved("q"))
                    .When(Reconsider("q"))
                    .Then(Reconsidered("q"))
            )
        );

    [Fact]
    public void The_secretary_puts_up_to_three_short_labels_on_a_question()
    {
        var meeting = Given(AskedBy(ann, "q"))
            .When(PutLabels("q", " 急 ", "需现场看", "急"))
            .Then(LabelsPut("q", "急", "需现场看"));
        Assert.Equal(["急", "需现场看"], Only(meeting).Labels);
        Given(AskedBy(ann, "q")).When(PutLabels("q", "一", "二", "三", "四")).ThenRefused(Rejection.LabelsTooMany);
        Given(AskedBy(ann, "q")).When(PutLabels("q", "一二三四五六七八九")).ThenRefused(Rejection.LabelTooLong);
        Given(AskedBy(ann, "q")).When(PutLabels("q", "急\u202e")).ThenRefused(Rejection.LabelForbidden);
        Given(AskedBy(ann, "q"), LabelsPut("q", "急")).When(PutLabels("q", "急") with { Id = new("x") }).ThenNothing();
        Given(AskedBy(ann, "q"), Erased("q")).When(PutLabels("q", "急")).ThenRefused(Rejection.QuestionUnknown);
    }

    [Fact]
    public void Labels_are_the_desk_s_own_and_go_with_the_question()
    {
        var meeting = After(AskedBy(ann, "q"), Approved("q"), LabelsPut("q", "内部用语"));
        var seen = Canonical.Of(ResidentView.Of(meeting)) + Canonical.Of(PublicView.Of(meeting));
        Assert.DoesNotContain("内部用语", seen, StringComparison.Ordinal);
        Assert.Empty(Only(meeting.Apply(Erased("q"))).Labels);
    }

    [Fact]
    public void The_plan_s_labels_are_offered_before_those_that_were_typed()
    {
        var plan = Plan with { Labels = ["急", "会后办"] };
        var meeting = After(Announced(plan), AskedBy(ann, "q"), LabelsPut("q", "看现场", "急"));
        Assert.Equal(["急", "会后办", "看现场"], Labels.Offered(meeting));
    }

    [Theory]
    [InlineData("晚上小区没地方停车，旁边单位院子空着，能不能开放？", "小区晚上停车位太少，能不能和附近单位错峰共享？")]
    [InlineData("村口的路灯坏了两个月，报过没人修。", "村口路灯坏了很久，什么时候修？")]
    [InlineData("老楼能加装电梯吗？", "什么时候给老楼加装电梯？")]
    public void Questions_that_say_the_same_are_alike(string one, string other)
    {
        var degree = Likeness.Of(one, other);
        Assert.Equal(degree, Likeness.Of(other, one));
        Assert.InRange(degree, Likeness.EnoughOnTopic, 1);
    }

    [Theory]
    [InlineData("暑期学生托管班还办不办？", "镇里哪个窗口能办老年餐卡？")]
    [InlineData("能不能修路灯？", "能不能加装电梯？")]
    [InlineData("我想推荐一款保健品。", "快递柜占了消防通道，请清走。")]
    public void Questions_that_say_something_else_are_not(string one, string other) =>
        Assert.InRange(Likeness.Of(one, other), 0, Likeness.EnoughOnTopic - 0.001);

    [Fact]
    public void Likeness_is_one_for_the_same_and_nothing_for_nothing()
    {
        Assert.Equal(1, Likeness.Of("停车位，太少！", "停车位 太少"));
        Assert.Equal(0, Likeness.Of("", "停车"));
        Assert.Equal(0, Likeness.Of("？？", "！"));
        Assert.Equal(0, Likeness.Of("\ud83d", "停"));
    }

    [Fact]
    public void Suggested_are_open_questions_most_alike_first()
    {
        var meeting = After(
            Opened,
            AskedBy(ann, "new", "晚上小区没地方停车怎么办？"),
            AskedBy(ann, "waits", "小区晚上没地方停车"),
            AskedBy(ann, "public", "晚上小区没地方停车，怎么办"),
            Approved("public"),
            AskedBy(ann, "refused", "晚上小区没地方停车"),
            Refused("refused"),
            AskedBy(ann, "other", "路灯坏了")
        );
        Assert.Equal(["public", "waits"], Like("new"));
        // What is public is not merged into what waits.
        Assert.Empty(Like("public"));

        IEnumerable<string> Like(string question) =>
            Likeness.To(meeting, meeting.Questions[new(question)]).Select(like => like.Question.Id.Value);
    }
}
