using System.Globalization;
using Fengtai.MeetingLive.Web.Preparation.Demands;

namespace Fengtai.MeetingLive.Web.Tests.Preparation.Demands;

/// <summary>Cells as outer systems write them.</summary>
public sealed class DemandCellTests
{
    [Theory]
    [InlineData("2025-06-12", "2025-06-12")]
    [InlineData("2025/6/1", "2025-06-01")]
    [InlineData("2025.6.1 8:05", "2025-06-01")]
    [InlineData("2025年6月1日", "2025-06-01")]
    [InlineData("2025年6月1日14时30分", "2025-06-01")]
    [InlineData("２０２５－０６－１２　１４：３０：００", "2025-06-12")]
    [InlineData("20250612", "2025-06-12")]
    [InlineData("2025-06-12T14:30:00.000Z", "2025-06-12")]
    [InlineData("2025-06-12 下午 2:30", "2025-06-12")]
    [InlineData("45820", "2025-06-12")]
    [InlineData("45820.604", "2025-06-12")]
    [InlineData("2025-06-31", null)]
    [InlineData("2025.13.1", null)]
    [InlineData("6月12日", null)]
    [InlineData("昨天", null)]
    [InlineData("12", null)]
    [InlineData("2025-06-12至2025-06-13", null)]
    public void A_day_is_read_in_its_usual_forms(string text, string? day) =>
        Assert.Equal(day, DemandCells.Day(new ImportCell(text))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("", DemandList.InProgress)]
    [InlineData("已办结", DemandList.Resolved)]
    [InlineData("未办结", DemandList.InProgress)]
    [InlineData("办理中", DemandList.InProgress)]
    [InlineData("已解决", DemandList.Resolved)]
    [InlineData("未解决", DemandList.InProgress)]
    [InlineData("无法解决", DemandList.NeedsCoordination)]
    [InlineData("需协调（区级）", DemandList.NeedsCoordination)]
    [InlineData("待派单", DemandList.InProgress)]
    [InlineData("已受理", DemandList.InProgress)]
    [InlineData("是", DemandList.Resolved)]
    [InlineData("不清楚", null)]
    public void A_state_is_one_of_three_lists(string text, DemandList? list) =>
        Assert.Equal(list, DemandCells.State(text));

    [Theory]
    [InlineData("13800138000", "13800138000")]
    [InlineData("+86 138-0013-8000", "13800138000")]
    [InlineData("１３８００１３８０００", "13800138000")]
    [InlineData("010-83812345转2", "01083812345")]
    [InlineData("13800138000/13900139000", "13800138000")]
    [InlineData("匿名", "")]
    [InlineData("不留", "")]
    public void A_phone_is_its_figures(string text, string phone) => Assert.Equal(phone, DemandCells.Phone(text));

    [Theory]
    [InlineData("祥和里6号楼2单元301", "祥和里6号楼")]
    [InlineData("祥和里 ６号楼 201室", "祥和里6号楼")]
    [InlineData("文体路12号院3单元", "文体路12号院")]
    [InlineData("马家堡东路", "马家堡东路")]
    public void An_address_is_compared_up_to_the_house(string address, string house) =>
        Assert.Equal(house, DemandPlaces.House(address));

    [Fact]
    public void Columns_are_found_by_the_names_that_systems_use()
    {
        var mapping = DemandMapping.Guess(["序号", "工单编号", "诉求内容", "受理时间", "一级分类", "联系电话", "备注"]);

        Assert.Equal(
            [
                (DemandField.Number, "工单编号"),
                (DemandField.Text, "诉求内容"),
                (DemandField.Received, "受理时间"),
                (DemandField.Topic, "一级分类"),
                (DemandField.Phone, "联系电话"),
            ],
            mapping.Headers.Select(pair => (pair.Key, pair.Value))
        );
        Assert.Equal(DemandMapping.KeyOf(["甲", "乙 "]), DemandMapping.KeyOf(["乙", "甲", ""]));
    }

    [Fact]
    public void A_filter_stands_in_the_address_and_comes_back()
    {
        var filter = new DemandFilter(
            DemandList.NeedsCoordination,
            "停车管理",
            "错峰停车",
            "信访件",
            new DateOnly(2025, 6, 1),
            "第12网格",
            "夜里 &=",
            DemandSort.Grid,
            Ascending: true,
            Page: 3
        );

        Assert.Equal(filter, DemandFilter.From(filter.ToQuery()));
        Assert.Equal("", DemandFilter.All.ToQuery());
        Assert.Equal(DemandFilter.All, DemandFilter.From("?list=x&month=2025-99&page=-1&sort=drop&q=%20"));
        Assert.Equal(new DemandFilter(Topic: "", Grid: ""), DemandFilter.From("?topic=&grid="));
    }
}
