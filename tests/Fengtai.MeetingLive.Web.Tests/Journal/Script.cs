using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>The commands of one small meeting, each with an id that is given once, a second after the last.</summary>
internal sealed class Script
{
    public static readonly StreetId Street = new("wangzuo");
    public static readonly RoundId Overall = new("overall");
    public static readonly RoundId Conduct = new("conduct");
    public static readonly PollId Site = new("site");
    public static readonly PollId Order = new("order");
    public static readonly DateTimeOffset Begin = new(2025, 8, 25, 6, 0, 0, TimeSpan.Zero);
    public static readonly Actor Secretary = Actor.Staff(
        new ActorId("secretary"),
        Roles.Secretary | Roles.Administrator,
        Street
    );

    private static readonly Origin Hall = new(new VenueId("hall"), Channel.HallPhone, Entry.Open);
    private int count;

    public Script(MeetingId? meeting = null)
    {
        Meeting = meeting ?? new MeetingId(Guid.NewGuid().ToString("N"));
        // Codes are unique in the whole database, and many tests share one.
        Code = Meeting.Value[..6].ToUpperInvariant();
    }

    public MeetingId Meeting { get; }

    public string Code { get; }

    public MeetingPlan Plan =>
        new(
            Code,
            Street,
            "王佐镇",
            "王佐镇“向群众汇报”",
            "王佐镇报告会",
            "丰台区王佐镇人民政府",
            new DateOnly(2025, 8, 25),
            "镇文化活动中心",
            Sample: true,
            ShowFirst: false,
            [
                new Venue(new VenueId("hall"), Code, "主会场", Online: false),
                new Venue(new VenueId("net"), Code + "N", "线上", Online: true),
            ],
            [new AgendaItem(new AgendaItemId("report"), "成绩单", "扫码即可", new TimeOnly(14, 0), 30, "镇党委书记")],
            new Deck([
                new Slide(
                    new SlideId("care"),
                    "助餐点多了一倍",
                    "养老服务",
                    new BarsContent("个", [new Datum("2024", 6), new Datum("2025", 12)]),
                    "统计期：2025年上半年",
                    "王佐镇人民政府，2025年7月",
                    Sample: true,
                    [new Fact("12", "助餐点")]
                ),
            ]),
            [
                new RoundPlan(Overall, "对工作总体是否满意", "总体", "现场公布", RatingSubject.Work, Live: true),
                new RoundPlan(Conduct, "对干部作风是否满意", "作风", "结束后公布", RatingSubject.Conduct, Live: false),
            ],
            [new Topic("养老服务", ["助餐", "助浴"]), new Topic("交通出行", [])],
            ["王镇长"],
            ["镇民生保障办"],
            ["李科长"],
            [
                new Commitment(
                    new CommitmentId($"before-{Code}"),
                    "西王佐村路灯",
                    "王镇长",
                    "镇城建办",
                    "赵科长",
                    new DateOnly(2025, 12, 31),
                    [new Milestone(new DateOnly(2025, 10, 1), "完成勘察")],
                    CommitmentState.Moving
                ),
            ],
            [new Contact("王佐镇便民服务电话", "010-8331 0000")],
            [
                Poll(Site, PollKind.One, 1, live: true),
                // Hidden until it is closed.
                Poll(Order, PollKind.Ranking, 2, live: false),
            ]
        );

    private static PollPlan Poll(PollId id, PollKind kind, int most, bool live) =>
        new(
            id,
            "驿站选址",
            "新的养老驿站，建在哪儿好？",
            "结果供选址参考",
            kind,
            most,
            [
                new Proposal(new ProposalId("west"), "文化中心西侧", "门口有公交站"),
                new Proposal(new ProposalId("yard"), "供销社旧院", "离集市近"),
                new Proposal(new ProposalId("shop"), "小区底商", ""),
            ],
            live,
            Sample: true
        );

    public static Actor Resident(int number) => Actor.Resident(new ActorId($"resident-{number:000}"));

    public Announce Announce() =>
        new(
            Id(),
            Secretary,
            Now,
            Plan,
            [
                new ResponsePlan(
                    "养老服务",
                    "助餐",
                    "可说",
                    "可承诺",
                    "不可承诺",
                    "增设助餐点",
                    "王镇长",
                    "镇民生保障办",
                    "李科长",
                    new DateOnly(2025, 11, 30),
                    [new Milestone(new DateOnly(2025, 10, 15), "选址")],
                    new LikeDemands(1, "一", 2, "二", 3, "三")
                ),
            ]
        );

