using System.Collections.Immutable;

namespace Fengtai.MeetingLive.Core;

/// <summary>What a round judges: 工作成效 or 干部作风.</summary>
public enum RatingSubject
{
    Work,
    Conduct,
}

/// <summary>A rating round as it is prepared.</summary>
/// <param name="Live">True: the bars are shown while it is open; false: hidden until it is closed and shown.</param>
public sealed record RoundPlan(
    RoundId Id,
    string Title,
    string ShortTitle,
    string Note,
    RatingSubject Subject,
    bool Live
)
{
    /// <summary>What it judges, where the meeting's rounds do not all judge the same; null where there is nothing to tell apart.</summary>
    public RatingSubject? SubjectIn(MeetingPlan plan) =>
        plan.Rounds.Any(other => other.Subject != Subject) ? Subject : null;
}

public enum RoundState
{
    Planned,
    Open,
    Closed,
}

/// <summary>How many rated 1, 2, 3, 4 and 5 (非常不满意 … 非常满意).</summary>
public readonly record struct Tally(int One, int Two, int Three, int Four, int Five)
{
    public int Total => One + Two + Three + Four + Five;

    /// <summary>满意 and 非常满意.</summary>
    public int Satisfied => Four + Five;

    /// <summary>Level 1 first.</summary>
    public ImmutableArray<int> Counts => [One, Two, Three, Four, Five];

    /// <param name="counts">Five, level 1 first.</param>
    public static Tally Of(ImmutableArray<int> counts) => new(counts[0], counts[1], counts[2], counts[3], counts[4]);

    public Tally Plus(Tally other) =>
        new(One + other.One, Two + other.Two, Three + other.Three, Four + other.Four, Five + other.Five);

    public Tally Replace(int? old, int score) => old is { } was ? Add(was, -1).Add(score, 1) : Add(score, 1);

    public Tally Remove(int score) => Add(score, -1);

    private Tally Add(int score, int by) =>
        score switch
        {
            1 => this with { One = One + by },
            2 => this with { Two = Two + by },
            3 => this with { Three = Three + by },
            4 => this with { Four = Four + by },
            5 => this with { Five = Five + by },
            _ => throw new ArgumentOutOfRangeException(nameof(score), score, "A score is 1 to 5."),
        };
}

/// <summary>A resident's latest rating in one round.</summary>
/// <param name="Commitment">What seals it (<see cref="Seals.Rating"/>); a leaf under the round's root.</param>
/// <param name="Receipt">SHA-256 of the receipt that the phone holds.</param>
/// <param name="As">The command that gave it; the receipt is made of it again for the same device.</param>
/// <param name="Salt">Opens the commitment; published when the round is closed and shown (<see cref="Openings"/>).</param>
public sealed record Rating(int Score, Origin From, string Commitment, string Receipt, CommandId As, string Salt);

/// <summary>
/// What seals a rating or a ballot; made at the edge from the server's key, so that a repeat gives the same.
/// </summary>
/// <param name="Salt">At least 128 bits, hex.</param>
/// <param name="Receipt">SHA-256 of the receipt, hex.</param>
public sealed record RatingProof(string Salt, string Receipt);

public sealed record OpenRound(CommandId Id, Actor By, DateTimeOffset At, RoundId Round) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record CloseRound(CommandId Id, Actor By, DateTimeOffset At, RoundId Round) : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

/// <summary>Shows or hides a round's figures on public surfaces.</summary>
public sealed record ShowRound(CommandId Id, Actor By, DateTimeOffset At, RoundId Round, bool Shown)
    : MeetingCommand(Id, By, At)
{
    public override Roles AllowedTo => Roles.Secretary;
}

public sealed record Rate(
    CommandId Id,
    Actor By,
    DateTimeOffset At,
    Origin From,
    RoundId Round,
    int Score,
    RatingProof Proof
) : ResidentCommand(Id, By, At, From)
{
    public override Roles AllowedTo => Roles.Resident;
}

public sealed record RoundOpened(CommandId Id, ActorId By, DateTimeOffset At, RoundId Round) : StaffEvent(Id, By, At);

/// <param name="Root">Merkle root of the latest ratings' commitments, sorted (<see cref="Seals.Root"/>).</param>
/// <param name="Counts">The tally at closing, level 1 first.</param>
public sealed record RoundClosed(
    CommandId Id,
    ActorId By,
    DateTimeOffset At,
    RoundId Round,
    string Root,
    ImmutableArray<int> Counts
) : StaffEvent(Id, By, At);

public sealed record RoundShown(CommandId Id, ActorId By, DateTimeOffset At, RoundId Round, bool Shown)
    : StaffEvent(Id, By, At);

/// <summary>
/// Rated. The journal publishes that it happened, in which minute and where; who, the score and the commitment stay beside
/// it. A commitment in order of arrival would tell each score as soon as the round's openings are published.
/// </summary>
[Private(nameof(MeetingEvent.Id))]
public sealed record Rated(
    CommandId Id,
    ActorId? By,
    DateTimeOffset At,
    Origin From,
    RoundId Round,
    [property: Private] int Score,
    [property: Private] string Salt,
    [property: Private] string Commitment,
    [property: Private] string Receipt
) : ResidentEvent(Id, By, At, From);

