using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Public.Receipts;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Visits;

public sealed class SqliteVisitTests(SqliteDatabase database) : VisitContract(database), IClassFixture<SqliteDatabase>;

public sealed class PostgresVisitTests(PostgresDatabase database)
    : VisitContract(database),
        IClassFixture<PostgresDatabase>;

/// <summary>What the visits promise, on whichever store. Each test has a street of its own.</summary>
public abstract class VisitContract(IDatabase database) : IAsyncLifetime
{
    private static readonly string KeyFile = Path.Combine(Path.GetTempPath(), $"visits-{Environment.ProcessId}.key");
    private VisitRoom room = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        // One key for all: the database of the class remembers it.
        room = await VisitRoom.OpenAsync(database, KeyFile + "." + GetType().Name);

    public async ValueTask DisposeAsync()
    {
        await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_visit_is_kept_and_its_question_stands_on_the_list_with_its_source()
    {
        var kept = await room.KeepAsync(VisitRoom.Visit());

        Assert.Matches("^[0-9A-HJKMNP-TV-Z]{10}$", kept.Receipt);
        var line = Assert.Single(await room.LinesAsync());
        Assert.Equal(
            ("a1", "g3", "3号院5号楼", "养老服务", "助餐", VisitListing.Listed, "网格员甲"),
            (line.Id, line.GridId, line.Household, line.Topic, line.Part, line.Listing, line.By)
        );
        var demand = Assert.Single(await room.ListedAsync());
        Assert.Equal(
            ("走访", "腿脚不好，晚饭能送上门吗？", "养老服务", "助餐", "第3网格", new DateOnly(2025, 7, 4)),
            (demand.Source, demand.Text, demand.Topic, demand.Part, demand.Grid, demand.ReceivedOn)
        );
    }

    [Fact]
    public async Task The_same_visit_sent_again_is_one_and_has_the_same_receipt()
    {
        var first = await room.KeepAsync(VisitRoom.Visit());
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => room.KeepAsync(VisitRoom.Visit())));

