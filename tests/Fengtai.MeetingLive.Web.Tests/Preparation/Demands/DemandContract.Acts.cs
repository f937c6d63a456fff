using System.Text;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation.Demands;
using Fengtai.MeetingLive.Web.Privacy;
using Fengtai.MeetingLive.Web.Tests.Journal;
using Microsoft.EntityFrameworkCore;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>Counts, moves, merges and personal data.</summary>
public abstract partial class DemandContract
{
    [Fact]
    public async Task Filters_counts_pages_and_search_agree()
    {
        await ImportAsync([.. Many(250), "Z1,暖气不热 室温16度,2025-01-02,已办结,,,,,"]);

        var all = await PageAsync();
        Assert.Equal((251, 13, 1, 20), (all.Total, all.Pages, all.First, all.Last));
        var last = await PageAsync(new DemandFilter(Page: 99));
        Assert.Equal((13, 241, 251, 11), (last.Page, last.First, last.Last, last.Rows.Length));
        var seen = new List<long>();
        for (var page = 1; page <= 13; page++)
            seen.AddRange((await PageAsync(new DemandFilter(Page: page))).Rows.Select(d => d.Id));
        Assert.Equal(251, seen.Distinct().Count());
        Assert.Equal(
            seen,
            await room.Book.AllAsync(street, DemandFilter.All, Cancel).Select(d => d.Id).ToListAsync(Cancel)
        );
        var counts = await room.Book.CountAsync(street, Cancel);
        Assert.Equal(
            ("停车管理", 250),
            (counts.Topics(DemandFilter.All)[0].Name, counts.Topics(DemandFilter.All)[0].Count)
        );
        Assert.Equal("第2网格", counts.Grids(DemandFilter.All)[1].Name);
        foreach (
            var filter in new DemandFilter[]
            {
                new(List: DemandList.Resolved),
                new(Topic: "停车管理", Part: "错峰停车"),
                new(Grid: "第3网格"),
                new(Grid: ""),
                new(Month: new DateOnly(2025, 2, 1)),
                new(Source: "接诉即办", Topic: "供暖"),
            }
        )
        {
            var page = await PageAsync(filter);
            Assert.Equal(await room.Book.AllAsync(street, filter, Cancel).CountAsync(Cancel), page.Total);
            Assert.NotEqual(0, page.Total);
        }

        Assert.Equal("Z1", Assert.Single((await PageAsync(new DemandFilter(Text: "室温 １６"))).Rows).OuterNumber);
        Assert.Equal("M7", Assert.Single((await PageAsync(new DemandFilter(Text: "M7"))).Rows).OuterNumber);
        Assert.Empty((await PageAsync(new DemandFilter(Text: "电梯"))).Rows);
    }

    [Fact]
    public async Task A_move_needs_a_reason_is_kept_and_can_be_undone()
    {
        await ImportAsync("A1,夜里停车难,2025-06-27,办理中,,,,,", "A2,暖气不热,2025-06-26,已办结,,,,,");
        long[] ids = [await IdAsync("A1"), await IdAsync("A2")];

        var without = await room.Acts.MoveAsync(street, [.. ids], DemandList.NeedsCoordination, " ", "甲", Cancel);
        var moved = await room.Acts.MoveAsync(
            street,
            [.. ids],
            DemandList.NeedsCoordination,
            "产权单位多",
            "甲",
            Cancel
        );

        Assert.Equal("demand.reason-missing", without.Refusal);
        Assert.Equal((null, 2), (moved.Refusal, moved.Count));
        Assert.Equal(2, (await ListsAsync()).NeedsCoordination);
        var history = Assert.Single(await room.Acts.HistoryAsync(street, ids[1], Cancel));
        Assert.Equal(
            (DemandList.Resolved, DemandList.NeedsCoordination, "产权单位多", "甲", false),
            (history.From, history.To, history.Reason, history.By, history.Undone)
        );
        // No file moves back what a person moved.
        await ImportAsync("A1,夜里停车难，又来电,2025-06-27,办理中,,,,,");
        Assert.Equal(2, (await ListsAsync()).NeedsCoordination);

        Assert.Equal(2, (await room.Acts.UndoMoveAsync(street, moved.Act!, Cancel)).Count);
        Assert.Equal((1, 1, 0), await Lists3Async());
        Assert.Equal("demand.nothing-to-undo", (await room.Acts.UndoMoveAsync(street, moved.Act!, Cancel)).Refusal);
        Assert.True(Assert.Single(await room.Acts.HistoryAsync(street, ids[1], Cancel)).Undone);
    }

