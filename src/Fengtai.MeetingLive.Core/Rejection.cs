using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>
/// Why a command is refused: a code in kebab-case and its arguments. The words for it, Chinese and English, are found at
/// the edge by this code.
/// </summary>
public sealed record Rejection(string Code, ImmutableArray<string> Arguments)
{
    private Rejection(string code)
        : this(code, []) { }

    public static readonly Rejection NotAllowed = new("actor.not-allowed");
    public static readonly Rejection OtherStreet = new("actor.other-street");
    public static readonly Rejection MeetingNotAnnounced = new("meeting.not-announced");
    public static readonly Rejection MeetingAlreadyAnnounced = new("meeting.already-announced");
    public static readonly Rejection PlanChangedMeanwhile = new("plan.changed-meanwhile");
    public static readonly Rejection PlanCodesFixed = new("plan.codes-fixed");
    public static readonly Rejection MeetingNotClosed = new("meeting.not-closed");
    public static readonly Rejection MeetingNotRunning = new("meeting.not-running");
    public static readonly Rejection MeetingAlreadyOpen = new("meeting.already-open");
    public static readonly Rejection MeetingClosed = new("meeting.closed");
    public static readonly Rejection AgendaItemUnknown = new("agenda.unknown");
    public static readonly Rejection SlideUnknown = new("slide.unknown");
    public static readonly Rejection NoSlides = new("slide.none");
    public static readonly Rejection TextEmpty = new("question.empty");
    public static readonly Rejection TextForbiddenCharacters = new("question.forbidden-characters");
    public static readonly Rejection TopicUnknown = new("question.topic-unknown");
    public static readonly Rejection NameTooLong = new("question.name-too-long");
    public static readonly Rejection QuestionUnknown = new("question.unknown");
    public static readonly Rejection QuestionIdTaken = new("question.id-taken");
    public static readonly Rejection QuestionNotYours = new("question.not-yours");
    public static readonly Rejection QuestionOwn = new("question.own");
    public static readonly Rejection QuestionSettled = new("question.settled");
    public static readonly Rejection QuestionNotWaiting = new("question.not-waiting");
    public static readonly Rejection QuestionNotApproved = new("question.not-approved");
    public static readonly Rejection QuestionOnStage = new("question.on-stage");
    public static readonly Rejection RefusalNeedsNote = new("question.refusal-needs-note");
    public static readonly Rejection MergeItself = new("merge.itself");
    public static readonly Rejection MergeRing = new("merge.ring");
    public static readonly Rejection MergedAlready = new("merge.already");
    public static readonly Rejection MergeTargetClosed = new("merge.target-closed");
    public static readonly Rejection MergeTargetWaiting = new("merge.target-waiting");
    public static readonly Rejection NotMerged = new("merge.not-merged");
    public static readonly Rejection LabelTooLong = new("label.too-long", [Labels.LengthMost.ToString()]);
    public static readonly Rejection LabelsTooMany = new("label.too-many", [Labels.Most.ToString()]);
    public static readonly Rejection LabelForbidden = new("label.forbidden-characters");
    public static readonly Rejection PaperNotOpened = new("paper.round-not-opened");
    public static readonly Rejection PaperCountsWrong = new("paper.counts-wrong");
    public static readonly Rejection PaperMoreThanPresent = new("paper.more-than-present");
    public static readonly Rejection PaperReasonMissing = new("paper.reason-missing");
    public static readonly Rejection PaperSamePerson = new("paper.same-person");
    public static readonly Rejection PaperNothingEntered = new("paper.nothing-entered");
    public static readonly Rejection PaperDiffers = new("paper.differs");
    public static readonly Rejection StageOccupied = new("stage.occupied");
    public static readonly Rejection GistEmpty = new("answer.gist-empty");
    public static readonly Rejection CommitmentIdTaken = new("commitment.id-taken");
    public static readonly Rejection DeadlinePast = new("commitment.deadline-past");
    public static readonly Rejection MilestoneAfterDeadline = new("commitment.milestone-after-deadline");
    public static readonly Rejection MilestoneEmpty = new("commitment.milestone-empty");
    public static readonly Rejection RoundUnknown = new("round.unknown");
    public static readonly Rejection RoundNotOpen = new("round.not-open");
    public static readonly Rejection RoundAlreadyOpen = new("round.already-open");
    public static readonly Rejection RoundClosed = new("round.closed");
    public static readonly Rejection ScoreOutOfRange = new("rating.score-out-of-range");
    public static readonly Rejection PollUnknown = new("poll.unknown");
    public static readonly Rejection PollNotOpen = new("poll.not-open");
    public static readonly Rejection PollAlreadyOpen = new("poll.already-open");
    public static readonly Rejection PollClosed = new("poll.closed");
    public static readonly Rejection PollNotClosed = new("poll.not-closed");
    public static readonly Rejection ProposalUnknown = new("poll.proposal-unknown");
    public static readonly Rejection BallotEmpty = new("poll.ballot-empty");
    public static readonly Rejection ChoiceTwice = new("poll.choice-twice");
    public static readonly Rejection MarkReasonEmpty = new("poll.reason-empty");

