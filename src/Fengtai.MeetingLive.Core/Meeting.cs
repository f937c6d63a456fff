using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Tracking;

namespace Fengtai.MeetingLive.Core;

/// <summary>
/// One meeting's state: what its journal's events add up to. The rule of the whole house:
/// <list type="number">
/// <item>a command is decided against this state by <see cref="Decide"/>, which has no clock, no chance and no I/O;</item>
/// <item>what it becomes, events, is appended to the journal and only then applied by <see cref="Apply(MeetingEvent)"/>;</item>
/// <item>every surface is a pure view of the result; a replay of the journal gives the same state again.</item>
/// </list>
/// </summary>
public sealed record Meeting(MeetingId Id)
{
    /// <summary>How many events there are.</summary>
    public long Version { get; init; }

    /// <summary>Time of the last event; none is ever earlier than the one before, though clocks are set back.</summary>
    public DateTimeOffset LastAt { get; init; }

    public Phase Phase { get; init; }

    public MeetingPlan Plan { get; init; } = Nothing;

    /// <summary>The version at which the plan was last changed; 0 before the announcement.</summary>
    public long PlanVersion { get; init; }

    /// <summary>Hash of the deck that the opening froze; null before, and where none was taken.</summary>
    public string? DeckSha256 { get; init; }

    public ImmutableArray<ResponsePlan> ResponsePlans { get; init; } = [];

    /// <summary>敏感词: a question that holds one is read before it is shown. For the desk only.</summary>
    public ImmutableArray<string> HeldWords { get; init; } = [];

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public AgendaPosition? Agenda { get; init; }

    public Scene Scene { get; init; } = new(SceneKind.Welcome);

    /// <summary>What single venues show instead.</summary>
    public ImmutableDictionary<VenueId, Scene> VenueScenes { get; init; } = ImmutableDictionary<VenueId, Scene>.Empty;

    /// <summary>The current slide, also while another scene is shown.</summary>
    public SlideId? Slide { get; init; }

    public Stage? Stage { get; init; }

    public ImmutableDictionary<QuestionId, Question> Questions { get; init; } =
        ImmutableDictionary<QuestionId, Question>.Empty;

    public ImmutableDictionary<RoundId, RatingRound> Rounds { get; init; } =
        ImmutableDictionary<RoundId, RatingRound>.Empty;

    /// <summary>意向征集</summary>
    public ImmutableDictionary<PollId, Poll> Polls { get; init; } = ImmutableDictionary<PollId, Poll>.Empty;

    /// <summary>时间表</summary>
    public ImmutableDictionary<CommitmentId, Commitment> Timetable { get; init; } =
        ImmutableDictionary<CommitmentId, Commitment>.Empty;

    /// <summary>What has happened to each commitment since; none where nothing has.</summary>
    public ImmutableDictionary<CommitmentId, Track> Tracks { get; init; } =
        ImmutableDictionary<CommitmentId, Track>.Empty;

    /// <summary>The timetable as it stood when the meeting was closed: what the minutes tell. Null before.</summary>
    public ImmutableDictionary<CommitmentId, Commitment>? Promised { get; init; }

    /// <summary>第三方评估; null: no panel is named.</summary>
    public Evaluation? Evaluation { get; init; }

    /// <summary>Every device that was let in, and how.</summary>
    public ImmutableDictionary<ActorId, Origin> Present { get; init; } = ImmutableDictionary<ActorId, Origin>.Empty;

    public TicketBook Tickets { get; init; } = TicketBook.Empty;

    /// <summary>Where the minutes stand.</summary>
    public MinutesDraft Draft { get; init; } = MinutesDraft.Empty;

    /// <summary>Each command that changed something, with the version it made; by it a repeat is known.</summary>
    public ImmutableDictionary<(ActorId By, CommandId Id), long> Seen { get; init; } =
        ImmutableDictionary<(ActorId, CommandId), long>.Empty;

