using Bunit;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Staff.Present;
using Microsoft.Extensions.DependencyInjection;

namespace Fengtai.MeetingLive.Web.Tests.Staff;

/// <summary>前后对比 on the console: the current slide, and the next one in small.</summary>
public sealed class PhotoSlideTests : BunitContext
{
    private static readonly string Before = new('a', 64);
    private static readonly string After = new('b', 64);

    public PhotoSlideTests() => Services.AddLocalization();

    [Fact]
    public void The_current_slide_shows_the_pictures_large_with_place_and_day()
    {
        var card = Card(small: false);

        Assert.Equal([$"/photo/{Before}", $"/photo/{After}"], Sources(card));
        Assert.Contains("2025年3月12日，路面破损", card.Markup, StringComparison.Ordinal);
        Assert.Contains("南街胡同口", card.Find("figure.slide > figcaption").TextContent, StringComparison.Ordinal);
        Assert.Equal("坑洼的路面", card.Find("img").GetAttribute("alt"));
    }

    [Fact]
    public void The_next_slide_loads_the_small_pictures() =>
        Assert.Equal([$"/photo/{Before}/small", $"/photo/{After}/small"], Sources(Card(small: true)));

    [Fact]
    public void Only_a_drawing_says_that_it_is_no_photo()
    {
        var captions = Card(small: false).FindAll(".photo figcaption");

        Assert.DoesNotContain("示意图", captions[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("示意图，非现场照片", captions[1].TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<SlideCard> Card(bool small)
    {
        var slide = new Slide(
            new SlideId("drain"),
            "门前路平了，雨天不再积水",
            "环境卫生",
            new PhotosContent(
                "南街胡同口",
                new Photo(new PhotoHash(Before), 1600, 900, "路面破损", new DateOnly(2025, 3, 12), "坑洼的路面"),
                new Photo(new PhotoHash(After), 1600, 900, "更换管线", TakenOn: null, "平整的路面")
            ),
            "同一地点、同一角度",
            "王佐镇城市管理办",
            Sample: false,
            []
        );
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        return Render<SlideCard>(p => p.Add(c => c.Slide, slide).Add(c => c.Small, small));
    }

    private static IEnumerable<string?> Sources(IRenderedComponent<SlideCard> card) =>
        card.FindAll("img").Select(img => img.GetAttribute("src"));
}
