using System.Collections.Immutable;
using System.Globalization;
using System.Xml.Linq;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Core.Charts;
using Fengtai.MeetingLive.Core.Views;
using Fengtai.MeetingLive.Documents.Pdf;
using UglyToad.PdfPig;

namespace Fengtai.MeetingLive.Documents.Tests;

/// <summary>
/// The chart on paper is the chart on the screens: the same marks at the same places, mark by mark, and readable
/// whatever the figures are.
/// </summary>
public sealed class ChartMarksTests : IDisposable
{
    private const double Scale = 0.8;
    private static readonly PageLayout Paper = new(500, 900, 40, 40, 20, 20, (_, _) => []);

    private static readonly ImmutableDictionary<string, SlideContent> Contents = new Dictionary<string, SlideContent>(
        StringComparer.Ordinal
    )
    {
        ["figures"] = new FiguresContent([
            new(
                "治安警情，同比",
                "−57%",
                Value: 43,
                LastYear: 100,
                Target: 60,
                TargetIsCeiling: true,
                TargetSample: true
            ),
            new("诉求解决率", "86.2", Unit: "%", Value: 86.2m, LastYear: 84.9m, Target: 90),
        ]),
        ["unequal bars with a lens"] = new BarsContent(
            "件",
            [new("接诉即办", 5820), new("信访", 66), new("社情民意", 61)],
            ShowShares: true
        ),
        ["one bar"] = new BarsContent("件", [new("停车管理", 412)]),
        ["only zeros"] = new BarsContent("件", [new("停车", 0), new("供暖", 0), new("物业", 0)], ShowShares: true),
        ["below zero"] = new BarsContent("件", [new("新增", 12), new("减少", -7), new("持平", 0)]),
        ["all equal"] = new BarsContent("件", [new("甲", 5), new("乙", 5), new("丙", 5)]),
        ["stacked"] = new StackedBarsContent(
            "件",
            ["已解决", "待推进", "需协调"],
            [new("停车管理", [120, 46, 30]), new("供暖", [88, 12, 4])]
        ),
        ["stacked with a value missing"] = new StackedBarsContent(
            "件",
            ["已解决", "待推进"],
            [new("停车管理", [120]), new("供暖", [88, 12])]
        ),
        ["lines"] = new LineContent(
            "件",
            ["1月", "2月", "3月"],
            [new("本季", [176, 251, 203]), new("上季", [214, 386, 341])]
        ),
        ["a line of one point"] = new LineContent("件", ["1月"], [new("本季", [176])]),
        ["a line of 400 points"] = new LineContent(
            "件",
            [.. Enumerable.Range(1, 400).Select(day => $"{day}日")],
            [new("本年", [.. Enumerable.Range(1, 400).Select(day => (decimal)(100 + 40 * Math.Sin(day / 30.0)))])]
        ),
        ["a line with values missing"] = new LineContent("件", ["1月", "2月", "3月"], [new("本季", [176, 251])]),
        ["a flat line below zero"] = new LineContent("度", ["1月", "2月"], [new("气温", [-4, -4])]),
        ["share"] = new ShareContent(
            "条",
            "共收集",
            [new("已办结", 755, Finished: true), new("正在推进", 564, Finished: false)]
        ),
        ["share of nothing"] = new ShareContent("条", "共收集", [new("已办结", 0, true), new("推进", 0, false)]),
        ["progress"] = new ProgressContent([
            new("停车位", 260, 400, "个"),
            new("驿站", 3, 3, "家"),
            new("无目标", 1, 0, "家"),
        ]),
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private readonly FontBook fonts = FontBook.Load();

    public static TheoryData<string> Names => [.. Contents.Keys.Order(StringComparer.Ordinal)];

    public void Dispose() => fonts.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void Paper_and_screen_have_the_same_marks_at_the_same_places(string name) => AssertAlike(Draw(name));

    [Fact]
    public void A_rating_has_the_same_marks_at_the_same_places() =>
        AssertAlike(
            RatingBars.Draw(
                [.. MinutesWords.Levels(new Tally(8, 19, 61, 168, 212))],
                "人",
                ChartSize.Print,
                MinutesWords.Chart
            )!
        );

    [Fact]
    public void A_poll_has_the_same_marks_at_the_same_places() =>
        AssertAlike(
            PollBars.Draw(
                SampleMinutes.Make().Polls[1],
                new PollWords("分", "{0}人排第一"),
                ChartSize.Print,
                MinutesWords.Chart
            )!
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_the_figures_a_chart_stays_on_its_paper_and_says_them(string name)
    {
        var chart = Draw(name);
        using var stream = new MemoryStream();
        new Document(new DocumentMeta(name, "试排", SampleMinutes.Created), Paper)
            .Add(new ChartBlock(chart))
            .Write(stream, fonts);
        using var pdf = PdfDocument.Open(stream.ToArray());
        var page = pdf.GetPages().Single();
        Assert.All(
            page.Letters,
            letter =>
            {
                Assert.InRange(letter.StartBaseLine.X, 19, 481);
                Assert.InRange(letter.EndBaseLine.X, 19, 481);
                Assert.InRange(letter.StartBaseLine.Y, 40, 860);
            }
        );
        var read = page.Letters.Select(letter => letter.Value).ToHashSet(StringComparer.Ordinal);
        var said = chart.Marks.OfType<Label>().SelectMany(label => label.Text.EnumerateRunes());
        Assert.All(
            said,
            rune => Assert.True(rune.Value == ' ' || read.Contains(rune.ToString()), $"{rune} is missing")
        );
        var shapes = chart.Marks.Count(mark =>
            mark is Bar { Width: > 0.5, Height: > 0.5 } or Polyline { Points.Length: > 1 }
        );
        Assert.InRange(page.Paths.Count, shapes, int.MaxValue);
    }

    private void AssertAlike(Chart chart)
    {
        var screen = OfScreen(XDocument.Parse(Svg.Write(chart)).Root!).ToArray();
        var paper = OfPaper(chart).ToArray();
        Assert.NotEmpty(screen);
        Assert.Equal(screen.Select(mark => mark.Kind), paper.Select(mark => mark.Kind));
        foreach (var (onScreen, onPaper) in screen.Zip(paper))
        {
            Assert.Equal(onScreen.Words, onPaper.Words);
            Assert.Equal(onScreen.Places.Length, onPaper.Places.Length);
            // The screen's numbers are written with two decimals.
            Assert.All(onScreen.Places.Zip(onPaper.Places), pair => Assert.Equal(pair.First, pair.Second, 0.011));
        }
    }

    /// <summary>What the draw list holds, put back into the chart's own units.</summary>
    private IEnumerable<Drawn> OfPaper(Chart chart)
    {
        const double Left = 7;
        const double Top = 11;
        var block = new ChartBlock(chart, chart.Width * Scale);
        var page = new Page();
        block.Measure(new Measuring(fonts, chart.Width, chart.Height)).Single().Draw(page, Left, Top);
        var labels = chart.Marks.OfType<Label>().GetEnumerator();
        for (var index = 0; index < page.Drawings.Count; index++)
        {
            switch (page.Drawings[index])
            {
                case RectDrawing rect:
                    yield return new("bar", "", [X(rect.X), Y(rect.Y), rect.Width / Scale, rect.Height / Scale]);
                    break;
                case PathDrawing path:
                    yield return new("line", "", [.. path.Points.SelectMany(at => new[] { X(at.X), Y(at.Y) })]);
                    break;
                case DotDrawing dot:
                    yield return new("dot", "", [X(dot.Center.X), Y(dot.Center.Y), dot.Radius / Scale]);
                    break;
                case TextDrawing text:
                    // One label may take several faces; its runs follow each other on one base line.
                    labels.MoveNext();
                    var words = string.Concat(text.Runes);
                    var size = text.Size / Scale;
                    while (words.Length < labels.Current.Text.Length)
                        words += string.Concat(((TextDrawing)page.Drawings[++index]).Runes);
                    yield return new("text", words, [Y(text.BaseLine), size]);
                    break;
            }
        }

        double X(double x) => (x - Left) / Scale;
        double Y(double y) => (y - Top) / Scale;
    }

    private static IEnumerable<Drawn> OfScreen(XElement svg) =>
        svg.Elements()
            .Select(element =>
                element.Name.LocalName switch
                {
                    "rect" => new Drawn("bar", "", Numbers(element, "x", "y", "width", "height")),
                    "line" => new Drawn("line", "", Numbers(element, "x1", "y1", "x2", "y2")),
                    "circle" => new Drawn("dot", "", Numbers(element, "cx", "cy", "r")),
                    "polyline" => new Drawn(
                        "line",
                        "",
                        [.. element.Attribute("points")!.Value.Split(' ', ',').Select(Number)]
                    ),
                    "text" => new Drawn("text", element.Value, Numbers(element, "y", "font-size")),
                    var other => throw new InvalidOperationException($"{other} is no mark."),
                }
            );

    private static ImmutableArray<double> Numbers(XElement element, params string[] names) =>
        [.. names.Select(name => Number(element.Attribute(name)!.Value))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static Chart Draw(string name) =>
        ChartGeometry.Draw(Contents[name], ChartSize.Print, MinutesWords.Chart)
        ?? throw new InvalidOperationException($"{name} makes no chart.");

    private sealed record Drawn(string Kind, string Words, ImmutableArray<double> Places);
}
