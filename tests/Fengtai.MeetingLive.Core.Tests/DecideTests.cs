using System.Reflection;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>What every command has in common: who may give it, where and when.</summary>
public sealed class DecideTests : PollStory
{
    private static readonly Roles[] Single =
    [
        Roles.Resident,
        Roles.Secretary,
        Roles.Presenter,
        Roles.Administrator,
        Roles.Unit,
        Roles.GridWorker,
        Roles.Evaluator,
    ];

    /// <summary>One of each; a command that is missing here fails the first test.</summary>
    private static readonly MeetingCommand[] Commands =
    [
        Announce(Plan),
        Revise(Plan),
        Open(),
        Close(),
        Start("talk"),
        EnterBy(ann),
        Show(SceneKind.Timetable),
        ShowSlide("s1"),
        AskBy(ann, "q"),
        SupportBy(ann, "q"),
        WithdrawBy(ann, "q"),
        Approve("q"),
        Refuse("q"),
        Reconsider("q"),
        ChangeTopic("q", "停车"),
        PutOnStage("q"),
        Answer("q"),
        HandOver("q"),
        Erase("q"),
        OpenRound("overall"),
        CloseRound("overall"),
        ShowRound("overall", false),
        RateBy(ann, "overall", 5),
        OpenPoll("site"),
        ClosePoll("site"),
        ShowPoll("site", false),
        VoteBy(ann, "site", "west"),
        Mark("site", "west", true, "可行"),
        new ShowSame(new("same"), presenter, Now, new("none")),
        new IssueTickets(new("issue"), secretary, Now, new("main"), [new NewTicket("C1", "hash")]),
        new BindTicket(new("bind"), ann, Now, Hall, "hash"),
        new ReleaseTicket(new("release"), secretary, Now, new("main"), "none"),
        Merge("q", "p"),
        Unmerge("q"),
        PutLabels("q", "急"),
        new EnterPaper(new("paper"), secretary, Now, new("overall"), [0, 0, 0, 0, 1], 1, "没带手机"),
        new ConfirmPaper(new("confirm"), secretary, Now, new("overall"), new("paper"), [0, 0, 0, 0, 1], 1),
        new ArrangeMinutes(new("arrange"), secretary, Now, new()),
        new SubmitMinutes(new("submit"), secretary, Now),
        new AmendMinutes(new("amend"), secretary, Now, WordingOf.Answer, "q", "好"),
        new PassMinutes(new("pass"), secretary, Now),
        new ReturnMinutes(new("return"), secretary, Now, "漏一人"),
        new SealMinutes(new("seal"), secretary, Now, 2, "sha256", Address: null),
        new SupplementMinutes(new("supplement"), secretary, Now, "补", 2, "sha256", Address: null),
        new Report(new("report"), secretary, Now, Lift, ReportKind.Progress, "进场", [], []),
        new Accept(new("accept"), secretary, Now, Lift),
        new SendBack(new("back"), secretary, Now, Lift, "没装好"),
        new Reassign(new("assign"), secretary, Now, Lift, "镇长", "民政办", "李主任", "第7网格", "归民政办"),
        new Decline(new("decline"), Actor.Staff(new("unit"), Roles.Unit, Wangzuo), Now, Lift, "不归我们管"),
        new Urge(new("urge"), secretary, Now, Lift, ""),
        new CarryOver(new("carry"), secretary, Now, Lift, "下次会议"),
        new RecordSiteVisit(new("visit"), secretary, Now, Lift, "副镇长", Now, "3号院", "看到了", []),
        new BlowWhistle(new("blow"), secretary, Now, Lift, new("w"), ["交通支队"], Now.AddDays(1), "3号院", "清障"),
        new AnswerWhistle(new("come"), secretary, Now, Lift, new("w"), "交通支队", true, ""),
        new RecordAttendance(new("there"), secretary, Now, Lift, new("w"), "交通支队", true, null),
        new ConcludeWhistle(new("agree"), secretary, Now, Lift, new("w"), "夜间拖移"),
        new RateOutcome(new("follow"), ann, Now, new("q"), "receipt", 4),
        new Reopen(new("reopen"), ann, Now, new("q"), "receipt", "还是堵着"),
        new ArrangeEvaluation(new("panel"), secretary, Now, [new("高校学者1", EvaluatorKind.Scholar)], [40, 40, 20]),
        new Evaluate(new("score"), Actor.Staff(new("guest"), Roles.Evaluator, Wangzuo), Now, []),
        new CloseEvaluation(new("shut"), secretary, Now),
    ];