    [Fact]
    public async Task Duplicates_are_proposed_by_phone_house_and_text_and_merged_by_a_person()
    {
        await ImportAsync(
            "A1,小区晚上停不下车 旁边单位院里空着 能不能让停,2025-06-27,,停车管理,,13800138000,,",
            "A2,晚上没车位 隔壁单位院里的能停吗,2025-06-26,,停车管理,,138 0013 8000,,",
            "A3,小区晚上停不下车 单位院里空着能否让停,2025-06-25,,停车管理,,,,",
            "A4,下水堵了 一直没人修,2025-06-24,,,,,,祥和里6号楼2单元301",
            "A5,下水堵了没人修 臭,2025-06-23,,,,,,祥和里6号楼1单元102",
            "A6,去冬暖气不热,2025-06-22,,供暖,,13900139000,,"
        );

        var found = await room.Duplicates.FindAsync(street, Cancel);

        var parking = found.Of(await IdAsync("A1"))!;
        Assert.Equal(await IdAsync("A1"), parking.Keep);
        Assert.Equal(
            [(await IdAsync("A2"), LikeBecause.Phone), (await IdAsync("A3"), LikeBecause.Text)],
            parking.Others.Select(o => (o.Id, o.Because))
        );
        Assert.Equal(LikeBecause.Place, Assert.Single(found.Of(await IdAsync("A5"))!.Others).Because);
        Assert.Null(found.Of(await IdAsync("A6")));

        var merged = await room.Acts.MergeAsync(street, parking.Keep, [await IdAsync("A2")], "甲", Cancel);
        var lists = await ListsAsync();
        Assert.Equal((1, 6, 5), (merged.Count, lists.Total, lists.Problems));
        Assert.Equal(parking.Keep, (await room.Book.FindAsync(street, await IdAsync("A2"), Cancel))!.MergedInto);
        Assert.DoesNotContain(
            (await room.Duplicates.FindAsync(street, Cancel)).Of(parking.Keep)!.Others,
            o => o.Because == LikeBecause.Phone
        );

        await room.Acts.ApartAsync(street, parking.Keep, [await IdAsync("A3")], "甲", Cancel);
        Assert.Null((await room.Duplicates.FindAsync(street, Cancel)).Of(parking.Keep));

        await room.Acts.UndoMergeAsync(street, merged.Act!, Cancel);
        Assert.Equal(6, (await ListsAsync()).Problems);
        Assert.NotNull((await room.Duplicates.FindAsync(street, Cancel)).Of(parking.Keep));
    }

    [Fact]
    public async Task The_baseline_counts_by_topic_up_to_a_day()
    {
        await ImportAsync(
            "A1,夜里停车难,2025-06-27,办理中,,,,,",
            "A2,车位不够,2025-06-26,已办结,,,,,",
            "A3,暖气不热,2025-06-26,需协调,,,,,",
            "A4,别的事,2025-06-26,已办结,,,,,",
            "A5,暖气不热,2025-07-02,已办结,,,,,"
        );

        var baseline = await room.Book.BaselineAsync(new StreetId(street), new DateOnly(2025, 6, 30), Cancel);

        Assert.Equal("诉求清单（接诉即办）", baseline!.Source);
        Assert.Equal(
            [
                new BaselineRow("停车管理", 1, 1, 0),
                new BaselineRow("供暖", 0, 0, 1),
                new BaselineRow("未分类", 1, 0, 0),
            ],
            baseline.Rows
        );
        Assert.Equal(
            new LikeDemands(1, "车位不够", 1, "夜里停车难", 0, ""),
            await room.Book.LikeAsync(new StreetId(street), "停车管理", null, Cancel)
        );
        Assert.Null(await room.Book.LikeAsync(new StreetId(street), "教育", null, Cancel));
        Assert.Null(await room.Book.BaselineAsync(new StreetId("nobody"), new DateOnly(2025, 6, 30), Cancel));
    }

