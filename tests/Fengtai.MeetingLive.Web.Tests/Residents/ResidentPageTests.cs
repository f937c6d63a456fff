using System.Net;
using System.Text.RegularExpressions;
using Fengtai.MeetingLive.Core;
using Fengtai.MeetingLive.Web.Residents;

namespace Fengtai.MeetingLive.Web.Tests.Residents;

public sealed partial class ResidentPageTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Page = "/m/FT2025";

    [Fact]
    public async Task The_first_view_fits_the_first_flight_of_a_weak_network()
    {
        using var phone = host.NewPhone();
        var (_, html) = await phone.GetAsync(Page);

        var view = await phone.WeighAsync(Page) + await phone.WeighAsync(Link().Match(html).Groups["it"].Value);
        var all = view + await phone.WeighAsync(Source().Match(html).Groups["it"].Value);

        Assert.InRange(view, 1, 14_336);
        Assert.InRange(all, view, 32_768);
    }

    [Fact]
    public async Task Style_and_script_keep_for_a_year_under_their_hash()
    {
        using var phone = host.NewPhone();
        var (_, html) = await phone.GetAsync(Page);

        foreach (
            var address in new[] { Link().Match(html).Groups["it"].Value, Source().Match(html).Groups["it"].Value }
        )
        {
            var (answer, _) = await phone.GetAsync(address);
            Assert.Equal(
                "public, max-age=31536000, immutable",
                string.Join(", ", answer.Headers.GetValues("Cache-Control"))
            );
        }
    }

    [Fact]
    public async Task The_page_comes_at_once_with_the_open_round_and_its_own_rules()
    {
        using var phone = host.NewPhone();

        var (answer, html) = await phone.GetAsync("/m/ft2025");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains(
            "script-src 'self'",
            answer.Headers.GetValues("Content-Security-Policy").Single(),
            StringComparison.Ordinal
        );
        Assert.Contains("data-round=\"overall\"", html, StringComparison.Ordinal);
        Assert.Contains("data-code=\"FT2025\"", html, StringComparison.Ordinal);
        Assert.DoesNotContain("blazor", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rating_without_script_is_received_changed_and_counted_once()
    {
        using var phone = host.NewPhone();
        var before = (await host.MeetingAsync()).Rounds[new RoundId("overall")].Tally;
        var (_, page) = await phone.GetAsync(Page);

        var (first, _) = await phone.PostAsync(page, $"{Page}/rate", ("score", "4"));
        Assert.Equal(HttpStatusCode.SeeOther, first.StatusCode);
        Assert.Equal("/m/FT2025?done=overall#now", first.Headers.Location!.ToString());
        var (_, rated) = await phone.GetAsync(first.Headers.Location.ToString());
        var (score, receipt) = Chosen(rated);
        Assert.Equal("4", score);
        Assert.Matches("^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}$", receipt);

        // A double tap: the same form, the same button.
        await phone.PostAsync(page, $"{Page}/rate", ("score", "4"));
        Assert.Equal(before.Total + 1, (await host.MeetingAsync()).Rounds[new RoundId("overall")].Tally.Total);
        Assert.Equal(receipt, Chosen((await phone.GetAsync(Page)).Html).Receipt);

        // Going back, the old form with another button.
        await phone.PostAsync(page, $"{Page}/rate", ("score", "2"));
        var (_, changed) = await phone.GetAsync(Page);
        Assert.Equal("2", Chosen(changed).Score);
        var after = (await host.MeetingAsync()).Rounds[new RoundId("overall")].Tally;
        Assert.Equal((before.Total + 1, before.Four), (after.Total, after.Four));
    }

    [Fact]
    public async Task A_question_is_received_waits_under_mine_and_can_be_withdrawn()
    {
        using var phone = host.NewPhone();
        var (_, page) = await phone.GetAsync(Page);

        var (answer, _) = await phone.PostAsync(
            page,
            $"{Page}/ask",
            ("text", "门口的路灯什么时候修？"),
            ("topic", "道路交通")
        );
        var (_, asked) = await phone.GetAsync(answer.Headers.Location!.ToString());
        Assert.Contains("已收到，待审核", asked, StringComparison.Ordinal);
        Assert.Contains("门口的路灯什么时候修？", asked, StringComparison.Ordinal);

        await phone.PostAsync(asked, $"{Page}/withdraw");
        Assert.Contains("已撤回", (await phone.GetAsync(Page)).Html, StringComparison.Ordinal);

        using var other = host.NewPhone();
        Assert.DoesNotContain("门口的路灯什么时候修？", (await other.GetAsync(Page)).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_form_sent_twice_is_one_question_and_another_text_is_another()
    {
        using var phone = host.NewPhone();
        var (_, page) = await phone.GetAsync(Page);
        var before = (await host.MeetingAsync()).Questions.Count;

        await phone.PostAsync(page, $"{Page}/ask", ("text", "公厕几点关门？"));
        await phone.PostAsync(page, $"{Page}/ask", ("text", "公厕几点关门？"));
        await phone.PostAsync(page, $"{Page}/ask", ("text", "公厕能不能晚点关门？"));

        Assert.Equal(before + 2, (await host.MeetingAsync()).Questions.Count);
    }

    [Fact]
    public async Task A_support_without_script_counts_once()
    {
        using var phone = host.NewPhone();
        var (_, page) = await phone.GetAsync(Page);
        var before = (await host.MeetingAsync()).Questions.Values.Sum(q => q.Supports);

        var (answer, _) = await phone.PostAsync(page, $"{Page}/support");
        await phone.PostAsync(page, $"{Page}/support");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal(before + 1, (await host.MeetingAsync()).Questions.Values.Sum(q => q.Supports));
        Assert.Contains("已附议", (await phone.GetAsync(Page)).Html, StringComparison.Ordinal);
    }

    public static TheoryData<string> Unacceptable => [" ", new string('长', 501), "反向\u202e文字"];

    [Theory]
    [MemberData(nameof(Unacceptable))]
    public async Task A_refused_question_is_shown_again_with_its_text_and_the_reason(string text)
    {
        using var phone = host.NewPhone();
        var (_, page) = await phone.GetAsync(Page);

        var (answer, html) = await phone.PostAsync(page, $"{Page}/ask", ("text", text), ("topic", "供暖"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains($">{text}</textarea>", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Matches("""id="wrong" data-f="why"><svg.+?<span data-f="message">[^<]+</span>""", html);
        Assert.Matches("""value="供暖" checked""", html);
    }

    [Fact]
    public async Task A_corrupt_device_cookie_is_replaced_and_the_page_works()
    {
        using var phone = host.NewPhone();
        phone.Cookies.Add(host.Address, new Cookie(DeviceCookie.Name, "nonsense"));

        var (answer, page) = await phone.GetAsync(Page);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual("nonsense", phone.Cookies.GetCookies(host.Address)[DeviceCookie.Name]!.Value);

        await phone.PostAsync(page, $"{Page}/rate", ("score", "5"));
        Assert.Equal("5", Chosen((await phone.GetAsync(Page)).Html).Score);
    }

    [Fact]
    public async Task A_post_with_somebody_elses_token_changes_nothing_and_shows_the_way_back()
    {
        using var phone = host.NewPhone();
        using var other = host.NewPhone();
        var (_, page) = await phone.GetAsync(Page);
        await other.GetAsync(Page);
        var before = (await host.MeetingAsync()).Rounds[new RoundId("overall")].Tally.Total;

        var (answer, html) = await other.PostAsync(page, $"{Page}/rate", ("score", "1"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("href=\"/m/FT2025\"", html, StringComparison.Ordinal);
        Assert.Equal(before, (await host.MeetingAsync()).Rounds[new RoundId("overall")].Tally.Total);
    }

    [Fact]
    public async Task A_post_as_large_as_a_book_is_refused_in_words()
    {
        using var phone = host.NewPhone();
        var (_, page) = await phone.GetAsync(Page);

        var (answer, html) = await phone.PostAsync(page, $"{Page}/ask", ("text", new string('a', 100_000)));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("内容太长", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_code_is_asked_for_again_and_a_known_one_leads_on()
    {
        using var phone = host.NewPhone();

        var (unknown, html) = await phone.GetAsync("/m/NOPE99");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("name=\"code\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync("/m")).Answer.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync("/m?code=NOPE99")).Answer.StatusCode);
        Assert.Equal("/m/FT2025", (await phone.GetAsync("/m?code=ft2025")).Answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Language_and_large_letters_are_remembered()
    {
        using var phone = host.NewPhone();

        Assert.Contains("Please rate", (await phone.GetAsync($"{Page}?lang=en")).Html, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", (await phone.GetAsync($"{Page}?elder=1")).Html, StringComparison.Ordinal);
        Assert.Contains("data-mode=\"elder\"", (await phone.GetAsync(Page)).Html, StringComparison.Ordinal);
        Assert.Contains("请您评价", (await phone.GetAsync($"{Page}?lang=zh&elder=0")).Html, StringComparison.Ordinal);
        var (_, html) = await phone.GetAsync(Page);
        Assert.Contains("<html lang=\"zh-CN\">", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_others_but_their_public_questions_is_on_the_page()
    {
        using var phone = host.NewPhone();
        var (_, html) = await phone.GetAsync($"{Page}?all=1");
        var meeting = await host.MeetingAsync();

        foreach (var question in meeting.Questions.Values.Where(q => !q.IsPublic && q.Text is not null))
            Assert.DoesNotContain(question.Text!, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        foreach (var name in meeting.Questions.Values.Select(q => q.Name).OfType<string>())
            Assert.DoesNotContain(name, html, StringComparison.Ordinal);
        foreach (
            var who in meeting.Questions.Values.Select(q => q.AskedBy).OfType<ActorId>().Concat(meeting.Present.Keys)
        )
            Assert.DoesNotContain(who.Value, html, StringComparison.Ordinal);
        foreach (var plan in meeting.ResponsePlans)
            Assert.DoesNotContain(plan.MayNotPromise, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_slide_is_a_fragment_that_a_cache_may_keep()
    {
        using var phone = host.NewPhone();
        foreach (var slide in (await host.MeetingAsync()).Plan.Deck.Slides)
        {
            var (answer, html) = await phone.GetAsync($"{Page}/slide/{slide.Id.Value}?lang=zh-CN");

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.Public);
            Assert.NotNull(answer.Headers.ETag);
            Assert.Contains(slide.Source, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
            Assert.Equal(slide.Sample, html.Contains("class=\"sample\"", StringComparison.Ordinal));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"{Page}/slide/none")).Answer.StatusCode);
    }

    /// <summary>The pressed level and the receipt beneath, of the page's first round.</summary>
    private static (string Score, string Receipt) Chosen(string html)
    {
        var form = html[html.IndexOf("data-round=\"overall\"", StringComparison.Ordinal)..];
        return (Pressed().Match(form).Groups["it"].Value, Receipt().Match(form).Groups["it"].Value);
    }

    [GeneratedRegex("""name="score" value="(?<it>\d)" aria-pressed="true">""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pressed();

    [GeneratedRegex("""data-f="receipt">(?<it>[^<]*)<""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Receipt();

    [GeneratedRegex("""<link rel="stylesheet" href="(?<it>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("""<script src="(?<it>[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Source();
}