    /// <summary>Decides; the caller appends what is accepted. Never throws for what a person can do.</summary>
    public Decision Decide(MeetingCommand command)
    {
        if (!command.By.Roles.HasAny(command.AllowedTo))
            return Rejection.NotAllowed;
        var street = command is Announce { Plan.Street: var planned } ? planned : Plan.Street;
        if (Phase == Phase.Draft && command is not Announce)
            return Rejection.MeetingNotAnnounced;
        // Every role but the resident's is held in one street.
        if (command.By is not { Kind: ActorKind.Resident, Roles: Roles.Resident } && command.By.Street != street)
            return Rejection.OtherStreet;

        // Sent again because the reply was lost: same reply, nothing journalled. By id, not by content:
        // 2, then 5, then the late copy of 2 must leave 5.
        if (Seen.TryGetValue((command.By.Id, command.Id), out var before))
            return new Decision.Repeated(before);

        return Admission.Place(this, command) switch
        {
            Announce c => Course.Decide(this, c),
            Revise c => Preparing.Decide(this, c),
            OpenMeeting c => Course.Decide(this, c),
            CloseMeeting c => Course.Decide(this, c),
            StartAgendaItem c => Course.Decide(this, c),
            Enter c => Course.Decide(this, c),
            ShowScene c => Scenes.Decide(this, c),
            ShowSlide c => Scenes.Decide(this, c),
            ShowSame c => Core.VenueScenes.Decide(this, c),
            IssueTickets c => Ticketing.Decide(this, c),
            BindTicket c => Ticketing.Decide(this, c),
            ReleaseTicket c => Ticketing.Decide(this, c),
            Ask c => Questioning.Decide(this, c),
            Support c => Questioning.Decide(this, c),
            Withdraw c => Questioning.Decide(this, c),
            Approve c => Questioning.Decide(this, c),
            Refuse c => Questioning.Decide(this, c),
            Reconsider c => Questioning.Decide(this, c),
            ChangeTopic c => Questioning.Decide(this, c),
            PutOnStage c => Questioning.Decide(this, c),
            Answer c => Questioning.Decide(this, c),
            HandOver c => Questioning.Decide(this, c),
            Erase c => Questioning.Decide(this, c),
            Merge c => Merging.Decide(this, c),
            Unmerge c => Merging.Decide(this, c),
            PutLabels c => Labels.Decide(this, c),
            OpenRound c => RatingRound.Decide(this, c),
            CloseRound c => RatingRound.Decide(this, c),
            ShowRound c => RatingRound.Decide(this, c),
            Rate c => RatingRound.Decide(this, c),
            OpenPoll c => Poll.Decide(this, c),
            ClosePoll c => Poll.Decide(this, c),
            ShowPoll c => Poll.Decide(this, c),
            Vote c => Poll.Decide(this, c),
            MarkProposal c => Poll.Decide(this, c),
            EnterPaper c => Paper.Decide(this, c),
            ConfirmPaper c => Paper.Decide(this, c),
            DraftingCommand c => Drafting.Decide(this, c),
            TrackingCommand c => Settlement.Decide(this, c),
            AskerCommand c => Settlement.Decide(this, c),
            ArrangeEvaluation c => Evaluating.Decide(this, c),
            Evaluate c => Evaluating.Decide(this, c),
            CloseEvaluation c => Evaluating.Decide(this, c),
            _ => throw new NotSupportedException($"No rule decides {command.GetType().Name}."),
        };
    }

    /// <summary>The state after <paramref name="e"/>, which must be the next event.</summary>
    public Meeting Apply(MeetingEvent e)
    {
        var next = e switch
        {
            Announced x => Preparing.Apply(this, x),
            Revised x => Preparing.Apply(this, x),
            MeetingOpened x => Course.Apply(this, x),
            MeetingClosed x => Course.Apply(this, x),
            AgendaItemStarted x => Course.Apply(this, x),
            Entered x => Course.Apply(this, x),
            SceneShown x => Scenes.Apply(this, x),
            VenueSceneShown x => Core.VenueScenes.Apply(this, x),
            TicketsIssued x => Ticketing.Apply(this, x),
            TicketBound x => Ticketing.Apply(this, x),
            TicketReleased x => Ticketing.Apply(this, x),
            Asked x => Questioning.Apply(this, x),
            Supported x => Questioning.Apply(this, x),
            Withdrawn x => Questioning.Apply(this, x),
            Approved x => Questioning.Apply(this, x),
            Refused x => Questioning.Apply(this, x),
            Reconsidered x => Questioning.Apply(this, x),
            TopicChanged x => Questioning.Apply(this, x),
            Staged x => Questioning.Apply(this, x),
            Answered x => Questioning.Apply(this, x),
            HandedOver x => Questioning.Apply(this, x),
            Erased x => Questioning.Apply(this, x),
            Merged x => Merging.Apply(this, x),
            Unmerged x => Merging.Apply(this, x),
            LabelsPut x => Labels.Apply(this, x),
            RoundOpened x => Change(x.Round, r => r with { State = RoundState.Open }),
            RoundClosed x => Change(x.Round, r => r with { State = RoundState.Closed, Root = x.Root }),
            RoundShown x => Change(x.Round, r => r with { Shown = x.Shown }),
            Rated x => Change(x.Round, r => r.Apply(x, Ticketing.Former(this, x))),
            PollOpened x => Change(x.Poll, p => p with { State = RoundState.Open }),
            PollClosed x => Change(x.Poll, p => p with { State = RoundState.Closed, Root = x.Root }),
            PollShown x => Change(x.Poll, p => p with { Shown = x.Shown }),
            Voted x => Change(x.Poll, p => p.Apply(x, Ticketing.Former(this, x))),
            ProposalMarked x => Change(x.Poll, p => p.Apply(x)),
            PaperEntered x => Change(x.Round, r => Paper.Apply(r, x)),
            PaperConfirmed x => Change(x.Round, r => Paper.Apply(r, x)),
            DraftingEvent x => Drafting.Apply(this, x),
            TrackingEvent x => Settlement.Apply(this, x),
            AskerEvent x => Settlement.Apply(this, x),
            EvaluationArranged x => Evaluating.Apply(this, x),
            Evaluated x => Evaluating.Apply(this, x),
            EvaluationClosed x => Evaluating.Apply(this, x),
            _ => throw new NotSupportedException($"No rule applies {e.GetType().Name}."),
        };
        return next with
        {
            Version = Version + 1,
            LastAt = e.At,
            Draft = next.Draft.After(e, Version + 1),
            Seen = By(e) is { } by ? next.Seen.SetItem((by, e.Id), Version + 1) : next.Seen,
        };
    }

