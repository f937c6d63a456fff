namespace Fengtai.MeetingLive.Web.Tests.Residents;

/// <summary>Large letters in two steps, remembered without script, on the public pages too.</summary>
public sealed class LettersTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Page = "/m/FT2025";

    [Fact]
    public async Task The_page_offers_the_second_step_and_the_way_back_and_remembers_it()
    {
        using var phone = host.NewPhone();

        Assert.Contains($"class=\"larger\" href=\"{Page}?elder=2\"", await phone.ReadAsync($"{Page}?elder=1"), Within);
        var larger = await phone.ReadAsync($"{Page}?elder=2");
        Assert.Contains("data-mode=\"elder\" data-size=\"2\"", larger, Within);
        Assert.Contains($"class=\"larger\" href=\"{Page}?elder=1\"", larger, Within);
        Assert.Contains("字小些", await phone.ReadAsync(Page), Within);
        Assert.DoesNotContain("data-size", await phone.ReadAsync($"{Page}?elder=1"), Within);
        Assert.DoesNotContain("data-mode", await phone.ReadAsync($"{Page}?elder=0"), Within);
    }

    [Fact]
    public async Task Something_else_in_the_address_or_the_cookie_is_the_ordinary_size()
    {
        using var phone = host.NewPhone();

        Assert.DoesNotContain("data-mode", await phone.ReadAsync($"{Page}?elder=3"), Within);
        Assert.Null(phone.Cookies.GetCookies(host.Address)["elder"]);
    }

    [Fact]
    public async Task The_result_page_and_the_receipt_follow_the_cookie_and_the_live_page_only_its_address()
    {
        using var phone = host.NewPhone();
        await phone.ReadAsync($"{Page}?elder=2");

        Assert.Contains("data-size=\"2\"", await phone.ReadAsync("/p/FT2025"), Within);
        Assert.Contains("data-size=\"2\"", await phone.ReadAsync("/receipt"), Within);
        Assert.DoesNotContain("data-mode", await phone.ReadAsync("/live/FT2025"), Within);
        Assert.DoesNotContain("data-mode", await phone.ReadAsync("/live/NOSUCH"), Within);
        Assert.Contains("data-size=\"2\"", await phone.ReadAsync("/live/FT2025?elder=2"), Within);
    }

    [Fact]
    public async Task Whom_to_reach_stands_on_phone_public_page_and_live_page_and_can_be_dialled()
    {
        using var phone = host.NewPhone();

        foreach (var path in new[] { Page, "/p/FT2025", "/live/FT2025" })
        {
            var page = await phone.ReadAsync(path);
            Assert.Contains("href=\"tel:12345\"", page, Within);
            Assert.Contains("href=\"tel:01055500000\"", page, Within);
            Assert.Contains("href=\"mailto:xinxiang@wangzuo.example\"", page, Within);
        }

        Assert.Contains("href=\"tel:12345\"", await phone.ReadAsync("/receipt"), Within);
    }

    [Fact]
    public async Task What_a_round_judges_stands_where_it_is_shown()
    {
        using var phone = host.NewPhone();

        Assert.Contains("<span data-f=\"subject\">工作成效</span>", await phone.ReadAsync(Page), Within);
        Assert.Contains("工作成效，第4轮", await phone.ReadAsync("/live/FT2025"), Within);
        Assert.Contains("<span data-f=\"subject\">Work done</span>", await phone.ReadAsync($"{Page}?lang=en"), Within);
    }

    private const StringComparison Within = StringComparison.Ordinal;
}

internal static class Reading
{
    public static async Task<string> ReadAsync(this Phone phone, string path) => (await phone.GetAsync(path)).Html;
}