    private static CommitmentId Lift => new("none");

    private static readonly Dictionary<Type, Roles> Allowed = new()
    {
        [typeof(Announce)] = Roles.Administrator | Roles.Secretary,
        [typeof(Revise)] = Roles.Administrator | Roles.Secretary,
        [typeof(OpenMeeting)] = Roles.Lead,
        [typeof(CloseMeeting)] = Roles.Secretary,
        [typeof(StartAgendaItem)] = Roles.Lead,
        [typeof(Enter)] = Roles.Resident,
        [typeof(ShowScene)] = Roles.Lead,
        [typeof(ShowSlide)] = Roles.Lead,
        [typeof(Ask)] = Roles.Resident | Roles.Secretary,
        [typeof(Support)] = Roles.Resident,
        [typeof(Withdraw)] = Roles.Resident,
        [typeof(Approve)] = Roles.Secretary,
        [typeof(Refuse)] = Roles.Secretary,
        [typeof(Reconsider)] = Roles.Secretary,
        [typeof(ChangeTopic)] = Roles.Secretary,
        [typeof(PutOnStage)] = Roles.Lead,
        [typeof(Answer)] = Roles.Secretary,
        [typeof(HandOver)] = Roles.Secretary,
        [typeof(Erase)] = Roles.Administrator,
        [typeof(OpenRound)] = Roles.Secretary,
        [typeof(CloseRound)] = Roles.Secretary,
        [typeof(ShowRound)] = Roles.Secretary,
        [typeof(Rate)] = Roles.Resident,
        [typeof(OpenPoll)] = Roles.Secretary,
        [typeof(ClosePoll)] = Roles.Secretary,
        [typeof(ShowPoll)] = Roles.Secretary,
        [typeof(Vote)] = Roles.Resident,
        [typeof(MarkProposal)] = Roles.Secretary,
        [typeof(ShowSame)] = Roles.Lead,
        [typeof(IssueTickets)] = Roles.Secretary | Roles.Administrator,
        [typeof(BindTicket)] = Roles.Resident,
        [typeof(ReleaseTicket)] = Roles.Secretary,
        [typeof(Merge)] = Roles.Secretary,
        [typeof(Unmerge)] = Roles.Secretary,
        [typeof(PutLabels)] = Roles.Secretary,
        [typeof(EnterPaper)] = Roles.Secretary,
        [typeof(ConfirmPaper)] = Roles.Secretary,
        [typeof(ArrangeMinutes)] = Roles.Secretary,
        [typeof(SubmitMinutes)] = Roles.Secretary,
        [typeof(AmendMinutes)] = Roles.Secretary,
        [typeof(PassMinutes)] = Roles.Secretary,
        [typeof(ReturnMinutes)] = Roles.Secretary,
        [typeof(SealMinutes)] = Roles.Secretary,
        [typeof(SupplementMinutes)] = Roles.Secretary,
        [typeof(Report)] = Roles.Secretary | Roles.Unit | Roles.GridWorker,
        [typeof(Accept)] = Roles.Secretary | Roles.Administrator,
        [typeof(SendBack)] = Roles.Secretary | Roles.Administrator,
        [typeof(Reassign)] = Roles.Secretary | Roles.Administrator,
        [typeof(Decline)] = Roles.Unit,
        [typeof(Urge)] = Roles.Secretary | Roles.Presenter | Roles.Administrator,
        [typeof(CarryOver)] = Roles.Secretary | Roles.Administrator,
        [typeof(RecordSiteVisit)] = Roles.Lead | Roles.Unit | Roles.GridWorker,
        [typeof(BlowWhistle)] = Roles.Lead,
        [typeof(AnswerWhistle)] = Roles.Secretary | Roles.Unit,
        [typeof(RecordAttendance)] = Roles.Lead,
        [typeof(ConcludeWhistle)] = Roles.Lead,
        [typeof(RateOutcome)] = Roles.Resident,
        [typeof(Reopen)] = Roles.Resident,
        [typeof(ArrangeEvaluation)] = Roles.Secretary | Roles.Administrator,
        [typeof(Evaluate)] = Roles.Evaluator,
        [typeof(CloseEvaluation)] = Roles.Secretary | Roles.Administrator,
    };