    /// <summary>
    /// The time that an event of this command bears. Residents' acts are stamped to the whole minute, because the journal
    /// is published and must not show who acted when; no event is earlier than the last.
    /// </summary>
    public DateTimeOffset Stamp(MeetingCommand command)
    {
        var grain = command.By.Kind == ActorKind.Resident ? TimeSpan.TicksPerMinute : TimeSpan.TicksPerSecond;
        var at = new DateTimeOffset(command.At.UtcTicks - command.At.UtcTicks % grain, TimeSpan.Zero);
        return at < LastAt ? LastAt : at;
    }

    /// <summary>Whether a question may bear this topic: none, a topic, or a part of one.</summary>
    public bool KnowsTopic(string? topic) =>
        topic is null || Plan.Topics.Any(t => t.Name == topic || t.Parts.Contains(topic, StringComparer.Ordinal));

    /// <summary>The question in which this one is answered: itself, or the one that it was merged into in the end.</summary>
    public Question Standing(QuestionId id)
    {
        var question = Questions[id];
        while (question.MergedInto is { } into)
            question = Questions[into];
        return question;
    }

    /// <summary>The questions merged into this very one, in order of arrival.</summary>
    public IEnumerable<Question> MergedInto(QuestionId id) =>
        Questions.Values.Where(q => q.MergedInto == id).OrderBy(q => q.Number);

    /// <summary>All merged questions by the one in which they are answered, in order of arrival.</summary>
    public ILookup<QuestionId, Question> MergedByStanding() =>
        Questions.Values.Where(q => q.MergedInto is not null).OrderBy(q => q.Number).ToLookup(q => Standing(q.Id).Id);

    /// <summary>The round that the screen means when none is named: the open one, else the one closed last.</summary>
    public RatingRound? RoundToShow =>
        Rounds.Values.Where(r => r.State == RoundState.Open).MaxBy(r => r.Number)
        ?? Rounds.Values.Where(r => r.State == RoundState.Closed).MaxBy(r => r.Number)
        ?? Rounds.Values.MinBy(r => r.Number);

    /// <summary>The poll that the screen means when none is named, by the same rule.</summary>
    public Poll? PollToShow =>
        Polls.Values.Where(p => p.State == RoundState.Open).MaxBy(p => p.Number)
        ?? Polls.Values.Where(p => p.State == RoundState.Closed).MaxBy(p => p.Number)
        ?? Polls.Values.MinBy(p => p.Number);

    /// <summary>What the screens of one venue show.</summary>
    public Scene SceneAt(VenueId venue) => VenueScenes.GetValueOrDefault(venue) ?? Scene;

    /// <summary>Null while the meeting runs.</summary>
    internal Rejection? NotRunning =>
        Phase switch
        {
            Phase.Running => null,
            Phase.Closed => Rejection.MeetingClosed,
            _ => Rejection.MeetingNotRunning,
        };

    /// <summary>Null while residents may act: from the announcement to the closing.</summary>
    internal Rejection? NotAccepting => Phase == Phase.Closed ? Rejection.MeetingClosed : null;

    internal Meeting Change(QuestionId id, Func<Question, Question> change) =>
        this with
        {
            Questions = Questions.SetItem(id, change(Questions[id])),
        };

    private Meeting Change(RoundId id, Func<RatingRound, RatingRound> change) =>
        this with
        {
            Rounds = Rounds.SetItem(id, change(Rounds[id])),
        };

    private Meeting Change(PollId id, Func<Poll, Poll> change) =>
        this with
        {
            Polls = Polls.SetItem(id, change(Polls[id])),
        };

    private static ActorId? By(MeetingEvent e) =>
        e switch
        {
            Asked { EnteredBy: { } staff } => staff,
            ResidentEvent resident => resident.By,
            AskerEvent asker => asker.By,
            StaffEvent staff => staff.By,
            _ => null,
        };

    private static readonly MeetingPlan Nothing = new(
        "",
        default,
        "",
        "",
        "",
        "",
        default,
        "",
        Sample: false,
        ShowFirst: false,
        [],
        [],
        Deck.Empty,
        [],
        [],
        [],
        [],
        [],
        [],
        []
    );
}

internal static class RolesExtensions
{
    public static bool HasAny(this Roles held, Roles wanted) => (held & wanted) != Roles.None;
}
