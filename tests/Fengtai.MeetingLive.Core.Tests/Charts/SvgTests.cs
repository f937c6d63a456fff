using System.Globalization;
using System.Xml.Linq;
using Fengtai.MeetingLive.Core.Charts;
using FsCheck.Xunit;
using static Fengtai.MeetingLive.Core.Tests.Charts.ChartSamples;

namespace Fengtai.MeetingLive.Core.Tests.Charts;

public sealed class SvgTests
{
    [Fact]
    public void Every_bar_stands_where_the_geometry_put_it()
    {
        var chart = Draw(Demands);
        var drawn = XElement
            .Parse(Svg.Write(chart))
            .Elements()
            .Where(e => (string?)e.Attribute("data-series") is not null);
        Assert.Equal(
            chart.Bars(Ink.Data).Select(bar => (bar.Series, Math.Round(bar.X, 2), Math.Round(bar.Width, 2))),
            drawn.Select(e => ((string?)e.Attribute("data-series"), Number(e, "x"), Number(e, "width")))
        );
    }

    [Fact]
    public void The_edge_of_a_hollow_bar_lies_inside_it()
    {
        var chart = Draw(Opinions);
        var open = chart.Bars(Ink.Hollow).Single();
        var drawn = XElement.Parse(Svg.Write(chart)).Elements().Single(e => Class(e).Contains("ink-hollow"));
        var edge = Number(drawn, "stroke-width");
        Assert.True(edge > 0);
        Assert.Equal(open.X + (edge / 2), Number(drawn, "x"), 0.02);
        Assert.Equal(open.X + open.Width - (edge / 2), Number(drawn, "x") + Number(drawn, "width"), 0.02);
    }

    [Fact]
    public void It_says_what_it_shows_and_has_no_colour_of_its_own()
    {
        var chart = Draw(Security);
        var svg = XElement.Parse(Svg.Write(chart));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Equal(chart.Spoken, (string?)svg.Attribute("aria-label"));
        string[] coloured = ["fill", "stroke", "style"];
        Assert.DoesNotContain(
            svg.DescendantsAndSelf().Attributes(),
            attribute => coloured.Contains(attribute.Name.LocalName, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Whatever_is_typed_into_a_deck_stays_text()
    {
        const string name = "<b onclick=\"x\">停车&'供暖'";
        var svg = XElement.Parse(Svg.Write(Draw(new BarsContent("件", [new(name + "\u0007", 3)]))));
        Assert.Equal(
            name,
            (string?)
                svg.Elements().First(e => Class(e).StartsWith("bar", StringComparison.Ordinal)).Attribute("data-series")
        );
        Assert.DoesNotContain(svg.Descendants(), e => e.Name.LocalName == "b");
    }

    [Property(Arbitrary = [typeof(AnyContent)])]
    public void Every_chart_is_well_formed_with_all_its_labels(SlideContent content, ChartSize size)
    {
        var chart = Draw(content, size);
        Assert.Equal(
            chart.Labels().Select(label => label.Text),
            XElement.Parse(Svg.Write(chart)).Elements().Where(e => e.Name.LocalName == "text").Select(e => e.Value),
            StringComparer.Ordinal
        );
    }

    private static double Number(XElement element, string name) =>
        double.Parse((string?)element.Attribute(name) ?? "", CultureInfo.InvariantCulture);

    private static string Class(XElement element) => (string?)element.Attribute("class") ?? "";
}