/// <summary>Each resident's latest rating in one round, and their tally.</summary>
public sealed record RatingRound(
    RoundPlan Plan,
    int Number,
    RoundState State,
    bool Shown,
    ImmutableDictionary<ActorId, Rating> Latest,
    Tally Tally,
    string? Root = null
)
{
    public RoundId Id => Plan.Id;

    /// <summary>纸质, when two people have counted the same.</summary>
    public PaperCount? Paper { get; init; }

    /// <summary>What one person has counted and nobody has confirmed.</summary>
    public PaperCount? PaperProposed { get; init; }

    /// <summary>Phones and paper together: what is shown. <see cref="Tally"/> and <see cref="Root"/> are the phones'.</summary>
    public Tally All => Tally.Plus(Paper?.Tally ?? default);

    public static RatingRound Planned(RoundPlan plan, int number) =>
        new(plan, number, RoundState.Planned, plan.Live, ImmutableDictionary<ActorId, Rating>.Empty, default);

    public static Decision Decide(Meeting meeting, OpenRound open)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Rounds.TryGetValue(open.Round, out var round))
            return Rejection.RoundUnknown;
        if (round.State == RoundState.Open)
            return Rejection.RoundAlreadyOpen;
        if (round.State == RoundState.Closed)
            return Rejection.RoundClosed;
        return Decision.Happened(
            new RoundOpened(open.Id, open.By.Id, open.At, open.Round),
            new SceneShown(open.Id, open.By.Id, open.At, new Scene(SceneKind.Rating, Round: open.Round))
        );
    }

    public static Decision Decide(Meeting meeting, CloseRound close)
    {
        if (meeting.NotRunning is { } rejection)
            return rejection;
        if (!meeting.Rounds.TryGetValue(close.Round, out var round))
            return Rejection.RoundUnknown;
        if (round.State != RoundState.Open)
            return Rejection.RoundNotOpen;
        return Decision.Happened(round.Closing(close.Id, close.By.Id, close.At));
    }

    public static Decision Decide(Meeting meeting, ShowRound show)
    {
        if (!meeting.Rounds.TryGetValue(show.Round, out var round))
            return Rejection.RoundUnknown;
        if (round.Shown == show.Shown)
            return new Decision.Repeated(meeting.Version);
        return new RoundShown(show.Id, show.By.Id, show.At, show.Round, show.Shown);
    }

    public static Decision Decide(Meeting meeting, Rate rate)
    {
        if (meeting.Phase == Phase.Closed)
            return Rejection.MeetingClosed;
        if (!meeting.Rounds.TryGetValue(rate.Round, out var round))
            return Rejection.RoundUnknown;
        if (round.State != RoundState.Open)
            return Rejection.RoundNotOpen;
        if (rate.Score is < 1 or > 5)
            return Rejection.ScoreOutOfRange;
        var commitment = Seals.Rating(rate.Proof.Salt, rate.Round, rate.Score);
        return new Rated(
            rate.Id,
            rate.By.Id,
            rate.At,
            rate.From,
            rate.Round,
            rate.Score,
            rate.Proof.Salt,
            commitment,
            rate.Proof.Receipt
        );
    }

    /// <summary>
    /// What closes this round, with the root over what stands now. Closing publishes: a round that was hidden is shown
    /// from now on, unless it is hidden again.
    /// </summary>
    public IEnumerable<MeetingEvent> Closing(CommandId id, ActorId by, DateTimeOffset at)
    {
        yield return new RoundClosed(
            id,
            by,
            at,
            Id,
            Seals.Root(Latest.Values.Select(rating => rating.Commitment)),
            Tally.Counts
        );
        if (!Shown)
            yield return new RoundShown(id, by, at, Id, true);
    }

    /// <param name="former">Devices that held the rater's ticket before; one ticket counts once, the latest counts.</param>
    public RatingRound Apply(Rated e, ImmutableArray<ActorId> former)
    {
        if (e.By is not { } who)
            throw new InvalidOperationException(
                "A rating without its rater cannot be counted: its private part is missing."
            );
        foreach (var one in former)
        {
            if (Latest.TryGetValue(one, out var given) && given.From.Entry == Entry.Ticket)
                return Without(one, given.Score).Apply(e, former);
        }

        int? old = Latest.TryGetValue(who, out var before) ? before.Score : null;
        return this with
        {
            Latest = Latest.SetItem(who, new Rating(e.Score, e.From, e.Commitment, e.Receipt, e.Id, e.Salt)),
            Tally = Tally.Replace(old, e.Score),
        };
    }

    private RatingRound Without(ActorId who, int score) =>
        this with
        {
            Latest = Latest.Remove(who),
            Tally = Tally.Remove(score),
        };
}