    public Revise Revise(MeetingPlan plan, long expected) => new(Id(), Secretary, Now, expected, plan, []);

    public OpenMeeting Open() => new(Id(), Secretary, Now);

    public CloseMeeting Close() => new(Id(), Secretary, Now);

    public StartAgendaItem Start() => new(Id(), Secretary, Now, new AgendaItemId("report"));

    public ShowScene Show(SceneKind kind) => new(Id(), Secretary, Now, kind);

    public ShowSlide ShowSlide() => new(Id(), Secretary, Now, new SlideId("care"));

    public Enter Enter(int who) => new(Id(), Resident(who), Now, Hall);

    public OpenRound OpenRound(RoundId? round = null) => new(Id(), Secretary, Now, round ?? Overall);

    public CloseRound CloseRound(RoundId? round = null) => new(Id(), Secretary, Now, round ?? Overall);

    public ShowRound ShowRound(bool shown) => new(Id(), Secretary, Now, Overall, shown);

    public Rate Rate(int who, int score, RoundId? round = null)
    {
        var id = Id();
        var proof = new RatingProof(Seals.Of("salt", id.Value)[..32], Seals.Of("receipt", id.Value));
        return new Rate(id, Resident(who), Now, Hall, round ?? Overall, score, proof);
    }

    public OpenPoll OpenPoll(PollId? poll = null) => new(Id(), Secretary, Now, poll ?? Site);

    public ClosePoll ClosePoll(PollId? poll = null) => new(Id(), Secretary, Now, poll ?? Site);

    public ShowPoll ShowPoll(bool shown) => new(Id(), Secretary, Now, Site, shown);

    public MarkProposal Mark(string proposal, bool adopted, string reason = "离集市近") =>
        new(Id(), Secretary, Now, Site, new ProposalId(proposal), adopted, reason);

    public Vote Vote(int who, PollId poll, params string[] choices)
    {
        var id = Id();
        var proof = new RatingProof(Seals.Of("salt", id.Value)[..32], Seals.Of("receipt", id.Value));
        return new Vote(id, Resident(who), Now, Hall, poll, [.. choices.Select(c => new ProposalId(c))], proof);
    }

    public Ask Ask(int who, string text = "村口能不能设一个助餐点？", string? name = "王秀英")
    {
        var id = Id();
        var question = new QuestionId($"q-{Code}-{id.Value}");
        var receipt = Seals.Of("receipt", id.Value);
        return new Ask(id, Resident(who), Now, Hall, question, text, "养老服务", name, Group.Unknown, receipt);
    }

    public Support Support(int who, QuestionId question) => new(Id(), Resident(who), Now, Hall, question);

    public Withdraw Withdraw(int who, QuestionId question) => new(Id(), Resident(who), Now, Hall, question);

    public Approve Approve(QuestionId question) => new(Id(), Secretary, Now, question);

    public Refuse Refuse(QuestionId question, string? note = "写明了邻居的电话 13800001234") =>
        new(Id(), Secretary, Now, question, RefusalReason.Privacy, note);

    public Reconsider Reconsider(QuestionId question) => new(Id(), Secretary, Now, question);

    public ChangeTopic ChangeTopic(QuestionId question, string? topic) => new(Id(), Secretary, Now, question, topic);

    public PutOnStage Stage(QuestionId question) => new(Id(), Secretary, Now, question);

    public Answer Answer(QuestionId question) => new(Id(), Secretary, Now, question, "本月内开工");

    public HandOver HandOver(QuestionId question)
    {
        var id = Id();
        var promise = new Promise(
            "西王佐村助餐点",
            "王镇长",
            "镇民生保障办",
            "李科长",
            new DateOnly(2025, 11, 30),
            [new Milestone(new DateOnly(2025, 10, 15), "选址公示")]
        );
        return new HandOver(id, Secretary, Now, question, new CommitmentId($"c-{id.Value}"), promise);
    }

    /// <summary>Speaks for the unit that every promise here names.</summary>
    public static Actor Unit { get; } =
        Actor.Staff(new ActorId("link:镇民生保障办"), Roles.Unit, Street) with
        {
            Unit = "镇民生保障办",
        };