    /// <param name="most">How many may be chosen, or places ranked.</param>
    public static Rejection TooManyChoices(int most) => new("poll.too-many", [most.ToString()]);

    public static readonly Rejection VenueUnknown = new("venue.unknown");
    public static readonly Rejection TicketsNotUsed = new("ticket.not-used");
    public static readonly Rejection TicketUnknown = new("ticket.unknown");
    public static readonly Rejection TicketSeatEmpty = new("ticket.seat-empty");

    /// <param name="most">How many tickets one command takes.</param>
    public static Rejection TicketsTooMany(int most) => new("ticket.too-many", [most.ToString()]);

    public static Rejection TicketSeatUnclear(string seat) => new("ticket.seat-unclear", [seat]);

    public static Rejection TicketSeatTwice(string seat) => new("ticket.seat-twice", [seat]);

    public static Rejection TicketSeatUnknown(string seat) => new("ticket.seat-unknown", [seat]);

    /// <summary>Another phone uses this seat's ticket.</summary>
    public static Rejection TicketTaken(string seat) => new("ticket.taken", [seat]);

    /// <summary>This phone has a ticket already, that of <paramref name="seat"/>.</summary>
    public static Rejection TicketHeld(string seat) => new("ticket.held", [seat]);

    /// <summary>Nobody uses this seat's ticket, so there is nothing to release.</summary>
    public static Rejection TicketFree(string seat) => new("ticket.free", [seat]);

    public static readonly Rejection CommitmentUnknown = new("commitment.unknown");
    public static readonly Rejection CommitmentSettled = new("commitment.settled");
    public static readonly Rejection CommitmentAwaitsCheck = new("commitment.awaits-check");
    public static readonly Rejection MilestoneUnknown = new("commitment.milestone-unknown");
    public static readonly Rejection EvidenceMissing = new("track.evidence-missing");
    public static readonly Rejection NothingToCheck = new("track.nothing-to-check");
    public static readonly Rejection CheckSamePerson = new("track.check-same-person");
    public static readonly Rejection OtherUnit = new("track.other-unit");
    public static readonly Rejection NotOverdue = new("track.not-overdue");
    public static readonly Rejection UrgedToday = new("track.urged-today");
    public static readonly Rejection TimeAhead = new("track.time-ahead");
    public static readonly Rejection TimePast = new("track.time-past");
    public static readonly Rejection TimeLongPast = new("track.time-long-past");
    public static readonly Rejection PhotoUnknown = new("track.photo-unknown");
    public static readonly Rejection WhistleUnknown = new("whistle.unknown");
    public static readonly Rejection WhistleIdTaken = new("whistle.id-taken");
    public static readonly Rejection WhistleUnderWay = new("whistle.under-way");
    public static readonly Rejection WhistleOver = new("whistle.over");
    public static readonly Rejection BureauNotCalled = new("whistle.bureau-not-called");
    public static readonly Rejection OutcomeNotYet = new("follow-up.not-yet");
    public static readonly Rejection FollowUpOver = new("follow-up.over");
    public static readonly Rejection ReopenedAlready = new("follow-up.reopened-already");

    /// <param name="most">How many photos one step takes.</param>
    public static Rejection PhotosTooMany(int most) => new("track.photos-too-many", [most.ToString()]);

    /// <param name="most">How many bureaus one whistle calls.</param>
    public static Rejection BureausTooMany(int most) => new("whistle.bureaus-too-many", [most.ToString()]);

    /// <param name="code">The join code of the meeting that made it.</param>
    public static Rejection TrackedElsewhere(string code) => new("track.elsewhere", [code]);

