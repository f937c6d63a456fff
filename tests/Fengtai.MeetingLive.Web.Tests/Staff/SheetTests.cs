using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Preparation;
using Fengtai.MeetingLive.Web.Staff.Prepare.Decks;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>Cells as they come from a spreadsheet, and slides as they are typed.</summary>
public sealed class SheetTests
{
    [Theory]
    [InlineData("1024", 1024, false)]
    [InlineData("1,024", 1024, false)]
    [InlineData("１，０２４", 1024, false)]
    [InlineData(" 86.2％ ", 86.2, true)]
    [InlineData("−3.8", -3.8, false)]
    [InlineData("(12)", -12, false)]
    public void A_number_is_read_as_a_table_writes_it(string typed, double value, bool percent) =>
        Assert.Equal(new TypedNumber((decimal)value, percent), TypedNumber.Read(typed));

    [Theory]
    [InlineData("")]
    [InlineData("尽快")]
    [InlineData("1,5")]
    [InlineData("12件")]
    [InlineData("1e5")]
    [InlineData("\uD800")]
    public void What_is_no_number_is_not_guessed(string typed) => Assert.Null(TypedNumber.Read(typed));

    [Fact]
    public void Tabs_lines_and_quotes_are_read_as_a_spreadsheet_writes_them()
    {
        var rows = PastedTable.Read("主题\t\"今年\n上半年\"\r\n停车\t\"1,\"\"024\"\"\"\r\n\r\n");
        Assert.Equal(2, rows.Length);
        Assert.Equal(["主题", "今年 上半年"], rows[0]);
        Assert.Equal(["停车", "1,\"024\""], rows[1]);
    }

    [Theory]
    [MemberData(nameof(Contents))]
    public void Every_kind_is_read_back_as_it_was_written(SlideContent content)
    {
        var slide = Of(content);
        var read = SlideDraft.Of(slide).Read(slide);
        Assert.Empty(read.Faults);
        Assert.Equal(Json(slide), Json(read.Slide));
    }

    public static TheoryData<SlideContent> Contents =>
        [
            new FiguresContent([
                new("解决率", "86.2", "%", "近", 86.2m, 84.9m, 90m, false, true, "八成六"),
                new("游客", "74万"),
            ]),
            new BarsContent("件", [new("停车", 31), new("供暖", 18.5m)], true),
            new StackedBarsContent("件", ["已解决", "待推进"], [new("停车", [14, 10]), new("供暖", [13, 4])]),
            new LineContent("件", ["1月", "2月"], [new("今年", [3, 4]), new("去年", [5, 6])]),
            new ShareContent("件", "诉求", [new("已解决", 28, true), new("待推进", 14, false)]),
            new ProgressContent([new("加装电梯", 12, 20, "部")]),
            new TableContent(
                ["项目", "进度"],
                [
                    ["一号线", "完成"],
                    ["二号线", "在建"],
                ]
            ),
            new TextContent(["一段。", "又一段。"]),
            new PhotosContent(
                "胡同口",
                new(new("aa"), 1600, 900, "破损", new DateOnly(2025, 3, 12), "坑洼的路面"),
                new(new("bb"), 1600, 900, "修好", null, "平整的路面")
            ),
        ];

    [Fact]
    public void What_cannot_be_read_is_named_by_row_and_column_and_stays_typed()
    {
        var draft = SlideDraft.Of(Of(new BarsContent("件", [new("停车", 31)])));
        draft.Cells[1] = ["供暖", "尽快"];
        draft.Cells[2] = [new string('长', 13), "5%"];
        draft.Touch();

        var faults = draft.Read(null).Faults;

        Assert.Equal(
            [(1, 1, "number"), (2, 0, "too-long"), (2, 1, "percent-unit")],
            faults.Select(f => (f.Row, f.Column, f.Code)).Order()
        );
        Assert.Equal("尽快", draft.Cells[1][1]);
        Assert.False(draft.Read(null).MayBeSaved);
    }

    [Fact]
    public void A_percentage_brings_its_unit_along_and_a_figure_its_words()
    {
        var draft = SlideDraft.New();
        (draft.Kind, draft.Cells[0]) = ("figures", draft.Cells[0]);
        draft.Kind = "figures";
        draft.Cells[0][0] = "解决率";
        draft.Cells[0][3] = "86.2%";
        draft.Touch();

        var figure = Assert.Single(Assert.IsType<FiguresContent>(draft.Read(null).Slide.Content).Figures);

        Assert.Equal(("86.2", "%", 86.2m), (figure.Shown, figure.Unit, figure.Value));
    }

    [Fact]
    public void A_missed_target_taken_away_asks_for_its_reason_and_bears_it()
    {
        var before = Of(new FiguresContent([new("解决率", "86.2", "%", Value: 86.2m, Target: 90m)]));
        var draft = SlideDraft.Of(before);
        draft.Cells[0][5] = "";
        draft.Touch();

        Assert.Equal("解决率", Assert.Single(draft.Read(before).Due).Name);
        Assert.False(draft.Read(before).MayBeSaved);

        draft.Reasons["解决率"] = "统计口径调整";
        draft.Touch();
        Assert.True(draft.Read(before).MayBeSaved);
        Assert.Equal("统计口径调整", Assert.Single(draft.Read(before).Slide.Withheld!.Value).Reason);
    }

    [Fact]
    public void What_only_one_of_two_changed_is_taken_and_what_both_changed_is_for_a_person()
    {
        string[] basis = ["a1", "b1", "c1", "d1"];
        var (merged, clashes) = Merge(basis, ["a2", "b1", "c2", "e1"], ["a1", "b3", "c3", "d1"]);
        Assert.Equal(["a2", "b3", "c2", "e1"], merged);
        Assert.Equal(("c", "c2", "c3"), (clashes.Single().Key, clashes.Single().Mine, clashes.Single().Theirs));

        Assert.Equal(["b1", "a1", "c2", "d1"], Merge(basis, ["b1", "a1", "c1", "d1"], ["a1", "b1", "c2", "d1"]).Merged);
        Assert.Equal("d1", Merge(basis, ["a1", "b1", "c1", "d1"], basis).Merged[^1]);
        Assert.Null(Merge(basis, ["a1", "b1", "c1"], ["a1", "b1", "c1", "d2"]).Clashes.Single().Mine);
        Assert.Equal(
            ["a1", "b1", "c3", "d1"],
            Merge(basis, ["a1", "b1", "c2", "d1"], ["a1", "b1", "c3", "d1"], ("c", true)).Merged
        );
    }

    private static (IReadOnlyList<string> Merged, IReadOnlyList<Clash<string>> Clashes) Merge(
        string[] basis,
        string[] mine,
        string[] theirs,
        params (string Key, bool Theirs)[] choices
    )
    {
        var (merged, clashes) = ThreeWay.Merge(
            basis,
            mine,
            theirs,
            text => text[..1],
            text => text,
            choices.ToDictionary(choice => choice.Key, choice => choice.Theirs, StringComparer.Ordinal)
        );
        return (merged, clashes);
    }

    private static Slide Of(SlideContent content) =>
        new(new("s"), "少了三分之一", "平安", content, "2025年上半年", "街道台账", false, [new("31件", "最多")]);

    private static string Json(Slide slide) =>
        System.Text.Json.JsonSerializer.Serialize(slide, Web.Journal.EventJson.Options);
}
