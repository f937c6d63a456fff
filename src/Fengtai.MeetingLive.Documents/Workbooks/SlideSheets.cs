using System.Collections.Immutable;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Documents.Preparation;

namespace Fengtai.MeetingLive.Documents.Workbooks;

/// <summary>
/// 成绩单: one row a slide; what it shows stands in 成绩单数据 as a small table that begins with its own heading, as it is
/// pasted from a spreadsheet.
/// </summary>
public static class SlideSheets
{
    /// <summary>A line has at most twelve points, and a name before them.</summary>
    public const int DataColumns = 13;

    public static readonly WorkbookSheet Slides = new(
        "成绩单",
        "一行一页，按先后排。每页的数据写在“成绩单数据”表。",
        new("id", "编号", 14, "字母或数字，如 1、2、3；“成绩单数据”用它对应。"),
        new("title", "标题", 44, "写结论，最多40个字，如 治安警情少了一半多。"),
        new("topic", "主题", 14, "标题上面的小字，最多12个字。"),
        new("kind", "形式", 12, "关键数字、条形、分段条形、折线、占比、进度、表格、文字或前后照片。")
        {
            Choices = SlidesReading.Kinds.Chinese,
        },
        new("unit", "单位", 8, "条形、分段条形、折线、占比要填，如 件。", Needed: false),
        new("period", "统计期", 34, "最多60个字，如 统计期：2025年上半年。"),
        new("source", "来源", 34, "最多60个字；编的数要写明是演示数据。"),
        WorkbookColumn.Flag("sample", "有示例数据", "有编的数就填“是”。"),
        new("extra", "合计名称或地点", 18, "占比写合计的名称，如 共收集；前后照片写地点，不写门牌。", Needed: false),
        WorkbookColumn.Flag("showShares", "标出占比", "条形可填“是”。"),
        new("figure1", "要点1", 12, "主讲台上的数字，最多12个字。", Needed: false),
        new("words1", "要点1说明", 26, "最多40个字。", Needed: false),
        new("figure2", "要点2", 12, "最多12个字。", Needed: false),
        new("words2", "要点2说明", 26, "最多40个字。", Needed: false),
        new("figure3", "要点3", 12, "最多12个字。", Needed: false),
        new("words3", "要点3说明", 26, "最多40个字。", Needed: false)
    )
    {
        Rows = SlidesReading.SlidesMost,
        Main = true,
    };

    /// <summary>Its columns are what each slide's own heading says.</summary>
    public static readonly WorkbookSheet Data = new(
        "成绩单数据",
        "每页一小块：A列都写该页编号，块的第一行是表头，下面是数据。",
        [
            new("slide", "页编号", 14, "“成绩单”表里的编号。"),
            .. Enumerable
                .Range(1, DataColumns)
                .Select(column => new WorkbookColumn(
                    $"value{column}",
                    $"第{column}列",
                    column == 1 ? 26 : 12,
                    "块的第一行写表头，下面写数据。",
                    Needed: false
                )),
        ]
    )
    {
        Rows = 400,
    };

    internal const string Before = "之前";
    internal const string After = "之后";

    /// <summary>The headings of the kinds whose columns have fixed meanings, by the names that the values have in a pack.</summary>
    internal static readonly ImmutableDictionary<
        string,
        ImmutableArray<(string Name, string Heading, bool Needed)>
    > Heads = ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        new Dictionary<string, ImmutableArray<(string, string, bool)>>(StringComparer.Ordinal)
        {
            ["figures"] =
            [
                ("name", "名称", true),
                ("shown", "显示", true),
                ("unit", "单位", false),
                ("about", "约数词", false),
                ("value", "数值", false),
                ("valueShown", "数值显示", false),
                ("lastYear", "去年", false),
                ("target", "目标", false),
                ("targetIsCeiling", "越少越好", false),
                ("targetSample", "目标为示例", false),
            ],
            ["bars"] = [("name", "名称", true), ("value", "数值", true)],
            ["share"] = [("name", "名称", true), ("value", "数值", true), ("finished", "已办结", false)],
            ["progress"] =
            [
                ("name", "名称", true),
                ("done", "已完成", true),
                ("target", "目标", true),
                ("unit", "单位", true),
            ],
            ["text"] = [("paragraph", "段落", true)],
            ["photos"] =
            [
                ("which", "之前或之后", true),
                ("file", "照片", true),
                ("caption", "说明", true),
                ("takenOn", "拍摄日期", false),
                ("drawn", "示意图", false),
                ("alt", "画面内容", true),
            ],
        }
    );

    /// <summary>What a slide shows, as rows of 成绩单数据, the first being the heading.</summary>
    internal static IEnumerable<ImmutableArray<object?>> Rows(SlideContent content) =>
        content switch
        {
            FiguresContent figures =>
            [
                Heading("figures"),
                .. figures.Figures.Select(f =>
                    Row(
                        f.Name,
                        f.Shown,
                        f.Unit,
                        f.About,
                        f.Value,
                        f.ValueShown,
                        f.LastYear,
                        f.Target,
                        Yes(f.TargetIsCeiling),
                        Yes(f.TargetSample)
                    )
                ),
            ],
            BarsContent bars => [Heading("bars"), .. bars.Bars.Select(bar => Row(bar.Name, bar.Value))],
            StackedBarsContent stacked =>
            [
                Row(["名称", .. stacked.Parts]),
                .. stacked.Bars.Select(bar => Row([bar.Name, .. bar.Values.Select(value => (object)value)])),
            ],
            LineContent line =>
            [
                Row(["名称", .. line.Points]),
                .. line.Series.Select(series => Row([series.Name, .. series.Values.Select(value => (object)value)])),
            ],
            ShareContent share =>
            [
                Heading("share"),
                .. share.Shares.Select(part => Row(part.Name, part.Value, Yes(part.Finished))),
            ],
            ProgressContent progress =>
            [
                Heading("progress"),
                .. progress.Rows.Select(row => Row(row.Name, row.Done, row.Target, row.Unit)),
            ],
            TableContent table => [Row([.. table.Head]), .. table.Rows.Select(row => Row([.. row]))],
            TextContent text => [Heading("text"), .. text.Paragraphs.Select(paragraph => Row(paragraph))],
            PhotosContent photos => [Heading("photos"), Picture(Before, photos.Before), Picture(After, photos.After)],
            _ => throw new NotSupportedException("A slide of a kind that the workbook does not know."),
        };

    internal static string KindOf(SlideContent content) =>
        content switch
        {
            FiguresContent => "figures",
            BarsContent => "bars",
            StackedBarsContent => "stacked",
            LineContent => "line",
            ShareContent => "share",
            ProgressContent => "progress",
            TableContent => "table",
            TextContent => "text",
            PhotosContent => "photos",
            _ => throw new NotSupportedException("A slide of a kind that the workbook does not know."),
        };

    internal static string? Yes(bool yes) => yes ? YesNo.Choices.ChineseOf(true) : null;

    /// <summary>A picture cannot stand in a cell; its hash names the one that is kept.</summary>
    private static ImmutableArray<object?> Picture(string which, Photo photo) =>
        Row(which, photo.Hash.Value, photo.Caption, photo.TakenOn, Yes(photo.TakenOn is null), photo.Alt);

    private static ImmutableArray<object?> Heading(string kind) => [.. Heads[kind].Select(head => head.Heading)];

    private static ImmutableArray<object?> Row(params ImmutableArray<object?> cells) => cells;
}
