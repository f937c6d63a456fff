using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.District;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Staff.District;

public sealed class SqliteDistrictTests(SqliteDatabase database)
    : DistrictContract(database),
        IClassFixture<SqliteDatabase>;

public sealed class PostgresDistrictTests(PostgresDatabase database)
    : DistrictContract(database),
        IClassFixture<PostgresDatabase>;

/// <summary>What the overview counts, on whichever store. Each test has streets of its own.</summary>
public abstract class DistrictContract(IDatabase database) : IAsyncLifetime
{
    private static readonly DateOnly Today = DistrictRows.Today;
    private readonly string own = "d" + Guid.NewGuid().ToString("N")[..8];
    private Node node = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DistrictReader Reader => new(node.Store);

    public async ValueTask InitializeAsync()
    {
        node = await Node.OpenAsync(database, Cancel);
        await using var context = node.Store.Create();
        await context.Streets.ExecuteDeleteAsync(Cancel);
        await context.Meetings.ExecuteDeleteAsync(Cancel);
        await context.Commitments.ExecuteDeleteAsync(Cancel);
        await context.Grids.ExecuteDeleteAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        node.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_street_is_counted_with_the_parts_and_the_wholes_of_its_rates()
    {
        var meeting = DistrictRows.Meeting(own, own + "1", new DateOnly(2025, 8, 25));
        var done = DistrictRows.Promise(meeting, "done", CommitmentState.Done, Today.AddDays(9));
        (done.FollowedUp, done.FollowedUpSatisfied) = (5, 3);
        var putOff = DistrictRows.Promise(meeting, "put-off", CommitmentState.Moving, Today.AddDays(9));
        putOff.FirstDeadline = Today.AddDays(-9);
        await KeepAsync(
            DistrictRows.Street(own, "王佐镇"),
            meeting,
            done,
            putOff,
            DistrictRows.Promise(meeting, "late", CommitmentState.NotStarted, Today.AddDays(-2)),
            DistrictRows.Promise(meeting, "to-come", CommitmentState.Moving, Today),
            DistrictRows.Promise(meeting, "cannot", CommitmentState.CannotBeDone, Today.AddDays(9))
        );

        var street = Assert.Single((await ReadAsync()).Streets);

        Assert.Equal(
            new DistrictFigures(
                Meetings: 1,
                Questions: 10,
                Promises: 5,
                Done: 1,
                Cannot: 1,
                Overdue: 1,
                new ThreeRates(new Ratio(8, 10), new Ratio(1, 4), new Ratio(3, 5))
            ),
            street.Figures
        );
        Assert.Equal(new DateOnly(2025, 8, 25), street.Last);
    }

    [Fact]
    public async Task What_was_carried_over_counts_once_where_it_was_promised()
    {
        var first = DistrictRows.Meeting(own, own + "1", new DateOnly(2025, 3, 1));
        var second = DistrictRows.Meeting(own, own + "2", new DateOnly(2025, 9, 1));
        var again = new CommitmentRow
        {
            Id = "c",
            MeetingId = second.Id,
            StreetId = own,
            Title = "事项",
            Lead = "王镇长",
            Unit = "城市管理办",
            Owner = "李科长",
            Deadline = Today,
            FromMeetingId = first.Id,
        };
        await KeepAsync(
            DistrictRows.Street(own, "王佐镇"),
            first,
            second,
            again,
            DistrictRows.Promise(first, "c", CommitmentState.Moving, Today)
        );

        var street = Assert.Single((await ReadAsync()).Streets);

        Assert.Equal(1, street.Figures.Promises);
        Assert.Equal([0, 1], street.Meetings.Select(m => m.Figures.Promises));
    }

    [Fact]
    public async Task A_meeting_that_is_on_is_shown_and_is_in_no_rate_and_one_that_is_announced_is_not_counted()
    {
        await KeepAsync(
            DistrictRows.Street(own, "王佐镇"),
            DistrictRows.Meeting(own, own + "1", Today, Phase.Running),
            DistrictRows.Meeting(own, own + "2", Today.AddDays(9), Phase.Preparing)
        );

        var meeting = Assert.Single(Assert.Single((await ReadAsync()).Streets).Meetings);

        Assert.True(meeting.Running);
        Assert.Equal((10, default), (meeting.Figures.Questions, meeting.Figures.Rates.Responded));
    }

    [Theory]
    [InlineData(DistrictPeriod.Year, 2)]
    [InlineData(DistrictPeriod.Half, 1)]
    [InlineData(DistrictPeriod.All, 3)]
    public async Task The_period_counts_meetings_by_their_day(DistrictPeriod period, int meetings)
    {
        await KeepAsync(
            DistrictRows.Street(own, "王佐镇"),
            DistrictRows.Meeting(own, own + "1", new DateOnly(2024, 12, 31)),
            DistrictRows.Meeting(own, own + "2", new DateOnly(2025, 1, 1)),
            DistrictRows.Meeting(own, own + "3", new DateOnly(2025, 4, 15))
        );

        Assert.Equal(meetings, (await ReadAsync(period)).Whole.Meetings);
    }

    [Fact]
    public async Task A_street_without_a_meeting_is_there_and_one_that_closed_only_with_what_it_held()
    {
        await KeepAsync(
            DistrictRows.Street(own + "a", "方庄街道", 1),
            DistrictRows.Street(own + "b", "撤并的街道", 2, closed: true),
            DistrictRows.Street(own + "c", "撤并的镇", 3, closed: true),
            DistrictRows.Meeting(own + "c", own + "1", Today)
        );

        var view = await ReadAsync();

        Assert.Equal(["方庄街道", "撤并的镇"], view.Streets.Select(s => s.Name));
        Assert.Empty(view.Streets[0].Meetings);
    }

    [Fact]
    public async Task A_streets_items_are_told_by_community_and_late_ones_with_their_reason()
    {
        var meeting = DistrictRows.Meeting(own, own + "1", Today.AddDays(-60));
        CommitmentRow In(string id, string? grid, CommitmentState state, int due)
        {
            var row = DistrictRows.Promise(meeting, id, state, Today.AddDays(due));
            row.Grid = grid;
            return row;
        }

        var late = In("late", "第7网格", CommitmentState.Moving, -5);
        late.Delay = "等雨季过去";
        await KeepAsync(
            DistrictRows.Street(own, "王佐镇"),
            Grid("g7", "第7网格", "翡翠山社区"),
            Grid("g8", "第8网格", "翡翠山社区"),
            Grid("g9", "第9网格", "佃起社区"),
            meeting,
            late,
            In("done", "第8网格", CommitmentState.Done, 5),
            In("other", "第9网格", CommitmentState.Moving, 5),
            In("nowhere", null, CommitmentState.Moving, -1)
        );

        var street = Assert.Single((await ReadAsync()).Streets);
        var detail = await Reader.DetailAsync(street, Today, Cancel);

        Assert.Equal(
            [("late", 5, "等雨季过去"), ("nowhere", 1, null)],
            detail.Late.Select(item => (item.Id, item.Days, item.Why))
        );
        Assert.Equal(
            [("翡翠山社区", 2, 1, 1), ("佃起社区", 1, 0, 0), (null, 1, 0, 1)],
            detail.Communities.Select(c => (c.Name, c.Figures.Promises, c.Figures.Done, c.Figures.Overdue))
        );
    }

    [Fact]
    public async Task Communities_and_property_companies_are_counted_apart_and_by_who_reported()
    {
        var (town, first, again, other, company) = (
            DistrictRows.Meeting(own, own + "1", Today.AddDays(-60)),
            DistrictRows.Meeting(own, own + "2", Today.AddDays(-50), of: (MeetingScale.Community, "佃起社区")),
            DistrictRows.Meeting(own, own + "3", Today.AddDays(-40), of: (MeetingScale.Community, "佃起社区")),
            DistrictRows.Meeting(own, own + "4", Today.AddDays(-30), of: (MeetingScale.Community, "翡翠山社区")),
            DistrictRows.Meeting(own, own + "5", Today.AddDays(-20), of: (MeetingScale.Property, "怡和物业"))
        );
        await KeepAsync(
            DistrictRows.Street(own, "王佐镇"),
            town,
            first,
            again,
            other,
            company,
            DistrictRows.Promise(town, "road", CommitmentState.Moving, Today.AddDays(-1)),
            DistrictRows.Promise(again, "bench", CommitmentState.Done, Today.AddDays(9)),
            DistrictRows.Promise(first, "lamp", CommitmentState.Moving, Today.AddDays(-3))
        );

        var streets = await ReadAsync();
        var communities = await ReadAsync(scale: MeetingScale.Community);
        var companies = await ReadAsync(scale: MeetingScale.Property);

        Assert.Equal((1, 1), (streets.Whole.Meetings, streets.Whole.Promises));
        Assert.Equal(
            [("佃起社区", 2, 2, 1, 1), ("翡翠山社区", 1, 0, 0, 0)],
            communities.Streets.Select(s =>
                (s.Name, s.Figures.Meetings, s.Figures.Promises, s.Figures.Done, s.Figures.Overdue)
            )
        );
        Assert.All(communities.Streets, s => Assert.Equal((own, "王佐镇"), (s.Street, s.Within)));
        Assert.Equal("怡和物业", Assert.Single(companies.Streets).Name);
        var late = Assert.Single((await Reader.DetailAsync(communities.Streets[0], Today, Cancel)).Late);
        Assert.Equal((first.Id, "lamp", 3), (late.MeetingId, late.Id, late.Days));
    }

    [Fact]
    public async Task A_meetings_row_tells_who_reported()
    {
        var script = new Script();
        var plan = script.Announce();
        await node.Journal.CommitAsync(
            Recorded.Empty(script.Meeting),
            [plan with { Plan = plan.Plan with { Scale = MeetingScale.Community, HeldBy = "佃起社区" } }],
            Cancel
        );

        await using var context = node.Store.Create();
        var row = await context.Meetings.AsNoTracking().SingleAsync(m => m.Id == script.Meeting.Value, Cancel);

        Assert.Equal(((int)MeetingScale.Community, "佃起社区"), (row.Scale, row.HeldBy));
    }

    [Fact]
    public async Task Twenty_six_streets_with_three_meetings_of_sixty_items_add_up_to_the_district()
    {
        var rows = new List<object>();
        for (var s = 0; s < 26; s++)
        {
            rows.Add(DistrictRows.Street($"{own}-{s:00}", $"第{s}街道", s));
            for (var m = 0; m < 3; m++)
            {
                var meeting = DistrictRows.Meeting($"{own}-{s:00}", $"{own}{s:00}{m}", new DateOnly(2025, 2 + m, 1));
                rows.Add(meeting);
                for (var c = 0; c < 60; c++)
                {
                    var state = c < s ? CommitmentState.Done : CommitmentState.Moving;
                    rows.Add(DistrictRows.Promise(meeting, $"c{c}", state, Today.AddDays(c % 2 == 0 ? -1 : 1)));
                }
            }
        }

        await KeepAsync([.. rows]);

        var view = await ReadAsync();

        Assert.Equal(26, view.Streets.Length);
        Assert.Equal((78, 4680, 3 * (25 * 26 / 2)), (view.Whole.Meetings, view.Whole.Promises, view.Whole.Done));
        Assert.Equal(new Ratio(78 * 8, 78 * 10), view.Whole.Rates.Responded);
        // Street 10: of each meeting 10 done (5 of them before their day), and of 50 open ones 25 late.
        var street = view.Streets[10].Figures;
        Assert.Equal((75, new Ratio(30, 105)), (street.Overdue, street.Rates.Resolved));
    }

    [Fact]
    public async Task A_closed_meetings_row_has_outcomes_with_merged_questions_and_without_withdrawn_ones()
    {
        var script = new Script();
        var live = (await node.Journal.CommitAsync(Recorded.Empty(script.Meeting), script.Running(), Cancel)).Now;
        var (asked, same, gone) = (script.Ask(1), script.Ask(2), script.Ask(3));
        MeetingCommand[] acts =
        [
            asked,
            same,
            gone,
            script.Approve(asked.Question),
            script.Approve(same.Question),
            new Merge(new CommandId("merge"), Script.Secretary, Script.Begin, same.Question, asked.Question),
            script.Withdraw(3, gone.Question),
            script.Stage(asked.Question),
            script.Answer(asked.Question),
            script.CloseRound(),
            script.Close(),
        ];
        await node.Journal.CommitAsync(live, acts, Cancel);

        await using var context = node.Store.Create();
        var row = await context.Meetings.AsNoTracking().SingleAsync(m => m.Id == script.Meeting.Value, Cancel);

        Assert.Equal((int)Phase.Closed, row.Phase);
        Assert.Equal((2, 2, 0, 0), (row.Questions, row.Answered, row.HandedOver, row.Refused));
    }

    private Task<DistrictOverview> ReadAsync(
        DistrictPeriod period = DistrictPeriod.Year,
        MeetingScale scale = MeetingScale.Street
    ) => Reader.ReadAsync(period, Today, Cancel, scale);

    private GridRow Grid(string id, string name, string community) =>
        new()
        {
            StreetId = own,
            Id = id,
            Name = name,
            Community = community,
        };

    private Task KeepAsync(params object[] rows) => DistrictRows.KeepAsync(node.Store, rows);
}
