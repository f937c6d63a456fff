using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Fengtai.MeetingLive.Core.Tests;

/// <summary>One command as numbers, so that a script that fails can be shrunk.</summary>
/// <param name="Stranger">Somebody who may have no business here gives it, by index; null: whoever usually does.</param>
/// <param name="Id">Small ids come again and again.</param>
/// <param name="Seconds">How far the clock goes on; it also jumps back.</param>
public sealed record Move(string What, int Resident, int? Stranger, int Target, int Value, int Id, int Seconds);

public sealed record Script(bool ShowFirst, ImmutableArray<Move> Moves)
{
    public override string ToString() => $"ShowFirst = {ShowFirst}\n{string.Join('\n', Moves)}";
}

/// <summary>What one command did.</summary>
public sealed record Step(Meeting Before, MeetingCommand Command, Decision Decision, Meeting After)
{
    public ImmutableArray<MeetingEvent> Events => Decision is Decision.Accepted accepted ? accepted.Events : [];
}

/// <summary>Arbitrary commands in a small world: six residents, five questions, three rounds, three polls, five people of staff.</summary>
public static partial class Scripts
{
    public const string Phone = "13812345678";
    public const string Name = "不公开的名字";
    public const string Planned = "只给主讲人看的口径";

    private const string Grid = "第7网格";

    private static readonly StreetId Street = new("wangzuo");
    private static readonly VenueId Main = new("main");
    private static readonly Origin Hall = new(Main, Channel.HallPhone, Entry.Hall);
    private static readonly DateTimeOffset Start = new(2025, 8, 15, 7, 0, 0, TimeSpan.Zero);

    private static readonly Actor Secretary = Actor.Staff(new("secretary"), Roles.Secretary, Street);
    private static readonly Actor SecondSecretary = Actor.Staff(new("second"), Roles.Secretary, Street);
    private static readonly Actor Presenter = Actor.Staff(new("presenter"), Roles.Presenter, Street);
    private static readonly Actor Administrator = Actor.Staff(new("administrator"), Roles.Administrator, Street);

    private static readonly Actor Unit = Actor.Staff(new("link:城管办"), Roles.Unit, Street) with { Unit = "城管办" };

    private static readonly Actor OtherUnit = Actor.Staff(new("link:民政办"), Roles.Unit, Street) with
    {
        Unit = "民政办",
    };

    private static readonly Actor GridWorker = Actor.Staff(new("grid"), Roles.GridWorker, Street) with { Grid = Grid };

    private static readonly Actor[] Everybody =
    [
        .. Enumerable.Range(0, 6).Select(Resident),
        Secretary,
        Presenter,
        Administrator,
        Unit,
        GridWorker,
        Actor.Staff(new("guest"), Roles.Secretary | Roles.Presenter | Roles.Administrator, new("elsewhere")),
    ];

    private static readonly ResponsePlan Response = new(
        "养老服务",
        null,
        Planned,
        Planned,
        Planned,
        "标题",
        "镇长",
        "城管办",
        "张主任",
        new DateOnly(2025, 9, 30),
        [],
        null
    );

    private static readonly (int Weight, string What)[] Kinds =
    [
        (1, "announce"),
        (1, "revise"),
        (4, "open"),
        (1, "close"),
        (1, "agenda"),
        (4, "enter"),
        (1, "scene"),
        (1, "slide"),
        (1, "same"),
        (4, "issue"),
        (8, "bind"),
        (4, "release"),
        (8, "ask"),
        (8, "support"),
        (4, "withdraw"),
        (9, "approve"),
        (2, "refuse"),
        (2, "reconsider"),
        (1, "topic"),
        (9, "merge"),
        (14, "unmerge"),
        (1, "label"),
        (6, "stage"),
        (3, "answer"),
        (3, "hand"),
        (2, "erase"),
        (6, "open-round"),
        (2, "close-round"),
        (1, "show-round"),
        (16, "rate"),
        (6, "open-poll"),
        (2, "close-poll"),
        (1, "show-poll"),
        (16, "vote"),
        (3, "mark"),
        (3, "paper"),
        (3, "confirm"),
        (1, "arrange"),
        (1, "submit"),
        (2, "amend"),
        (1, "pass"),
        (1, "return"),
        (1, "seal"),
        (1, "supplement"),
        (1, "report"),
        (1, "accept"),
        (1, "send-back"),
        (1, "reassign"),
        (1, "decline"),
        (1, "urge"),
        (1, "carry"),
        (1, "site"),
        (1, "blow"),
        (1, "come"),
        (1, "there"),
        (1, "agree"),
        (1, "follow"),
        (1, "reopen"),
        (1, "panel"),
        (1, "score"),
        (1, "shut"),
    ];

