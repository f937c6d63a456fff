using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Tracking;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Live;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Track;
using Microsoft.Extensions.Time.Testing;

namespace Fengtai.MeetingLive.Web.Tests.Journal;

/// <summary>The board of a street, and what is carried over to its next meeting.</summary>
public abstract partial class JournalContract
{
    private static readonly DateOnly Later = new(2025, 10, 15);
    private static readonly CommitmentId Lamp = new("lamp");
    private static readonly CommitmentId Stop = new("stop");

    [Fact]
    public async Task A_board_has_all_promises_of_its_street_and_of_nobody_else()
    {
        await using var here = Office();
        await using var elsewhere = Office(new Script());
        await HeldAsync(here, script);
        await HeldAsync(elsewhere, new Script());
        var reader = new BoardReader(node.Store);

        var board = await reader.ReadAsync(here.Secretary.Street!.Value, here.Secretary, Later, Cancel);

        Assert.Equal(["lamp", "stop"], board.Items.Select(i => i.Row.Id).Order(StringComparer.Ordinal));
        Assert.Equal(script.Code, Assert.Single(board.Meetings).Code);
        Assert.Equal(1, board.Count(BoardFilter.All, BoardState.Overdue));
    }

    [Fact]
    public async Task A_unit_and_a_grid_worker_get_what_Core_says_is_theirs()
    {
        await using var office = Office();
        var session = await HeldAsync(office, script);
        var street = office.Secretary.Street!.Value;
        var reader = new BoardReader(node.Store);
        Actor[] all =
        [
            Actor.Staff(new("a"), Roles.Unit, street) with
            {
                Unit = "镇城建办",
            },
            Actor.Staff(new("b"), Roles.Unit, street) with
            {
                Unit = "别的单位",
            },
            Actor.Staff(new("c"), Roles.Unit, street),
            Actor.Staff(new("d"), Roles.GridWorker, street) with
            {
                Grid = "第7网格",
            },
            Actor.Staff(new("e"), Roles.GridWorker, street),
            Actor.Staff(new("f"), Roles.Presenter, street),
            Actor.Staff(new("g"), Roles.Evaluator, street),
        ];

        foreach (var who in all)
        {
            var board = await reader.ReadAsync(street, who, Later, Cancel);
            Assert.Equal(
                session
                    .Current.Timetable.Values.Where(c => Tracks.Concerns(who, c))
                    .Select(c => c.Id.Value)
                    .Order(StringComparer.Ordinal),
                board.Items.Select(i => i.Row.Id).Order(StringComparer.Ordinal)
            );
        }
    }

    [Fact]
    public async Task A_thousand_promises_are_counted_filtered_and_paged_from_their_rows()
    {
        await using var office = Office();
        await HeldAsync(office, script);
        var street = office.Secretary.Street!.Value;
        await using (var context = node.Store.Create())
        {
            context.Commitments.AddRange(
                Enumerable
                    .Range(0, 1000)
                    .Select(n => new CommitmentRow
                    {
                        Id = $"more-{n}",
                        MeetingId = script.Meeting.Value,
                        StreetId = street.Value,
                        Title = $"事项{n}",
                        Lead = "王镇长",
                        Unit = $"单位{n % 10}",
                        Owner = "赵科长",
                        Deadline = Later.AddDays(n - 300),
                        State = (int)CommitmentState.Moving,
                    })
            );
            await context.SaveChangesAsync(Cancel);
        }

        var board = await new BoardReader(node.Store).ReadAsync(street, office.Secretary, Later, Cancel);

        Assert.Equal(1002, board.Items.Length);
        Assert.Equal(301, board.Count(BoardFilter.All, BoardState.Overdue));
        Assert.Equal(100, board.Count(BoardFilter.All with { Unit = "单位3" }, null));
        Assert.Equal(
            (51, 2),
            (board.PageOf(BoardFilter.All).Pages, board.PageOf(BoardFilter.All with { Page = 51 }).Items.Length)
        );
    }

    [Fact]
    public async Task Nothing_is_carried_over_while_nothing_is_prepared()
    {
        await using var office = Office();
        var session = await HeldAsync(office, script);

        var done = await CarryAsync(office, session, Lamp);

        Assert.Equal(new Saved.Refused(Rejection.MeetingNotAnnounced), done.Refusal);
        Assert.Empty(Tracks.Of(session.Current, Lamp).Steps);
    }

    [Fact]
    public async Task What_is_carried_over_keeps_its_origin_and_its_milestones_and_is_added_once()
    {
        await using var office = Office();
        var session = await HeldAsync(office, script);
        await NextAsync(office);

        var first = await CarryAsync(office, session, Lamp, Stop);
        var second = await CarryAsync(office, session, Stop, Lamp);

        Assert.Equal((2, 0, 0), (first.Added, first.Already, first.Not.Length));
        Assert.Equal((0, 2, 0), (second.Added, second.Already, second.Not.Length));
        var next = await office.LoadAsync();
        Assert.Equal(2, next.Plan.Commitments.Length);
        var lamp = next.Plan.Commitments.Single(c => c.From!.Commitment == Lamp);
        Assert.Equal(new EarlierPromise(session.Current.Id, script.Code, Lamp), lamp.From);
        Assert.Equal(session.Current.Timetable[Lamp].Milestones, lamp.Milestones);
        Assert.NotEqual(Lamp, lamp.Id);
        Assert.Equal("第二次报告会（2026年3月1日）", Tracks.Of(session.Current, Lamp).CarriedTo);
        Assert.Single(Tracks.Of(session.Current, Lamp).Steps);
        // Counted where it was promised, also once the next meeting is announced.
        await office.DoneAsync(office.Preparations.AnnounceAsync(next, office.Secretary, Cancel));
        var board = await new BoardReader(node.Store).ReadAsync(
            office.Secretary.Street!.Value,
            office.Secretary,
            Later,
            Cancel
        );
        Assert.Equal(2, board.Items.Length);
        Assert.All(board.Items, item => Assert.Equal(session.Current.Id.Value, item.Row.MeetingId));
    }

