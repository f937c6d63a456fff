using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Charts;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

/// <summary>The words as the resources give them, public figures, and questions about marks.</summary>
internal static class ChartSamples
{
    public static readonly ChartWords Words = new(
        LastYear: "去年同期",
        ThisYear: "今年",
        Target: "目标{0}",
        TargetBelow: "目标{0}以下",
        Sample: "{0}（示例）",
        Short: "还差{0}",
        Over: "超出{0}",
        Points: "{0}个百分点",
        Lens: "放大{0}倍",
        LensNote: "只比这几项，不与上面比",
        OfTotal: "占比以{0}为分母",
        Sum: "{0}，共{1}",
        More: "另有{0}项未画出",
        Comma: "，",
        Semicolon: "；"
    );

    public static readonly FiguresContent Security = new([
        new("治安警情，同比", "−57%", Value: 43, LastYear: 100, Target: 60, TargetIsCeiling: true, TargetSample: true),
        new(
            "电信诈骗，同比",
            "−50%",
            About: "近",
            Value: 50,
            LastYear: 100,
            Target: 80,
            TargetIsCeiling: true,
            TargetSample: true,
            ValueShown: "约50"
        ),
    ]);

    public static readonly FiguresContent BelowTarget = new([
        new("诉求解决率", "86.2", Unit: "%", Value: 86.2m, LastYear: 84.9m, Target: 90),
    ]);

    public static readonly BarsContent Demands = new(
        "件",
        [new("接诉即办", 5820), new("信访", 66), new("社情民意", 61)],
        ShowShares: true
    );

    public static readonly ShareContent Opinions = new(
        "条",
        "共收集",
        [new("已办结", 755, Finished: true), new("列入清单，正在推进", 564, Finished: false)]
    );

    public static readonly LineContent Heating = new(
        "件",
        ["11月", "12月", "1月", "2月", "3月"],
        [new("本季", [176, 251, 203, 132, 54]), new("上季", [214, 386, 341, 228, 97])]
    );

    public static readonly StackedBarsContent ByChannel = new(
        "件",
        ["已解决", "待推进", "需协调"],
        [new("停车管理", [120, 46, 30]), new("供暖", [88, 12, 4]), new("养老服务", [61, 20, 9])]
    );

    public static readonly ProgressContent Promises = new([
        new("新增停车位", 260, 400, "个"),
        new("老楼加装电梯", 7, 12, "部"),
        new("建成养老驿站", 3, 3, "家"),
    ]);

    public static readonly ImmutableArray<(string Name, int Count)> Levels =
    [
        ("非常满意", 212),
        ("满意", 168),
        ("基本满意", 61),
        ("不满意", 19),
        ("非常不满意", 8),
    ];

    public static Chart Draw(SlideContent content, ChartSize? size = null) =>
        ChartGeometry.Draw(content, size ?? ChartSize.Hall, Words) ?? throw new InvalidOperationException("no chart");

    public static IEnumerable<Bar> Bars(this Chart chart, Ink ink) =>
        chart.Marks.OfType<Bar>().Where(bar => bar.Ink == ink && bar.Series is not null);

    public static IEnumerable<Label> Labels(this Chart chart) => chart.Marks.OfType<Label>();

    public static bool Says(this Chart chart, string text) => chart.Labels().Any(label => label.Text == text);
}
