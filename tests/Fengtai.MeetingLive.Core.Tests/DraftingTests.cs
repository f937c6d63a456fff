namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>纪要: drafted while the meeting runs, read by two, amended in its words only, sealed, and never edited again.</summary>
public sealed class DraftingTests : Story
{
    private static readonly Actor second = Actor.Staff(new("second"), Roles.Secretary, Wangzuo);
    private static readonly MinutesForm Form = new()
    {
        Number = "第1期",
        Attending = ["镇长", "副镇长（分管）"],
        Annexes = [AnnexKind.Questions, AnnexKind.Verify],
    };

    private static readonly MeetingEvent[] Over =
    [
        Opened,
        AskedBy(ann, "q1"),
        AskedBy(bob, "q2"),
        Approved("q1"),
        Approved("q2"),
        Answered("q1", "9月30日前开工，涉及3个单元，三日内公示。"),
        HandedOver("q2"),
        Closed,
    ];
    private static readonly MeetingEvent[] InReview = [.. Over, Submitted];
    private static readonly MeetingEvent[] Read = [.. InReview, Passed];

    private static MeetingEvent Submitted => new MinutesSubmitted(new("submit"), secretary.Id, Now);
    private static MeetingEvent Passed => new MinutesPassed(new("pass"), second.Id, Now);
    private static SubmitMinutes Submit => new(new("submit"), secretary, Now);
    private static PassMinutes Pass => new(new("pass"), second, Now);

    private static long VersionAfter(MeetingEvent[] past) => past.Length + 1;

    [Fact]
    public void The_form_is_the_secretarys_choice_from_the_announcement_on()
    {
        var meeting = Given().When(Arrange(Form)).Then(Arranged(Form));
        Assert.Equal(Form, Minutes.From(meeting, "abcd").Form);
    }

    [Fact]
    public void Outer_blanks_and_empty_lines_are_no_part_of_it() =>
        Given()
            .When(
                Arrange(
                    new()
                    {
                        Head = " ",
                        Number = " 第1期 ",
                        Attending = ["镇长", " ", "副镇长 "],
                    }
                )
            )
            .Then(Arranged(new() { Number = "第1期", Attending = ["镇长", "副镇长"] }));

    [Fact]
    public void A_line_that_cannot_stand_in_a_document_is_named_with_its_field()
    {
        Given()
            .When(Arrange(Form with { Excused = [new('长', 61)] }))
            .ThenRefused(Rejection.MinutesLineTooLong("excused", 60));
        Given()
            .When(Arrange(Form with { Signer = "镇\u202e长" }))
            .ThenRefused(Rejection.MinutesLineForbidden("signer"));
        Given().When(Arrange(Form with { Head = "一\n二" })).ThenRefused(Rejection.MinutesLineForbidden("head"));
        Given()
            .When(Arrange(Form with { SentTo = [.. Enumerable.Repeat("各村", 201)] }))
            .ThenRefused(Rejection.MinutesTooManyLines("sent-to", 200));
        Given()
            .When(Arrange(Form with { Annexes = [AnnexKind.Verify, AnnexKind.Verify] }))
            .ThenRefused(Rejection.MinutesAnnexUnknown);
        Given().When(Arrange(Form with { Annexes = [(AnnexKind)99] })).ThenRefused(Rejection.MinutesAnnexUnknown);
    }

    [Fact]
    public void They_are_handed_in_when_the_meeting_is_over_and_once()
    {
        Given(Opened).When(Submit).ThenRefused(Rejection.MinutesMeetingNotClosed);
        Assert.Equal(MinutesStep.Review, Given(Over).When(Submit).Then(Submitted).Draft.Step);
        Given(InReview).When(Submit with { Id = new("again") }).ThenRefused(Rejection.MinutesAlreadySubmitted);
    }

    [Fact]
    public void Whoever_hands_them_in_does_not_pass_them()
    {
        Given(Over).When(Pass).ThenRefused(Rejection.MinutesNotInReview);
        Given(InReview).When(Pass with { By = secretary }).ThenRefused(Rejection.MinutesSamePerson);
        Assert.Equal(MinutesStep.Passed, Given(InReview).When(Pass).Then(Passed).Draft.Step);
    }

