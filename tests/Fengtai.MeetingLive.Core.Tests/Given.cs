using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>
/// A test is a sentence: Given(what happened).When(somebody wants something).Then(what happens). Every past begins with
/// the announcement unless it brings its own; ids follow from the content, so that a command and its event agree.
/// </summary>
public abstract class Story
{
    protected static readonly StreetId Wangzuo = new("wangzuo");
    protected static readonly StreetId Elsewhere = new("elsewhere");

    // Lower case as in a sentence: people, not constants.
    protected static readonly Actor ann = Actor.Resident(new("ann"));
    protected static readonly Actor bob = Actor.Resident(new("bob"));
    protected static readonly Actor chen = Actor.Resident(new("chen"));
    protected static readonly Actor secretary = Actor.Staff(new("secretary"), Roles.Secretary, Wangzuo);
    protected static readonly Actor presenter = Actor.Staff(new("presenter"), Roles.Presenter, Wangzuo);
    protected static readonly Actor administrator = Actor.Staff(new("administrator"), Roles.Administrator, Wangzuo);

    protected static readonly DateTimeOffset Now = new(2025, 8, 15, 7, 0, 0, TimeSpan.Zero);
    protected static readonly Origin Hall = new(new("main"), Channel.HallPhone, Entry.Hall);
    protected static readonly Origin Slip = new(new("main"), Channel.Paper, Entry.Hall);

    protected static readonly MeetingPlan Plan = new(
        "FT2025",
        Wangzuo,
        "王佐镇",
        "街镇向群众报告工作会",
        "王佐镇报告会",
        "丰台区王佐镇人民政府",
        new DateOnly(2025, 8, 15),
        "社区礼堂",
        Sample: false,
        ShowFirst: false,
        [new Venue(new("main"), "FT2025", "主会场", Online: false)],
        [
            new AgendaItem(new("report"), "报告工作", "", new TimeOnly(15, 0), 30, "主讲人"),
            new AgendaItem(new("talk"), "现场问答", "", new TimeOnly(15, 30), 60, "主讲人"),
        ],
        new Deck([Slide("s1"), Slide("s2"), Slide("s3")]),
        [
            new RoundPlan(new("overall"), "总体工作", "总体", "", RatingSubject.Work, Live: true),
            new RoundPlan(new("conduct"), "干部作风", "作风", "", RatingSubject.Conduct, Live: false),
        ],
        [new Topic("养老服务", ["助餐", "助浴"]), new Topic("交通出行", ["停车"])],
        ["镇长"],
        ["城管办"],
        ["张主任"],
        [],
        []
    );

    protected static readonly Promise LiftPromise = new(
        "加装电梯",
        "镇长",
        "城管办",
        "张主任",
        new DateOnly(2025, 9, 30),
        [new Milestone(new DateOnly(2025, 8, 31), "入户调查"), new Milestone(new DateOnly(2025, 9, 15), "公示")]
    );

    // What happened.
    protected static MeetingEvent Opened => new MeetingOpened(new("open"), presenter.Id, Now);
    protected static MeetingEvent Closed => new MeetingClosed(new("close"), secretary.Id, Now);

    protected static MeetingEvent Announced(MeetingPlan plan, params ImmutableArray<ResponsePlan> plans) =>
        new Announced(new("announce"), administrator.Id, Now, plan, plans);

    protected static MeetingEvent Revised(MeetingPlan plan, params ImmutableArray<ResponsePlan> plans) =>
        new Revised(new("revise"), secretary.Id, Now, plan, plans);

    protected static MeetingEvent EnteredBy(Actor who) => new Entered(new("enter"), who.Id, Now, Hall);

    protected static MeetingEvent AgendaStarted(string item) =>
        new AgendaItemStarted(new($"start-{item}"), presenter.Id, Now, new(item));

    protected static Asked AskedBy(Actor who, string question, string text = "何时加装电梯？", string? topic = null) =>
        new(
            new($"ask-{question}"),
            who.Id,
            Now,
            Hall,
            new(question),
            text,
            null,
            topic,
            Group.Unknown,
            "receipt",
            null
        );

    protected static Asked SlipAsked(string question, string text = "何时加装电梯？") =>
        AskedBy(ann, question, text) with
        {
            By = null,
            From = Slip,
            EnteredBy = secretary.Id,
        };

    protected static Supported SupportedBy(Actor who, string question) =>
        new(new($"support-{question}"), who.Id, Now, Hall, new(question));

