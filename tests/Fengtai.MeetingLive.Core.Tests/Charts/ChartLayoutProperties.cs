using System.Collections.Immutable;
using Fengtai.MeetingLive.Core.Charts;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

/// <summary>What holds for every chart, whatever a street types into its deck.</summary>
public sealed class ChartLayoutProperties
{
    private const double Rounding = 0.001;

    [Property(Arbitrary = [typeof(AnyContent)], MaxTest = 2000)]
    public void No_label_leaves_the_picture(SlideContent content, ChartSize size)
    {
        var chart = ChartSamples.Draw(content, size);
        foreach (var label in chart.Labels())
        {
            var box = TextWidth.Of(label);
            Assert.True(
                box is { Left: >= -Rounding, Top: >= -Rounding }
                    && box.Right <= chart.Width + Rounding
                    && box.Bottom <= chart.Height + Rounding,
                $"{label.Text} at {box} in {chart.Width} x {chart.Height}"
            );
        }
    }

    [Property(Arbitrary = [typeof(AnyContent)], MaxTest = 2000)]
    public void No_label_touches_another(SlideContent content, ChartSize size)
    {
        var labels = ChartSamples.Draw(content, size).Labels().ToList();
        for (var one = 0; one < labels.Count; one++)
        {
            for (var other = one + 1; other < labels.Count; other++)
            {
                Assert.False(
                    Shrunk(labels[one]).Overlaps(Shrunk(labels[other])),
                    $"{labels[one].Text} touches {labels[other].Text}"
                );
            }
        }
    }

    [Property(Arbitrary = [typeof(AnyContent)], MaxTest = 1000)]
    public void Nothing_is_drawn_outside_and_no_text_is_too_small(SlideContent content, ChartSize size)
    {
        var chart = ChartSamples.Draw(content, size);
        Assert.All(chart.Labels(), label => Assert.True(label.Size >= size.Small, label.Text));
        Assert.All(
            chart.Marks.OfType<Bar>(),
            bar =>
                Assert.True(
                    bar.X >= -Rounding
                        && bar.Y >= -Rounding
                        && bar.Width >= 0
                        && bar.Height >= 0
                        && bar.X + bar.Width <= chart.Width + Rounding
                        && bar.Y + bar.Height <= chart.Height + Rounding,
                    bar.ToString()
                )
        );
        Assert.All(
            chart.Marks.OfType<Polyline>().SelectMany(line => line.Points),
            point => Assert.True(point.X >= 0 && point.X <= chart.Width && point.Y >= 0 && point.Y <= chart.Height)
        );
    }

    [Property(Arbitrary = [typeof(AnyContent)], MaxTest = 2000)]
    public void A_chart_is_no_higher_than_its_room(SlideContent content, ChartSize size) =>
        Assert.True(ChartSamples.Draw(content, size).Height <= size.Height + Rounding);

    [Property(Arbitrary = [typeof(AnyContent)], MaxTest = 500)]
    public void A_larger_picture_is_the_same_picture(SlideContent content, ChartSize size)
    {
        var small = ChartSamples.Draw(content, size);
        var large = ChartSamples.Draw(content, size.Scale(2));
        Assert.Equal(small.Spoken, large.Spoken);
        Assert.Equal(
            small.Labels().Select(label => (label.Text, Math.Round(label.X * 2, 6), Math.Round(label.Y * 2, 6))),
            large.Labels().Select(label => (label.Text, Math.Round(label.X, 6), Math.Round(label.Y, 6)))
        );
    }

    [Property(Arbitrary = [typeof(AnyContent)], MaxTest = 1000)]
    public void Closing_figures_fit_half_a_hall(SlideContent content)
    {
        if (content is not (BarsContent or ProgressContent))
            return;
        No_label_leaves_the_picture(content, ChartSize.HallHalf);
        No_label_touches_another(content, ChartSize.HallHalf);
        A_chart_is_no_higher_than_its_room(content, ChartSize.HallHalf);
    }

    private static Box Shrunk(Label label) =>
        TextWidth.Of(label) is var box
            ? new(box.Left + Rounding, box.Top + Rounding, box.Right - Rounding, box.Bottom - Rounding)
            : default;
}

