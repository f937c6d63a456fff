using System.Collections.Immutable;
using System.Security.Claims;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Journal;
using Fengtai.MeetingLive.Web.Staff;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>Accounts, streets and their lists, on whichever store.</summary>
public abstract partial class AccessContract
{
    [Fact]
    public async Task A_role_that_is_taken_away_is_gone_with_all_that_is_open()
    {
        await HireAsync("秘书", Roles.Secretary | Roles.Presenter);
        var (_, user) = await SignInAsync("秘书");
        var id = await IdAsync("秘书");

        Assert.Null((await Accounts.SetRolesAsync(District, Wangzuo, id, Roles.Presenter, Cancel)).Wrong);

        Assert.False(await Sessions.HoldsAsync(user, Cancel));
        var again = await SignInAsync("秘书");
        var access = services.GetRequiredService<StaffAccess>();
        Assert.Equal(Roles.Presenter, (await access.ResolveAsync(again.User, Wangzuo, Cancel))!.Roles);
        // A role more ends nothing.
        await Accounts.SetRolesAsync(District, Wangzuo, id, Roles.Presenter | Roles.Unit, Cancel);
        Assert.True(await Sessions.HoldsAsync(again.User, Cancel));
        await Accounts.SetRolesAsync(District, Wangzuo, id, Roles.None, Cancel);
        Assert.Empty(await Accounts.ListAsync(District, Wangzuo, Cancel));
    }

    [Fact]
    public async Task An_account_speaks_for_the_unit_and_the_grid_of_the_streets_lists_and_for_none_without_the_role()
    {
        await using (var context = Store.Create())
        {
            context.Units.Add(
                new()
                {
                    StreetId = Wangzuo.Value,
                    Id = "u1",
                    Name = "城市管理办",
                }
            );
            context.Grids.Add(
                new()
                {
                    StreetId = Wangzuo.Value,
                    Id = "g7",
                    Name = "第7网格",
                    Community = "翡翠山社区",
                }
            );
            await context.SaveChangesAsync(Cancel);
        }

        var refused = await Accounts.AddAsync(
            District,
            Wangzuo,
            "网格员甲",
            Roles.GridWorker,
            new SpeaksFor(Grid: "第9网格"),
            Cancel
        );
        Assert.Equal("account.grid-unknown", refused.Wrong);
        var added = await Accounts.AddAsync(
            District,
            Wangzuo,
            "网格员甲",
            Roles.GridWorker,
            new SpeaksFor("城市管理办", "第7网格"),
            Cancel
        );
        Assert.Null(added.Wrong);
        var id = await IdAsync("网格员甲");
        // Without the unit's role it speaks for no unit.
        Assert.Equal(new SpeaksFor(null, "第7网格"), await SpeaksAsync());

        Assert.Equal("account.unit-unknown", await SetAsync(Roles.Unit, new SpeaksFor("别的单位")));
        Assert.Null(await SetAsync(Roles.Unit | Roles.GridWorker, new SpeaksFor("城市管理办", "第7网格")));
        Assert.Equal(new SpeaksFor("城市管理办", "第7网格"), await SpeaksAsync());
        // A role that goes takes its unit along; what is left goes on speaking for whom it did.
        Assert.Null((await Accounts.SetRolesAsync(District, Wangzuo, id, Roles.GridWorker, Cancel)).Wrong);
        Assert.Equal(new SpeaksFor(null, "第7网格"), await SpeaksAsync());

        async Task<string?> SetAsync(Roles roles, SpeaksFor speaks) =>
            (await Accounts.SetRolesAsync(District, Wangzuo, id, roles, speaks, Cancel)).Wrong;

        async Task<SpeaksFor> SpeaksAsync() =>
            (await Accounts.ListAsync(District, Wangzuo, Cancel)).Single(line => line.Id == id).Speaks;
    }

    [Fact]
    public async Task The_last_administrator_keeps_the_role_and_stays_unlocked()
    {
        await FirstAsync(services, "区管理员");
        var id = await IdAsync("区管理员");
        var all = StaffPerson.District;

        Assert.Equal("admin.last", (await Accounts.LockAsync(District, all, id, locked: true, Cancel)).Wrong);
        Assert.Equal("admin.last", (await Accounts.SetRolesAsync(District, all, id, Roles.Secretary, Cancel)).Wrong);
        Assert.Equal("admin.last", (await Accounts.SetRolesAsync(District, all, id, Roles.None, Cancel)).Wrong);

        var second = await Accounts.AddAsync(District, all, "第二管理员", Roles.Administrator, Cancel);
        Assert.Null(second.Wrong);
        Assert.Null((await Accounts.LockAsync(District, all, id, locked: true, Cancel)).Wrong);
        var other = await IdAsync("第二管理员");
        Assert.Equal("admin.last", (await Accounts.LockAsync(District, all, other, locked: true, Cancel)).Wrong);
    }