    /// <summary>What each says to an id that nobody knows; null: it names none, or makes a new one.</summary>
    private static readonly Dictionary<Type, Rejection?> Unknown = new()
    {
        [typeof(Announce)] = null,
        [typeof(Revise)] = null,
        [typeof(OpenMeeting)] = null,
        [typeof(CloseMeeting)] = null,
        [typeof(StartAgendaItem)] = Rejection.AgendaItemUnknown,
        [typeof(Enter)] = null,
        [typeof(ShowScene)] = null,
        [typeof(ShowSlide)] = Rejection.SlideUnknown,
        [typeof(Ask)] = null,
        [typeof(Support)] = Rejection.QuestionUnknown,
        [typeof(Withdraw)] = Rejection.QuestionUnknown,
        [typeof(Approve)] = Rejection.QuestionUnknown,
        [typeof(Refuse)] = Rejection.QuestionUnknown,
        [typeof(Reconsider)] = Rejection.QuestionUnknown,
        [typeof(ChangeTopic)] = Rejection.QuestionUnknown,
        [typeof(PutOnStage)] = Rejection.QuestionUnknown,
        [typeof(Answer)] = Rejection.QuestionUnknown,
        [typeof(HandOver)] = Rejection.QuestionUnknown,
        [typeof(Erase)] = Rejection.QuestionUnknown,
        [typeof(OpenRound)] = Rejection.RoundUnknown,
        [typeof(CloseRound)] = Rejection.RoundUnknown,
        [typeof(ShowRound)] = Rejection.RoundUnknown,
        [typeof(Rate)] = Rejection.RoundUnknown,
        [typeof(OpenPoll)] = Rejection.PollUnknown,
        [typeof(ClosePoll)] = Rejection.PollUnknown,
        [typeof(ShowPoll)] = Rejection.PollUnknown,
        [typeof(Vote)] = Rejection.PollUnknown,
        [typeof(MarkProposal)] = Rejection.PollUnknown,
        [typeof(ShowSame)] = Rejection.VenueUnknown,
        [typeof(IssueTickets)] = null,
        // Where no tickets are used none is known.
        [typeof(BindTicket)] = Rejection.TicketsNotUsed,
        [typeof(ReleaseTicket)] = Rejection.TicketSeatUnknown("none"),
        [typeof(Merge)] = Rejection.QuestionUnknown,
        [typeof(Unmerge)] = Rejection.QuestionUnknown,
        [typeof(PutLabels)] = Rejection.QuestionUnknown,
        [typeof(EnterPaper)] = Rejection.RoundUnknown,
        [typeof(ConfirmPaper)] = Rejection.RoundUnknown,
        [typeof(ArrangeMinutes)] = null,
        [typeof(SubmitMinutes)] = null,
        [typeof(AmendMinutes)] = null,
        [typeof(PassMinutes)] = null,
        [typeof(ReturnMinutes)] = null,
        [typeof(SealMinutes)] = null,
        [typeof(SupplementMinutes)] = null,
        [typeof(Report)] = Rejection.CommitmentUnknown,
        [typeof(Accept)] = Rejection.CommitmentUnknown,
        [typeof(SendBack)] = Rejection.CommitmentUnknown,
        [typeof(Reassign)] = Rejection.CommitmentUnknown,
        [typeof(Decline)] = Rejection.CommitmentUnknown,
        [typeof(Urge)] = Rejection.CommitmentUnknown,
        [typeof(CarryOver)] = Rejection.CommitmentUnknown,
        [typeof(RecordSiteVisit)] = Rejection.CommitmentUnknown,
        [typeof(BlowWhistle)] = Rejection.CommitmentUnknown,
        [typeof(AnswerWhistle)] = Rejection.CommitmentUnknown,
        [typeof(RecordAttendance)] = Rejection.CommitmentUnknown,
        [typeof(ConcludeWhistle)] = Rejection.CommitmentUnknown,
        [typeof(RateOutcome)] = Rejection.QuestionUnknown,
        [typeof(Reopen)] = Rejection.QuestionUnknown,
        [typeof(ArrangeEvaluation)] = null,
        [typeof(Evaluate)] = null,
        [typeof(CloseEvaluation)] = null,
    };

    public static TheoryData<string> Names => [.. Commands.Select(command => command.GetType().Name)];