    [Fact]
    public async Task Phones_names_and_addresses_are_sealed_masked_and_shown_for_a_reason_that_is_kept()
    {
        await ImportAsync("A1,请回电13700137000 暖气不热,2025-06-27,,,,13800138000,王秀英,祥和里6号楼2单元301");
        var id = await IdAsync("A1");

        Assert.Equal("请回电137****7000 暖气不热", (await PageAsync()).Rows[0].Text);
        Assert.Equal(
            new DemandPerson("138****8000", "王某某", "祥和里6号楼", null),
            await room.Acts.MaskedAsync(street, id, Cancel)
        );
        Assert.Equal(
            new DemandPerson("13800138000", "王秀英", "祥和里6号楼2单元301", "请回电13700137000 暖气不热"),
            await room.Acts.LookAsync(street, id, "回访", new Looker("甲", Core.Roles.Secretary), Cancel)
        );
        await using var context = room.Store.Create();
        var look = await context.Looks.SingleAsync(l => l.StreetId == street, Cancel);
        Assert.Equal(
            (LookKind.Demand, $"{id}", "回访", "甲", (int)Core.Roles.Secretary),
            (look.Kind, look.Item, look.Purpose, look.By, look.Roles)
        );
        var row = await context.Demands.AsNoTracking().SingleAsync(d => d.StreetId == street, Cancel);
        Assert.DoesNotContain("13800138000", Encoding.UTF8.GetString(row.Sealed!), StringComparison.Ordinal);
        var key = await room.Personal.KeyAsync(Cancel);
        Assert.Throws<PrivacyException>(() => DemandPerson.Open(key, street, id + 1, row.Sealed));
    }

    [Fact]
    public async Task Personal_data_is_erased_when_its_time_is_over_and_the_demand_stays()
    {
        await ImportAsync("A1,暖气不热,2025-06-27,,,,13800138000,王秀英,祥和里6号楼2单元301");
        var id = await IdAsync("A1");

        Assert.Equal(0, await room.Sweeping.EraseAsync(new DateOnly(2026, 7, 4), Cancel));
        var erased = await room.Sweeping.EraseAsync(new DateOnly(2026, 7, 5), Cancel);

        Assert.InRange(erased, 1, int.MaxValue);
        Assert.Null(await room.Acts.LookAsync(street, id, "回访", new Looker("甲", Core.Roles.Secretary), Cancel));
        Assert.Equal(1, (await ListsAsync()).Total);
    }

    [Fact]
    public async Task Without_the_key_nothing_is_sealed_anew_and_the_error_says_where_it_was_looked_for()
    {
        await ImportAsync("A1,暖气不热,2025-06-27,,,,13800138000,,");
        var elsewhere = Path.Combine(Path.GetTempPath(), $"none-{Guid.NewGuid():N}.key");
        await using var other = await DemandRoom.OpenAsync(database, elsewhere);

        var missing = await Assert.ThrowsAsync<PrivacyException>(() => other.Personal.KeyAsync(Cancel));
        var job = await other.ImportAsync(DemandRoom.Utf8(Head, "A2,事,2025-06-27,,,,13800138001,,"), street);

        Assert.Equal(("privacy.key-missing", elsewhere), (missing.Code, missing.File));
        Assert.Equal((ImportStep.Failed, "privacy.key-missing"), (job.Progress.Step, job.Failure));
        Assert.False(File.Exists(elsewhere));
        await File.WriteAllTextAsync(elsewhere, new string('a', 64), Cancel);
        var wrong = await Assert.ThrowsAsync<PrivacyException>(() => other.Personal.KeyAsync(Cancel));
        Assert.Equal("privacy.key-wrong", wrong.Code);
        File.Delete(elsewhere);
    }

    [Fact]
    public async Task A_single_demand_joins_the_list_once()
    {
        var visit = new NewDemand(
            "走访",
            "老人家门口灯坏了",
            new DateOnly(2025, 7, 1),
            Number: "v-1",
            Phone: "13800138000"
        );

        var id = await room.Acts.AddAsync(street, visit, Cancel);
        Assert.Equal(id, await room.Acts.AddAsync(street, visit, Cancel));

        Assert.Equal(("走访", id), ((await PageAsync()).Rows.Single().Source, (await PageAsync()).Rows.Single().Id));
        await ImportAsync("A1,暖气不热,2025-06-27,,,,,,");
        Assert.Equal(2, (await ListsAsync()).Total);
    }

    private async Task<(int, int, int)> Lists3Async()
    {
        var lists = await ListsAsync();
        return (lists.Resolved, lists.InProgress, lists.NeedsCoordination);
    }
}