/// <summary>Contents of every kind: short and long names, zeros, negatives, one huge value, more rows than a hall can read.</summary>
public static class AnyContent
{
    private static readonly Gen<string> Name = Gen.OneOf(
        Gen.Elements("停车", "供暖", "12345热线", "Wi-Fi", "老旧小区改造", "物业管理", "A", "新就业群体𠮷", "，。"),
        Gen.Elements(
            "既有多层住宅加装电梯与上下水管线同步改造及适老化提升工程（二期）",
            "Community Services and Elderly Care"
        )
    );

    private static readonly Gen<string> Unit = Gen.Elements("", "件", "人次", "万平方米", "%");

    private static readonly Gen<decimal> Value = Gen.Frequency(
        (6, Gen.Choose(0, 9999).Select(value => (decimal)value)),
        (2, Gen.Choose(-99999, 99999).Select(value => value / 100m)),
        (1, Gen.Constant(0m)),
        (1, Gen.Elements(999_999_999_999_999.99m, -999_999_999_999_999.99m, 0.0001m, 5_820m))
    );

    public static Arbitrary<ChartSize> Sizes() =>
        Gen.Elements(
                ChartSize.Hall,
                ChartSize.HallUnderTag,
                ChartSize.HallBesideWords,
                ChartSize.Phone,
                ChartSize.Print
            )
            .ToArbitrary();

    public static Arbitrary<SlideContent> Contents() =>
        Gen.OneOf(Figures(), Bars(), Stacked(), Lines(), Shares(), Progresses()).ToArbitrary();

    private static Gen<SlideContent> Figures() =>
        from figures in Some(Figure(), 5)
        select (SlideContent)new FiguresContent(figures);

    private static Gen<Figure> Figure() =>
        from name in Name
        from shown in Gen.Elements("−57%", "74万", "1,234,567.89", "999,999,999,999,999")
        from unit in Unit
        from about in Gen.Elements(null, "近", "约")
        from now in Optional(Value)
        from last in Optional(Value)
        from target in Optional(Value)
        from ceiling in Gen.Elements(true, false)
        select new Figure(name, shown, unit, about, now, last, target, ceiling, ceiling);

    private static Gen<SlideContent> Bars() =>
        from unit in Unit
        from bars in Some(Datum(), 8)
        from shares in Gen.Elements(true, false)
        select (SlideContent)new BarsContent(unit, bars, shares);

    private static Gen<Datum> Datum() => from name in Name from value in Value select new Datum(name, value);

    private static Gen<SlideContent> Stacked() =>
        from unit in Unit
        from parts in Some(Name, 7)
        from bars in Some(from name in Name from values in Some(Value, 7) select new StackedBar(name, values), 7)
        select (SlideContent)new StackedBarsContent(unit, parts, bars);

    private static Gen<SlideContent> Lines() =>
        from unit in Unit
        from points in Some(Name, 14)
        from series in Some(from name in Name from values in Some(Value, 14) select new Series(name, values), 3)
        select (SlideContent)new LineContent(unit, points, series);

    private static Gen<SlideContent> Shares() =>
        from unit in Unit
        from total in Name
        from shares in Some(
            from name in Name
            from value in Value
            from finished in Gen.Elements(true, false)
            select new Share(name, value, finished),
            8
        )
        select (SlideContent)new ShareContent(unit, total, shares);

    private static Gen<SlideContent> Progresses() =>
        from rows in Some(
            from name in Name
            from done in Value
            from target in Value
            from unit in Unit
            select new Progress(name, done, target, unit),
            7
        )
        select (SlideContent)new ProgressContent(rows);

    private static Gen<decimal?> Optional(Gen<decimal> gen) =>
        Gen.OneOf(Gen.Constant((decimal?)null), gen.Select(value => (decimal?)value));

    private static Gen<ImmutableArray<T>> Some<T>(Gen<T> gen, int most) =>
        from count in Gen.Choose(1, most)
        from items in gen.ArrayOf(count)
        select items.ToImmutableArray();
}
