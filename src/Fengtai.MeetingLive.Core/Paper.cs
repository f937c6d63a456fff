using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>纸质评价 of one round as one member of staff counted them.</summary>
/// <param name="Entry">The command that entered it; a confirmation names it.</param>
/// <param name="Present">How many slips were handed out: the denominator of paper.</param>
/// <param name="Reason">Why on paper, or why it is corrected; stands in the minutes.</param>
/// <param name="ConfirmedBy">Null while it is a proposal.</param>
public sealed record PaperCount(
    CommandId Entry,
    Tally Tally,
    int Present,
    string Reason,
    ActorId By,
    DateTimeOffset At,
    ActorId? ConfirmedBy = null,
    DateTimeOffset? ConfirmedAt = null
);

/// <summary>The first count: only a proposal until somebody else has counted the same.</summary>
/// <param name="Counts">Level 1 first.</param>
public sealed record EnterPaper(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    RoundId Round,
    ImmutableArray<int> Counts,
    int Present,
    string Reason
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>The second count, by another account; only when it is the same does it count.</summary>
/// <param name="Entry">The proposal that is confirmed, so that none that came in between is.</param>
public sealed record ConfirmPaper(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    RoundId Round,
    CommandId Entry,
    ImmutableArray<int> Counts,
    int Present
) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record PaperEntered(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    RoundId Round,
    ImmutableArray<int> Counts,
    int Present,
    string Reason
) : StaffEvent(Id, By, At);

public sealed record PaperConfirmed(CommandId Id, ActorId By, DateTimeOffset At, RoundId Round, CommandId Entry)
    : StaffEvent(Id, By, At);

/// <summary>
/// Paper is counted by two people and kept apart from the phones: the round's Merkle root and its journalled counts
/// concern the phones only. Slips are often counted when a round, or the whole meeting, is over. A correction is a new
/// entry with its own reason; the journal keeps both.
/// </summary>
public static class Paper
{
    /// <summary>More slips than any hall hands out: a mistyped figure.</summary>
    public const int PresentMost = 100_000;

    public const int ReasonMost = 100;

    internal static Decision Decide(Meeting meeting, EnterPaper enter)
    {
        if (!meeting.Rounds.TryGetValue(enter.Round, out var round))
            return Rejection.RoundUnknown;
        if (round.State == RoundState.Planned)
            return Rejection.PaperNotOpened;
        if (Check(enter.Counts, enter.Present) is { } wrong)
            return wrong;
        var reason = Words.Kept(enter.Reason);
        if (reason.Length == 0)
            return Rejection.PaperReasonMissing;
        if (Words.Check(reason, ReasonMost) is { } unfit)
            return unfit;
        return new PaperEntered(enter.Id, enter.By.Id, enter.At, enter.Round, enter.Counts, enter.Present, reason);
    }

    internal static Decision Decide(Meeting meeting, ConfirmPaper confirm)
    {
        if (!meeting.Rounds.TryGetValue(confirm.Round, out var round))
            return Rejection.RoundUnknown;
        if (round.PaperProposed is not { } proposed || proposed.Entry != confirm.Entry)
            return Rejection.PaperNothingEntered;
        if (proposed.By == confirm.By.Id)
            return Rejection.PaperSamePerson;
        if (Check(confirm.Counts, confirm.Present) is { } wrong)
            return wrong;
        if (!proposed.Tally.Counts.SequenceEqual(confirm.Counts) || proposed.Present != confirm.Present)
            return Rejection.PaperDiffers;
        return new PaperConfirmed(confirm.Id, confirm.By.Id, confirm.At, confirm.Round, confirm.Entry);
    }

    internal static RatingRound Apply(RatingRound round, PaperEntered e) =>
        round with
        {
            PaperProposed = new PaperCount(e.Id, Tally.Of(e.Counts), e.Present, e.Reason, e.By, e.At),
        };

    internal static RatingRound Apply(RatingRound round, PaperConfirmed e) =>
        round with
        {
            Paper = round.PaperProposed! with { ConfirmedBy = e.By, ConfirmedAt = e.At },
            PaperProposed = null,
        };

    private static Rejection? Check(ImmutableArray<int> counts, int present)
    {
        if (counts.IsDefault || counts.Length != 5 || present is < 1 or > PresentMost)
            return Rejection.PaperCountsWrong;
        if (counts.Any(n => n is < 0 or > PresentMost))
            return Rejection.PaperCountsWrong;
        return counts.Sum() > present ? Rejection.PaperMoreThanPresent : null;
    }
}