    private const int UnknownTarget = 7;

    private static readonly Comparer<CommitmentId> CommitmentsInOrder = Comparer<CommitmentId>.Create(
        (a, b) => string.CompareOrdinal(a.Value, b.Value)
    );

    private static readonly Gen<Move> AnyMove =
        from what in Gen.Frequency(Kinds.Select(kind => (kind.Weight, Gen.Constant(kind.What))))
        from resident in Gen.Choose(0, 5)
        from stranger in Gen.Frequency(
            (9, Gen.Constant<int?>(null)),
            (1, Gen.Choose(0, Everybody.Length - 1).Select(index => (int?)index))
        )
        from target in Gen.Frequency((9, Gen.Choose(0, 4)), (1, Gen.Constant(UnknownTarget)))
        from value in Gen.Choose(0, 6)
        from id in Gen.Frequency((4, Gen.Choose(100, 1_000_000)), (1, Gen.Choose(0, 5)))
        from seconds in Gen.Frequency((9, Gen.Choose(0, 90)), (1, Gen.Choose(-3600, 0)))
        select new Move(what, resident, stranger, target, value, id, seconds);

    /// <summary>Most scripts begin with it; otherwise few would get as far as the stage.</summary>
    private static readonly Move Opening = new("open", 0, null, 0, 0, 0, 0);

    /// <summary>Some go on with it: a promise made and followed until a resident sends it back.</summary>
    private static readonly string[] Following =
    [
        "ask",
        "approve",
        "hand",
        "carry",
        "site",
        "urge",
        "blow",
        "come",
        "there",
        "agree",
        "decline",
        "reassign",
        "report",
        "send-back",
        "report",
        "accept",
        "follow",
        "reopen",
        "erase",
    ];

    /// <summary>Some end with it: without, hardly one would get as far as the seal.</summary>
    private static readonly string[] Ending =
    [
        "answer",
        "close",
        "arrange",
        "submit",
        "amend",
        "pass",
        "return",
        "amend",
        "pass",
        "seal",
        "paper",
        "supplement",
        "panel",
        "score",
        "panel",
        "shut",
    ];

    public static readonly Gen<Script> Any =
        from showFirst in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from opened in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from length in Gen.Choose(1, 60)
        from moves in Gen.ArrayOf(AnyMove, length)
        from ended in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from ending in Gen.ArrayOf(AnyMove, Ending.Length)
        from followed in Gen.Frequency((2, Gen.Constant(false)), (1, Gen.Constant(true)))
        from following in Gen.ArrayOf(AnyMove, Following.Length)
        select new Script(
            showFirst,
            [
                .. opened ? [Opening, .. moves[1..]] : moves,
                .. followed ? following.Zip(Following, (move, what) => Same(move, following[0], what)) : [],
                .. ended ? ending.Zip(Ending, (move, what) => move with { What = what }) : [],
            ]
        );

    /// <summary>About the same question, so that it comes to its end more often.</summary>
    private static Move Same(Move move, Move first, string what) =>
        move with
        {
            What = what,
            Target = first.Target,
            Stranger = null,
        };

    /// <summary>FsCheck finds the generator by this method's type.</summary>
    public static Arbitrary<Script> Arbitrary() => Arb.From(Any, Shorter);

    /// <summary>Plays a script on an announced meeting, as the journal does: stamped, decided, then applied.</summary>
    public static List<Step> Play(Script script)
    {
        var announce = new Announce(new("a"), Administrator, Start, Plan(script.ShowFirst), [Response]);
        var steps = new List<Step> { Next(new Meeting(new MeetingId("m")), announce) };
        var clock = Start;
        foreach (var move in script.Moves)
        {
            clock = clock.AddSeconds(move.Seconds);
            steps.Add(Next(steps[^1].After, Command(steps[^1].After, move, clock, script.ShowFirst)));
        }

        return steps;
    }

    private static Step Next(Meeting meeting, MeetingCommand command)
    {
        var stamped = command with { At = meeting.Stamp(command) };
        var decision = meeting.Decide(stamped);
        var after = decision is Decision.Accepted accepted
            ? accepted.Events.Aggregate(meeting, (state, e) => state.Apply(e))
            : meeting;
        return new Step(meeting, stamped, decision, after);
    }

    private static IEnumerable<Script> Shorter(Script script)
    {
        var half = script.Moves.Length / 2;
        if (half > 0)
        {
            yield return script with
            {
                Moves = script.Moves[..half],
            };
            yield return script with
            {
                Moves = script.Moves[half..],
            };
        }

        for (var index = 0; index < script.Moves.Length; index++)
            yield return script with
            {
                Moves = script.Moves.RemoveAt(index),
            };
    }
}