    [Fact]
    public async Task It_is_carried_over_to_an_announced_meeting_as_well_and_a_workbook_takes_nothing_away()
    {
        await using var office = Office();
        var session = await HeldAsync(office, script);
        var next = await NextAsync(office);
        await office.DoneAsync(office.Preparations.AnnounceAsync(next, office.Secretary, Cancel));

        Assert.Equal(1, (await CarryAsync(office, session, Lamp)).Added);

        // A workbook knows nothing of what was carried over.
        var now = await office.LoadAsync();
        var saved = await office.KeptAsync(
            now,
            now.Content with
            {
                Plan = now.Plan with { Commitments = [], Title = "换了名称" },
            }
        );
        Assert.Equal(Lamp, Assert.Single(saved.Plan.Commitments).From!.Commitment);
    }

    [Fact]
    public async Task What_is_done_or_unknown_stays_and_is_named_with_why()
    {
        await using var office = Office();
        var session = await HeldAsync(office, script);
        await NextAsync(office);
        await SettleAsync(office, session, Stop);

        var done = await CarryAsync(office, session, Lamp, Stop, new CommitmentId("gone"));

        Assert.Equal(1, done.Added);
        Assert.Equal(
            [
                (Stop, new Saved.Refused(Rejection.CommitmentSettled)),
                (new CommitmentId("gone"), new Saved.Refused(Rejection.CommitmentUnknown)),
            ],
            done.Not.Select(n => (n.Promise.Commitment, (Saved.Refused)n.Why))
        );
        Assert.Single((await office.LoadAsync()).Plan.Commitments);
    }

    private PreparingOffice Office(Script other) => new(node, other);

    /// <summary>A meeting of the office's street that is over, with two promises; one of them is late by now.</summary>
    private static async Task<MeetingSession> HeldAsync(PreparingOffice office, Script held)
    {
        var session = await office.Sessions.GetAsync(held.Meeting);
        var announce = held.Announce();
        var lamp = held.Plan.Commitments[0] with { Id = Lamp, Deadline = new DateOnly(2025, 10, 10) };
        var plan = announce.Plan with
        {
            Street = office.Secretary.Street!.Value,
            Commitments =
            [
                lamp,
                lamp with
                {
                    Id = Stop,
                    Title = "公交站台",
                    Unit = "别的单位",
                    Grid = "第7网格",
                    Deadline = new DateOnly(2025, 12, 31),
                },
            ],
        };
        MeetingCommand[] commands =
        [
            announce with
            {
                Plan = plan,
                By = office.Secretary,
            },
            held.Open() with
            {
                By = office.Secretary,
            },
            held.Close() with
            {
                By = office.Secretary,
            },
        ];
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
        return session;
    }

    private static async Task<Preparing> NextAsync(PreparingOffice office)
    {
        var now = await office.LoadAsync();
        Assert.Equal(0, now.Version);
        var plan = office.Content.Plan with
        {
            Code = now.Plan.Code,
            Title = "第二次报告会",
            Date = new DateOnly(2026, 3, 1),
            Venues = [office.Content.Plan.Venues[0] with { Code = now.Plan.Code }],
        };
        return await office.KeptAsync(now, office.Content with { Plan = plan });
    }

    private static Task<CarriedOverTo> CarryAsync(
        PreparingOffice office,
        MeetingSession session,
        params CommitmentId[] which
    ) =>
        new CarryingOver(office.Preparations, office.Sessions, new FakeTimeProvider(Script.Begin)).DoAsync(
            office.Secretary.Street!.Value,
            [.. which.Select(c => new PromiseAt(session.Current.Id, c))],
            office.Secretary,
            Cancel
        );

    private static async Task SettleAsync(PreparingOffice office, MeetingSession session, CommitmentId which)
    {
        var unit = Actor.Staff(new ActorId("unit"), Roles.Unit, office.Secretary.Street!.Value) with
        {
            Unit = session.Current.Timetable[which].Unit,
        };
        MeetingCommand[] commands =
        [
            new Report(
                new("settle-1"),
                unit,
                Script.Begin,
                which,
                ReportKind.Done,
                "建好了",
                [new PhotoHash(new string('a', 64))],
                []
            ),
            new Accept(new("settle-2"), office.Secretary, Script.Begin, which),
        ];
        foreach (var command in commands)
            Assert.IsType<Outcome.Done>(await session.ExecuteAsync(command, Cancel));
    }
}