    [Fact]
    public async Task A_reset_voids_the_old_password_and_gives_one_that_must_be_changed()
    {
        await HireAsync("秘书", Roles.Secretary);
        var (_, user) = await SignInAsync("秘书");
        var id = await IdAsync("秘书");

        var done = await Accounts.ResetAsync(District, Wangzuo, id, Cancel);

        Assert.False(await Sessions.HoldsAsync(user, Cancel));
        await using var scope = services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var account = (await users.FindByIdAsync(id))!;
        Assert.True(account.Temporary);
        Assert.False(await users.CheckPasswordAsync(account, "long enough for this"));
        Assert.True(await users.CheckPasswordAsync(account, done.Password!));
        // Until it is changed, nothing else can be done with it.
        var again = await SignInAsync("秘书");
        Assert.Null(await services.GetRequiredService<StaffAccess>().WhoAsync(again.User, Cancel));
    }

    [Fact]
    public async Task A_streets_administrator_does_nothing_in_another_street_nor_to_the_districts_account()
    {
        await FirstAsync(services, "区管理员");
        await HireAsync("方庄秘书", Roles.Secretary, new StreetId("fangzhuang"));
        var wangzuo = District with
        {
            Grants = ImmutableDictionary<StreetId, Roles>.Empty.Add(Wangzuo, Roles.Administrator),
        };
        var fangzhuang = new StreetId("fangzhuang");
        var (top, clerk) = (await IdAsync("区管理员"), await IdAsync("方庄秘书"));

        Assert.Equal("admin.not-allowed", (await Accounts.ResetAsync(wangzuo, fangzhuang, clerk, Cancel)).Wrong);
        Assert.Equal(
            "admin.not-allowed",
            (await Accounts.ResetAsync(wangzuo, StaffPerson.District, top, Cancel)).Wrong
        );
        Assert.Equal("admin.gone", (await Accounts.ResetAsync(wangzuo, Wangzuo, top, Cancel)).Wrong);
        Assert.Equal("admin.not-allowed", await Streets.TakeOverAsync(wangzuo, ["wangzuo"], Cancel));
        Assert.Equal("admin.not-allowed", await Lists.SaveUnitAsync(wangzuo, fangzhuang, null, "物业科", Cancel));
        Assert.Empty(await Accounts.ListAsync(wangzuo, StaffPerson.District, Cancel));
    }

    [Fact]
    public async Task An_account_without_a_role_is_taken_up_again_and_one_in_use_elsewhere_only_by_the_district()
    {
        await HireAsync("评估员", Roles.Evaluator);
        var (fangzhuang, id) = (new StreetId("fangzhuang"), await IdAsync("评估员"));
        var street = District with
        {
            Grants = ImmutableDictionary<StreetId, Roles>.Empty.Add(fangzhuang, Roles.Administrator),
        };

        Assert.Equal(
            "account.name-taken",
            (await Accounts.AddAsync(street, fangzhuang, "评估员", Roles.Evaluator, Cancel)).Wrong
        );
        var also = await Accounts.AddAsync(District, fangzhuang, "评估员", Roles.Evaluator, Cancel);
        Assert.Equal((null, null), (also.Wrong, also.Password));
        Assert.Equal(
            "account.name-taken",
            (await Accounts.AddAsync(District, fangzhuang, "评估员", Roles.Unit, Cancel)).Wrong
        );
        await Accounts.SetRolesAsync(District, fangzhuang, id, Roles.None, Cancel);
        await Accounts.SetRolesAsync(District, Wangzuo, id, Roles.None, Cancel);

        var again = await Accounts.AddAsync(street, fangzhuang, "评估员", Roles.Secretary, Cancel);

        Assert.Null(again.Wrong);
        Assert.NotNull(again.Password);
        var line = Assert.Single(await Accounts.ListAsync(street, fangzhuang, Cancel));
        Assert.Equal((id, Roles.Secretary, true), (line.Id, line.Roles, line.Temporary));
    }

