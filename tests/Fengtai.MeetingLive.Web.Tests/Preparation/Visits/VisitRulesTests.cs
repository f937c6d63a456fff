using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation.Visits;
using Fengtai.MeetingLive.Web.Visiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Visits;

/// <summary>What a visit must have, field by field.</summary>
public sealed class VisitRulesTests
{
    private static readonly VisitPlace Place = new(
        [new VisitGrid("g3", "第3网格", "翡翠山社区", 0, 0)],
        [new VisitTopic("养老服务", ["助餐"]), new VisitTopic("供暖", [])]
    );

    [Fact]
    public void A_sound_visit_passes() => Assert.Null(Check(VisitRoom.Visit()));

    [Theory]
    [InlineData("", "id", "id")]
    [InlineData("a b", "id", "id")]
    [InlineData("../../etc", "id", "id")]
    [InlineData("一", "id", "id")]
    public void An_id_that_no_phone_makes_is_refused(string id, string field, string code) =>
        Assert.Equal((field, code), At(VisitRoom.Visit(id)));

    [Fact]
    public void An_id_of_65_characters_is_refused() =>
        Assert.Equal(("id", "id"), At(VisitRoom.Visit(new string('a', 65))));

    [Theory]
    [InlineData("", "grid-missing")]
    [InlineData("g4", "grid-unknown")]
    [InlineData("g3' OR 1=1 --", "grid-unknown")]
    public void A_grid_that_the_street_has_not_is_refused(string grid, string code) =>
        Assert.Equal(("grid", code), At(VisitRoom.Visit() with { Grid = grid }));

    [Theory]
    [InlineData("", "household-missing")]
    [InlineData("5号楼\n王某", "characters")]
    [InlineData("5号楼\u202Etxt", "characters")]
    [InlineData("5号楼\0", "characters")]
    public void A_household_is_one_line_that_says_what_it_shows(string household, string code) =>
        Assert.Equal(("household", code), At(VisitRoom.Visit() with { Household = household }));

    [Fact]
    public void Lengths_are_counted_as_a_person_counts()
    {
        Assert.Null(Check(VisitRoom.Visit() with { Household = string.Concat(Enumerable.Repeat("𠮷", 40)) }));
        Assert.Equal(("household", "household-long"), At(VisitRoom.Visit() with { Household = new string('楼', 41) }));
        Assert.Null(Check(VisitRoom.Visit() with { Asked = new string('问', 500) }));
        Assert.Equal(("asked", "asked-long"), At(VisitRoom.Visit() with { Asked = new string('问', 501) }));
    }

    [Fact]
    public void A_household_belongs_to_a_group_that_there_is()
    {
        Assert.Equal(("groups", "group-missing"), At(VisitRoom.Visit() with { Groups = [] }));
        Assert.Equal(("groups", "group-unknown"), At(VisitRoom.Visit() with { Groups = ["Elderly", "1"] }));
        Assert.Equal(("groups", "group-unknown"), At(VisitRoom.Visit() with { Groups = ["Unknown"] }));
    }

    [Fact]
    public void What_goes_on_the_list_says_what_was_asked()
    {
        Assert.Equal(("asked", "asked-missing"), At(VisitRoom.Visit() with { Asked = "" }));
        Assert.Null(Check(VisitRoom.Visit() with { Asked = "", ToList = false }));
        Assert.Equal(("asked", "characters"), At(VisitRoom.Visit() with { Asked = "灯\u0007坏了" }));
    }

    [Theory]
    [InlineData("", null, null)]
    [InlineData("养老服务", "养老服务", null)]
    [InlineData("助餐", "养老服务", "助餐")]
    public void A_part_leads_to_its_topic(string named, string? topic, string? part)
    {
        Assert.Null(Check(VisitRoom.Visit() with { Topic = named }));
        Assert.Equal((topic, part), VisitRules.Place(named, Place));
    }

    [Fact]
    public void A_topic_that_the_street_has_not_is_refused() =>
        Assert.Equal(("topic", "topic-unknown"), At(VisitRoom.Visit() with { Topic = "天气" }));

    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData("138 0013 8000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("+86-13800138000", "13800138000")]
    [InlineData("010-83812345", "01083812345")]
    public void A_number_is_read_as_it_is_typed(string typed, string plain)
    {
        Assert.Null(Check(VisitRoom.Visit() with { Phone = typed }));
        Assert.Equal(plain, VisitRules.PlainPhone(typed));
    }

    [Theory]
    [InlineData("12345")]
    [InlineData("没有电话")]
    [InlineData("1380013800013800138000")]
    [InlineData("138<b>0013</b>8000")]
    public void What_is_no_number_is_refused(string typed) =>
        Assert.Equal(("phone", "phone"), At(VisitRoom.Visit() with { Phone = typed }));

    [Fact]
    public void A_time_ahead_of_the_server_or_of_long_ago_is_refused()
    {
        Assert.Null(Check(VisitRoom.Visit() with { At = VisitRoom.Now.AddMinutes(9) }));
        Assert.Equal(("at", "time-future"), At(VisitRoom.Visit() with { At = VisitRoom.Now.AddMinutes(11) }));
        Assert.Null(Check(VisitRoom.Visit() with { At = VisitRoom.Now.AddDays(-179) }));
        Assert.Equal(("at", "time-old"), At(VisitRoom.Visit() with { At = VisitRoom.Now.AddDays(-181) }));
        Assert.Equal(("at", "time-old"), At(VisitRoom.Visit() with { At = DateTimeOffset.MinValue }));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public void Every_refusal_has_words_and_both_languages_have_the_same(string language)
    {
        var before = System.Globalization.CultureInfo.CurrentUICulture;
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo(language);
        try
        {
            using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
            var words = services.GetRequiredService<IStringLocalizer<VisitWords>>();
            string[] codes =
            [
                "id",
                "grid-missing",
                "grid-unknown",
                "household-missing",
                "household-long",
                "characters",
                "group-missing",
                "group-unknown",
                "asked-missing",
                "asked-long",
                "topic-unknown",
                "phone",
                "phone-locked",
                "time-future",
                "time-old",
                "other-account",
                "not-allowed",
                "too-large",
                "stale",
                "not-a-form",
                "photo.too-large",
                "photo.not-a-picture",
                "photo.too-many-pixels",
                "photo.damaged",
            ];
            Assert.DoesNotContain(codes, code => words[$"wrong.{code}"].ResourceNotFound);
            var own = words.GetAllStrings(includeParentCultures: false).Select(text => text.Name).ToHashSet();
            var all = words.GetAllStrings(includeParentCultures: true).Select(text => text.Name).ToHashSet();
            Assert.True(language == "zh-CN" || own.SetEquals(all), string.Join(' ', all.Except(own)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData(null, null, null, null, "")]
    [InlineData(
        "g3",
        "Elderly",
        "Waiting",
        " 路灯 ",
        "?grid=g3&group=Elderly&listing=Waiting&words=%E8%B7%AF%E7%81%AF"
    )]
    [InlineData("", "7", "2", "", "")]
    [InlineData("g3", "nobody", "nowhere", null, "?grid=g3")]
    public void A_filter_in_the_address_is_read_and_written_and_what_is_unknown_filters_nothing(
        string? grid,
        string? group,
        string? listing,
        string? words,
        string written
    ) => Assert.Equal(written, VisitQuery.Write(VisitQuery.Read(grid, group, listing, words)));

    private static VisitWrong? Check(VisitSent sent) => VisitRules.Check(sent, Place, VisitRoom.Now);

    private static (string?, string?) At(VisitSent sent) => (Check(sent)?.Field, Check(sent)?.Code);
}