    public static readonly Rejection EvaluationNoSeats = new("evaluation.no-seats");
    public static readonly Rejection EvaluationSeatTwice = new("evaluation.seat-twice");
    public static readonly Rejection EvaluationWeightsWrong = new("evaluation.weights-wrong");
    public static readonly Rejection EvaluationBegun = new("evaluation.begun");
    public static readonly Rejection EvaluationClosed = new("evaluation.closed");
    public static readonly Rejection EvaluationNotSeated = new("evaluation.not-seated");
    public static readonly Rejection EvaluationScoreWrong = new("evaluation.score-wrong");
    public static readonly Rejection EvaluationNothingGiven = new("evaluation.nothing-given");

    /// <param name="most">How many seats a panel has.</param>
    public static Rejection EvaluationSeatsTooMany(int most) => new("evaluation.seats-too-many", [most.ToString()]);

    public static readonly Rejection MinutesMeetingNotClosed = new("minutes.meeting-not-closed");
    public static readonly Rejection MinutesAlreadySubmitted = new("minutes.already-submitted");
    public static readonly Rejection MinutesNotInReview = new("minutes.not-in-review");
    public static readonly Rejection MinutesAlreadyPassed = new("minutes.already-passed");
    public static readonly Rejection MinutesNotPassed = new("minutes.not-passed");
    public static readonly Rejection MinutesSamePerson = new("minutes.same-person");
    public static readonly Rejection MinutesReasonMissing = new("minutes.reason-missing");
    public static readonly Rejection MinutesChangedSincePassed = new("minutes.changed-since-passed");
    public static readonly Rejection MinutesOtherVersion = new("minutes.other-version");
    public static readonly Rejection MinutesAlreadySealed = new("minutes.already-sealed");
    public static readonly Rejection MinutesNotSealed = new("minutes.not-sealed");
    public static readonly Rejection MinutesWordingUnknown = new("minutes.wording-unknown");
    public static readonly Rejection MinutesAnnexUnknown = new("minutes.annex-unknown");

    /// <param name="figure">The first figure that is not the same in both wordings.</param>
    public static Rejection MinutesFigureChanged(string figure) => new("minutes.figure-changed", [figure]);

    /// <param name="field">The field's code: head, number, signer, attending, excused, listening, sent-to.</param>
    public static Rejection MinutesLineEmpty(string field) => new("minutes.line-empty", [field]);

    /// <param name="field">The field's code.</param>
    /// <param name="most">How many characters a line takes.</param>
    public static Rejection MinutesLineTooLong(string field, int most) =>
        new("minutes.line-too-long", [field, most.ToString()]);

    /// <param name="field">The field's code.</param>
    public static Rejection MinutesLineForbidden(string field) => new("minutes.line-forbidden", [field]);

    /// <param name="field">The field's code.</param>
    /// <param name="most">How many lines it takes.</param>
    public static Rejection MinutesTooManyLines(string field, int most) =>
        new("minutes.too-many-lines", [field, most.ToString()]);

    /// <param name="code">A join code that another meeting has.</param>
    public static Rejection PlanCodeTaken(string code) => new("plan.code-taken", [code]);

    /// <param name="field">What is missing before it can be announced, one of <see cref="Readiness"/>.</param>
    public static Rejection PlanIncomplete(string field) => new("plan.incomplete", [field]);

    /// <summary>A missed target would vanish without a mark: the slide's title and the figure's name, or nothing when the slide goes.</summary>
    public static Rejection TargetHidden(HiddenTarget hidden) =>
        hidden.Name is { } name
            ? new("deck.target-hidden", [hidden.Title, name])
            : new("deck.slide-hidden", [hidden.Title]);

    /// <summary>What is announced is seen: a slide must say what, of when and whence.</summary>
    public static Rejection SlideIncomplete(Slide slide) =>
        new(
            "deck.slide-incomplete",
            [slide.Title.Length == 0 ? slide.Topic : slide.Title, "slide-" + SlideChecks.Lack(slide)]
        );

    /// <param name="number">The question it was merged into.</param>
    public static Rejection QuestionMerged(int number) => new("question.merged", [number.ToString()]);

    /// <param name="most">How many characters the field takes.</param>
    public static Rejection TextTooLong(int most) => new("question.too-long", [most.ToString()]);

    /// <param name="field">The field's code: title, lead, unit, owner.</param>
    public static Rejection FieldMissing(string field) => new("commitment.field-missing", [field]);

    /// <param name="field">The field's code.</param>
    /// <param name="most">How many characters it takes.</param>
    public static Rejection FieldTooLong(string field, int most) =>
        new("commitment.field-too-long", [field, most.ToString()]);

    public bool Equals(Rejection? other) =>
        other is not null && Code == other.Code && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);
}