    [Fact]
    public async Task The_26_streets_are_taken_over_once_each_with_its_topics()
    {
        var all = FengtaiStreets.All.Select(s => s.Id).ToList();

        Assert.Null(await Streets.TakeOverAsync(District, ["wangzuo"], Cancel));
        Assert.Null(await Streets.TakeOverAsync(District, [.. all, "nowhere"], Cancel));
        Assert.Null(await Streets.TakeOverAsync(District, all, Cancel));

        var streets = await Streets.ListAsync(District, Cancel);
        Assert.Equal(26, streets.Length);
        Assert.Equal("王佐镇", streets[0].Name);
        var topics = DefaultTopic.All.Sum(t => 1 + t.Parts.Length);
        Assert.All(streets, s => Assert.Equal(topics, s.Topics));
        var kept = await Lists.ReadAsync(Wangzuo, Cancel);
        Assert.Equal("养老服务", kept.Topics.Single(t => t.Name == "助餐").Parent);
    }

    [Fact]
    public async Task A_street_is_added_renamed_and_closed_and_never_lost()
    {
        Assert.Null(await Streets.AddAsync(District, "changyang", " 长阳镇 ", Cancel));
        Assert.Equal("admin.name-taken", await Streets.AddAsync(District, "other", "长阳镇", Cancel));
        Assert.Equal("admin.id-taken", await Streets.AddAsync(District, "changyang", "别的镇", Cancel));
        Assert.Null(await Streets.RenameAsync(District, "changyang", "长阳街道", Cancel));
        Assert.Null(await Streets.CloseAsync(District, "changyang", closed: true, Cancel));
        Assert.Equal("admin.gone", await Streets.CloseAsync(District, "nowhere", closed: true, Cancel));

        var street = Assert.Single(await Streets.ListAsync(District, Cancel));
        Assert.Equal(("changyang", "长阳街道", true), (street.Id, street.Name, street.Closed));
    }

    [Fact]
    public async Task Units_grids_and_topics_are_kept_without_doubles()
    {
        Assert.Null(await Lists.SaveUnitAsync(District, Wangzuo, null, "城市管理办", Cancel));
        Assert.Equal("admin.name-taken", await Lists.SaveUnitAsync(District, Wangzuo, null, "城市管理办", Cancel));
        Assert.Null(await Lists.SaveGridAsync(District, Wangzuo, null, "南宫社区", "第1网格", Cancel));
        Assert.Null(await Lists.SaveGridAsync(District, Wangzuo, null, "佃起社区", "第1网格", Cancel));
        Assert.Equal(
            "admin.name-taken",
            await Lists.SaveGridAsync(District, Wangzuo, null, "佃起社区", "第1网格", Cancel)
        );
        Assert.Equal(
            "admin.community-missing",
            await Lists.SaveGridAsync(District, Wangzuo, null, " ", "第2网格", Cancel)
        );
        Assert.Null(await Lists.AddTopicAsync(District, Wangzuo, "停车管理", null, "停车、车位", Cancel));
        Assert.Null(await Lists.AddTopicAsync(District, Wangzuo, "错峰停车", "停车管理", "错峰", Cancel));
        Assert.Equal("admin.topic-level", await Lists.AddTopicAsync(District, Wangzuo, "夜间", "错峰停车", "", Cancel));
        Assert.Equal("admin.name-taken", await Lists.AddTopicAsync(District, Wangzuo, "错峰停车", null, "", Cancel));
        Assert.Equal("admin.topic-parts", await Lists.RemoveTopicAsync(District, Wangzuo, "停车管理", Cancel));
        Assert.Null(await Lists.SetKeywordsAsync(District, Wangzuo, "停车管理", "停车，车位，乱停", Cancel));

        var kept = await Lists.ReadAsync(Wangzuo, Cancel);
        var unit = Assert.Single(kept.Units);
        Assert.Null(await Lists.CloseUnitAsync(District, Wangzuo, unit.Id, closed: true, Cancel));
        Assert.Null(await Lists.SaveUnitAsync(District, Wangzuo, unit.Id, "城管办", Cancel));
        Assert.Null(await Lists.CloseGridAsync(District, Wangzuo, kept.Grids[0].Id, closed: true, Cancel));
        Assert.Null(await Lists.RemoveTopicAsync(District, Wangzuo, "错峰停车", Cancel));
        Assert.Equal("admin.gone", await Lists.RemoveTopicAsync(District, Wangzuo, "错峰停车", Cancel));
        var after = await Lists.ReadAsync(Wangzuo, Cancel);
        Assert.Equal(("城管办", true), (after.Units[0].Name, after.Units[0].Closed));
        Assert.Equal("停车\n车位\n乱停", Assert.Single(after.Topics).Keywords);
        Assert.Equal(2, after.Grids.Length);
        Assert.Single(after.Grids, grid => grid.Closed);
    }
}
