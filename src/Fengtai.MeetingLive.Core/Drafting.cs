namespace Fengtai.MeetingLive.Core;

/// <summary>
/// The rules of the four steps. Two people see the minutes before they are sealed; wording may be amended, figures and
/// outcomes are the journal's; what is sealed is never edited.
/// </summary>
internal static class Drafting
{
    public const int SupplementMost = 2_000;
    public const int ReasonMost = 100;

    public static Decision Decide(Meeting meeting, DraftingCommand command) =>
        command switch
        {
            ArrangeMinutes c => Decide(meeting.Draft, c),
            SubmitMinutes c => Decide(meeting, c),
            AmendMinutes c => Decide(meeting, c),
            PassMinutes c => Decide(meeting.Draft, c),
            ReturnMinutes c => Decide(meeting.Draft, c),
            SealMinutes c => Decide(meeting, c),
            SupplementMinutes c => Decide(meeting, c),
            _ => throw new NotSupportedException($"No rule decides {command.GetType().Name}."),
        };

    public static Meeting Apply(Meeting meeting, DraftingEvent e) =>
        meeting with
        {
            Draft = Apply(meeting.Draft, meeting, e),
        };

    private static Decision Decide(MinutesDraft draft, ArrangeMinutes arrange)
    {
        if (Settled(draft) is { } settled)
            return settled;
        var form = arrange.Form.Tidied();
        return form.Check() is { } wrong ? wrong : new MinutesArranged(arrange.Id, arrange.By.Id, arrange.At, form);
    }

    private static Decision Decide(Meeting meeting, SubmitMinutes submit)
    {
        if (meeting.Phase != Phase.Closed)
            return Rejection.MinutesMeetingNotClosed;
        return meeting.Draft.Step switch
        {
            MinutesStep.Draft => new MinutesSubmitted(submit.Id, submit.By.Id, submit.At),
            MinutesStep.Sealed => Rejection.MinutesAlreadySealed,
            _ => Rejection.MinutesAlreadySubmitted,
        };
    }

    private static Decision Decide(Meeting meeting, AmendMinutes amend)
    {
        var draft = meeting.Draft;
        if (draft.Step == MinutesStep.Draft)
            return Rejection.MinutesNotInReview;
        if (Settled(draft) is { } settled)
            return settled;
        if (Original(meeting, amend.Of, amend.Key) is not { } original)
            return Rejection.MinutesWordingUnknown;
        if (amend.Text is null)
            return new MinutesAmended(amend.Id, amend.By.Id, amend.At, amend.Of, amend.Key, Text: null);
        var text = Words.Kept(amend.Text);
        var most = amend.Of == WordingOf.Answer ? Questioning.GistMost : Promise.TitleMost;
        if (Words.Check(text, most) is { } unfit)
            return unfit;
        if (Wording.FiguresChanged(original, text) is { } changed)
            return Rejection.MinutesFigureChanged(changed);
        return new MinutesAmended(amend.Id, amend.By.Id, amend.At, amend.Of, amend.Key, text == original ? null : text);
    }

    private static Decision Decide(MinutesDraft draft, PassMinutes pass) =>
        draft.Step switch
        {
            MinutesStep.Draft => Rejection.MinutesNotInReview,
            MinutesStep.Review when draft.SubmittedBy == pass.By.Id => Rejection.MinutesSamePerson,
            MinutesStep.Review => new MinutesPassed(pass.Id, pass.By.Id, pass.At),
            MinutesStep.Passed => Rejection.MinutesAlreadyPassed,
            _ => Rejection.MinutesAlreadySealed,
        };

    private static Decision Decide(MinutesDraft draft, ReturnMinutes back)
    {
        if (draft.Step == MinutesStep.Sealed)
            return Rejection.MinutesAlreadySealed;
        if (draft.Step != MinutesStep.Passed)
            return Rejection.MinutesNotPassed;
        var reason = Words.Kept(back.Reason);
        if (reason.Length == 0)
            return Rejection.MinutesReasonMissing;
        return Words.Check(reason, ReasonMost) is { } unfit
            ? unfit
            : new MinutesReturned(back.Id, back.By.Id, back.At, reason);
    }

    private static Decision Decide(Meeting meeting, SealMinutes seal)
    {
        var draft = meeting.Draft;
        if (draft.Step == MinutesStep.Sealed)
            return Rejection.MinutesAlreadySealed;
        if (draft.Step != MinutesStep.Passed)
            return Rejection.MinutesNotPassed;
        // Such as paper counted meanwhile: the one who passed them has not seen that.
        if (meeting.Version != draft.PassedAt)
            return Rejection.MinutesChangedSincePassed;
        return seal.Version == meeting.Version
            ? new MinutesSealed(seal.Id, seal.By.Id, seal.At, seal.Version, seal.Sha256, seal.Address)
            : Rejection.MinutesOtherVersion;
    }

    private static Decision Decide(Meeting meeting, SupplementMinutes add)
    {
        if (meeting.Draft.Step != MinutesStep.Sealed)
            return Rejection.MinutesNotSealed;
        var text = Words.Kept(add.Text);
        if (Words.Check(text, SupplementMost) is { } unfit)
            return unfit;
        return add.Version == meeting.Version
            ? new MinutesSupplemented(add.Id, add.By.Id, add.At, text, add.Version, add.Sha256, add.Address)
            : Rejection.MinutesOtherVersion;
    }

    private static MinutesDraft Apply(MinutesDraft draft, Meeting meeting, DraftingEvent e) =>
        e switch
        {
            MinutesArranged x => draft with { Form = x.Form },
            MinutesSubmitted x => draft with { Step = MinutesStep.Review, SubmittedBy = x.By },
            MinutesAmended { Text: null } x => draft with { Amendments = draft.Amendments.Remove((x.Of, x.Key)) },
            MinutesAmended x => draft with
            {
                Amendments = draft.Amendments.SetItem(
                    (x.Of, x.Key),
                    new Amendment(x.Of, x.Key, Original(meeting, x.Of, x.Key)!, x.Text, x.By, x.At)
                ),
            },
            MinutesPassed x => draft with
            {
                Step = MinutesStep.Passed,
                PassedBy = x.By,
                PassedAt = meeting.Version + 1,
                Returned = null,
            },
            MinutesReturned x => draft with { Step = MinutesStep.Review, PassedBy = null, Returned = x.Reason },
            MinutesSealed x => draft with
            {
                Step = MinutesStep.Sealed,
                Sealed = new SealedDocument(x.Version, x.Sha256, x.Address, x.By, x.At),
            },
            MinutesSupplemented x => draft with
            {
                Supplements = draft.Supplements.Add(
                    new Supplement(
                        draft.Supplements.Length + 1,
                        x.Text,
                        new SealedDocument(x.Version, x.Sha256, x.Address, x.By, x.At)
                    )
                ),
            },
            _ => throw new NotSupportedException($"No rule applies {e.GetType().Name}."),
        };

    /// <summary>Why nothing in them may be changed any more; null while it may.</summary>
    private static Rejection? Settled(MinutesDraft draft) =>
        draft.Step switch
        {
            MinutesStep.Sealed => Rejection.MinutesAlreadySealed,
            MinutesStep.Passed => Rejection.MinutesAlreadyPassed,
            _ => null,
        };

    private static string? Original(Meeting meeting, WordingOf of, string key) =>
        of switch
        {
            WordingOf.Answer => meeting.Questions.GetValueOrDefault(new QuestionId(key))?.Gist,
            WordingOf.Commitment => meeting.Timetable.GetValueOrDefault(new CommitmentId(key))?.Title,
            _ => null,
        };
}