    protected static Withdrawn WithdrawnBy(Actor who, string question) =>
        new(new($"withdraw-{question}"), who.Id, Now, Hall, new(question));

    protected static Approved Approved(string question) =>
        new(new($"approve-{question}"), secretary.Id, Now, new(question));

    protected static Refused Refused(
        string question,
        RefusalReason reason = RefusalReason.OffTopic,
        string? note = null
    ) => new(new($"refuse-{question}"), secretary.Id, Now, new(question), reason, note);

    protected static Reconsidered Reconsidered(string question) =>
        new(new($"reconsider-{question}"), secretary.Id, Now, new(question));

    protected static Merged Merged(string question, string into) =>
        new(new($"merge-{question}"), secretary.Id, Now, new(question), new(into));

    protected static Unmerged Unmerged(string question) =>
        new(new($"unmerge-{question}"), secretary.Id, Now, new(question));

    protected static LabelsPut LabelsPut(string question, params ImmutableArray<string> labels) =>
        new(new($"label-{question}"), secretary.Id, Now, new(question), labels);

    protected static TopicChanged TopicChanged(string question, string? topic) =>
        new(new($"topic-{question}-{topic}"), secretary.Id, Now, new(question), topic);

    protected static Staged Staged(string question) => new(new($"stage-{question}"), presenter.Id, Now, new(question));

    protected static Answered Answered(string question, string gist = "下月开工。") =>
        new(new($"answer-{question}"), secretary.Id, Now, new(question), gist);

    protected static HandedOver HandedOver(string question, string commitment = "c1", Promise? promise = null)
    {
        var p = promise ?? LiftPromise;
        return new(
            new($"hand-{question}"),
            secretary.Id,
            Now,
            new(question),
            new Commitment(
                new(commitment),
                p.Title,
                p.Lead,
                p.Unit,
                p.Owner,
                p.Deadline,
                p.Milestones,
                CommitmentState.NotStarted,
                new QuestionId(question)
            )
        );
    }

    protected static Erased Erased(string question) =>
        new(new($"erase-{question}"), administrator.Id, Now, new(question));

    protected static RoundOpened RoundOpened(string round) => new(new($"open-{round}"), secretary.Id, Now, new(round));

    protected static RoundClosed RoundClosed(string round, params ImmutableArray<int> counts) =>
        new(
            new($"close-{round}"),
            secretary.Id,
            Now,
            new(round),
            Seals.Root([]),
            counts.IsEmpty ? [0, 0, 0, 0, 0] : counts
        );

    protected static RoundShown RoundShown(string round, bool shown) =>
        new(new($"show-{round}-{shown}"), secretary.Id, Now, new(round), shown);

    protected static Rated RatedBy(Actor who, string round, int score) =>
        new(
            new($"rate-{round}-{score}"),
            who.Id,
            Now,
            Hall,
            new(round),
            score,
            SaltOf(who, score),
            Seals.Rating(SaltOf(who, score), new(round), score),
            $"receipt-{who.Id}"
        );

    protected static SceneShown Showing(Scene scene, string id, Actor? by = null) =>
        new(new(id), (by ?? presenter).Id, Now, scene);

    // What somebody wants.
    protected static Announce Announce(MeetingPlan plan, Actor? by = null) =>
        new(new("announce"), by ?? administrator, Now, plan, []);

    /// <summary>The plan as it was announced, by the first event, is what is changed.</summary>
    protected static Revise Revise(MeetingPlan plan, long expected = 1) =>
        new(new("revise"), secretary, Now, expected, plan, []);

    protected static OpenMeeting Open(Actor? by = null) => new(new("open"), by ?? presenter, Now);

    protected static CloseMeeting Close(string id = "close") => new(new(id), secretary, Now);

    protected static StartAgendaItem Start(string item) => new(new($"start-{item}"), presenter, Now, new(item));

    protected static Enter EnterBy(Actor who, string id = "enter") => new(new(id), who, Now, Hall);

    protected static Ask AskBy(Actor who, string question, string text = "何时加装电梯？", string? topic = null) =>
        new(new($"ask-{question}"), who, Now, Hall, new(question), text, topic, null, Group.Unknown, "receipt");

    protected static Support SupportBy(Actor who, string question, string? id = null) =>
        new(new(id ?? $"support-{question}"), who, Now, Hall, new(question));

    protected static Withdraw WithdrawBy(Actor who, string question, string? id = null) =>
        new(new(id ?? $"withdraw-{question}"), who, Now, Hall, new(question));

    protected static Approve Approve(string question) => new(new($"approve-{question}"), secretary, Now, new(question));