    public Report Report(CommitmentId item, ReportKind kind = ReportKind.Done, string text = "已经开餐") =>
        new(Id(), Unit, Now, item, kind, text, [new PhotoHash(new string('a', 64))], []);

    public Accept Accept(CommitmentId item) => new(Id(), Secretary, Now, item);

    public RateOutcome RateOutcome(int who, Question question, int score) =>
        new(Id(), Resident(who), Now, question.Id, question.Receipt, score);

    public Reopen Reopen(int who, Question question, string text = "周末不开餐") =>
        new(Id(), Resident(who), Now, question.Id, question.Receipt, text);

    /// <summary>Something about a promise, sensible or not.</summary>
    public MeetingCommand Track(Random chance, Meeting meeting)
    {
        var items = meeting.Timetable.Values.OrderBy(c => c.Id.Value, StringComparer.Ordinal).ToArray();
        if (items.Length == 0)
            return Report(new CommitmentId("none"));
        var item = items[chance.Next(items.Length)];
        var asked = item.Question is { } q ? meeting.Questions[q] : null;
        return chance.Next(6) switch
        {
            0 => Report(item.Id, (ReportKind)chance.Next(3)) with { Due = new DateOnly(2025, 12, 31) },
            1 => Report(item.Id),
            2 => Accept(item.Id),
            3 => new CarryOver(Id(), Secretary, Now, item.Id, "下次会议"),
            4 when asked is not null => RateOutcome(chance.Next(12), asked, chance.Next(7)),
            5 when asked is not null => Reopen(chance.Next(12), asked),
            _ => new SendBack(Id(), Secretary, Now, item.Id, "扶手没装"),
        };
    }

    public Erase Erase(QuestionId question) => new(Id(), Secretary, Now, question);

    /// <summary>Announced, opened, and the round open for ratings.</summary>
    public MeetingCommand[] Running() => [Announce(), Open(), OpenRound()];

    /// <summary>Something that somebody might do at any time, sensible or not.</summary>
    public MeetingCommand Anything(Random chance, Meeting meeting)
    {
        var who = chance.Next(12);
        var questions = meeting.Questions.Keys.OrderBy(q => q.Value, StringComparer.Ordinal).ToArray();
        var question = questions.Length == 0 ? new QuestionId("none") : questions[chance.Next(questions.Length)];
        return chance.Next(33) switch
        {
            0 => Enter(who),
            1 or 2 or 3 => Rate(who, chance.Next(0, 7)),
            4 => Rate(who, chance.Next(1, 6), Conduct),
            5 or 6 => Ask(who, name: chance.Next(2) == 0 ? null : "王秀英"),
            7 or 8 => Support(who, question),
            9 => Withdraw(who, question),
            10 or 11 => Approve(question),
            12 => Refuse(question, chance.Next(2) == 0 ? null : "请说明地点"),
            13 => Reconsider(question),
            14 => ChangeTopic(
                question,
                chance.Next(3) switch
                {
                    0 => null,
                    1 => "助浴",
                    _ => "没有的话题",
                }
            ),
            15 => Stage(question),
            16 => Answer(question),
            17 => HandOver(question),
            18 => Erase(question),
            19 => Show((SceneKind)chance.Next(8)),
            20 => chance.Next(2) == 0 ? ShowSlide() : Start(),
            21 => chance.Next(4) == 0 ? CloseRound(Conduct) : OpenRound(Conduct),
            22 => ShowRound(chance.Next(2) == 0),
            23 => chance.Next(4) == 0 ? ClosePoll() : OpenPoll(),
            24 => chance.Next(4) == 0 ? ClosePoll(Order) : OpenPoll(Order),
            25 => Vote(who, Site, chance.Next(2) == 0 ? "west" : "yard"),
            26 => Vote(who, Order, "shop", chance.Next(2) == 0 ? "west" : "yard"),
            27 => Mark("yard", chance.Next(2) == 0),
            28 => ShowPoll(chance.Next(2) == 0),
            29 or 30 or 31 => Track(chance, meeting),
            // A clock that was set back.
            _ => Rate(who, chance.Next(1, 6)) with { At = Begin.AddMinutes(-chance.Next(60)) },
        };
    }

    private DateTimeOffset Now => Begin.AddSeconds(Volatile.Read(ref count));

    private CommandId Id() => new($"id-{Interlocked.Increment(ref count)}");
}