    [Fact]
    public void The_staffs_own_wording_is_amended_in_the_review_and_nothing_else()
    {
        const string Better = "涉及的3个单元9月30日前开工，三日内公示。";
        Given(Over).When(Amend(WordingOf.Answer, "q1", Better)).ThenRefused(Rejection.MinutesNotInReview);
        var meeting = Given(InReview)
            .When(Amend(WordingOf.Answer, "q1", Better))
            .Then(Amended(WordingOf.Answer, "q1", Better));
        var minutes = Minutes.From(meeting, "abcd");
        Assert.Equal((Better, 1), (minutes.Questions[0].Gist, minutes.Amended));
        Assert.Equal("9月30日前开工，涉及3个单元，三日内公示。", meeting.Questions[new("q1")].Gist);
        Given(InReview)
            .When(Amend(WordingOf.Commitment, "c1", "为居民加装电梯"))
            .Then(Amended(WordingOf.Commitment, "c1", "为居民加装电梯"));
        Given(InReview).When(Amend(WordingOf.Answer, "q2", "好")).ThenRefused(Rejection.MinutesWordingUnknown);
        Given(InReview).When(Amend(WordingOf.Answer, "q9", "好")).ThenRefused(Rejection.MinutesWordingUnknown);
        Given(Read).When(Amend(WordingOf.Answer, "q1", Better)).ThenRefused(Rejection.MinutesAlreadyPassed);
    }

    [Theory]
    [InlineData("10月30日前开工，涉及3个单元，三日内公示。", "10月")]
    [InlineData("9月30日前开工，涉及4个单元，三日内公示。", "4个")]
    [InlineData("9月30日前开工，涉及3个单元，五日内公示。", "五日")]
    [InlineData("9月30日前开工，涉及3个单元。", "三日")]
    public void A_figure_cannot_be_typed_over(string text, string figure) =>
        Given(InReview).When(Amend(WordingOf.Answer, "q1", text)).ThenRefused(Rejection.MinutesFigureChanged(figure));

    [Theory]
    [InlineData("共1,319件，93.6％", "共1319件，占 93.6%")]
    [InlineData("统一安排，一些居民", "由街道统一安排")]
    [InlineData("１２户", "12户居民")]
    public void The_same_figure_in_another_dress_is_the_same(string before, string after) =>
        Assert.Null(Wording.FiguresChanged(before, after));

    [Fact]
    public void The_first_wording_comes_back_by_taking_the_other_away()
    {
        var amended = Amended(WordingOf.Commitment, "c1", "为居民加装电梯");
        var meeting = Given([.. InReview, amended])
            .When(Amend(WordingOf.Commitment, "c1", null, "back"))
            .Then(Amended(WordingOf.Commitment, "c1", null, "back"));
        Assert.Equal(
            ("加装电梯", 0),
            (Minutes.From(meeting, "abcd").Commitments[0].Title, meeting.Draft.Amendments.Count)
        );
    }

    [Fact]
    public void What_was_passed_is_returned_with_a_reason_or_sealed()
    {
        var back = new ReturnMinutes(new("back"), secretary, Now, "出席名单漏一人");
        Given(InReview).When(back).ThenRefused(Rejection.MinutesNotPassed);
        Given(Read).When(back with { Reason = " " }).ThenRefused(Rejection.MinutesReasonMissing);
        var meeting = Given(Read)
            .When(back)
            .Then(new MinutesReturned(new("back"), secretary.Id, Now, "出席名单漏一人"));
        Assert.Equal((MinutesStep.Review, "出席名单漏一人"), (meeting.Draft.Step, meeting.Draft.Returned));
    }

    [Fact]
    public void Only_what_was_passed_is_sealed_and_only_as_it_was_read()
    {
        var version = VersionAfter(Read);
        Given(InReview).When(Seal(version - 1)).ThenRefused(Rejection.MinutesNotPassed);
        Given(Read).When(Seal(version - 1)).ThenRefused(Rejection.MinutesOtherVersion);
        var meeting = Given(Read).When(Seal(version)).Then(Sealed(version));
        Assert.Equal((MinutesStep.Sealed, version), (meeting.Draft.Step, meeting.Draft.Sealed!.Version));
        MeetingEvent[] later = [.. Read, LabelsPut("q1", "重点")];
        Given(later).When(Seal(VersionAfter(later))).ThenRefused(Rejection.MinutesChangedSincePassed);
    }

    [Fact]
    public void What_the_screens_show_meanwhile_is_no_part_of_them()
    {
        MeetingEvent[] shown = [.. Read, Showing(new Scene(SceneKind.Timetable), "show")];
        Given(shown).When(Seal(VersionAfter(shown))).Then(Sealed(VersionAfter(shown)));
        MeetingEvent[] labelled = [.. Read, LabelsPut("q1", "重点"), Showing(new Scene(SceneKind.Timetable), "show")];
        Given(labelled).When(Seal(VersionAfter(labelled))).ThenRefused(Rejection.MinutesChangedSincePassed);
    }