    protected static Refuse Refuse(
        string question,
        RefusalReason reason = RefusalReason.OffTopic,
        string? note = null
    ) => new(new($"refuse-{question}"), secretary, Now, new(question), reason, note);

    protected static Reconsider Reconsider(string question) =>
        new(new($"reconsider-{question}"), secretary, Now, new(question));

    protected static Merge Merge(string question, string into, string? id = null) =>
        new(new(id ?? $"merge-{question}"), secretary, Now, new(question), new(into));

    protected static Unmerge Unmerge(string question) => new(new($"unmerge-{question}"), secretary, Now, new(question));

    protected static PutLabels PutLabels(string question, params ImmutableArray<string> labels) =>
        new(new($"label-{question}"), secretary, Now, new(question), labels);

    protected static ChangeTopic ChangeTopic(string question, string? topic) =>
        new(new($"topic-{question}-{topic}"), secretary, Now, new(question), topic);

    protected static PutOnStage PutOnStage(string question, string? id = null) =>
        new(new(id ?? $"stage-{question}"), presenter, Now, new(question));

    protected static Answer Answer(string question, string gist = "下月开工。") =>
        new(new($"answer-{question}"), secretary, Now, new(question), gist);

    protected static HandOver HandOver(string question, Promise? promise = null, string commitment = "c1") =>
        new(new($"hand-{question}"), secretary, Now, new(question), new(commitment), promise ?? LiftPromise);

    protected static Erase Erase(string question, string? id = null) =>
        new(new(id ?? $"erase-{question}"), administrator, Now, new(question));

    protected static OpenRound OpenRound(string round, string? id = null) =>
        new(new(id ?? $"open-{round}"), secretary, Now, new(round));

    protected static CloseRound CloseRound(string round, string? id = null) =>
        new(new(id ?? $"close-{round}"), secretary, Now, new(round));

    protected static ShowRound ShowRound(string round, bool shown) =>
        new(new($"show-{round}-{shown}"), secretary, Now, new(round), shown);

    protected static Rate RateBy(Actor who, string round, int score, string? id = null) =>
        new(
            new(id ?? $"rate-{round}-{score}"),
            who,
            Now,
            Hall,
            new(round),
            score,
            new RatingProof(SaltOf(who, score), $"receipt-{who.Id}")
        );

    protected static ShowScene Show(SceneKind kind, string? round = null) =>
        new(new($"scene-{kind}"), presenter, Now, kind, round is null ? null : new RoundId(round));

    protected static ShowSlide ShowSlide(string slide) => new(new($"slide-{slide}"), presenter, Now, new(slide));

    // The sentence.
    protected static Past Given(params IEnumerable<MeetingEvent> events)
    {
        MeetingEvent[] all = [.. events];
        var past = all is [Core.Announced, ..] ? all : [Announced(Plan), .. all];
        return new Past(past.Aggregate(new Meeting(new MeetingId("m")), (meeting, e) => meeting.Apply(e)));
    }

    protected static Past GivenNothing => new(new Meeting(new MeetingId("m")));

    protected static Meeting After(params IEnumerable<MeetingEvent> events) => Given(events).Meeting;

    protected static Question Only(Meeting meeting) => Assert.Single(meeting.Questions.Values);

    private static string SaltOf(Actor who, int score) => $"salt-{who.Id}-{score}";

    private static Slide Slide(string id) =>
        new(new(id), $"标题{id}", "平安建设", new TextContent(["一段话"]), "2025年上半年", "来源", Sample: false, []);
}

/// <summary>What was before.</summary>
public sealed record Past(Meeting Meeting)
{
    public Outcome When(MeetingCommand command) =>
        new(Meeting, Meeting.Decide(command with { At = Meeting.Stamp(command) }));
}

/// <summary>What became of it.</summary>
public sealed record Outcome(Meeting Before, Decision Decision)
{
    public Meeting Then(params IEnumerable<MeetingEvent> expected)
    {
        var accepted = Assert.IsType<Decision.Accepted>(Decision);
        Assert.Equal(expected.Select(Canonical.Of), accepted.Events.Select(Canonical.Of));
        return accepted.Events.Aggregate(Before, (meeting, e) => meeting.Apply(e));
    }

    public void ThenRefused(Rejection why) => Assert.Equal(why, Assert.IsType<Decision.Refused>(Decision).Rejection);

    /// <summary>It was done before: same reply, nothing journalled.</summary>
    public void ThenNothing() => Assert.IsType<Decision.Repeated>(Decision);
}
