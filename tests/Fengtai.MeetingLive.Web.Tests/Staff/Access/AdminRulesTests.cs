using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Access;
using Fengtai.MeetingLive.Web.Staff.Admin;

namespace Fengtai.MeetingLive.Web.Tests.Staff.Access;

/// <summary>The rules of administration by themselves.</summary>
public sealed class AdminRulesTests
{
    private static readonly StreetId Wangzuo = new("wangzuo");
    private static readonly StreetId Fangzhuang = new("fangzhuang");

    [Fact]
    public void All_26_of_Fengtai_are_offered_once_each_24_streets_and_2_towns()
    {
        var all = FengtaiStreets.All;

        Assert.Equal(26, all.Select(s => s.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(26, all.Select(s => s.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(24, all.Count(s => s.Name.EndsWith("街道", StringComparison.Ordinal)));
        Assert.Equal(2, all.Count(s => s.Name.EndsWith('镇')));
        Assert.All(all, s => Assert.Null(AdminRules.WrongStreetId(s.Id, [])));
    }

    [Fact]
    public void No_default_topic_stands_twice_and_all_keep_the_rules()
    {
        var names = DefaultTopic.All.SelectMany(t => t.Parts.Prepend(t)).ToList();

        Assert.Equal(names.Count, names.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.All(
            names,
            t =>
            {
                Assert.Null(AdminRules.WrongName(t.Name, []));
                Assert.NotEmpty(t.Keywords);
                Assert.Null(AdminRules.WrongKeywords([.. t.Keywords]));
            }
        );
    }

    [Theory]
    [InlineData(null, "admin.name-missing")]
    [InlineData("　 ", "admin.name-missing")]
    [InlineData("城市\u0007管理办", "admin.name-strange")]
    [InlineData(" 市政办 ", "admin.name-taken")]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", "admin.name-long")]
    [InlineData("城市管理办", null)]
    public void A_name_is_there_short_plain_and_its_own(string? name, string? wrong) =>
        Assert.Equal(wrong, AdminRules.WrongName(name, ["市政办"]));

    [Theory]
    [InlineData("wangzuo", "admin.id-taken")]
    [InlineData("Wangzuo", "admin.id-strange")]
    [InlineData("王佐", "admin.id-strange")]
    [InlineData("*", "admin.id-strange")]
    [InlineData("a", "admin.id-strange")]
    [InlineData(null, "admin.id-strange")]
    [InlineData("changyang-2", null)]
    public void A_streets_id_can_stand_in_an_address_and_is_never_the_districts(string? id, string? wrong) =>
        Assert.Equal(wrong, AdminRules.WrongStreetId(id, ["wangzuo"]));

    [Fact]
    public void Keywords_are_read_however_they_are_parted()
    {
        Assert.Equal(["停车", "车位", "EV", "乱停"], AdminRules.Keywords("停车、车位，EV\nev 乱停；停车"));
        Assert.Empty(AdminRules.Keywords(null));
        Assert.Equal(
            "admin.keywords-many",
            AdminRules.WrongKeywords([.. Enumerable.Range(0, AdminRules.KeywordsMost + 1).Select(i => $"k{i}")])
        );
        Assert.Equal("admin.keyword-long", AdminRules.WrongKeywords([new string('长', AdminRules.KeywordMost + 1)]));
    }

    [Fact]
    public void The_last_administrator_of_the_district_can_neither_be_locked_nor_lose_the_role()
    {
        ImmutableArray<Granted> alone = [Admin("one", StaffPerson.District)];
        ImmutableArray<Granted> second = [.. alone, Admin("two", StaffPerson.District)];
        ImmutableArray<Granted> secondLocked = [.. alone, Admin("two", StaffPerson.District) with { Locked = true }];

        Assert.True(AdminRules.LeavesNobody(alone, "one", lost: null));
        Assert.True(AdminRules.LeavesNobody(alone, "one", StaffPerson.District));
        Assert.False(AdminRules.LeavesNobody(second, "one", lost: null));
        Assert.True(AdminRules.LeavesNobody(secondLocked, "one", lost: null));
        Assert.True(AdminRules.LeavesNobody([.. alone, Admin("street", Wangzuo)], "one", lost: null));
    }

    [Fact]
    public void A_streets_last_administrator_may_go_while_the_district_has_one()
    {
        ImmutableArray<Granted> alone = [Admin("one", Wangzuo), Admin("other", Fangzhuang)];

        Assert.True(AdminRules.LeavesNobody(alone, "one", Wangzuo));
        Assert.False(AdminRules.LeavesNobody(alone, "one", Fangzhuang));
        Assert.False(AdminRules.LeavesNobody([.. alone, Admin("top", StaffPerson.District)], "one", lost: null));
        Assert.False(
            AdminRules.LeavesNobody([new("clerk", Wangzuo, Roles.Secretary, Locked: false)], "clerk", lost: null)
        );
    }

    [Fact]
    public void A_streets_administrator_has_no_hand_on_the_districts_account_nor_on_another_streets()
    {
        var street = Person((Wangzuo, Roles.Administrator));
        var district = Person((StaffPerson.District, Roles.Administrator));

        Assert.True(AdminRules.MayManage(street, [new("x", Wangzuo, Roles.Secretary, Locked: false)]));
        Assert.False(AdminRules.MayManage(street, [Admin("x", Wangzuo), Admin("x", StaffPerson.District)]));
        Assert.False(AdminRules.MayManage(street, [Admin("x", Wangzuo), Admin("x", Fangzhuang)]));
        Assert.True(AdminRules.MayManage(district, [Admin("x", Wangzuo), Admin("x", StaffPerson.District)]));
    }

    [Fact]
    public void What_is_granted_for_the_district_counts_in_every_street()
    {
        var both = Person((StaffPerson.District, Roles.Evaluator), (Wangzuo, Roles.Secretary));

        Assert.Equal(Roles.Evaluator | Roles.Secretary, both.In(Wangzuo));
        Assert.Equal(Roles.Evaluator, both.In(Fangzhuang));
        Assert.False(both.AdministersSomewhere);
        Assert.Equal(Roles.None, Person((Wangzuo, Roles.Resident)).In(Wangzuo));
    }

    private static Granted Admin(string account, StreetId street) =>
        new(account, street, Roles.Administrator, Locked: false);

    private static StaffPerson Person(params (StreetId Street, Roles Roles)[] grants) =>
        new("id", "岗位", grants.ToImmutableDictionary(g => g.Street, g => g.Roles));
}