        Assert.All(again, kept => Assert.Equal(first.Receipt, kept.Receipt));
        Assert.Single(await room.LinesAsync());
        Assert.Single(await room.ListedAsync());
    }

    [Fact]
    public async Task A_new_visit_that_arrives_several_times_at_once_is_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => room.KeepAsync(VisitRoom.Visit("at-once"))));

        Assert.Single(await room.LinesAsync());
        Assert.Single(await room.ListedAsync());
    }

    [Fact]
    public async Task A_mended_visit_takes_the_place_of_the_first_and_a_late_first_copy_changes_nothing()
    {
        await room.KeepAsync(VisitRoom.Visit() with { ToList = false });
        await room.KeepAsync(
            VisitRoom.Visit() with
            {
                Revision = 2,
                Grid = "g12",
                Household = "1号楼",
                ToList = false,
            }
        );
        await room.KeepAsync(VisitRoom.Visit() with { ToList = false });

        var line = Assert.Single(await room.LinesAsync());
        Assert.Equal(("g12", "1号楼"), (line.GridId, line.Household));
    }

    [Fact]
    public async Task Words_that_were_mended_after_they_were_listed_are_listed_too()
    {
        await room.KeepAsync(VisitRoom.Visit());
        await room.KeepAsync(VisitRoom.Visit() with { Revision = 2, Asked = "晚饭送上门要多少钱？" });

        Assert.Equal(
            ["晚饭送上门要多少钱？", "腿脚不好，晚饭能送上门吗？"],
            (await room.ListedAsync()).Select(demand => demand.Text).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task What_is_not_for_the_list_is_counted_and_neither_listed_nor_given_a_receipt()
    {
        var kept = await room.KeepAsync(VisitRoom.Visit() with { ToList = false, Asked = "", Phone = "13800138000" });

        Assert.Null(kept.Receipt);
        Assert.Empty(await room.ListedAsync());
        Assert.Equal(VisitListing.No, Assert.Single(await room.LinesAsync()).Listing);
        // Nobody replies to it, so nobody's number is kept.
        await using var context = room.Store.Create();
        Assert.Null((await context.Visits.SingleAsync(v => v.StreetId == room.Street.Value, Cancel)).Phone);
    }

    [Fact]
    public async Task A_phone_number_goes_to_the_list_sealed_and_stays_nowhere_else()
    {
        await room.KeepAsync(VisitRoom.Visit() with { Phone = "＋86 138-0013-8000" });

        await using var context = room.Store.Create();
        var visit = await context.Visits.SingleAsync(v => v.StreetId == room.Street.Value, Cancel);
        Assert.Null(visit.Phone);
        var demand = await context.Demands.SingleAsync(d => d.StreetId == room.Street.Value, Cancel);
        Assert.NotNull(demand.Sealed);
        Assert.DoesNotContain("13800138000", Encoding.UTF8.GetString(demand.Sealed), StringComparison.Ordinal);
        var person = await room.Acts.LookAsync(
            room.Street.Value,
            demand.Id,
            "回复",
            new Looker("秘书", Roles.Secretary),
            Cancel
        );
        Assert.Equal(("13800138000", "翡翠山社区3号院5号楼"), (person!.Phone, person.Address));
    }

    [Fact]
    public async Task Without_its_key_a_number_is_refused_and_the_visit_without_it_is_kept_and_waits_for_the_list()
    {
        // The first datum makes the key; then its file is gone.
        await room.KeepAsync(VisitRoom.Visit("first"));
        var lost = KeyFile + ".lost";
        await using var without = await VisitRoom.OpenAsync(database, lost);

        var wrong = await without.RefusedAsync(VisitRoom.Visit() with { Phone = "13800138000" });
        await without.KeepAsync(VisitRoom.Visit());

        Assert.Equal(("phone", "phone-locked"), (wrong.Field, wrong.Code));
        Assert.Equal(VisitListing.Waiting, Assert.Single(await without.LinesAsync()).Listing);
        Assert.False(File.Exists(lost));
    }

    [Fact]
    public async Task The_receipt_of_a_visit_is_found_by_whoever_holds_it()
    {
        var kept = await room.KeepAsync(VisitRoom.Visit() with { Asked = "我的电话13800138000，供暖什么时候来？" });

        var found = await room.Receipts.FindAsync(new ReceiptCode.Sound(kept.Receipt!), Cancel);

        var visit = Assert.IsType<ReceiptView.OfVisit>(found?.View);
        Assert.Equal(
            ("我的电话138****8000，供暖什么时候来？", "助餐", new DateOnly(2025, 7, 4), true),
            (visit.Text, visit.Topic, visit.Day, visit.Listed)
        );
    }

    [Fact]
    public async Task A_photo_is_drawn_anew_kept_once_and_given_to_nobody_of_another_street()
    {
        var photo = VisitRoom.Photo();
        await room.KeepAsync(VisitRoom.Visit("a1") with { Photo = photo });
        await room.KeepAsync(VisitRoom.Visit("a2") with { Photo = photo });

        var hash = (await room.LinesAsync()).Select(line => line.PhotoHash).Distinct().Single()!;
        Assert.NotNull(await room.List.PhotoAsync(room.Street, hash, small: true, Cancel));
        Assert.Null(await room.List.PhotoAsync(new StreetId("elsewhere"), hash, small: true, Cancel));
        // Nor under the public address of the decks' photos.
        await using var context = room.Store.Create();
        Assert.False(await context.Photos.AnyAsync(p => p.Hash == hash, Cancel));
    }

    [Theory]
    [InlineData("photo.not-a-picture", "GIF89a nothing")]
    [InlineData("photo.not-a-picture", "")]
    public async Task What_is_no_picture_is_refused_and_the_visit_is_not_half_kept(string code, string bytes)
    {
        var wrong = await room.RefusedAsync(VisitRoom.Visit() with { Photo = Encoding.ASCII.GetBytes(bytes) });

        Assert.Equal(("photo", code), (wrong.Field, wrong.Code));
        Assert.Empty(await room.LinesAsync());
    }

    [Fact]
    public async Task Coverage_counts_households_by_grid_and_group_and_puts_those_behind_on_top()
    {
        await room.Coverage.SetTargetsAsync(
            room.Street,
            new Dictionary<(string, Group), int>
            {
                [("g3", Group.Elderly)] = 2,
                [("g3", Group.NewEmployment)] = 2,
                [("g12", Group.Elderly)] = 1,
            },
            Cancel
        );
        await room.KeepAsync(VisitRoom.Visit("a1"));
        await room.KeepAsync(VisitRoom.Visit("a2") with { Groups = ["Elderly", "Disabled"] });
        await room.KeepAsync(VisitRoom.Visit("a3") with { Grid = "g12" });

        var coverage = await room.CoveredAsync();

        Assert.Equal((3, 5, 2), (coverage.Households, coverage.Planned, coverage.Lacking));
        Assert.Equal(["g3", "g12"], coverage.Grids.Select(grid => grid.Id));
        Assert.Equal(
            [
                (Group.Elderly, 3, 3),
                (Group.Disabled, 1, 0),
                (Group.Working, 0, 0),
                (Group.NewEmployment, 0, 2),
                (Group.Other, 0, 0),
            ],
            coverage.Groups.Select(cell => (cell.Group, cell.Done, cell.Target))
        );
        Assert.Equal([Group.NewEmployment], coverage.Behind.Select(cell => cell.Group));
        Assert.Equal("g3", coverage.MostLackingOf(Group.NewEmployment)!.Id);
    }

    [Fact]
    public async Task A_target_is_changed_taken_away_and_never_negative()
    {
        async Task SetAsync(int households) =>
            await room.Coverage.SetTargetsAsync(
                room.Street,
                new Dictionary<(string, Group), int> { [("g3", Group.Other)] = households },
                Cancel
            );
        await SetAsync(7);
        await SetAsync(9);
        Assert.Equal(9, (await room.CoveredAsync()).Planned);
        await SetAsync(0);
        Assert.Equal(0, (await room.CoveredAsync()).Planned);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SetAsync(-1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => SetAsync(10_000));
    }

    [Fact]
    public async Task Visits_before_the_last_closed_meeting_belong_to_it()
    {
        await room.KeepAsync(VisitRoom.Visit("old") with { At = VisitRoom.Now.AddDays(-30) });
        await room.KeepAsync(VisitRoom.Visit("new"));
        await using (var context = room.Store.Create())
        {
            var id = Guid.NewGuid().ToString("N");
            context.Meetings.Add(
                new MeetingRow
                {
                    Id = id,
                    StreetId = room.Street.Value,
                    Code = id[..6],
                    Title = "上一次",
                    Date = new DateOnly(2025, 6, 20),
                    Phase = (int)Phase.Closed,
                    Head = new string('0', 64),
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        var coverage = await room.CoveredAsync();

        Assert.Equal((1, new DateOnly(2025, 6, 21)), (coverage.Households, coverage.Since!.Value));
        Assert.Equal(["new"], (await room.LinesAsync()).Select(line => line.Id));
    }

    [Fact]
    public async Task The_list_is_filtered_and_paged_in_the_database()
    {
        for (var i = 0; i < VisitList.PageSize + 3; i++)
            await room.KeepAsync(
                VisitRoom.Visit($"v{i}") with
                {
                    At = VisitRoom.Now.AddMinutes(-i),
                    ToList = false,
                    Grid = i == 0 ? "g12" : "g3",
                    Asked = i == 1 ? "100%的车位_都满了" : "路灯不亮",
                }
            );

        var first = await room.List.ReadAsync(room.Street, new VisitFilter(), 1, Cancel);
        var second = await room.List.ReadAsync(room.Street, new VisitFilter(), 2, Cancel);

        Assert.Equal((53, 50, "v0"), (first.Total, first.Lines.Length, first.Lines[0].Id));
        Assert.Equal(["v50", "v51", "v52"], second.Lines.Select(line => line.Id));
        Assert.Empty((await room.List.ReadAsync(room.Street, new VisitFilter(), 9, Cancel)).Lines);
        Assert.Equal(["v0"], (await room.LinesAsync(new VisitFilter(Grid: "g12"))).Select(line => line.Id));
        // Signs of LIKE are letters like others.
        Assert.Equal(["v1"], (await room.LinesAsync(new VisitFilter(Words: "%的车位_"))).Select(line => line.Id));
        Assert.Empty(await room.LinesAsync(new VisitFilter(Group: Group.Disabled)));
        Assert.Empty(await room.LinesAsync(new VisitFilter(Listing: VisitListing.Listed)));
    }

    [Fact]
    public async Task A_closed_grid_is_offered_no_more_and_what_was_done_in_it_stays()
    {
        await room.KeepAsync(VisitRoom.Visit());
        await using (var context = room.Store.Create())
        {
            var grid = await context.Grids.SingleAsync(g => g.StreetId == room.Street.Value && g.Id == "g3", Cancel);
            grid.Closed = true;
            await context.SaveChangesAsync(Cancel);
        }

        Assert.Equal(["g12"], (await room.Book.PlaceAsync(room.Street, Cancel)).Grids.Select(grid => grid.Id));
        Assert.Equal(1, (await room.CoveredAsync()).Households);
        Assert.Equal("grid-unknown", (await room.RefusedAsync(VisitRoom.Visit("late"))).Code);
    }

    [Fact]
    public async Task An_id_that_another_account_has_used_is_refused()
    {
        await room.KeepAsync(VisitRoom.Visit());
        var other = Actor.Staff(new ActorId("网格员乙"), Roles.GridWorker, room.Street);

        Assert.Equal("other-account", (await room.RefusedAsync(VisitRoom.Visit() with { Revision = 2 }, other)).Code);
    }

    [Theory]
    [InlineData(Roles.GridWorker, true)]
    [InlineData(Roles.Secretary, true)]
    [InlineData(Roles.Administrator, true)]
    [InlineData(Roles.Presenter, false)]
    [InlineData(Roles.Unit, false)]
    [InlineData(Roles.Evaluator, false)]
    [InlineData(Roles.None, false)]
    public async Task Only_who_visits_or_runs_the_office_records_a_visit(Roles roles, bool may)
    {
        var by = Actor.Staff(new ActorId("谁"), roles, room.Street);

        var taken = await room.Book.KeepAsync(room.Street, VisitRoom.Visit(), by, Cancel);

        Assert.Equal(may, taken is VisitTaken.Kept);
        var elsewhere = by with { Street = new StreetId("elsewhere") };
        Assert.IsType<VisitTaken.Refused>(
            await room.Book.KeepAsync(room.Street, VisitRoom.Visit("b1"), elsewhere, Cancel)
        );
    }
}