    [Fact]
    public void These_tests_know_every_command()
    {
        var all = Concrete(typeof(MeetingCommand));
        Assert.Equal(all, Commands.Select(command => command.GetType().Name).Order(StringComparer.Ordinal));
        Assert.Equal(all, Allowed.Keys.Select(type => type.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whoever_lacks_the_role_is_refused_and_whoever_has_it_is_heard(string name)
    {
        var command = Command(name);
        foreach (var role in Single)
        {
            var decision = Given(Opened).When(command with { By = Holding(role) }).Decision;
            var refused = decision is Decision.Refused { Rejection: var why } && why == Rejection.NotAllowed;
            Assert.Equal(!Allowed[command.GetType()].HasFlag(role), refused);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whoever_holds_no_role_is_refused(string name) =>
        Given(Opened).When(Command(name) with { By = Holding(Roles.None) }).ThenRefused(Rejection.NotAllowed);

    [Theory]
    [MemberData(nameof(Names))]
    public void Roles_of_another_street_are_worth_nothing_here(string name)
    {
        var staff = Allowed[Command(name).GetType()] & ~Roles.Resident;
        if (staff == Roles.None)
            staff = Roles.Resident | Roles.Secretary;
        Actor[] strangers =
        [
            Actor.Staff(new("guest"), staff, Elsewhere),
            new Actor(ActorKind.Staff, new("guest"), staff),
            new Actor(ActorKind.Resident, new("guest"), staff),
            Actor.System(Elsewhere) with
            {
                Roles = staff,
            },
        ];
        foreach (var stranger in strangers)
            Given(Opened).When(Command(name) with { By = stranger }).ThenRefused(Rejection.OtherStreet);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Before_the_announcement_nothing_else_happens(string name)
    {
        var outcome = GivenNothing.When(Command(name));
        if (Command(name) is Core.Announce)
            outcome.Then(Announced(Plan));
        else
            outcome.ThenRefused(Rejection.MeetingNotAnnounced);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_id_that_is_unknown_has_its_own_code(string name)
    {
        var expected = Unknown[Command(name).GetType()];
        var bare = Plan with { Agenda = [], Deck = Deck.Empty, Rounds = [] };
        var outcome = Given(Announced(bare), Opened).When(Command(name) with { Id = new("x") });
        if (expected is null)
            Assert.NotEqual("unknown", (outcome.Decision as Decision.Refused)?.Rejection.Code.Split('.')[^1]);
        else
            outcome.ThenRefused(expected);
    }

    [Fact]
    public void A_rule_that_is_missing_is_a_mistake_of_ours_and_not_a_refusal()
    {
        Assert.Throws<NotSupportedException>(() => After().Decide(new Dance(new("x"), ann, Now)));
        Assert.Throws<NotSupportedException>(() => After().Apply(new Danced(new("x"), Now)));
    }

    [Fact]
    public void Codes_of_refusal_are_kebab_case_and_each_is_used_once()
    {
        string[] codes =
        [
            .. typeof(Rejection)
                .GetFields(BindingFlags.Public | BindingFlags.Static)
                .Select(field => Assert.IsType<Rejection>(field.GetValue(null)).Code),
            Rejection.TextTooLong(1).Code,
            Rejection.FieldMissing("title").Code,
            Rejection.FieldTooLong("title", 1).Code,
        ];
        Assert.True(codes.Length > 30);
        Assert.Distinct(codes);
        Assert.All(codes, code => Assert.Matches("^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$", code));
    }

    [Fact]
    public void Refusals_with_other_arguments_are_others()
    {
        Assert.Equal(Rejection.FieldTooLong("title", 60), Rejection.FieldTooLong("title", 60));
        Assert.NotEqual(Rejection.FieldTooLong("title", 60), Rejection.FieldTooLong("title", 30));
        Assert.NotEqual(Rejection.FieldMissing("title"), Rejection.FieldMissing("lead"));
    }

    private static MeetingCommand Command(string name) => Commands.Single(command => command.GetType().Name == name);

    private static Actor Holding(Roles role) =>
        role == Roles.Resident ? Actor.Resident(new("somebody")) : Actor.Staff(new("somebody"), role, Wangzuo);

    private static string[] Concrete(Type family) =>
        [
            .. family
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(family) && !type.IsAbstract)
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
        ];

    private sealed record Dance(CommandId Id, Actor By, DateTimeOffset At) : MeetingCommand(Id, By, At)
    {
        public override Roles AllowedTo => Roles.Resident;
    }

    private sealed record Danced(CommandId Id, DateTimeOffset At) : MeetingEvent(Id, At);
}