    [Fact]
    public void Sealed_minutes_are_never_edited()
    {
        var past = Given([.. Read, Sealed(VersionAfter(Read))]);
        past.When(Arrange(Form)).ThenRefused(Rejection.MinutesAlreadySealed);
        past.When(Amend(WordingOf.Commitment, "c1", "电梯")).ThenRefused(Rejection.MinutesAlreadySealed);
        past.When(Submit with { Id = new("again") }).ThenRefused(Rejection.MinutesAlreadySealed);
        past.When(Pass with { Id = new("again") }).ThenRefused(Rejection.MinutesAlreadySealed);
        past.When(new ReturnMinutes(new("back"), secretary, Now, "改")).ThenRefused(Rejection.MinutesAlreadySealed);
        past.When(Seal(VersionAfter(Read) + 1, "again")).ThenRefused(Rejection.MinutesAlreadySealed);
    }

    [Fact]
    public void What_comes_later_is_a_supplement_with_its_number()
    {
        MeetingEvent[] past = [.. Read, Sealed(VersionAfter(Read))];
        Given(Read).When(Add("补", VersionAfter(Read))).ThenRefused(Rejection.MinutesNotSealed);
        Given(past).When(Add(" ", VersionAfter(past))).ThenRefused(Rejection.TextEmpty);
        Given(past).When(Add("补", VersionAfter(past) - 1)).ThenRefused(Rejection.MinutesOtherVersion);
        var meeting = Given(past)
            .When(Add("会后补发通知。", VersionAfter(past)))
            .Then(Added("会后补发通知。", VersionAfter(past)));
        Assert.Equal([1], meeting.Draft.Supplements.Select(s => s.Number));
    }

    [Fact]
    public void A_supplement_tells_what_the_journal_has_changed_since()
    {
        var then = After(Read);
        MeetingEvent[] past = [.. Read, Sealed(VersionAfter(Read))];
        var unchanged = MinutesSupplement.From(then, After(past), "abcd", 1, "补", new(2025, 9, 1), null);
        Assert.Empty(unchanged.Questions);
        Assert.Empty(unchanged.Commitments);
        Assert.Empty(unchanged.Rounds);
        var slips = new PaperEntered(new("e1"), secretary.Id, Now, new("overall"), [0, 0, 1, 1, 1], 3, "会后清点");
        MeetingEvent[] rated = [Opened, RoundOpened("overall"), RoundClosed("overall"), Closed, Submitted, Passed];
        MeetingEvent[] counted =
        [
            .. rated,
            Sealed(VersionAfter(rated)),
            slips,
            new PaperConfirmed(new("e2"), second.Id, Now, new("overall"), new("e1")),
        ];
        var changed = MinutesSupplement.From(
            After(rated),
            After(counted),
            "abcd",
            1,
            "电话13812345678",
            new(2025, 9, 1),
            null
        );
        Assert.Equal([1], changed.Rounds.Select(round => round.Number));
        Assert.Equal("电话138****5678", changed.Text);
    }

    [Fact]
    public void Refused_questions_stand_with_number_and_reason_and_without_their_words()
    {
        var minutes = Minutes.From(After(Opened, AskedBy(ann, "q1"), Refused("q1", RefusalReason.Privacy)), "abcd");
        Assert.Equal([new MinutesRefusal(1, null, Channel.HallPhone, RefusalReason.Privacy)], minutes.Refused);
    }

    private static ArrangeMinutes Arrange(MinutesForm form) => new(new("arrange"), secretary, Now, form);

    private static MinutesArranged Arranged(MinutesForm form) => new(new("arrange"), secretary.Id, Now, form);

    private static AmendMinutes Amend(WordingOf of, string key, string? text, string id = "amend") =>
        new(new(id), second, Now, of, key, text);

    private static MinutesAmended Amended(WordingOf of, string key, string? text, string id = "amend") =>
        new(new(id), second.Id, Now, of, key, text);

    private static SealMinutes Seal(long version, string id = "seal") =>
        new(new(id), secretary, Now, version, new('a', 64), "https://live.example/p/FT2025");

    private static MinutesSealed Sealed(long version) =>
        new(new("seal"), secretary.Id, Now, version, new('a', 64), "https://live.example/p/FT2025");

    private static SupplementMinutes Add(string text, long version) =>
        new(new("add"), secretary, Now, text, version, new('b', 64), null);

    private static MinutesSupplemented Added(string text, long version) =>
        new(new("add"), secretary.Id, Now, text, version, new('b', 64), null);
}
